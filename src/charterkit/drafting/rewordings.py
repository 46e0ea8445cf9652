"""Merge amendments: the words of every slot, three-way against each submission's base. The other half of ``merge``.

Two amendments collide where ``charterkit.words`` finds no one text that holds both; every pair is tried, so that the
order of the changes never matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from charterkit import words
from charterkit.drafting.edits import with_words
from charterkit.drafting.ledger import Entry
from charterkit.drafting.outcomes import Collision, Outcome, Result
from charterkit.drafting.past import Past, with_references
from charterkit.drafting.proposals import Rewording, Slot, rewording, words_at
from charterkit.model.charter import Charter
from charterkit.model.submissions import target


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


class Rewordings:
    """One present text while amendments are merged into it."""

    def __init__(self, present: Charter, bases: Mapping[str, Charter], past: Past) -> None:
        self.present = present
        self.bases = bases
        self.past = past
        self.outcomes: list[Outcome] = []
        self.collisions: list[Collision] = []
        self._slots: dict[Slot, _Reworded] = {}

    def charter(self) -> Charter:
        """Return the present text with the merged words in it."""
        charter = self.present
        for slot, reworded in self._slots.items():
            if reworded.merged != reworded.present:
                charter = with_words(charter, slot.path, slot.field, slot.language, reworded.merged)
        return charter

    def reworded(self) -> dict[str, list[Entry]]:
        """Return the paths whose words change, with the amendments that do it."""
        found: dict[str, list[Entry]] = {}
        for slot, reworded in self._slots.items():
            found.setdefault(slot.path, []).extend(by for by, text in reworded.by if text != reworded.present)
        return found

    def take(self, entry: Entry) -> None:
        """Carry one amendment to the present text and merge it with those already taken."""
        base = entry.submission.base
        change = rewording(self.bases[base], entry)
        if change is None:
            self._collide(entry, target(entry.change), "it does not fit the text it was written against")
            return
        slot = Slot(self.past.present_path(change.slot.path, base), change.slot.field, change.slot.language)
        here = words_at(self.present, slot)
        before, put = self._at_present(change, base)
        taken = self.past.touching(slot.path, base)
        if here is None:
            self._collide(entry, slot.path, "what it amends has been taken out of the text", taken, theirs=put)
            return
        text = words.merge(before, here, put).text
        if text is None:
            reason = "the words were changed meanwhile"
            self._collide(entry, slot.path, reason, taken, base=before, ours=here, theirs=put)
            return
        if here and not text.strip():
            self._collide(entry, slot.path, "nothing would be left of the text", taken, base=before, ours=here)
            return
        result: Result = "moot" if text == here else "clean" if before == here else "rewritten"
        self._join(Outcome(entry, slot.path, result, slot, here, text))

    def _at_present(self, change: Rewording, base: str) -> tuple[str, str]:
        """Return what an amendment found and what it put, with references to what has been moved since."""

        def rename(path: str) -> str:
            return self.past.present_path(path, base)

        return with_references(change.base, rename), with_references(change.proposed, rename)

    def _join(self, outcome: Outcome) -> None:
        """Merge an amendment that fits the present text with the others of its slot."""
        slot, here, text = outcome.slot, outcome.before, outcome.after
        assert slot is not None  # noqa: S101  an amendment has one
        reworded = self._slots.setdefault(slot, _Reworded(here, here))
        rivals = [by for by in reworded.by if words.merge(here, by[1], text).text is None]
        both = words.merge(here, reworded.merged, text).text
        reworded.by.append((outcome.entry, text))
        if not rivals and both is not None and (both.strip() or not here):
            reworded.merged = both
            self.outcomes.append(outcome)
            return
        reason = "both change the same words" if both is None or rivals else "nothing would be left of the text"
        for other, put in rivals or reworded.by[:-1]:
            self._collide(outcome.entry, slot.path, reason, (other,), base=here, ours=put, theirs=text)

    def _collide(
        self, entry: Entry, path: str, reason: str, against: Sequence[Entry] = (), **texts: Unpack[_Texts]
    ) -> None:
        self.collisions.append(Collision(entry.ref, path, reason, tuple(against), **texts))
        self.outcomes.append(Outcome(entry, path, "collides", note=reason))
