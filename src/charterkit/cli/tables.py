"""How tables print: in columns where they fit, as records one below the other on a narrow terminal, as JSON.

Where nobody looks at a terminal no row is broken, so that other programs can read lines. What a table holds is made in
``charterkit.documents``.
"""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.context import coloured, print_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Grid

    from charterkit.documents.tables import Table

UNBROKEN: Final = 100_000
"""The width of a page on which no row is broken, in characters."""


def print_table(table: Table, form: str) -> None:
    """Print a table: for people (``text``) or as JSON records (``json``)."""
    if form == "json":
        print_json(list(table.records))
        return
    click.echo(table_text(table))


def table_text(table: Table) -> str:
    """Return a table as text for the present terminal: title, rows, notes."""
    from rich.console import Console  # noqa: PLC0415  slow to import
    from rich.text import Text  # noqa: PLC0415  likewise

    page = io.StringIO()
    console = Console(file=page, width=_width(), force_terminal=coloured(), highlight=False, legacy_windows=False)
    if table.title:
        console.print(Text(table.title, style="bold"))
    if table.rows:
        _print_rows(console, table)
    for note in table.notes:
        console.print(Text(note))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else UNBROKEN


def _print_rows(console: Console, table: Table) -> None:
    """Print the rows in columns; where a column would have to break its words, as records instead."""
    from rich.measure import Measurement  # noqa: PLC0415  slow to import

    grid = _grid(table)
    if Measurement.get(console, console.options.update(max_width=UNBROKEN), grid).minimum <= console.width:
        console.print(grid)
    else:
        _print_records(console, table)


def _grid(table: Table) -> Grid:
    from rich.table import Table as Grid  # noqa: PLC0415  slow to import
    from rich.text import Text  # noqa: PLC0415  likewise

    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for column in table.columns:
        grid.add_column(Text(column))
    for row in table.rows:
        grid.add_row(*[Text(cell) for cell in row])
    return grid


def _print_records(console: Console, table: Table) -> None:
    from rich.padding import Padding  # noqa: PLC0415  slow to import
    from rich.text import Text  # noqa: PLC0415  likewise

    for row in table.rows:
        console.print(Text(row[0], style="bold"))
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if cell:
                console.print(Padding(Text(f"{column}: {cell}" if column else cell), (0, 0, 0, 2)))
