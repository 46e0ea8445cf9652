"""``charterkit release``: give the present text a version name and a symbol."""

from __future__ import annotations

import click

from charterkit.cli.context import print_json, workspace
from charterkit.cli.options import noted
from charterkit.cli.recording import Recording, recorded


@click.command()
@click.argument("name")
@click.option(
    "--symbol", metavar="SYMBOL", help="The document symbol; the charter's own and the next number by default."
)
@noted
@recorded
def release(name: str, symbol: str | None, how: Recording) -> None:
    """Release the present text as a version: a decision, its commit and an annotated tag with the document symbol.

    Submissions name a version as the base they were written against. A version is found again from the history even
    where its tag was not fetched.

    \b
    Examples:
      charterkit release second-draft --session session-2
      charterkit release second-draft-rev1 --symbol CL/2026/WD.2/Rev.1
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import releasing  # noqa: PLC0415  slow to import
    from charterkit.store.decisions.record import decision_path  # noqa: PLC0415  likewise

    space = workspace()
    ready = releasing.prepare(space, name, symbol, how.circumstances(space))
    decision = ready.decisions[0]
    commit, _ = how.written(space, ready)
    if how.form == "json":
        print_json({"version": decision.version, "symbol": decision.symbol, "date": str(decision.date),
                    "commit": commit, "decision": decision_path(decision)})  # fmt: skip
    elif commit is None:
        click.echo(f"this would release {decision.version} as {decision.symbol}; nothing was written (--dry-run)")
    else:
        click.echo(f"released {decision.version} as {decision.symbol} ({commit[:10]})")
