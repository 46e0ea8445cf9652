"""Merge amendments: the words of every slot, word by word. The other half of ``merge``.

What amendments make of one slot is worked out in ``wordings``; here every pair that cannot stand together becomes a
collision, with both texts and whose words they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import with_words
from charterkit.drafting.merging.outcomes import Collision, Outcome, Result
from charterkit.drafting.merging.past import Past
from charterkit.drafting.merging.reach import translates
from charterkit.drafting.merging.wordings import Laid, Wordings, clash
from charterkit.drafting.proposals import Rewording, Slot, words_at
from charterkit.model.charter import Charter
from charterkit.model.submissions import target


class _Open(NamedTuple):
    """An amendment on its way into a slot: what it says, and the text that it alone would give."""

    entry: Entry
    change: Rewording
    laid: str
    """What it makes of the text on which all amendments of the slot are laid."""
    alone: str


class Rewordings:
    """One present text while amendments are merged into it."""

    def __init__(self, present: Charter, bases: Mapping[str, Charter], past: Past) -> None:
        self.present = present
        self.past = past
        self.outcomes: list[Outcome] = []
        self.collisions: list[Collision] = []
        self._wordings = Wordings(present, bases, past)
        self._merged: dict[Slot, str] = {}
        self._reworded: dict[str, list[Entry]] = {}

    def take_all(self, amendments: Sequence[Entry]) -> None:
        """Merge amendments, slot by slot."""
        slots: dict[Slot, list[tuple[Entry, Rewording]]] = {}
        for entry in amendments:
            change = self._wordings.rewording(entry)
            if change is None:
                self._collide(entry, target(entry.change), "it does not fit the text it was written against")
            elif words_at(self.present, change.slot) is None:
                self._gone(entry, change)
            else:
                slots.setdefault(change.slot, []).append((entry, change))
        for slot, changes in slots.items():
            self._take_slot(slot, changes)

    def charter(self) -> Charter:
        """Return the present text with the merged words in it."""
        charter = self.present
        for slot, text in self._merged.items():
            if text != words_at(self.present, slot):
                charter = with_words(charter, slot.path, slot.field, slot.language, text)
        return charter

    def reworded(self) -> Mapping[str, Sequence[Entry]]:
        """Return the paths whose words change, with the amendments that do it."""
        return self._reworded

    def _take_slot(self, slot: Slot, changes: Sequence[tuple[Entry, Rewording]]) -> None:
        here = words_at(self.present, slot) or ""
        laid = self._wordings.laid(slot, [entry for entry, _ in changes])
        taken: list[_Open] = []
        for entry, change in changes:
            open_ = self._fitting(entry, change, laid, here)
            if open_ is None:
                continue
            rivals = [other for other in taken if clash(laid.base, other.laid, open_.laid)]
            for other in rivals:
                self._contradict(open_, other, here, "both change the same words")
            if not rivals:
                self.outcomes.append(_outcome(open_, here))
            taken.append(open_)
            if open_.alone != here:
                self._reworded.setdefault(slot.path, []).append(entry)
        merged = laid.together(open_.laid for open_ in taken)
        if merged is None or (here and not merged.strip()):
            reason = "both change the same words" if merged is None else "nothing would be left of the text"
            self._all_collide(taken, here, reason)
        else:
            self._merged[slot] = merged

    def _fitting(self, entry: Entry, change: Rewording, laid: Laid, here: str) -> _Open | None:
        """Return an amendment that can stand beside all that was merged; else report the collision."""
        text = laid.open[entry.ref]
        against = laid.against(text) if text is not None else self._changed(entry, change.slot)
        alone = None if text is None or against else laid.together([text])
        if text is None or alone is None:
            reason = "the words were changed meanwhile"
        elif here and not alone.strip():
            reason = "nothing would be left of the text"
        else:
            return _Open(entry, change, text, alone)
        against = against or self._changed(entry, change.slot)
        self._collide(entry, change.slot.path, reason, against, (change.base, here, change.proposed))
        return None

    def _changed(self, entry: Entry, slot: Slot) -> tuple[Entry, ...]:
        """Return the changes merged since an amendment's base that touched its unit."""
        return self.past.touching(slot.path, entry.submission.base)

    def _gone(self, entry: Entry, change: Rewording) -> None:
        """Settle an amendment of what does not stand any more; if others had made it before, it is moot.

        So is a translation of it.
        """
        path = change.slot.path
        translation = translates(entry, self.present)
        if translation or self._wordings.made_already(change.slot, entry):
            before = "others made it before the unit was taken out"
            note = "what it translates has been taken out of the text" if translation else before
            self.outcomes.append(Outcome(entry, path, "moot", note=note))
            return
        taken = self.past.touching(path, entry.submission.base)
        reason = "what it amends has been taken out of the text"
        self._collide(entry, path, reason, taken, (change.base, "", change.proposed))

    def _all_collide(self, taken: Sequence[_Open], here: str, reason: str) -> None:
        """Report what only the sum of the amendments shows, if no pair was reported."""
        told = {collision.ref for collision in self.collisions}
        if taken and not any(open_.entry.ref in told for open_ in taken):
            for other in taken[:-1]:
                self._contradict(taken[-1], other, here, reason)

    def _contradict(self, one: _Open, other: _Open, here: str, reason: str) -> None:
        texts = (here, other.alone, one.alone)
        self._collide(one.entry, one.change.slot.path, reason, (other.entry,), texts)

    def _collide(
        self,
        entry: Entry,
        path: str,
        reason: str,
        against: tuple[Entry, ...] = (),
        texts: tuple[str, str, str] = ("", "", ""),
    ) -> None:
        self.collisions.append(Collision(entry.ref, path, reason, against, *texts))
        self.outcomes.append(Outcome(entry, path, "collides", note=reason))


def _outcome(open_: _Open, here: str) -> Outcome:
    change = open_.change
    result: Result = "moot" if open_.alone == here else "clean" if change.base == here else "rewritten"
    return Outcome(open_.entry, change.slot.path, result, change.slot, here, open_.alone)
