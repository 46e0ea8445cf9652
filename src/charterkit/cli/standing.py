"""``charterkit standing``: what is agreed, who has yet to speak, what blocks adoption, and whose move it is."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from charterkit.cli.completion import complete_paths
from charterkit.cli.context import moment_at, parse_date, working, workspace
from charterkit.cli.decide import MOMENT
from charterkit.cli.options import at_option
from charterkit.cli.page_language import language_option, page_language
from charterkit.cli.report_options import front_at, print_report, report_form, report_options


@click.command()
@click.argument("path", required=False, shell_complete=complete_paths)
@click.option(
    "--module", metavar="ID", help="Of this module; otherwise of that of PATH, or of all that is in no module."
)
@at_option("The state at a version, commit or date; the last commit by default.")
@click.option("--on", "day", callback=parse_date, metavar="DATE",
              help="As if it were adopted on this day: who takes part then is asked; today by default.")  # fmt: skip
@language_option
@report_options
def standing(  # noqa: PLR0917  click passes one argument for each option
    path: str | None, module: str | None, at: str | None, day: datetime.date | None, language: str | None,
    form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Say what is agreed, who has yet to speak, what blocks adoption and whose move it is: of PATH, or of the whole.

    \b
    Examples:
      charterkit standing
      charterkit standing 7 --on 2027-03-01
      charterkit standing --language ru -o standing.pdf
      charterkit standing --module security-guarantees -o standing.pdf
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.places import path_named  # noqa: PLC0415  slow to import
    from charterkit.documents.reports.standing_report import standing_report  # noqa: PLC0415  likewise
    from charterkit.drafting.modules import module_asked  # noqa: PLC0415  likewise
    from charterkit.drafting.readiness import readiness  # noqa: PLC0415  likewise
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

    chosen = report_form(form, output)
    space = workspace()
    with working("looking through positions"):
        here = at or space.repository.head()
        found = negotiation(space, here)
        only = path_named(found.charter, path) if path else None
        module = module_asked(found.charter, module, only)
        moment = moment_at(space, here)
        ready = readiness(found, day or moment.date(), moment.strftime(MOMENT), module)
    page = page_language(found.charter.settings, language)
    made = standing_report(found.charter.settings, ready, front_at(space, here, page), only)
    print_report(space, made, chosen, output)
