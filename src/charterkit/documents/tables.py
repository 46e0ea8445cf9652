"""A table as a value: what ``show`` and ``coverage`` print and what the generated annexes hold.

How it is drawn (terminal, Markdown, HTML) is left to whoever prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Table(NamedTuple):
    """Rows for people and the same content for programs.

    Every row has one string per column. ``notes`` stand below the table, ``order`` says how the rows are ordered.
    ``records`` are plain mappings for JSON, one per row unless said otherwise, with every field of the record.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    order: str = ""
    records: tuple[Mapping[str, Any], ...] = ()
