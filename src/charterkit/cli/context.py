"""What every command shares: opening the workspace, today's date, choices of output, tables."""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.documents.tables import Table
    from charterkit.store.workspace import Workspace

_F = TypeVar("_F", bound=Callable[..., Any])


def workspace() -> Workspace:
    """Open the workspace that the command line names, or the one around the current folder."""
    from charterkit.store.workspace import open as open_workspace  # noqa: PLC0415  slow to import

    root = click.get_current_context().find_root().obj
    return open_workspace(root)


def today() -> datetime.date:
    """Return today's date in UTC, or the one that SOURCE_DATE_EPOCH fixes (seconds since 1970)."""
    return now().date()


def now() -> datetime.datetime:
    """Return the time in UTC, or the one that SOURCE_DATE_EPOCH fixes (seconds since 1970)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.datetime.now(datetime.UTC)
    try:
        return datetime.datetime.fromtimestamp(int(fixed), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{fixed[:40]}'"
        raise UsageError(message, "give it as seconds since 1970, or unset it") from None


def parse_date(_: click.Context, __: click.Parameter, value: str | None) -> datetime.date | None:
    """Return an option's value as a date (YYYY-MM-DD)."""
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        message = f"'{value}' is no date; write it as 2026-10-29"
        raise click.BadParameter(message) from None


def form_option(*forms: str, default: str = "text") -> Callable[[_F], _F]:
    """Return the option ``--format`` with its choices."""
    return click.option("--format", "form", type=click.Choice(forms), default=default, show_default=True)


def dated(command: _F) -> _F:
    """Add the option ``--date``."""
    option = click.option("--date", callback=parse_date, metavar="DATE", help="The date to record; today by default.")
    return option(command)


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(table: Table, form: str) -> None:
    """Print a table: for people, as JSON records, or as Markdown."""
    if form == "json":
        print_json(list(table.records))
        return
    from rich.console import Console  # noqa: PLC0415  slow to import
    from rich.table import Table as Grid  # noqa: PLC0415  likewise
    from rich.text import Text  # noqa: PLC0415  likewise

    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for column in table.columns:
        grid.add_column(Text(column))
    for row in table.rows:
        grid.add_row(*[Text(cell) for cell in row])
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False, soft_wrap=False)
    console.print(Text(table.title, style="bold"))
    if table.rows:
        console.print(grid)
    for note in table.notes:
        console.print(Text(note))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
