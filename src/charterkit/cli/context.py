"""What every command shares: opening the workspace, today's date, common options, JSON, colour, signs of life."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from charterkit.cli.what_stands import OPENED
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.model.decisions import Decision
    from charterkit.store.workspace import Workspace

RULES: Final = ("consent", "consensus", "silence", "vote")
"""The rules by which a decision is taken, as the model has them; here so that a help text need not import it."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def workspace() -> Workspace:
    """Open the workspace that the command line names, or the one around the current folder."""
    from charterkit.store.workspace import open as open_workspace  # noqa: PLC0415  slow to import

    context = click.get_current_context()
    opened = open_workspace(context.find_root().obj)
    context.meta.setdefault(OPENED, []).append(opened.repository)
    context.call_on_close(opened.repository.close)
    context.call_on_close(opened.repository.remember)
    speak_as(opened)
    return opened


def speak_as(opened: Workspace) -> None:
    """Let documents have the workspace's own words, which are read and checked when a document first asks for some."""
    if not (opened.root / "templates" / "languages").is_dir():
        return
    from charterkit.documents.wording.labels import OwnWords, speak  # noqa: PLC0415  slow to import
    from charterkit.documents.wording.own_words import own_catalogues  # noqa: PLC0415  likewise
    from charterkit.store.editions import language_files  # noqa: PLC0415  likewise

    click.get_current_context().call_on_close(speak(OwnWords(lambda: own_catalogues(language_files(opened)))))


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


def moment_at(space: Workspace, at: str | None) -> datetime.datetime:
    """Return the present time in UTC, or that of a text whose records are dated later, as in a worked example."""
    from charterkit.store.editions import commit_time  # noqa: PLC0415  slow to import

    commit = space.repository.resolve(at) if at else space.repository.head()
    return max(now(), commit_time(space.repository, commit)) if commit else now()


def parse_date(_: click.Context, __: click.Parameter, value: str | None) -> datetime.date | None:
    """Return an option's value as a date (YYYY-MM-DD)."""
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except ValueError:
        message = f"'{value}' is no date; write it as 2026-10-29"
        raise click.BadParameter(message) from None


def day_of(date: datetime.date | None, decisions: Sequence[Decision]) -> datetime.date:
    """Return the day of a decision: the one given, or today; that others before it are dated later is told."""
    day = date or today()
    last = max(decisions, key=lambda each: (each.date, each.id), default=None)
    if last is not None and last.date > day:
        click.echo(f"note: decision {last.id} is dated {last.date}, later than this one ({day})", err=True)
    return day


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json_text(value), nl=False)


def json_text(value: Any) -> str:
    """Return a value as JSON for people too, with the end of its last line."""
    import json  # noqa: PLC0415  slow to import

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def coloured() -> bool:
    """Tell whether stdout shows colour: a terminal, and neither NO_COLOR nor TERM=dumb asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on stderr that work goes on, while it does, where somebody waits at a terminal."""
    shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if shown:
        click.echo(f"{what} ...", err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)
