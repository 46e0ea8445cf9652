"""``charterkit languages``: how each language stands to the drafting language, place by place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charterkit.cli.context import workspace
from charterkit.cli.options import at_option
from charterkit.cli.output import write
from charterkit.cli.page_language import page_language
from charterkit.cli.report_options import front_at, print_report, report_form, report_options
from charterkit.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from charterkit.documents.reports.languages import Concordance
    from charterkit.store.workspace import Workspace


@click.command()
@click.option("--language", "chosen", metavar="TAG", multiple=True, help="One of the languages; all by default.")
@at_option("The text at a version, commit or date; the last commit by default.")
@click.option("--in", "page", metavar="TAG",
              help="The language of the report itself; the drafting language by default.")  # fmt: skip
@click.option("--fixed-words", "lacking", metavar="TAG",
              help="Instead: the words that documents lack in a language, as a file to translate.")  # fmt: skip
@report_options
def languages(  # noqa: PLR0917  one for each option
    chosen: tuple[str, ...],
    at: str | None,
    page: str | None,
    lacking: str | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Say how each language stands to the drafting language.

    Which texts are missing, which translate earlier words (with what has changed since), and where a translation has
    other paragraphs, points, references, footnotes, placeholders, figures, dates or quotations than its source, or no
    longer denies what its source denies; and which titles and names in charter.yaml and the registry are missing, or
    were made of earlier ones. Exit code 1 where there is any of this, unless it goes to a file.

    \b
    Examples:
      charterkit languages
      charterkit languages --language ru -o russian.pdf
      charterkit languages --in zh
      charterkit languages --at second-draft --format json
      charterkit languages --fixed-words kk -o templates/languages/kk.toml
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.documents.reports.languages import languages_report  # noqa: PLC0415  slow to import

    if lacking is not None:
        _fixed_words(lacking, output)
        return
    written = report_form(form, output)
    space = workspace()
    place = at or space.repository.head()
    settings = space.charter(place).settings
    found = concordance_at(space, place, _wanted(chosen, settings.languages[1:]))
    front = front_at(space, place, page_language(settings, page))
    print_report(space, languages_report(found, front), written, output)
    if not found.settled and output is None:
        click.get_current_context().exit(ExitCode.PROBLEMS)


def concordance_at(space: Workspace, place: str | None, wanted: tuple[str, ...]) -> Concordance:
    """Return how some languages stand at a version, commit or date: their texts, and the titles of the records."""
    from charterkit.documents.reports.languages import concordance  # noqa: PLC0415  slow to import
    from charterkit.drafting.translations import translations  # noqa: PLC0415  likewise
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise
    from charterkit.store.tracing.titles import titles_waiting  # noqa: PLC0415  likewise

    now = negotiation(space, place)
    titles = titles_waiting(space, place, wanted) if wanted and place else ()
    return concordance(now.charter, translations(now.charter, now.past, now.bases), wanted, titles)


def _wanted(chosen: tuple[str, ...], translated: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that were chosen, each once, or all; raise UsageError for one that there is not."""
    known = (
        f"its translations are in {', '.join(translated)}"
        if translated
        else "it has none: see 'languages' in charter.yaml"
    )
    for tag in chosen:
        if tag not in translated:
            raise UsageError(f"'{tag}' is no language that this charter is translated into", known)
    return tuple(dict.fromkeys(chosen)) or translated


def _fixed_words(tag: str, output: Path | None) -> None:
    """Print, or write, the words that documents have not in a language."""
    from charterkit.documents.wording.own_words import fixed_words  # noqa: PLC0415  slow to import
    from charterkit.documents.wording.phrases import plural_forms  # noqa: PLC0415  likewise

    workspace()
    if (forms := plural_forms(tag)) is None:
        raise UsageError(f"'{tag[:40]}' is no language that the Unicode CLDR knows", "give its tag, such as kk or tr")
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
    write(fixed_words(tag, forms), output)
