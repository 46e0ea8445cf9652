"""``charterkit release``: give the present text a version name and a symbol."""

from __future__ import annotations

import datetime

import click

from charterkit.cli.context import dated, now, today, workspace


@click.command()
@click.argument("name")
@click.option(
    "--symbol", metavar="SYMBOL", help="The document symbol; the charter's own and the next number by default."
)
@click.option("--session", metavar="SESSION", help="The session that released it.")
@click.option("--note", metavar="TEXT", help="A note for the record.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@dated
def release(
    name: str, symbol: str | None, session: str | None, note: str | None, dry_run: bool, date: datetime.date | None
) -> None:
    """Release the present text as a version: a decision, its commit and an annotated tag with the document symbol.

    Submissions name a version as the base they were written against. A version is found again from the history even
    where its tag was not fetched.

    \b
    Example:
      charterkit release second-draft --session session-2
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store import releasing  # noqa: PLC0415  slow to import
    from charterkit.store.decisions import Circumstances  # noqa: PLC0415  likewise

    space = workspace()
    when = Circumstances(date or today(), session, note=note)
    ready = releasing.prepare(space, name, symbol, when)
    if dry_run:
        click.echo(f"this would release {ready.decision.version} as {ready.decision.symbol}; nothing was written")
        return
    commit = releasing.carry_out(space, ready, now())
    click.echo(f"released {ready.decision.version} as {ready.decision.symbol} ({commit[:10]})")
