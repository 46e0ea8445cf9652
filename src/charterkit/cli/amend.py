"""``charterkit amend``: write a submission that changes words, and show the redline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from charterkit.cli.completion import complete_paths
from charterkit.cli.context import workspace
from charterkit.cli.editor import edited
from charterkit.cli.proposal import finish, language_of, writes_submission
from charterkit.errors import UsageError


@click.command()
@click.argument("path", shell_complete=complete_paths)
@click.argument("stdin", required=False, type=click.Choice(["-"]), metavar="[-]")
@click.option("--replace", "outgoing", metavar="OLD", help="Words that stand exactly once in the text.")
@click.option("--with", "incoming", metavar="NEW", help="The words to put in their place.")
@click.option("--text-file", type=click.Path(path_type=Path), metavar="FILE", help="A file with the whole new text.")
@click.option("--heading", metavar="TEXT", help="A new heading.")
@writes_submission
def amend(  # noqa: PLR0917  click passes one argument for each option
    path: str,
    stdin: str | None,
    outgoing: str | None,
    incoming: str | None,
    text_file: Path | None,
    heading: str | None,
    **author: Any,
) -> None:
    """Write a submission that changes words of PATH: an id path, or a printed number such as '6(2)(a)'.

    Give the words with --replace and --with, or the whole new text with --text-file or - (standard input). With none of
    these the present text opens in $EDITOR. The redline is shown, and the submission's file is written with base, date
    and the next free id filled in; nothing is lodged yet.

    \b
    Examples:
      charterkit amend '17(1)' --as XAA --replace 'in good time' --with 'a month before'
      charterkit amend confidence-building/exercise-notice --as XAA --text-file new.md
      charterkit amend '6(2)' --as XAB --on-behalf-of XGR --co-sponsor XAC
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.places import path_at_base  # noqa: PLC0415  slow to import
    from charterkit.store.proposing import base_for  # noqa: PLC0415  likewise

    _require_one_form(outgoing, incoming, text_file, heading, stdin)
    space = workspace()
    present = space.charter(space.repository.head())
    target = path_at_base(space, present, path)
    change: dict[str, Any] = {"amend": target}
    if outgoing is not None:
        change |= {"replace": outgoing, "with": incoming}
    elif heading is not None:
        change |= {"heading": heading}
    else:
        found = present.find(target)
        standing = found.text.get(language_of(present, author), "") if found else ""
        change |= {"text": _new_text(target, standing, text_file, stdin)}
    base = base_for(space, present, target)
    finish(space, present, author, base=base, changes=[change], title=f"Amendment of {target}")


def _require_one_form(
    outgoing: str | None, incoming: str | None, text_file: Path | None, heading: str | None, stdin: str | None
) -> None:
    if (outgoing is None) != (incoming is None):
        raise UsageError("--replace and --with go together", "to take words out: --with ''")
    if sum(form is not None for form in (outgoing, text_file, heading, stdin)) > 1:
        raise UsageError("give one of: --replace and --with, --text-file, --heading, -")


def _new_text(target: str, standing: str, text_file: Path | None, stdin: str | None) -> str:
    from charterkit.store.outside import decoded, read_file  # noqa: PLC0415  slow to import

    if text_file is not None:
        return decoded(read_file(text_file), str(text_file))
    if stdin is not None:
        return decoded(sys.stdin.buffer.read(), "standard input")
    written = edited(standing, "give the words with --replace and --with, --text-file or -")
    if written.strip() == standing.strip():
        raise UsageError(f"the text of {target} was not changed", "nothing was written")
    return written
