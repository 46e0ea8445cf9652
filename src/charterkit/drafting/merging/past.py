"""What merged changes did to paths: which units were touched, moved or taken out since a submission's base.

A path in a submission speaks of its base; this module carries it to the present text and names whose decision stands
in the way. Words are compared elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple, Protocol

from charterkit.drafting.ledger import Entry, Ledger, decided
from charterkit.model.decisions import Decision
from charterkit.model.paths import moved, touching
from charterkit.model.provisions import Provision
from charterkit.model.submissions import Add, Amend, Delete, Keep, Move, NewPart, target

REFERENCE: Final = re.compile(r"\[\[([^\[\]\n]+)\]\]")
"""A cross-reference in a text; its group is the path or the instrument's id."""

STAGES: Final = (Amend, Add, Move, Delete, Keep)
"""The kinds of changes in the order in which those of one decision are made."""


class Step(NamedTuple):
    """A merged change: the decision that merged it, the path it touched and the path its unit has after it."""

    decision: int
    entry: Entry
    path: str
    after: str


class Rename(Protocol):
    """What gave a unit another path: a step, or what is remembered of one."""

    @property
    def decision(self) -> int:
        """The decision that did."""

    @property
    def path(self) -> str:
        """The path before."""

    @property
    def after(self) -> str:
        """The path after."""


@dataclass(frozen=True)
class Past:
    """All merged changes in the order in which they were made."""

    steps: tuple[Step, ...] = ()
    bases: Mapping[str, int] = field(default_factory=dict)
    """The number of the last decision at each base."""
    corrections: frozenset[int] = frozenset()
    """The numbers of the decisions that corrected an error: what they put is no amendment."""

    @cached_property
    def renames(self) -> tuple[Step, ...]:
        """The steps that gave a unit another path."""
        return tuple(step for step in self.steps if step.path != step.after)

    def number(self, base: str) -> int:
        """Return the number of the last decision at a base; 0 for one that no decision came before."""
        return self.bases.get(base, 0)

    def since(self, base: str) -> tuple[Step, ...]:
        """Return the steps that were taken after a base was released."""
        number = self.number(base)
        return tuple(step for step in self.steps if step.decision > number)

    def until(self, base: str) -> Past:
        """Return the past as it was when a base was released."""
        return self.before(self.number(base) + 1)

    def before(self, number: int) -> Past:
        """Return the past as it was before a decision."""
        return replace(self, steps=tuple(step for step in self.steps if step.decision < number))

    def present_path(self, path: str, base: str) -> str:
        """Return the path that a unit of the base has in the present text, whether or not it still stands."""
        return carried(path, self.renames, self.number(base))

    def carrying(self, base: str) -> Callable[[str], str]:
        """Return what leads the path of a unit of a base to the path that it has in the present text."""
        return lambda path: self.present_path(path, base)

    def path_after(self, path: str, decision: int) -> str:
        """Return the path that what stands at a present path had once the decision of this number was taken."""
        for step in reversed(self.renames):
            if step.decision > decision:
                path = moved(path, step.after, step.path)
        return path

    def with_steps(self, steps: Sequence[Step]) -> Past:
        """Return the past with further steps at its end."""
        return replace(self, steps=(*self.steps, *steps))

    @cached_property
    def standing(self) -> tuple[tuple[Step, str], ...]:
        """Every step with the path that its unit has in the present text, whether or not it still stands."""
        found: list[tuple[Step, str]] = []
        later: list[Step] = []
        for step in reversed(self.steps):
            found.append((step, carried(step.after, later)))
            if step.path != step.after:
                later.insert(0, step)
        return tuple(found[::-1])

    def present(self, base: str) -> list[tuple[Step, str]]:
        """Return every step since a base with the path that its unit has in the present text."""
        number = self.number(base)
        return [(step, here) for step, here in self.standing if step.decision > number]

    @cached_property
    def amended(self) -> Mapping[str, Sequence[Step]]:
        """The steps that reworded something, by the path that it has in the present text."""
        found: dict[str, list[Step]] = {}
        for step, here in self.standing:
            if isinstance(step.entry.change, Amend):
                found.setdefault(here, []).append(step)
        return found

    @cached_property
    def arrivals(self) -> Mapping[str, Sequence[Step]]:
        """The additions and moves of units by provision, those of provisions and parts under ``""``.

        Provisions between which something was moved share one list.
        """
        return _shared(step for step in self.steps if isinstance(step.entry.change, Add | Move))

    @cached_property
    def added(self) -> Mapping[str, Step]:
        """The first addition of every path that one had when it came in."""
        steps = [step for step in self.steps if isinstance(step.entry.change, Add)]
        return {step.path: step for step in reversed(steps)}

    def touching(self, path: str, base: str) -> tuple[Entry, ...]:
        """Return the changes merged since the base that touched a present path, or what it stands in or holds."""
        found = (step.entry for step, here in self.present(base) if touching(here, path))
        return tuple({entry.ref: entry for entry in found}.values())


