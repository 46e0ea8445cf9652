"""Comparisons in columns for a terminal: two texts side by side, or n versions, drawn by rich.

Where a terminal has no room for the columns, they stand one below the other. What the cells say comes from
``worded`` and ``charterkit.history.comparing.columns``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from charterkit.documents.comparison.cells import absent_words, cell_notes
from charterkit.documents.comparison.entries import Entry
from charterkit.documents.comparison.lines import Line, Run, console, legend_lines, styled, word_runs, write
from charterkit.documents.comparison.pieces import one_side, pieces, printable
from charterkit.documents.comparison.worded import CONTEXT, Worded
from charterkit.history import Cell, ColumnRow, Columns
from charterkit.history.comparing.columns import COMPROMISE

if TYPE_CHECKING:
    from rich.table import Table

_NARROWEST: Final = 18
"""A column narrower than this can't be read."""

_LABEL: Final = 20
"""The width of the first column, where numbers and paths stand."""


def side_by_side(found: Worded, width: int, *, colour: bool) -> str:
    """Return the sections of a report with the old text on the left and the new one on the right."""
    table = _table(("", *found.labels))
    for section in found.sections:
        table.add_row("", styled((Run("title", section.title),), colour=colour), "")
        table.add_section()
        for entry in section.entries:
            _add_entry(table, entry, colour=colour)
    return _drawn(table, width, colour=colour)


def _add_entry(table: Table, entry: Entry, *, colour: bool) -> None:
    title = (Run("title", entry.title),) if entry.title else ()
    notes = tuple(Run("note", f"{note}\n") for note in entry.notes)
    table.add_row("", *(styled(runs, colour=colour) for runs in (title, notes)))
    for paragraph in entry.paragraphs:
        sides = (one_side(paragraph.words, "insert"), one_side(paragraph.words, "delete"))
        note = (Run("note", f"{paragraph.note}\n"),) if paragraph.note else ()
        cells = (word_runs(sides[0]), (*note, *word_runs(sides[1])))
        table.add_row(paragraph.label, *(styled(runs, colour=colour) for runs in cells))
    table.add_section()


def columns_text(
    found: Columns,
    *,
    width: int | None = None,
    colour: bool = False,
    context: int | None = CONTEXT,
) -> str:
    """Return the rows of several texts that differ, in columns.

    Args:
        found: the rows, from ``history.comparing.columns`` or ``history.by_participant``.
        width: how many columns of characters there are; 40 for each text where None.
        colour: whether to mark by colour, strike and underline instead of brackets.
        context: how many unchanged words to show around a change; None shows all.
    """
    rows = [row for row in found.rows if row.differs]
    width = width or 12 + 40 * len(found.labels)
    if not rows:
        return "No differences.\n"
    if width < _NARROWEST * len(found.labels) + 12:
        return write(_stacked(found.labels, rows, context), width, colour=colour)
    table = _table(("", *found.labels))
    for row in rows:
        path = (Run("dim", f"\n{row.path}"),) if _label(row) != row.path else ()
        cells = ((Run("label", _label(row)), *path), *_row_cells(found.labels, row, context))
        table.add_row(*(styled(runs, colour=colour) for runs in cells))
        table.add_section()
    return write(_legend(rows), width, colour=colour) + _drawn(table, width, colour=colour)


def _stacked(labels: Sequence[str], rows: Sequence[ColumnRow], context: int | None) -> Iterator[Line]:
    yield from _legend(rows)
    for row in rows:
        yield Line((Run("title", _label(row)), Run("dim", f"  {row.path}")), space=True)
        for place, (label, runs) in enumerate(zip(labels, _row_cells(labels, row, context), strict=True)):
            if place and labels[-1] == COMPROMISE != label and row.cells[place] is None:
                continue  # who proposes nothing here is not named one below the other
            yield Line((Run("label", f"{label}: "), *runs), indent=2, hang=2)


def _legend(rows: Iterable[ColumnRow]) -> Iterator[Line]:
    return legend_lines(moves=any(cell.sentences_moved for row in rows for cell in row.cells if cell))


def _row_cells(labels: Sequence[str], row: ColumnRow, context: int | None) -> Iterator[tuple[Run, ...]]:
    """Yield what the cells say: the first in full, the others with only what surrounds their changes."""
    for place, (label, cell) in enumerate(zip(labels, row.cells, strict=True)):
        if cell:
            yield _cell_runs(cell, context if place else None)
        else:
            yield () if label == COMPROMISE else (Run("dim", absent_words(row, place)),)


def _cell_runs(cell: Cell, context: int | None) -> tuple[Run, ...]:
    """Return what a cell says, a line each: what is to be known beside the words, then each field."""
    notes = ((Run("note", note),) for note in cell_notes(cell))
    lines = [*notes, *(tuple(word_runs(pieces(text.shown, context))) for text in cell.texts)]
    return tuple(run for place, line in enumerate(lines) for run in (*((Run("", "\n"),) if place else ()), *line))


def _label(row: ColumnRow) -> str:
    number = next((cell.number for cell in row.cells if cell and cell.number), None)
    return printable(number.full if number and row.level == "unit" else str(number or row.path))


def _table(headings: Sequence[str]) -> Table:
    from rich import box  # noqa: PLC0415  see text
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SQUARE, expand=True, show_lines=False)
    first, *others = headings
    table.add_column(first, overflow="fold", max_width=_LABEL)
    for heading in others:
        table.add_column(printable(heading), overflow="fold", ratio=1)
    return table


def _drawn(table: Table, width: int, *, colour: bool) -> str:
    canvas = console(width, colour=colour)
    with canvas.capture() as captured:
        canvas.print(table)
    return captured.get()
