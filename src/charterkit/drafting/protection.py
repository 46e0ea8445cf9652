"""Agreed words are protected: a merge after which an agreement would no longer stand is refused.

What counts is the text that would result, not the form of the change: rewording, whole texts, deletion of a unit or of
what holds it, additions inside, headings, other authentic languages, compromises, packages and old bases all come to
the same. Only a named participant opens agreed words again (``reopen``). Translations without authority are no part of
what was agreed: they are mended as any other text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from charterkit.drafting.agreement import LEVELS, Agreement, agreements, stands
from charterkit.drafting.merging.outcomes import Collision, Merged, Outcome
from charterkit.drafting.merging.past import Past
from charterkit.drafting.merging.reach import translates
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.paths import touching, within
from charterkit.model.submissions import Amend, Keep, Move


class Protection:
    """The agreements that stand in a text, and what they keep a merge from doing."""

    def __init__(self, charter: Charter, decisions: Sequence[Decision], past: Past) -> None:
        self.charter = charter
        self.past = past
        found = agreements(charter, decisions, past)
        self.held = [each for each in found.values() if not each.reopened_by]
        """What stands, and what lapsed without having been opened again: somebody changed a file by hand."""

    def checked(self, merged: Merged) -> Merged:
        """Return a merge with a collision for every change that would alter agreed words; then nothing is merged."""
        refused = tuple(self._refusals(merged)) if self.held else ()
        if not refused:
            return self._told(merged)
        reasons = {collision.ref: collision.reason for collision in refused}
        outcomes = tuple(
            outcome._replace(result="collides", note=reasons[outcome.entry.ref])
            if outcome.entry.ref in reasons
            else outcome
            for outcome in merged.outcomes
        )
        return Merged(None, outcomes, (*merged.collisions, *refused))

    def retranslated(self, merged: Merged) -> dict[str, tuple[str, ...]]:
        """Return the agreed units and order of which a merge rewords translations alone, each with their languages.

        The decision on such a merge names these languages, so that the agreements go on from its digests.
        """
        altering = [each for each in _altering(merged) if not isinstance(each.entry.change, Keep)]
        if not any(translates(each.entry, self.charter) for each in altering):
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for each in self.held:
            changes = _altering_digest(altering, each, self.charter)
            if each.standing and each.span is None and all(translates(one.entry, self.charter) for one in changes):
                found[each.path] = tuple(sorted({one.slot.language for one in changes if one.slot}))
        return {path: languages for path, languages in found.items() if languages}

    def _told(self, merged: Merged) -> Merged:
        """Return a merge that says beside each translation of agreed words that these stay agreed."""
        found = self.retranslated(merged)
        return merged._replace(outcomes=tuple(self._beside(each, found) for each in merged.outcomes))

    def _beside(self, outcome: Outcome, retranslated: Collection[str]) -> Outcome:
        path = OUTLINE if self.charter.part(outcome.path) else outcome.path
        if path not in retranslated or not outcome.slot or not translates(outcome.entry, self.charter):
            return outcome
        what = "the order of provisions" if path == OUTLINE else path
        level = next(each.level for each in self.held if each.path == path and each.span is None)
        return outcome._replace(note=f"a translation: {what} stays {LEVELS[level]}")

    def _refusals(self, merged: Merged) -> Iterator[Collision]:
        altering = _altering(merged)
        seen: set[tuple[str, str]] = set()
        for agreement in self._lost(merged):
            for outcome in _responsible(altering, agreement, self.charter):
                if (outcome.entry.ref, agreement.path) not in seen:
                    seen.add((outcome.entry.ref, agreement.path))
                    yield _refusal(outcome, agreement)

    def _lost(self, merged: Merged) -> Iterator[Agreement]:
        """Yield the agreements that would not stand any more, or whose words would stand elsewhere."""
        moving = [step.path for step in merged.steps if isinstance(step.entry.change, Move)]
        retranslated = self.retranslated(merged)
        past = self.past.with_steps(merged.steps)
        for each in self.held:
            stays = (
                merged.charter is None
                or (each.standing and each.span is None and each.path in retranslated)
                or self._holds(each, merged.charter, past)
            )
            if not stays or (not each.of_order and any(within(each.path, path) for path in moving)):
                yield each

    def _holds(self, agreement: Agreement, after: Charter, past: Past) -> bool:
        """Tell whether an agreement stands in a text, or lapsed before and nothing happened to its words since."""
        if not self._altered(agreement, after):
            return True
        return stands(agreement, after, past) if agreement.standing else self._as_it_was(agreement, after)

    def _as_it_was(self, agreement: Agreement, after: Charter) -> bool:
        """Tell whether what stands in place of agreed words that have lapsed stays as it is."""
        before = self.charter.find(agreement.path)
        return before is None or after.find(agreement.path) == before

    def _altered(self, agreement: Agreement, after: Charter) -> bool:
        """Tell whether anything may have happened to what was agreed; quick, for most provisions stay as they are."""
        if agreement.of_order:
            return after.settings != self.charter.settings
        key = agreement.path.partition("/")[0]
        return after.provisions.get(key) is not self.charter.provisions.get(key)


def _altering(merged: Merged) -> list[Outcome]:
    return [each for each in merged.outcomes if each.result in ("clean", "rewritten")]


def _altering_digest(altering: Sequence[Outcome], agreement: Agreement, charter: Charter) -> list[Outcome]:
    """Return the changes that may alter the very digest of an agreement: of its own words, and of structure near it."""
    if agreement.of_order:
        return _responsible(altering, agreement, charter)
    return [
        each
        for each in altering
        if each.path == agreement.path
        or (not isinstance(each.entry.change, Amend) and touching(each.path, agreement.path))
    ]


def _responsible(altering: Sequence[Outcome], agreement: Agreement, charter: Charter) -> list[Outcome]:
    """Return the changes that touch what was agreed, what holds it or what stands in it; all where none is named."""
    if agreement.of_order:
        return [each for each in altering if not isinstance(each.entry.change, Amend) or charter.part(each.path)]
    part = charter.container_of(agreement.path.partition("/")[0])
    touching = [
        each
        for each in altering
        if within(each.path, agreement.path) or within(agreement.path, each.path) or each.path == part
    ]
    return touching or list(altering)


def _refusal(outcome: Outcome, agreement: Agreement) -> Collision:
    what = "the order of provisions is" if agreement.of_order else f"the words of {agreement.path} are"
    if agreement.span:
        what = f"the words {agreement.name} are"
    opening = "only a participant opens them again"
    if agreement.level == "adopted" and not agreement.of_order:
        opening += ", and errors are corrected by notice"
    changed = "" if agreement.standing else ", and were changed since without having been opened"
    reason = f"{what} {LEVELS[agreement.level]} (decision {agreement.decision}){changed}; {opening}"
    base = agreement.span.words if agreement.span else ""
    return Collision(outcome.entry.ref, agreement.path, reason, base=base, kind="agreement")
