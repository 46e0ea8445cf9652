"""Merge changes into the present text: three-way against each submission's base, word by word, all or nothing.

``merge`` decides everything in memory and returns the outcome of every change beside the text that would result; the
order in which changes are given never matters. Words are merged by ``charterkit.words``, units by ``restructure``; the
decision record and the commit are made further up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from charterkit import words
from charterkit.drafting.digests import digest
from charterkit.drafting.edits import with_words
from charterkit.drafting.ledger import Entry
from charterkit.drafting.outcomes import Collision, Merged, Outcome, Result
from charterkit.drafting.past import Past, with_references
from charterkit.drafting.proposals import Rewording, Slot, rewording, words_at
from charterkit.drafting.references import dangling
from charterkit.drafting.restructure import Restructuring
from charterkit.model.charter import Charter
from charterkit.model.provisions import walk
from charterkit.model.submissions import Amend, Keep, target


class _Texts(TypedDict, total=False):
    base: str
    ours: str
    theirs: str


@dataclass(slots=True)
class _Reworded:
    """The words of one slot while changes are merged into it one after the other."""

    present: str
    merged: str
    by: list[tuple[Entry, str]] = field(default_factory=list)


def merge(present: Charter, changes: Sequence[Entry], bases: Mapping[str, Charter], past: Past) -> Merged:
    """Merge open changes into the present text.

    Args:
        present: the text as it stands.
        changes: the changes to merge, in any order.
        bases: the charter at each base that one of the submissions names.
        past: the changes merged so far.

    Returns:
        ``charter`` is None exactly where ``collisions`` is not empty; the outcomes come in the declared order.
    """
    ordered = sorted(changes, key=lambda entry: entry.order)
    merging = _Merging(present, bases, past)
    for entry in ordered:
        if isinstance(entry.change, Amend):
            merging.amend(entry)
    structure = Restructuring(merging.charter(), bases, past, merging.touched())
    structure.take_all(ordered)
    for entry in ordered:
        if isinstance(entry.change, Keep):
            merging.keep(entry, ordered)
    collisions = [*merging.collisions, *structure.collisions]
    if not collisions:
        collisions = list(_references(present, structure.charter, ordered))
    outcomes = sorted([*merging.outcomes, *structure.outcomes], key=lambda outcome: outcome.entry.order)
    return Merged(None if collisions else structure.charter, _marked(outcomes, collisions), tuple(collisions))


class _Merging:
    """Amendments and keeps on one present text."""

    def __init__(self, present: Charter, bases: Mapping[str, Charter], past: Past) -> None:
        self.present = present
        self.bases = bases
        self.past = past
        self.slots: dict[Slot, _Reworded] = {}
        self.outcomes: list[Outcome] = []
        self.collisions: list[Collision] = []

    def charter(self) -> Charter:
        """Return the present text with the merged words in it."""
        charter = self.present
        for slot, reworded in self.slots.items():
            if reworded.merged != reworded.present:
                charter = with_words(charter, slot.path, slot.field, slot.language, reworded.merged)
        return charter

    def touched(self) -> dict[str, list[Entry]]:
        """Return the paths whose words change, with the changes that do it."""
        found: dict[str, list[Entry]] = {}
        for slot, reworded in self.slots.items():
            found.setdefault(slot.path, []).extend(entry for entry, _ in reworded.by)
        return found

    def amend(self, entry: Entry) -> None:
        """Carry one amendment to the present text and merge it with those already taken."""
        base = entry.submission.base
        change = rewording(self.bases[base], entry)
        if change is None:
            self._collide(entry, target(entry.change), "it does not fit the text it was written against")
            return
        slot = Slot(self.past.present_path(change.slot.path, base), change.slot.field, change.slot.language)
        here = words_at(self.present, slot)
        if here is None:
            taken = self.past.touching(slot.path, base)
            reason = "what it amends has been taken out of the text"
            self._collide(entry, slot.path, reason, against=taken, base=change.base, theirs=change.proposed)
            return
        self._reword(entry, slot, self._at_present(change, base), here)

    def _at_present(self, change: Rewording, base: str) -> Rewording:
        def rename(path: str) -> str:
            return self.past.present_path(path, base)

        return Rewording(change.slot, with_references(change.base, rename), with_references(change.proposed, rename))

    def _reword(self, entry: Entry, slot: Slot, change: Rewording, here: str) -> None:
        carried = words.merge(change.base, here, change.proposed)
        if carried.text is None:
            taken = self.past.touching(slot.path, entry.submission.base)
            texts = _Texts(base=change.base, ours=here, theirs=change.proposed)
            self._collide(entry, slot.path, "the words were changed meanwhile", against=taken, **texts)
            return
        reworded = self.slots.setdefault(slot, _Reworded(here, here))
        both = words.merge(here, reworded.merged, carried.text)
        if both.text is None:
            for other, put in self._rivals(reworded, carried.text):
                texts = _Texts(base=here, ours=put, theirs=carried.text)
                self._collide(entry, slot.path, "both change the same words", against=(other,), **texts)
            return
        reworded.merged = both.text
        reworded.by.append((entry, carried.text))
        result: Result = "moot" if carried.text == here else "clean" if change.base == here else "rewritten"
        segments = tuple(words.diff(here, carried.text))
        self.outcomes.append(Outcome(entry, slot.path, result, segments, slot))

    @staticmethod
    def _rivals(reworded: _Reworded, text: str) -> list[tuple[Entry, str]]:
        """Return those of the changes in a slot that collide with a text; all of them where only their sum does."""
        found = [other for other in reworded.by if words.merge(reworded.present, other[1], text).text is None]
        return found or reworded.by

    def keep(self, entry: Entry, ordered: Sequence[Entry]) -> None:
        """Let a keep stand where nothing changed its unit since the base and nothing in this merge does."""
        base, kept = entry.submission.base, getattr(entry.change, "keep", "")
        path = self.past.present_path(kept, base)
        rivals = tuple(other for other in ordered if other is not entry and self._speaks_of(other, path))
        before, now = self.bases[base].find(kept), self.present.find(path)
        if before is None or now is None or [digest(n) for _, n in walk(before)] != [digest(n) for _, n in walk(now)]:
            self._collide(entry, path, "the unit it keeps has changed since", against=self.past.touching(path, base))
        elif rivals:
            self._collide(entry, path, "it keeps what another changes", against=rivals)
        else:
            self.outcomes.append(Outcome(entry, path, "clean", note="the unit stays as it is"))

    def _speaks_of(self, other: Entry, path: str) -> bool:
        if isinstance(other.change, Keep):
            return False
        there = self.past.present_path(target(other.change), other.submission.base)
        return there == path or there.startswith(f"{path}/") or path.startswith(f"{there}/")

    def _collide(
        self, entry: Entry, path: str, reason: str, against: tuple[Entry, ...] = (), **texts: Unpack[_Texts]
    ) -> None:
        self.collisions.append(Collision(entry.ref, path, reason, against, **texts))
        self.outcomes.append(Outcome(entry, path, "collides", note=reason))


def _references(before: Charter, after: Charter, ordered: Sequence[Entry]) -> Iterator[Collision]:
    """Yield a collision for every reference that led somewhere and would lead nowhere, or is put and leads nowhere."""
    known = set(dangling(before))
    for path, reference in dangling(after):
        if (path, reference) in known:
            continue
        for entry in ordered:
            there = getattr(entry.change, "delete", None)
            if there is not None and (reference == there or reference.startswith(f"{there}/")):
                yield Collision(entry.ref, reference, f"{path} refers to it")
                break
        else:
            sources = [entry for entry in ordered if f"[[{reference}]]" in str(entry.change)]
            for entry in sources or ordered[:1]:
                yield Collision(entry.ref, path, f"it refers to [[{reference}]], which is not in the text")


def _marked(outcomes: list[Outcome], collisions: Sequence[Collision]) -> tuple[Outcome, ...]:
    """Let the outcome of every change that collides say so, also where only the whole showed it."""
    reasons = {collision.ref: collision.reason for collision in collisions}
    kept = [o for o in outcomes if o.result == "collides" or o.entry.ref not in reasons]
    late = [o for o in outcomes if o.result != "collides" and o.entry.ref in reasons]
    done = {o.entry.ref for o in kept}
    kept += [
        Outcome(o.entry, o.path, "collides", o.segments, o.slot, reasons[o.entry.ref])
        for o in late
        if o.entry.ref not in done
    ]
    unique = {(o.entry.ref, o.path): o for o in kept}
    return tuple(sorted(unique.values(), key=lambda o: o.entry.order))
