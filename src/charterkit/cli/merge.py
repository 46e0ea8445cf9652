"""``charterkit merge``: merge submissions, or single changes, into the text."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, get_args

import click

from charterkit.cli.context import counted, dated, form_option, now, print_json, today, workspace
from charterkit.errors import ExitCode
from charterkit.model.decisions import Rule

if TYPE_CHECKING:
    from charterkit.store.merging import Merging


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID[#N]...")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--session", metavar="SESSION", help="The session that decided; it stands in the registry.")
@click.option("--rule", type=click.Choice(get_args(Rule)), help="The rule it was decided by; the charter's by default.")
@click.option("--note", metavar="TEXT", help="A note for the record.")
@dated
@form_option("text", "json")
@click.pass_context
def merge(
    ctx: click.Context,
    names: tuple[str, ...],
    dry_run: bool,
    session: str | None,
    rule: Rule | None,
    note: str | None,
    date: datetime.date | None,
    form: str,
) -> None:
    """Merge submissions, or single changes of them, into the text: all in one commit, or nothing.

    Every change is merged word by word with what happened to the text since the version it was written against.
    Whatever the order in which they are named, the result is the same. Where words collide nothing is written, both
    texts are shown with whose words they are, and the exit code is 3.

    \b
    Examples:
      charterkit merge XAA-2026-003 --dry-run
      charterkit merge XAA-2026-003#1 XAB-2026-001 --session session-2
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.merge_view import outcome_values, print_outcomes  # noqa: PLC0415  slow to import
    from charterkit.store import merging  # noqa: PLC0415  likewise
    from charterkit.store.decisions import Circumstances  # noqa: PLC0415  likewise

    space = workspace()
    ready = merging.prepare(space, names)
    if form == "text":
        print_outcomes(ready)
    written: tuple[str, tuple[str, ...]] | None = None
    if not ready.merged.collisions and not dry_run:
        when = Circumstances(date or today(), session, rule or ready.before.charter.settings.rule, note)
        written = merging.carry_out(space, ready, when, now())
    if form == "json":
        print_json(outcome_values(ready) | {"commit": written[0] if written else None})
    else:
        click.echo(_closing(ready, written))
    if ready.merged.collisions:
        ctx.exit(ExitCode.COLLISIONS)


def _closing(ready: Merging, written: tuple[str, tuple[str, ...]] | None) -> str:
    if written:
        return f"merged {counted(len(ready.changes), 'change')} in {written[0][:10]}: {', '.join(written[1])}"
    if ready.merged.collisions:
        return f"{counted(len(ready.merged.collisions), 'collision')}; nothing was written"
    return "this would merge cleanly; nothing was written (--dry-run)"
