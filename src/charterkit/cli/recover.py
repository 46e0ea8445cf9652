"""``charterkit recover``: finish what a kill, a full disk or a power cut left unfinished, and say what was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from charterkit.cli.context import print_json
from charterkit.cli.options import form_option
from charterkit.errors import ExitCode

if TYPE_CHECKING:
    from charterkit.store.git.journal import Recovered


@click.command()
@form_option("text", "json")
@click.pass_context
def recover(ctx: click.Context, form: str) -> None:
    """Finish a commit that was cut short, or clear away what is left of it; say what was found and done.

    Every command does this by itself when it starts; here it is told. It is safe at any time, also while another
    charterkit is writing: that one is waited for. A file that somebody has changed since is left alone and named, and
    the exit code is 1. Locks of other programs are left alone, and named with a way out; the exit code is 4.

    A command that ends with exit code 5 has recorded a commit, or cannot tell whether it has, and could not do all that
    follows it: put right what its message names, then run this.

    \b
    Examples:
      charterkit recover
      charterkit recover --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.git.locks import held, refuse_locked  # noqa: PLC0415  slow to import
    from charterkit.store.git.repository import Repository  # noqa: PLC0415  likewise

    repository = Repository.open(ctx.find_root().obj or ".", recovering=False)
    found = repository.recover()
    if form == "json":
        print_json(found._asdict())
    else:
        for line in _lines(found):
            click.echo(line)
    for file in held(repository.room.written_by_git(repository.branch())):
        with repository.room.locked():  # another charterkit that holds it just now is waited for
            refuse_locked(file)
    if found.left:
        ctx.exit(ExitCode.PROBLEMS)


def _lines(found: Recovered) -> Iterator[str]:
    if found.finished:
        yield f"commit {found.finished[:12]} was cut short after the branch had moved: its files are in place now"
    if found.dropped:
        yield f"commit {found.dropped[:12]} was cut short before the branch moved: it never happened; run it again"
    yield from (f"  brought to the commit: {path}" for path in found.written)
    yield from (f"  left alone, since somebody changed it: {path} (see: git diff -- {path})" for path in found.left)
    if found.cleared:
        yield f"removed what an unfinished commit had left: {', '.join(found.cleared)}"
    if not (found.finished or found.dropped or found.cleared):
        yield "nothing was left unfinished"
