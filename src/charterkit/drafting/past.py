"""What merged changes did to paths: which units were touched, moved or taken out since a submission's base.

A path in a submission speaks of its base; this module carries it to the present text and names whose decision stands
in the way. Words are compared elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from charterkit.drafting.ledger import Entry, Ledger, decided
from charterkit.model.decisions import Decision
from charterkit.model.provisions import Provision
from charterkit.model.submissions import Add, Move, NewPart, target

REFERENCE: Final = re.compile(r"\[\[([^\[\]\n]+)\]\]")
"""A cross-reference in a text; its group is the path or the instrument's id."""


@dataclass(frozen=True, slots=True)
class Step:
    """A merged change: the decision that merged it, the path it touched and the path its unit has after it."""

    decision: int
    entry: Entry
    path: str
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """All merged changes in the order of their decisions."""

    steps: tuple[Step, ...] = ()
    bases: Mapping[str, int] | None = None

    def since(self, base: str) -> tuple[Step, ...]:
        """Return the steps that were taken after a base was released."""
        number = (self.bases or {}).get(base, 0)
        return tuple(step for step in self.steps if step.decision > number)

    def present_path(self, path: str, base: str) -> str:
        """Return the path that a unit of the base has in the present text, whether or not it still stands."""
        for step in self.since(base):
            path = moved(path, step.path, step.after)
        return path

    def touching(self, path: str, base: str) -> tuple[Entry, ...]:
        """Return the changes merged since the base that touched a present path, or what it stands in or holds."""
        steps = self.since(base)
        found = []
        for index, step in enumerate(steps):
            here = step.after
            for later in steps[index + 1 :]:
                here = moved(here, later.path, later.after)
            if here == path or path.startswith(f"{here}/") or here.startswith(f"{path}/"):
                found.append(step.entry)
        return tuple(found)


def past(entries: Ledger, decisions: Sequence[Decision], bases: Mapping[str, int] | None = None) -> Past:
    """Return the merged changes in order. ``bases`` gives the last decision's number for bases that are commits."""
    numbers = {decision.version: decision.number for decision in decisions if decision.version} | dict(bases or {})
    steps: list[Step] = []
    for decision in decisions:
        if decision.action == "merge":
            done = Past(tuple(steps), numbers)
            steps += [_step(decision, entries[ref], done) for ref in decided(decision, entries)]
    return Past(tuple(steps), numbers)


def moved(path: str, old: str, new: str) -> str:
    """Return a path after what stood at ``old`` came to stand at ``new``."""
    return new + path[len(old) :] if path == old or path.startswith(f"{old}/") else path


def with_references(text: str, rename: Callable[[str], str]) -> str:
    """Return a text with the path in every ``[[reference]]`` renamed."""
    return REFERENCE.sub(lambda found: f"[[{rename(found[1])}]]", text)


def added_paths(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the path of every addition among the changes, with the change."""
    return {target(entry.change): entry for entry in entries if isinstance(entry.change, Add)}


def _step(decision: Decision, entry: Entry, done: Past) -> Step:
    change, base = entry.change, entry.submission.base
    if isinstance(change, Add):
        top = isinstance(change.add, Provision | NewPart)
        path = target(change) if top else done.present_path(target(change), base)
        return Step(decision.number, entry, path, path)
    path = done.present_path(target(change), base)
    after = done.present_path(destination(change, target(change)), base) if isinstance(change, Move) else path
    return Step(decision.number, entry, path, after)


def destination(change: Move, path: str) -> str:
    """Return the path that a moved unit gets; a part or provision keeps its own."""
    if "/" not in path:
        return path
    parent = change.container or (change.neighbour or "").rpartition("/")[0]
    return f"{parent}/{path.rpartition('/')[2]}"
