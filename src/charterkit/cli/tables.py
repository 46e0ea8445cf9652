"""How commands print a table: as text for the present terminal, or as JSON records.

How a table is set as text is the business of ``documents.reports.table_text``, what it holds of whoever made it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from charterkit.cli.context import coloured, print_json

if TYPE_CHECKING:
    from charterkit.documents.reports.tables import Table


def print_table(table: Table, form: str) -> None:
    """Print a table: for people (``text``) or as JSON records (``json``)."""
    if form == "json":
        print_json(list(table.records))
        return
    click.echo(table_text(table))


def table_text(table: Table) -> str:
    """Return a table as text for the present terminal: title, rows, notes."""
    from charterkit.documents.reports import table_text as made  # noqa: PLC0415  slow to import

    return made.table_text(
        table.title, table.columns, table.rows, table.notes, width=terminal_width(), colour=coloured()
    )


def terminal_width() -> int | None:
    """Return the width of the terminal, or None where nobody looks at one."""
    if not sys.stdout.isatty():
        return None
    import shutil  # noqa: PLC0415  slow to import

    return shutil.get_terminal_size().columns
