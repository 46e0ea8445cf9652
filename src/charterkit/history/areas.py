"""Which merged changes have to do with which provisions, so that one merge need not look at all of the past.

Provisions between which something was moved share one area, with everything that was ever merged in any of them. What
comes in, goes or moves among the provisions and parts themselves is in the area of all, and every rename counts
everywhere, since references follow it. What merging makes of the steps is left to ``drafting``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from charterkit.drafting.ledger import Entry
from charterkit.drafting.past import Step
from charterkit.model.submissions import Add, Amend, Move, target


class Taken(NamedTuple):
    """A merged change as it is remembered: its decision's number, its reference, the path it touched and got.

    ``wide`` says that it put, moved, took out or kept a provision or a part.
    """

    decision: int
    ref: str
    path: str
    after: str
    wide: bool


def taken(step: Step) -> Taken:
    """Return a step as it is remembered."""
    wide = "/" not in step.after and not isinstance(step.entry.change, Amend)
    return Taken(step.decision, step.entry.ref, step.path, step.after, wide)


class Areas:
    """The merged changes in order, to be asked for by provision."""

    def __init__(self, steps: Iterable[Taken] = ()) -> None:
        self.steps: list[Taken] = []
        self.renames: list[Taken] = []
        self._parents: dict[str, str] = {}
        self._members: dict[str, list[int]] = {}
        self._everywhere: list[int] = []
        for step in steps:
            self.add(step)

    def add(self, step: Taken) -> None:
        """Add the next merged change."""
        index = len(self.steps)
        self.steps.append(step)
        if step.path != step.after:
            self.renames.append(step)
        if step.wide or step.path != step.after:
            self._everywhere.append(index)
        home = self._joined(_top(step.path), _top(step.after))
        self._members.setdefault(home, []).append(index)

    def around(self, entries: Iterable[Entry]) -> list[Taken]:
        """Return the merged changes that matter to the merging of others, in order."""
        tops = {_top(path) for entry in entries for path in _named(entry)}
        for step in self.renames:
            if _top(step.path) in tops:
                tops.add(_top(step.after))
        found = set(self._everywhere)
        for top in tops:
            found.update(self._members.get(self._home(top), ()))
        return [self.steps[index] for index in sorted(found)]

    def _home(self, top: str) -> str:
        while (above := self._parents.get(top, top)) != top:
            top = above
        return top

    def _joined(self, one: str, other: str) -> str:
        """Let two provisions share an area; return what it goes by."""
        home, joining = self._home(one), self._home(other)
        if home != joining:
            self._parents[joining] = home
            self._members.setdefault(home, []).extend(self._members.pop(joining, ()))
        return home


def _top(path: str) -> str:
    return path.partition("/")[0]


def _named(entry: Entry) -> list[str]:
    """Return the paths that a change names: what it is about, and what it is put beside or into."""
    change = entry.change
    beside = [change.neighbour, change.container] if isinstance(change, Add | Move) else []
    return [target(change), *(path for path in beside if path)]
