"""What did happen: comparing versions, tracing words, replaying decisions. Pure functions of snapshots."""

from __future__ import annotations

from charterkit.history.changes import (
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
from charterkit.history.columns import Cell, ColumnRow, Columns, Goal, columns
from charterkit.history.compare import compare
from charterkit.history.participants import by_participant
from charterkit.history.tally import Summary, Tally, summarise, tally_sponsors
from charterkit.history.trace import Piece, trace_texts

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
