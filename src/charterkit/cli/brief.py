"""``charterkit brief``: the negotiation as one delegation sees it."""

from __future__ import annotations

from pathlib import Path

import click

from charterkit.cli.completion import complete_codes, complete_versions
from charterkit.cli.context import moment_at, working, workspace
from charterkit.cli.decide import MOMENT
from charterkit.cli.options import at_option
from charterkit.cli.page_language import language_option, page_language
from charterkit.cli.report_options import front_at, print_report, report_form, report_options


@click.command()
@click.argument("code", metavar="CODE", shell_complete=complete_codes)
@click.option("--since", metavar="VERSION", shell_complete=complete_versions,
              help="What you last read: a version, commit or date; the last version by default.")  # fmt: skip
@at_option("The state at a version, commit or date; the last commit by default.")
@language_option
@report_options
def brief(  # noqa: PLR0917  click passes one argument for each option
    code: str, since: str | None, at: str | None, language: str | None, form: str | None, output: Path | None
) -> None:
    """Say what a participant has to know: what waits for it, what changed, its proposals, its words, who is against.

    \b
    Examples:
      charterkit brief XAA
      charterkit brief XAB --since first-draft
      charterkit brief XAC --language ar -o brief.pdf
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    chosen = report_form(form, output)
    from charterkit.documents.reports.brief_report import brief_report  # noqa: PLC0415  slow to import
    from charterkit.store.briefing import gather  # noqa: PLC0415  likewise

    space = workspace()
    with working("looking through the negotiation"):
        moment = moment_at(space, at)
        found = gather(space, code.upper(), moment.date(), moment.strftime(MOMENT), since=since, at=at)
    page = page_language(found.now.charter.settings, language)
    made = brief_report(found, front_at(space, at or space.repository.head(), page))
    print_report(space, made, chosen, output)
