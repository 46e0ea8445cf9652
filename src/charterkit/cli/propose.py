"""``charterkit propose``: write a submission that adds, deletes, moves or keeps."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from charterkit.cli.context import dated, today, workspace
from charterkit.cli.places import path_named
from charterkit.cli.proposal import as_participant, finish
from charterkit.errors import UsageError
from charterkit.model.provisions import Kind

_F = TypeVar("_F", bound=Callable[..., Any])


@click.group()
def propose() -> None:
    """Write a submission that adds a provision or unit, or deletes, moves or keeps one.

    \b
    Examples:
      charterkit propose add hot-line --as XAA --kind article --heading 'Hot line' --text-file hot-line.md --after 17
      charterkit propose add notice-period --as XAA --text 'Notice is given in writing.' --in 17
      charterkit propose delete '18(3)' --as XAB
      charterkit propose move 22 --before 21 --as XAC
      charterkit propose keep '6(1)' --as XAA --reasons 'Agreed language.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b


def placed(command: _F) -> _F:
    """Add the options that name a place."""
    options = (
        click.option("--after", metavar="PATH", help="Put it after this provision or unit."),
        click.option("--before", metavar="PATH", help="Put it before this one."),
        click.option("--in", "inside", metavar="PATH", help="Put it last in this part, list, provision or unit."),
        click.option("--first-in", metavar="PATH", help="Put it first in this one."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def writes(command: _F) -> _F:
    """Add the options of every way to propose."""
    dry = click.option("--dry-run", is_flag=True, help="Show what it does; write nothing.")
    return as_participant(dry(dated(command)))


@propose.command()
@click.argument("id_", metavar="ID")
@writes
@placed
@click.option("--kind", type=click.Choice([*get_args(Kind), "part"]), help="What it is; a unit where none is given.")
@click.option("--heading", metavar="TEXT", help="Its heading.")
@click.option("--text", metavar="TEXT", help="Its text.")
@click.option("--text-file", type=click.Path(path_type=Path, dir_okay=False), help="A file with its text.")
def add(
    id_: str,
    kind: str | None,
    heading: str | None,
    text: str | None,
    text_file: Path | None,
    after: str | None,
    before: str | None,
    inside: str | None,
    first_in: str | None,
    date: datetime.date | None,
    dry_run: bool,
    **author: Any,
) -> None:
    """Propose a new provision (--kind), part (--kind part) or unit under a new ID.

    In a text file, paragraphs that start with 1., (a) or (i) become units of that level; any other text is taken whole.
    Without --text or --text-file the text is written in $EDITOR.
    """
    from charterkit.store.proposing import base_for  # noqa: PLC0415  slow to import
    from charterkit.store.unit_text import units_of  # noqa: PLC0415  likewise

    space = workspace()
    present = space.charter(space.repository.head())
    place = _place(present, after=after, before=before, inside=inside, first_in=first_in)
    added: dict[str, Any] = {"id": id_}
    if kind is not None:
        added["kind"] = kind
    if heading is not None:
        added["heading"] = {author["language"]: heading}
    if kind != "part":
        added |= units_of(_text(text, text_file, id_), author["language"])
    base = base_for(space, present, next(iter(place.values())) if "in" not in place else None)
    finish(space, author, date or today(), base, [{"add": added} | place], f"Addition of {id_}", dry_run=dry_run)


@propose.command()
@click.argument("path")
@writes
def delete(path: str, date: datetime.date | None, dry_run: bool, **author: Any) -> None:
    """Propose to take PATH out of the text."""
    _simple("delete", path, author, date, dry_run=dry_run, title="Deletion of")


@propose.command()
@click.argument("path")
@writes
def keep(path: str, date: datetime.date | None, dry_run: bool, **author: Any) -> None:
    """Ask that PATH stays as it is: it collides with every change of it."""
    _simple("keep", path, author, date, dry_run=dry_run, title="No change of")


@propose.command()
@click.argument("path")
@writes
@placed
def move(
    path: str,
    after: str | None,
    before: str | None,
    inside: str | None,
    first_in: str | None,
    date: datetime.date | None,
    dry_run: bool,
    **author: Any,
) -> None:
    """Propose to put PATH elsewhere; its words stay as they are."""
    from charterkit.store.proposing import base_for  # noqa: PLC0415  slow to import

    space = workspace()
    present = space.charter(space.repository.head())
    target = path_named(present, path)
    place = _place(present, after=after, before=before, inside=inside, first_in=first_in)
    base = base_for(space, present, target)
    finish(space, author, date or today(), base, [{"move": target} | place], f"Move of {target}", dry_run=dry_run)


def _simple(
    key: str, path: str, author: dict[str, Any], date: datetime.date | None, *, dry_run: bool, title: str
) -> None:
    from charterkit.store.proposing import base_for  # noqa: PLC0415  slow to import

    space = workspace()
    present = space.charter(space.repository.head())
    target = path_named(present, path)
    base = base_for(space, present, target)
    finish(space, author, date or today(), base, [{key: target}], f"{title} {target}", dry_run=dry_run)


def _place(present: Any, **given: str | None) -> dict[str, Any]:
    """Return a place as it stands in a submission, from the one option that was given."""
    chosen = {key: value for key, value in given.items() if value is not None}
    if len(chosen) != 1:
        raise UsageError("give one place: --after, --before, --in or --first-in")
    ((key, value),) = chosen.items()
    path = path_named(present, value, containers=True)
    return {"first": path} if key == "first_in" else {"in" if key == "inside" else key: path}


def _text(text: str | None, text_file: Path | None, id_: str) -> str:
    if text is not None:
        return text
    if text_file is not None:
        from charterkit.store.outside import decoded, read_file  # noqa: PLC0415  slow to import

        return decoded(read_file(text_file), str(text_file))
    written = click.edit("", extension=".md")
    if written is None or not written.strip():
        raise UsageError(f"no text was written for {id_}", "give it with --text or --text-file")
    return written
