"""A table as a value: what ``show`` and ``coverage`` print and what the generated annexes hold.

How it is drawn (terminal, Markdown, HTML) is left to whoever prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from charterkit.documents.tree import Run


class Table(NamedTuple):
    """Rows for people and the same content for programs.

    Every row has one string per column. ``notes`` stand below the table, ``order`` says how the rows are ordered.
    ``heads`` are the first cells of the rows as runs, where names in them may be in another language than the page.
    ``records`` are plain mappings for JSON, one per row unless said otherwise, with every field of the record.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    order: str = ""
    records: tuple[Mapping[str, Any], ...] = ()
    heads: tuple[tuple[Run, ...], ...] = ()
