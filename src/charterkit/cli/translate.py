"""``charterkit translate``: write the file in which a translator fills in what is missing or stale."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charterkit.cli.completion import complete_codes, complete_paths
from charterkit.cli.context import counted, today, workspace
from charterkit.cli.options import dated
from charterkit.cli.output import stands

if TYPE_CHECKING:
    from charterkit.model.charter import Settings


@click.command()
@click.argument("language", metavar="LANGUAGE")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_paths)
@click.option("--as", "code", required=True, metavar="CODE", shell_complete=complete_codes,
              help="The participant that translates; the secretariat as a rule.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="The file to fill in; by default the submission's id in the current folder.")  # fmt: skip
@dated
def translate(
    language: str, paths: tuple[str, ...], code: str, date: datetime.date | None, output: Path | None
) -> None:
    """Write a submission file with a place for every text of LANGUAGE that is missing or translates earlier words.

    The words to translate stand above each place as comments; where a translation is stale both the words it was made
    of and those of now, and the translation to be mended. A text left as it is says that it still fits. The file is
    written against the last version; PATHs (parts, provisions, units or printed numbers) narrow it down.

    \b
    Examples:
      charterkit translate ru --as SEC
      charterkit translate ar 11 12 --as SEC -o for-the-translator.yaml
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.places import path_named  # noqa: PLC0415  slow to import
    from charterkit.store.submissions.translating import assignment, write  # noqa: PLC0415  likewise
    from charterkit.store.tracing.titles import titles_waiting  # noqa: PLC0415  likewise

    space = workspace()
    present = space.charter(space.repository.head())
    places = [path_named(present, path) for path in paths]
    made = assignment(space, code.upper(), language, date or today(), _title(present.settings, language), places)
    file = output or Path(f"{made.name}.yaml")
    write(file, made)
    stands(file)
    waiting = f"{counted(made.missing, 'text')} to translate, {made.stale} to look at again"
    click.echo(f"wrote {file} (base {made.base}): {waiting}")
    if titles := titles_waiting(space, space.repository.require_head(), (language,)):
        named = f"{counted(len(titles), 'title')} of charter.yaml and the registry"
        click.echo(f"note: {named} to translate too: charterkit languages --language {language}")
    click.echo(f"next: fill it in, then charterkit lodge {file}")


def _title(settings: Settings, language: str) -> str:
    """Return what the submission is called, in its own language: what kind of translation it is, or the language."""
    from charterkit.documents.wording.labels import labels, language_name  # noqa: PLC0415  slow to import

    standing = settings.standing_of(language)
    said = language_name(language, language) if standing == "authentic" else labels(language)[f"standing_{standing}"]
    return said[:1].upper() + said[1:]
