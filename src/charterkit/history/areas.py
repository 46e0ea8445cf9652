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
from typing import Final, NamedTuple

from charterkit.drafting.ledger import Entry
from charterkit.drafting.past import Step
from charterkit.model.submissions import Add, Amend, Keep, Move, target

_REWORDING: Final = Amend | Keep
"""The changes after which everything stands where it stood."""


class Taken(NamedTuple):
    """A merged change as it is remembered: its decision's number, its reference, the path it touched and got.

    ``base`` is the number of the last decision at its base; ``words`` says that it changed no more than words, ``wide``
    that it put, moved, took out or kept a provision or a part.
    """

    decision: int
    ref: str
    path: str
    after: str
    base: int
    words: bool
    wide: bool


def taken(step: Step, base: int) -> Taken:
    """Return a step as it is remembered; ``base`` is the number of the last decision at its base."""
    change = step.entry.change
    wide = "/" not in step.after and not isinstance(change, Amend)
    return Taken(step.decision, step.entry.ref, step.path, step.after, base, isinstance(change, _REWORDING), wide)


class Areas:
    """The merged changes in order, to be asked for by provision."""

    def __init__(self, steps: Iterable[Taken] = ()) -> None:
        self.steps: list[Taken] = []
        self.renames: list[Taken] = []
        self._parents: dict[str, str] = {}
        self._members: dict[str, list[int]] = {}
        self._everywhere: list[int] = []
        self._renaming: list[int] = []
        for step in steps:
            self.add(step)

    def add(self, step: Taken) -> None:
        """Add the next merged change."""
        index = len(self.steps)
        self.steps.append(step)
        if step.path != step.after:
            self.renames.append(step)
            self._renaming.append(index)
        if step.wide:
            self._everywhere.append(index)
        home = self._joined(_top(step.path), _top(step.after))
        self._members.setdefault(home, []).append(index)

    def around(self, entries: Sequence[Entry], base: int = 0) -> list[Taken]:
        """Return the merged changes that matter to the merging of others, in order.

        Args:
            entries: the changes to merge.
            base: the number of the last decision at the earliest of their bases; 0 for a base before all decisions.
        """
        tops = {_top(path) for entry in entries for path in _named(entry)}
        for step in self.renames:
            if _top(step.path) in tops:
                tops.add(_top(step.after))
        homes = {self._home(top) for top in tops}
        lists = [self._everywhere, *(self._members.get(home, ()) for home in homes)]
        structural = not all(isinstance(entry.change, _REWORDING) for entry in entries)
        found = set(self._since(heapq.merge(*map(reversed, lists), reverse=True), base, structural=structural))
        return [self.steps[index] for index in sorted(found.union(self._renaming))]

    def _since(self, latest_first: Iterable[int], base: int, *, structural: bool) -> Iterator[int]:
        """Yield the steps since a base, and since the bases of those; of earlier ones what is ``structural``, if any.

        Where something comes to stand depends on what came, went and moved there at any time; what becomes of words
        does not.
        """
        for index in latest_first:
            step = self.steps[index]
            if step.decision > base:
                base = min(base, step.base)
                yield index
            elif not structural:
                return
            elif not step.words:
                yield index

    def _home(self, top: str) -> str:
        while (above := self._parents.get(top, top)) != top:
            top = above
        return top

    def _joined(self, one: str, other: str) -> str:
        """Let two provisions share an area; return what it goes by."""
        home, joining = self._home(one), self._home(other)
        if home != joining:
            self._parents[joining] = home
            self._members[home] = sorted((*self._members.get(home, ()), *self._members.pop(joining, ())))
        return home


def _top(path: str) -> str:
    return path.partition("/")[0]


def _named(entry: Entry) -> list[str]:
    """Return the paths that a change names: what it is about, and what it is put beside or into."""
    change = entry.change
    beside = [change.neighbour, change.container] if isinstance(change, Add | Move) else []
    return [target(change), *(path for path in beside if path)]
