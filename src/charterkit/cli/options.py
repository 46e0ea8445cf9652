"""Options that several commands have, each written once: its name, its help, how its value is completed and read.

What a command does with them is its own business; those of reports are in ``report_options`` and ``page_language``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from charterkit.cli.completion import complete_sessions, complete_versions
from charterkit.cli.context import parse_date, today

_F = TypeVar("_F", bound=Callable[..., Any])


class Adding(Protocol):
    """What adds an option, or several, to a command: a decorator."""

    def __call__(self, command: _F, /) -> _F:
        """Return the command with it."""


def together(*options: Adding) -> Adding:
    """Return several options as one decorator; a help text lists them in this order."""

    def add(command: _F) -> _F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def form_option(*forms: str) -> Adding:
    """Return the option ``--format`` with its choices; it arrives as ``form``."""
    return click.option("--format", "form", type=click.Choice(forms), default="text", show_default=True,
                        help="For people, or for programs.")  # fmt: skip


def at_option(meaning: str) -> Adding:
    """Return the option ``--at``: a version, commit or date, and what it is by default."""
    return click.option("--at", metavar="VERSION", shell_complete=complete_versions, help=meaning)


def session_option(meaning: str) -> Adding:
    """Return the option ``--session``."""
    return click.option("--session", metavar="SESSION", shell_complete=complete_sessions, help=meaning)


def _recorded(ctx: click.Context, option: click.Parameter, value: str | None) -> datetime.date | None:
    """Return the date to record; one that has not come is recorded and told, for it may be a slip."""
    date = parse_date(ctx, option, value)
    if date is not None and date > today():
        click.echo(f"note: --date {date} is later than today ({today()})", err=True)
    return date


dated = click.option("--date", callback=_recorded, metavar="DATE", help="The date to record; today by default.")

noted = click.option("--note", metavar="TEXT", help="A note for the record.")

output_option = click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
                             help="The file to write, whole or not at all; stdout otherwise.")  # fmt: skip
