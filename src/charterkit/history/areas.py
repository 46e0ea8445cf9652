"""Which merged changes have to do with which provisions, so that one merge need not look at all of the past.

Provisions between which something was moved share one area, with everything that was ever merged in any of them. What
comes in, goes or moves among the provisions and parts themselves is in the area of all, and every rename counts
everywhere, since references follow it. Rewordings count only since the base of what is merged, and since the bases of
those that were merged after it: the texts at a base hold what came before. What merging makes of the steps is left to
``drafting``.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.past import Step
from charterkit.history.memory_rows import Row, Rows
from charterkit.model.submissions import Add, Amend, Keep, Move, target

_EVERYWHERE: Final = ":"
"""The key of what counts in every area: no provision is called so."""

_REWORDING: Final = Amend | Keep
"""The changes after which everything stands where it stood."""


class Taken(NamedTuple):
    """A merged change as it is remembered.

    ``place`` is its own in the order of all, ``decision`` the number of its decision, ``base`` that of the last
    decision at its base; ``path`` is what it touched, ``after`` where that stood then. ``words`` says that it changed
    no more than words, ``wide`` that it put, moved, took out or kept a provision or a part.
    """

    place: int
    decision: int
    ref: str
    path: str
    after: str
    base: int
    words: bool
    wide: bool

    def row(self) -> Row:
        """Return it as texts."""
        flags = f"{'w' * self.words}{'p' * self.wide}"
        return str(self.place), str(self.decision), self.ref, self.path, self.after, str(self.base), flags


def taken_from(row: Row) -> Taken:
    """Return the merged change that texts were made of."""
    place, decision, ref, path, after, base, flags = row
    return Taken(int(place), int(decision), ref, path, after, int(base), "w" in flags, "p" in flags)


class Areas:
    """The merged changes in order, to be asked for by provision."""

    def __init__(self, rows: Rows | None = None, renames: Iterable[Taken] = (), count: int = 0) -> None:
        """Begin with nothing, or with what is remembered: the rows, the renames and the count of all changes."""
        self.rows = rows or Rows()
        self.renames: list[Taken] = []
        self.count = count
        self._joined: dict[str, frozenset[str]] = {}
        for each in renames:
            self._rename(each)

    def add(self, step: Step, base: int) -> None:
        """Add the next merged change; ``base`` is the number of the last decision at its base."""
        change = step.entry.change
        wide = "/" not in step.after and not isinstance(change, Amend)
        words = isinstance(change, _REWORDING)
        taken = Taken(self.count, step.decision, step.entry.ref, step.path, step.after, base, words, wide)
        self.count += 1
        self.rows.add(_top(step.path), *taken.row())
        if wide:
            self.rows.add(_EVERYWHERE, *taken.row())
        if step.path != step.after:
            self._rename(taken)

    def _rename(self, taken: Taken) -> None:
        """Let two provisions share an area, since something went from one to the other."""
        self.renames.append(taken)
        one, other = _top(taken.path), _top(taken.after)
        area = self._area(one) | self._area(other)
        self._joined |= dict.fromkeys(area, area)

    def _area(self, top: str) -> frozenset[str]:
        return self._joined.get(top, frozenset({top}))

    def around(self, entries: Sequence[Entry], base: int = 0) -> list[Taken]:
        """Return the merged changes that matter to the merging of others, in order.

        Args:
            entries: the changes to merge.
            base: the number of the last decision at the earliest of their bases; 0 for a base before all decisions.
        """
        tops = {_top(path) for entry in entries for path in _named(entry)}
        for each in self.renames:
            if _top(each.path) in tops:
                tops.add(_top(each.after))
        keys = {_EVERYWHERE}.union(*map(self._area, tops))
        latest_first = heapq.merge(*map(self._newest_first, keys), key=attrgetter("place"), reverse=True)
        structural = not all(isinstance(entry.change, _REWORDING) for entry in entries)
        found = {each.place: each for each in self._since(latest_first, base, structural=structural)}
        found |= {each.place: each for each in self.renames}
        return [found[place] for place in sorted(found)]

    def _newest_first(self, key: str) -> Iterator[Taken]:
        return (taken_from(row[1:]) for row in self.rows.newest_first(key))

    def _since(self, latest_first: Iterable[Taken], base: int, *, structural: bool) -> Iterator[Taken]:
        """Yield the changes since a base, and since the bases of those; of earlier ones what is ``structural``, if any.

        Where something comes to stand depends on what came, went and moved there at any time; what becomes of words
        does not.
        """
        for taken in latest_first:
            if taken.decision > base:
                base = min(base, taken.base)
                yield taken
            elif not structural:
                return
            elif not taken.words:
                yield taken


def _top(path: str) -> str:
    return path.partition("/")[0]


def _named(entry: Entry) -> list[str]:
    """Return the paths that a change names: what it is about, and what it is put beside or into."""
    change = entry.change
    beside = [change.neighbour, change.container] if isinstance(change, Add | Move) else []
    return [target(change), *(path for path in beside if path)]