def past(entries: Ledger, decisions: Sequence[Decision], bases: Mapping[str, int] | None = None) -> Past:
    """Return the merged changes in order. ``bases`` gives the last decision's number for bases that are commits."""
    numbers = {decision.version: decision.number for decision in decisions if decision.version} | dict(bases or {})
    steps: list[Step] = []
    renames: list[Step] = []
    for _, group in groupby(decisions, key=lambda decision: decision.together or (decision.id,)):
        for number, entry in in_stages(group, entries):
            step = step_of(number, entry, renames, numbers.get(entry.submission.base, 0))
            steps.append(step)
            if step.path != step.after:
                renames.append(step)
    return Past(tuple(steps), numbers, frozenset(decision.number for decision in decisions if decision.corrects))


def in_stages(decisions: Iterable[Decision], entries: Ledger) -> list[tuple[int, Entry]]:
    """Return the changes that decisions taken as one merge, with their numbers, in the order in which they are made."""
    return staged(
        (decision.number, entries[ref])
        for decision in decisions
        if decision.action == "merge"
        for ref in decided(decision, entries)
    )


def staged(merged: Iterable[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """Return changes that were merged as one, each with its decision's number, in the order in which they are made."""
    return sorted(merged, key=lambda item: (STAGES.index(type(item[1].change)), item[1].order))


def carried(path: str, steps: Sequence[Rename], number: int = 0) -> str:
    """Return a path after steps; those up to decision ``number`` are left out."""
    for step in steps:
        if step.decision > number:
            path = moved(path, step.path, step.after)
    return path


def with_references(text: str, rename: Callable[[str], str]) -> str:
    """Return a text with the path in every ``[[reference]]`` renamed."""
    return REFERENCE.sub(lambda found: f"[[{rename(found[1])}]]", text)


def landing(change: Add | Move, carry: Callable[[str], str]) -> str:
    """Return the path that an added or moved unit gets; ``carry`` gives the path that a unit of its base has now."""
    path = target(change)
    if "/" not in path or (isinstance(change, Add) and isinstance(change.add, Provision | NewPart)):
        return path
    parent = change.container or (change.neighbour or "").rpartition("/")[0]
    return f"{carry(parent)}/{path.rpartition('/')[2]}"


def _shared(steps: Iterable[Step]) -> Mapping[str, Sequence[Step]]:
    """Return steps by the provisions that they have to do with; those linked by a step share one list, in order."""
    shared: dict[str, list[tuple[int, Step]]] = {}
    for index, step in enumerate(steps):
        tops = {each.partition("/")[0] for each in (step.path, step.after)} if "/" in step.after else {""}
        lists = list({id(shared[top]): shared[top] for top in tops if top in shared}.values())
        linked = lists[0] if lists else []
        if len(lists) > 1:
            linked = sorted((each for found in lists for each in found), key=lambda each: each[0])
            tops |= {top for top, found in shared.items() if any(found is each for each in lists)}
        linked.append((index, step))
        shared |= dict.fromkeys(tops, linked)
    return {top: [step for _, step in found] for top, found in shared.items()}


def step_of(number: int, entry: Entry, renames: Sequence[Rename], base: int) -> Step:
    """Return a merged change as a step; ``renames`` are those before it, ``base`` the last decision at its base."""

    def carry(path: str) -> str:
        return carried(path, renames, base)

    change = entry.change
    if isinstance(change, Add):
        path = landing(change, carry)
        return Step(number, entry, path, path)
    path = carry(target(change))
    return Step(number, entry, path, landing(change, carry) if isinstance(change, Move) else path)
