"""``charterkit stats``: brackets, options and placeholders by part, provision and version, and who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.completion import complete_versions
from charterkit.cli.context import form_option, print_json, working, workspace

if TYPE_CHECKING:
    from charterkit.documents.tables import Table
    from charterkit.drafting.statistics import Statistics

TABLES: Final = ("part", "version", "provision", "participant", "alternative")
"""What the figures may be ordered by; each is a table."""

USUAL: Final = ("part", "version", "participant")
"""Those that a terminal shows where nothing else is asked for."""


@click.command()
@click.option("--by", "chosen", type=click.Choice(TABLES), multiple=True,
              help="Which tables; several may be asked for.")  # fmt: skip
@click.option("--at", metavar="VERSION", shell_complete=complete_versions,
              help="The text at a version, commit or date; the last commit by default.")  # fmt: skip
@click.option("--language", metavar="TAG", help="Whose words are counted; the drafting language by default.")
@form_option("text", "json")
def stats(chosen: tuple[str, ...], at: str | None, language: str | None, form: str) -> None:
    """Count brackets, options, placeholders and bracketed words, and say who holds how many alternatives.

    By part, by provision and by version; an alternative is held by one, by few or by many. Every bracket that the
    rolling text prints is counted once.

    \b
    Examples:
      charterkit stats
      charterkit stats --by provision --by alternative
      charterkit stats --at second-draft --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.statistics import gather  # noqa: PLC0415  slow to import

    space = workspace()
    with working("counting"):
        found = gather(space, at, language)
    tables = _tables(found)
    if form == "json":
        print_json({name: list(table.records) for name, table in tables.items() if name in (chosen or TABLES)})
        return
    from charterkit.cli.tables import table_text  # noqa: PLC0415  slow to import

    click.echo("\n\n".join(table_text(tables[name]) for name in chosen or USUAL))


def _tables(found: Statistics) -> dict[str, Table]:
    from charterkit.documents.statistics_tables import all_tables  # noqa: PLC0415  slow to import

    return dict(zip(TABLES, all_tables(found), strict=True))
