"""``charterkit merge``: merge submissions, or single changes, into the text."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.completion import complete_open_changes
from charterkit.cli.context import (
    RULES,
    counted,
    day_of,
    now,
    print_json,
    working,
    workspace,
)
from charterkit.cli.options import dated, form_option, noted, session_option
from charterkit.cli.output import in_files
from charterkit.cli.report_options import report_form
from charterkit.cli.sources import write_table
from charterkit.errors import ExitCode

if TYPE_CHECKING:
    from charterkit.model.agreements import Rule
    from charterkit.store.decisions.merging import Merging


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID[#N]...", shell_complete=complete_open_changes)
@click.option("--clean-only", is_flag=True, help="Merge what collides with nothing; leave the rest open.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@session_option("The session that decided; it stands in the registry.")
@click.option("--rule", type=click.Choice(RULES), help="The rule it was decided by; the charter's by default.")
@noted
@click.option("--table", type=click.Path(path_type=Path), metavar="FILE",
              help="Write the source table too: .md, .pdf, .csv, .html, .json or .txt.")  # fmt: skip
@dated
@form_option("text", "json")
@click.pass_context
def merge(  # noqa: PLR0917  click passes one argument for each option
    ctx: click.Context,
    names: tuple[str, ...],
    clean_only: bool,
    dry_run: bool,
    session: str | None,
    rule: Rule | None,
    note: str | None,
    table: Path | None,
    date: datetime.date | None,
    form: str,
) -> None:
    """Merge submissions, or single changes of them, into the text: all in one commit, or nothing.

    Every change is merged word by word with what happened to the text since the version it was written against.
    Whatever the order in which they are named, the result is the same. Where words collide nothing is written, both
    texts are shown with whose words they are, and the exit code is 3. With --clean-only what collides stays open and
    the rest is merged; of changes that collide with each other none is taken. A submission that requires others is a
    package: it is merged whole and with what it requires, or not at all. What a compromise resolves falls once it is
    merged.

    \b
    Examples:
      charterkit merge XAA-2026-003 --dry-run
      charterkit merge XAA-2026-003 XAB-2026-001 XAC-2026-002 --clean-only
      charterkit merge XAA-2026-003#1 XAB-2026-001 --session session-2 --table sources.pdf
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import merging  # noqa: PLC0415  slow to import
    from charterkit.store.decisions.record import Circumstances  # noqa: PLC0415  likewise
    from charterkit.store.negotiation import require_session  # noqa: PLC0415  likewise
    from charterkit.store.sources import merging_table  # noqa: PLC0415  likewise

    shape = report_form(None, table) if table else ""
    space = workspace()
    with working("merging"):
        ready = merging.prepare(space, names, clean_only=clean_only)
        rule = rule or ready.before.charter.settings.rule
        when = Circumstances(day_of(date, ready.before.decisions), session, rule, note)
        require_session(ready.before, session)
        write = not ready.merged.collisions and not dry_run
        written = merging.carry_out(space, ready, when, now()) if write else None
    if form == "json":
        print_json(_values(ready, written))
    else:
        _print(ready, written)
    if table:
        write_table(
            space, merging_table(ready, when, taken=written is not None), written[0] if written else None, shape, table
        )
    if ready.merged.collisions:
        ctx.exit(ExitCode.COLLISIONS)


def _print(ready: Merging, written: tuple[str, tuple[str, ...]] | None) -> None:
    from charterkit.cli.merge_view import print_outcomes  # noqa: PLC0415  slow to import

    print_outcomes(ready)
    if written:
        left = f"; {len(ready.left)} left open" if ready.left else ""
        click.echo(f"merged {counted(len(ready.changes), 'change')} in {written[0][:10]}{in_files(written[1], left)}")
    elif ready.merged.collisions:
        click.echo(f"{counted(len(ready.merged.collisions), 'collision')}; nothing was written")
    else:
        left = f", and leave {len(ready.left)} open" if ready.left else ""
        click.echo(
            f"this would merge {counted(len(ready.changes), 'change')} cleanly{left}; nothing was written (--dry-run)"
        )


def _values(ready: Merging, written: tuple[str, tuple[str, ...]] | None) -> dict[str, Any]:
    from charterkit.cli.merge_view import outcome_values  # noqa: PLC0415  slow to import

    commit, decisions = written or (None, ())
    return outcome_values(ready) | {"commit": commit, "decisions": list(decisions)}
