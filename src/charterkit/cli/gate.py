"""``charterkit gate``: the pre-receive hook of a shared repository."""

from __future__ import annotations

import datetime
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from charterkit.errors import ExitCode

if TYPE_CHECKING:
    from charterkit.store.gate.refs import Update
    from charterkit.store.gate.served import Served

RACE: Final = "somebody else's push came first; take it in with 'git pull --rebase', and push again"

WAITS: Final = "charterkit: another push is being judged; yours comes after it"


@click.command()
@click.option("--install", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Put the gate into the bare repository in DIR.")  # fmt: skip
@click.option("--trust", metavar="FINGERPRINT",
              help="With --install: the secretariat's key with which the first push must begin.")  # fmt: skip
@click.pass_context
def gate(ctx: click.Context, folder: Path | None, trust: str | None) -> None:
    """Judge a push to a shared repository: git calls this as the pre-receive hook of a bare repository.

    A participant may push new submissions of its own, each signed by its key: in a signed commit, or with a detached
    signature beside it. Everything else is the secretariat's, in commits signed by its keys; and every decision must
    come to the text that it is committed with. Nothing is rewritten, deleted or moved; there is one branch, and the
    tags of versions. A refusal says why, and leaves the repository as it was. Every judgment is kept in the repository,
    in charterkit/gate.log.

    \b
    Examples:
      git init --bare --initial-branch main charter.git
      charterkit gate --install charter.git
      charterkit gate --install charter.git --trust SHA256:kxTTFk2HgSo303pGzQIna6HdkXImiERAQScFl14LxVs
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.gate.served import served  # noqa: PLC0415  slow to import

    if folder is not None:
        from charterkit.store.gate.keeping import install  # noqa: PLC0415  slow to import
        from charterkit.store.gate.refs import branch_of  # noqa: PLC0415  likewise

        place = served(folder, {})
        hook = install(place, trust)
        click.echo(f"the gate stands: {hook}; it keeps the branch {branch_of(place.git).removeprefix('refs/heads/')}")
        click.echo("next: push the charter to it from the secretariat's clone, with its register of keys")
        return
    from charterkit.store.gate.refs import updates_in  # noqa: PLC0415  slow to import

    refusals, received = _judged(served(Path.cwd(), os.environ), updates_in(sys.stdin.read()))
    if refusals:
        click.echo("charterkit: the push is refused, and nothing has changed:", err=True)
        for line in refusals:
            click.echo(f"  {line}", err=True)
        ctx.exit(ExitCode.PROBLEMS)
    for line in received:
        click.echo(f"charterkit: {line}", err=True)


def _judged(place: Served, updates: list[Update]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return why a push is refused, and what it brought, by the machine's own clock: no variable has a say in it."""
    from charterkit.store.gate.keeping import hold, one_at_a_time, rules  # noqa: PLC0415  slow to import
    from charterkit.store.gate.receiver import receiver_of  # noqa: PLC0415  likewise
    from charterkit.store.gate.refs import moved_meanwhile  # noqa: PLC0415  likewise

    receiver = receiver_of(os.getppid())
    with one_at_a_time(place, receiver, lambda: click.echo(WAITS, err=True)) as lock:
        if moved_meanwhile(place.git, updates):
            return (RACE,), ()
        from charterkit.store.gate.judging import judge  # noqa: PLC0415  who lost a race needs none of it
        from charterkit.store.gate.log import account, note  # noqa: PLC0415  likewise

        now = datetime.datetime.now(datetime.UTC)
        judgment = judge(place, updates, now, rules(place.git))
        if not judgment.refusals and moved_meanwhile(place.git, updates):  # by somebody who goes round the gate
            judgment = replace(judgment, refusals=(RACE,))
        note(place, {"time": f"{now:%Y-%m-%dT%H:%M:%SZ}", "account": account(os.environ), "updates": updates,
                     "refused": judgment.refusals, "received": () if judgment.refusals else judgment.received,
                     "signed": [each._asdict() for each in judgment.signed]})  # fmt: skip
        if not judgment.refusals:
            hold(lock, place, updates, receiver)
        return judgment.refusals, judgment.received
