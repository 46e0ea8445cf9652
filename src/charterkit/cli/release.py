"""``charterkit release``: give the present text a version name and a symbol."""

from __future__ import annotations

import datetime

import click

from charterkit.cli.context import day_of, now, print_json, workspace
from charterkit.cli.options import dated, form_option, noted, session_option


@click.command()
@click.argument("name")
@click.option(
    "--symbol", metavar="SYMBOL", help="The document symbol; the charter's own and the next number by default."
)
@session_option("The session that released it.")
@noted
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@dated
@form_option("text", "json")
def release(  # noqa: PLR0917  click passes one argument for each option
    name: str,
    symbol: str | None,
    session: str | None,
    note: str | None,
    dry_run: bool,
    date: datetime.date | None,
    form: str,
) -> None:
    """Release the present text as a version: a decision, its commit and an annotated tag with the document symbol.

    Submissions name a version as the base they were written against. A version is found again from the history even
    where its tag was not fetched.

    \b
    Examples:
      charterkit release second-draft --session session-2
      charterkit release second-draft-rev1 --symbol CL/2026/WD.2/Rev.1
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import releasing  # noqa: PLC0415  slow to import
    from charterkit.store.decisions.record import Circumstances, decision_path  # noqa: PLC0415  likewise

    space = workspace()
    when = Circumstances(day_of(date, space.decisions(space.repository.head())), session, note=note)
    ready = releasing.prepare(space, name, symbol, when)
    decision = ready.decision
    commit = None if dry_run else releasing.carry_out(space, ready, now())
    if form == "json":
        print_json({"version": decision.version, "symbol": decision.symbol, "date": str(decision.date),
                    "commit": commit, "decision": decision_path(decision)})  # fmt: skip
    elif commit is None:
        click.echo(f"this would release {decision.version} as {decision.symbol}; nothing was written (--dry-run)")
    else:
        click.echo(f"released {decision.version} as {decision.symbol} ({commit[:10]})")
