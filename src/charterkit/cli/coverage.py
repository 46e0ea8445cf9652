"""``charterkit coverage``: what of the source the text rests on, who shares the work, which tracks there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from charterkit.cli.context import print_json, workspace
from charterkit.cli.options import at_option, form_option

if TYPE_CHECKING:
    from charterkit.documents.reports.tables import Table


@click.command()
@click.option(
    "--by",
    type=click.Choice(["idea", "organisation", "nature"]),
    default="idea",
    show_default=True,
    help="By idea of the source, by organisation (division of labour), or by legal nature and commitment.",
)
@at_option("Of a version, commit or date; of the work tree by default.")
@form_option("text", "json")
def coverage(by: str, at: str | None, form: str) -> None:
    """Say which provisions rest on which idea of the source, and what none rests on yet.

    \b
    Examples:
      charterkit coverage
      charterkit coverage --by organisation
      charterkit coverage --by nature --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.tables import print_table  # noqa: PLC0415  slow to import

    tables = _tables(by, at)
    if form == "json":
        print_json({table.title: list(table.records) for table in tables})
        return
    for index, table in enumerate(tables):
        if index:
            click.echo()
        print_table(table, form)


def _tables(by: str, at: str | None) -> Sequence[Table]:
    from charterkit.documents.reports import coverage as made  # noqa: PLC0415  slow to import
    from charterkit.drafting import coverage as found  # noqa: PLC0415  likewise
    from charterkit.drafting.numbering import number  # noqa: PLC0415  likewise

    charter = workspace().charter(at)
    numbers, language = number(charter), charter.settings.drafting_language
    if by == "organisation":
        shares, registry = found.by_organisation(charter), charter.registry
        return [
            made.organisation_table(shares, registry, numbers, language),
            made.topic_table(shares, registry, language),
        ]
    if by == "nature":
        return [made.nature_table(found.by_nature(charter), numbers)]
    return [made.idea_table(found.coverage(charter), numbers)]
