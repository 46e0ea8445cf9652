"""What a cell of columns says beside its words, in English: moved, to be moved, to be kept as it is."""

from __future__ import annotations

from collections.abc import Iterator

from charterkit.history import Cell, Goal


def cell_notes(cell: Cell) -> Iterator[str]:
    """Yield what stands above the words of a cell."""
    if cell.moved:
        yield f"moved to {cell.number or cell.path}"
    if cell.goal:
        yield goal_words(cell.goal)
    if cell.keeps:
        yield "keep unchanged"


def goal_words(goal: Goal) -> str:
    """Return where something would be moved: ``move to after Article 3``."""
    if goal.after is None:
        return f"move to the start of {goal.container_number or goal.container}"
    within = "" if "/" in goal.after or goal.container_number is None else f", in {goal.container_number}"
    return f"move to after {goal.after_number or goal.after}{within}"
