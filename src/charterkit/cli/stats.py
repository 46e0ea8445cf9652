"""``charterkit stats``: brackets, options and placeholders by part, provision and version, and who holds what."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from charterkit.cli.context import working, workspace
from charterkit.cli.options import at_option, output_option
from charterkit.cli.output import chosen_form, write
from charterkit.cli.page_language import language_option, page_language, words_language, words_option
from charterkit.cli.report_options import FORMS, front_at, print_report

TABLES: Final = ("part", "version", "provision", "participant", "alternative")
"""What the figures may be ordered by, as ``documents.reports.statistics_report`` has it."""

USUAL: Final = {"text": ("part", "version", "participant"), "csv": ("provision",)}
"""Which tables a format shows where none is asked for; all of them in the others."""

PICTURED: Final = ("md", "html", "pdf", "svg")


@click.command()
@click.option("--by", "chosen", type=click.Choice(TABLES), multiple=True,
              help="Which tables; several may be asked for.")  # fmt: skip
@at_option("The text at a version, commit or date; the last commit by default.")
@language_option
@words_option
@click.option("--format", "form", type=click.Choice([*FORMS, "svg"]),
              help="By the file's suffix; else text. svg: the trend as a picture.")  # fmt: skip
@output_option
def stats(  # noqa: PLR0917  click passes one argument for each option
    chosen: tuple[str, ...], at: str | None, language: str | None, tongue: str | None, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Count brackets, options, placeholders and bracketed words, and say who holds how many alternatives.

    By part, by provision and by version, with the trend as a picture; an alternative is held by one, by few or by many.
    Every bracket that the rolling text prints is counted once.

    \b
    Examples:
      charterkit stats
      charterkit stats --by provision --by alternative
      charterkit stats --at second-draft -o figures.pdf
      charterkit stats -o trend.svg
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    shape = chosen_form(form, output, (*FORMS, "svg"), "text")
    from charterkit.documents.reports.statistics_report import statistics_report, trend  # noqa: PLC0415  slow to import
    from charterkit.documents.reports.statistics_tables import Tables  # noqa: PLC0415  likewise
    from charterkit.store.statistics import gather  # noqa: PLC0415  likewise

    space = workspace()
    with working("counting"):
        place = at or space.repository.head()
        settings = space.charter(place).settings
        page = page_language(settings, language)
        found = gather(space, at, words_language(settings, tongue))
    if shape == "svg":
        write(trend(Tables(found, page)).svg + "\n", output)
        return
    front = front_at(space, place, page)
    tables = chosen or USUAL.get(shape, TABLES)
    print_report(space, statistics_report(found, front, tables, pictures=shape in PICTURED), shape, output)
