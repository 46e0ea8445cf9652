"""What did happen: comparing versions, tracing words, replaying decisions. Pure functions of snapshots.

What comparing two versions does not need (tracing, proposals side by side) is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from charterkit.history.comparing.changes import (
    Attribute,
    Change,
    Comparison,
    Move,
    Place,
    RegistryChange,
    Renumbering,
    Row,
    Setting,
    TextChange,
)
from charterkit.history.comparing.columns import Cell, ColumnRow, Columns, Goal, columns
from charterkit.history.comparing.compare import compare
from charterkit.history.comparing.tally import Summary, Tally, summarise, tally_sponsors

if TYPE_CHECKING:
    from charterkit.history.comparing.participants import by_participant
    from charterkit.history.tracing.trace import Piece, trace_texts

__all__ = [
    "Attribute",
    "Cell",
    "Change",
    "ColumnRow",
    "Columns",
    "Comparison",
    "Goal",
    "Move",
    "Piece",
    "Place",
    "RegistryChange",
    "Renumbering",
    "Row",
    "Setting",
    "Summary",
    "Tally",
    "TextChange",
    "by_participant",
    "columns",
    "compare",
    "summarise",
    "tally_sponsors",
    "trace_texts",
]

_LATER: Final = {"by_participant": "comparing.participants", "Piece": "tracing.trace", "trace_texts": "tracing.trace"}


def __getattr__(name: str) -> Any:
    """Return a public name from the module that defines it."""
    if name not in _LATER:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
