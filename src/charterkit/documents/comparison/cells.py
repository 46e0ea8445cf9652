"""What a cell of columns says beside its words, in English: moved, to be moved, to be kept as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from charterkit.history import Cell, ColumnRow, Goal

ABSENT: Final = "\N{EM DASH}"
"""Stands where a column has nothing."""


def cell_notes(cell: Cell) -> Iterator[str]:
    """Yield what stands above the words of a cell."""
    if cell.moved:
        yield f"moved to {cell.number or cell.path}"
    if cell.goal:
        yield goal_words(cell.goal)
    if cell.keeps:
        yield "keep unchanged"


def absent_words(row: ColumnRow, place: int) -> str:
    """Return what stands in a column that has nothing at a row: a sign, or what became of what once stood there."""
    gone = row.vacancy(place)
    if gone is None:
        return ABSENT
    return f"[{gone.number}: {f'moved to {gone.moved_to}' if gone.moved_to else 'deleted'}]"


def goal_words(goal: Goal) -> str:
    """Return where something would be moved: ``move to after Article 3``."""
    if goal.after is None:
        return f"move to the start of {goal.container_number or goal.container}"
    within = "" if "/" in goal.after or goal.container_number is None else f", in {goal.container_number}"
    return f"move to after {goal.after_number or goal.after}{within}"
