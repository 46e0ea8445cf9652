"""A table for a terminal: in columns where they fit, as records one below the other where they do not.

Where no width is given no row is broken, so that other programs can read lines; rich, which knows how to break them, is
then not imported. What a table holds is made elsewhere.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Grid

_ONE_COLUMN: Final = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*")
"""Latin, Greek and Cyrillic letters with their signs; not all that take one column."""

_GAP: Final = 2
"""Blanks between two columns."""

UNBROKEN: Final = 100_000
"""The width of a page on which no row is broken, in characters."""


def table_text(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str] = (),
    *,
    numbers: Collection[int] = (),
    width: int | None = None,
    colour: bool = False,
) -> str:
    """Return a table as text: title, rows, notes.

    Args:
        title: what stands above it.
        columns: the heads of its columns.
        rows: one string per column in each.
        notes: what stands below it.
        numbers: the places of the columns whose words stand at their end.
        width: how many characters a line has; None breaks no line.
        colour: whether heads may be set off by the terminal's means.
    """
    if width is None and not colour and _plain((title, *columns, *notes, *chain.from_iterable(rows))):
        lines = _unbroken(columns, rows, numbers) if rows else ()
        return "\n".join(line.rstrip() for line in (*([title] if title else ()), *lines, *notes))
    from rich.text import Text  # noqa: PLC0415  slow to import

    console, page = terminal(width, colour=colour)
    if title:
        console.print(Text(title, style="bold"))
    if rows:
        _print_rows(console, columns, rows, numbers)
    for note in notes:
        console.print(Text(note))
    return printed(page)


def _plain(words: Iterable[str]) -> bool:
    """Tell whether each character takes one column of a terminal, and none is a blank at an end."""
    return all(_ONE_COLUMN.fullmatch(text) and text == text.strip() for text in words)


def _unbroken(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int]) -> Iterator[str]:
    """Yield the lines of a table: each column as wide as its widest cell, two blanks between them."""
    table = (columns, *rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = zip(row, widths, strict=True)
        yield "  ".join(
            cell.rjust(width) if place in numbers else cell.ljust(width) for place, (cell, width) in enumerate(cells)
        )


def terminal(width: int | None, *, colour: bool) -> tuple[Console, io.StringIO]:
    """Return a console that prints into a text, and the text."""
    from rich.console import Console  # noqa: PLC0415  slow to import

    page = io.StringIO()
    wide = width or UNBROKEN
    return Console(file=page, width=wide, force_terminal=colour, highlight=False, legacy_windows=False), page


def printed(page: io.StringIO) -> str:
    """Return what was printed, without spaces at the ends of lines."""
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def _print_rows(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int]
) -> None:
    """Print the rows in columns; where a column would have to break its words, as records instead."""
    widths = _fitting((columns, *rows), console.width)
    if widths:
        console.print(_grid(columns, rows, numbers, widths))
    else:
        _print_records(console, columns, rows)


def _fitting(table: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the widths of columns in which every word stays whole; none where there is too little room for that.

    Each is as wide as its words want it, but for the widest, which share what is left. (rich, left to itself, takes as
    much from a column of one long word as from one of many short ones, and then cuts the word.)
    """
    from rich.cells import cell_len  # noqa: PLC0415  slow to import

    columns = list(zip(*table, strict=True))
    wanted = [max(map(cell_len, column)) for column in columns]
    needed = [max((cell_len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    room -= _GAP * (len(columns) - 1)
    if sum(needed) > room:
        return []
    widest = min(max(wanted), room)
    while sum(widths := [max(least, min(most, widest)) for least, most in zip(needed, wanted, strict=True)]) > room:
        widest -= 1
    return widths


def _grid(
    columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int], widths: Sequence[int]
) -> Grid:
    from rich.table import Table as Grid  # noqa: PLC0415  slow to import
    from rich.text import Text  # noqa: PLC0415  likewise

    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for place, column in enumerate(columns):
        side: Literal["left", "right"] = "right" if place in numbers else "left"
        grid.add_column(Text(column), justify=side, width=widths[place], overflow="fold")
    for row in rows:
        grid.add_row(*[Text(cell) for cell in row])
    return grid


def _print_records(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.padding import Padding  # noqa: PLC0415  slow to import
    from rich.text import Text  # noqa: PLC0415  likewise

    for row in rows:
        console.print(Text(row[0], style="bold"))
        for column, cell in zip(columns[1:], row[1:], strict=True):
            if cell:
                console.print(Padding(Text(f"{column}: {cell}" if column else cell), (0, 0, 0, 2)))
