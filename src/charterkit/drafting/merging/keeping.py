"""Requests to keep a unit as it is: they stand where nothing changed it since the base and nothing in a merge does.

A request that was agreed is part of the past: what was written before it, and would change the unit, collides with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.outcomes import Collision, Outcome
from charterkit.drafting.merging.past import Past
from charterkit.drafting.merging.reach import below, reached, translates
from charterkit.drafting.merging.sameness import rearranged, unchanged
from charterkit.model.charter import Charter
from charterkit.model.paths import within
from charterkit.model.submissions import Delete, Keep, Move


class Keeping:
    """One present text while requests to keep units are merged into it."""

    def __init__(self, present: Charter, bases: Mapping[str, Charter], past: Past) -> None:
        self.present = present
        self.bases = bases
        self.past = past
        self.outcomes: list[Outcome] = []
        self.collisions: list[Collision] = []

    def take(self, entry: Entry, change: Keep, altering: Sequence[Entry]) -> None:
        """Merge a request to keep a unit; ``altering`` are the changes of this merge that are not moot."""
        base = entry.submission.base
        path = self.past.present_path(change.keep, base)
        rivals = tuple(other for other in altering if self._alters(other, path))
        if not self._stands(entry, change, path):
            self._collide(entry, path, "the unit it keeps has changed since", self.past.touching(path, base))
        elif rivals:
            self._collide(entry, path, "it keeps what another changes", rivals)
        else:
            self.outcomes.append(Outcome(entry, path, "clean", note="the unit stays as it is"))

    def agreed(self, altering: Sequence[Entry]) -> Iterator[Collision]:
        """Yield the changes of this merge that would alter what was agreed to be kept since their base."""
        for entry in altering:
            for step, here in self.past.present(entry.submission.base):
                if isinstance(step.entry.change, Keep) and self._alters(entry, here):
                    yield Collision(entry.ref, here, "it was agreed to keep the unit as it is", (step.entry,))

    def _stands(self, entry: Entry, change: Keep, path: str) -> bool:
        base = entry.submission.base
        carry = self.past.carrying(base)
        if not unchanged(self.bases[base], change.keep, self.present, path, carry):
            return False
        moved = any(isinstance(step.entry.change, Move) and here == path for step, here in self.past.present(base))
        return not (moved and rearranged(self.bases[base], change.keep, self.present, path, carry))

    def _alters(self, other: Entry, path: str) -> bool:
        if translates(other, self.present):
            return False
        paths = reached(other, self.bases[other.submission.base], self.past)
        if isinstance(other.change, Delete) and within(path, paths[0]):
            return True
        return any(below(self.present, each, path) for each in paths)

    def _collide(self, entry: Entry, path: str, reason: str, against: Sequence[Entry]) -> None:
        self.collisions.append(Collision(entry.ref, path, reason, tuple(against)))
        self.outcomes.append(Outcome(entry, path, "collides", note=reason))
