"""``charterkit amend``: write a submission that changes words, and show the redline."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from charterkit.cli.context import dated, today, workspace
from charterkit.cli.places import path_named
from charterkit.cli.proposal import as_participant, finish
from charterkit.errors import UsageError


@click.command()
@click.argument("path")
@click.argument("stdin", required=False, type=click.Choice(["-"]), metavar="[-]")
@as_participant
@click.option("--replace", "outgoing", metavar="OLD", help="Words that stand exactly once in the text.")
@click.option("--with", "incoming", metavar="NEW", help="The words to put in their place.")
@click.option("--text-file", type=click.Path(path_type=Path, dir_okay=False), help="A file with the whole new text.")
@click.option("--heading", metavar="TEXT", help="A new heading.")
@click.option("--dry-run", is_flag=True, help="Show the redline; write nothing.")
@dated
def amend(
    path: str,
    stdin: str | None,
    outgoing: str | None,
    incoming: str | None,
    text_file: Path | None,
    heading: str | None,
    dry_run: bool,
    date: datetime.date | None,
    **author: Any,
) -> None:
    """Write a submission that changes words of PATH: an id path, or a printed number such as '6(2)(a)'.

    Give the words with --replace and --with, or the whole new text with --text-file or - (standard input). With none of
    these the present text opens in $EDITOR. The redline is shown, and the submission's file is written with base, date
    and the next free id filled in; nothing is lodged yet.

    \b
    Examples:
      charterkit amend '17(1)' --as XAA --replace 'in good time' --with 'no later than thirty days before'
      charterkit amend confidence-building/exercise-notice --as XAA --text-file new.txt
      charterkit amend '6(2)' --as XAB --on-behalf-of XGR --co-sponsor XAC
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.proposing import base_for  # noqa: PLC0415  slow to import

    if (outgoing is None) != (incoming is None):
        raise UsageError("--replace and --with go together")
    space = workspace()
    present = space.charter(space.repository.head())
    target = path_named(present, path)
    base = base_for(space, present, target)
    found = present.find(target)
    standing = found.text.get(author["language"], "") if found else ""
    change: dict[str, Any] = {"amend": target}
    if outgoing is not None:
        change |= {"replace": outgoing, "with": incoming}
    elif heading is not None:
        change |= {"heading": heading}
    else:
        change |= {"text": _new_text(target, standing, text_file, stdin)}
    finish(space, author, date or today(), base, [change], f"Amendment of {target}", dry_run=dry_run)


def _new_text(target: str, standing: str, text_file: Path | None, stdin: str | None) -> str:
    from charterkit.store.outside import decoded, read_file  # noqa: PLC0415  slow to import

    if text_file is not None:
        return decoded(read_file(text_file), str(text_file))
    if stdin is not None:
        return decoded(sys.stdin.buffer.read(), "standard input")
    edited = click.edit(standing + "\n", extension=".md")
    if edited is None or edited.strip() == standing.strip():
        raise UsageError(f"the text of {target} was not changed", "nothing was written")
    return edited
