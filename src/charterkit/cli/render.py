"""``charterkit render``: the clean, redline or rolling text as Markdown, HTML or PDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.completion import complete_versions
from charterkit.cli.context import working, workspace
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.documents import Front, View
    from charterkit.documents.formats import Subject
    from charterkit.drafting.translations import Translation
    from charterkit.store.workspace import Workspace

VIEWS: Final[tuple[View, ...]] = ("clean", "redline", "rolling")
_SEVERAL: Final = 2
SUFFIXES: Final = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".pdf": "pdf"}


@click.command()
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="clean",
    show_default=True,
    help="The text as it stands; what changed since --against; or with everything open, in brackets.",
)
@click.option(
    "--at",
    metavar="VERSION",
    shell_complete=complete_versions,
    help="A version, commit or date; the last commit by default.",
)
@click.option(
    "--against",
    metavar="VERSION",
    shell_complete=complete_versions,
    help="What a redline compares with; the version before by default.",
)
@click.option("--work-tree", is_flag=True, help="The files as they lie, committed or not.")
@click.option("--anonymous", is_flag=True, help="A rolling text without the names of sponsors.")
@click.option("--language", metavar="TAG", help="The language of the text; the drafting language by default.")
@click.option("--languages", metavar="TAG,TAG", help="The clean text in several languages, in parallel columns.")
@click.option("--format", "form", type=click.Choice(["md", "html", "pdf"]), help="By the file's suffix; else md.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="The file to write, whole or not at all; Markdown and HTML go to stdout otherwise.")  # fmt: skip
def render(  # noqa: PLR0917  click passes one argument for each option
    view: str,
    at: str | None,
    against: str | None,
    work_tree: bool,
    anonymous: bool,
    language: str | None,
    languages: str | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Make the clean, redline or rolling text as Markdown, HTML or PDF.

    \b
    Examples:
      charterkit render -o charter.pdf
      charterkit render --view redline --against zero-draft -o redline.pdf
      charterkit render --view rolling --at zero-draft | less
      charterkit render --languages en,ru -o parallel.pdf
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.documents import render as made  # noqa: PLC0415  slow to import
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise

    chosen = _form(form, output)
    space = workspace()
    if against is not None and view != "redline":
        raise UsageError("--against goes with --view redline")
    if work_tree and at is not None:
        raise UsageError("--work-tree and --at exclude each other")
    if anonymous and view != "rolling":
        raise UsageError("--anonymous goes with --view rolling")
    place = None if work_tree else at or space.repository.head()
    if languages is not None:
        if view != "clean" or language is not None:
            raise UsageError("--languages goes with the clean text, and without --language")
        _write(_parallel(space, place, languages, chosen), output)
        return
    subject, compared = _subject(space, view, place, against)
    _require_language(space, place, language)
    front = _front(space, place, compared, attributed=not anonymous, language=language or "")
    kind: View = next(each for each in VIEWS if each == view)
    with working("making pages" if chosen == "pdf" else "writing"):
        content = made(subject, kind, chosen, front, templates(space))
    _write(content, output)


def _parallel(space: Workspace, at: str | None, languages: str, form: str) -> str | bytes:
    """Return the text in several languages side by side."""
    from charterkit.documents.synopsis_formats import synopsis_output  # noqa: PLC0415  slow to import
    from charterkit.documents.synopsis_languages import parallel  # noqa: PLC0415  likewise
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise

    tags = tuple(dict.fromkeys(tag.strip() for tag in languages.split(",")))
    if len(tags) < _SEVERAL:
        raise UsageError(f"'{languages}' names no two languages", "give them with a comma: --languages en,ru")
    for tag in tags:
        _require_language(space, at, tag)
    front = _front(space, at, "", attributed=True, language=tags[0])
    with working("making pages" if form == "pdf" else "writing"):
        made = parallel(space.charter(at), tags, front, front.translations)
        return synopsis_output(made, form, templates(space))


def _form(form: str | None, output: Path | None) -> str:
    if output is not None and output.is_dir():
        raise UsageError(f"{output} is a folder", "give a file: -o charter.pdf")
    suffix = SUFFIXES.get(output.suffix.lower()) if output else None
    chosen = form or suffix or ("md" if output is None else None)
    if chosen is None:
        raise UsageError(f"the format of {output} is not plain from its name", "give it with --format")
    if chosen == "pdf" and output is None and sys.stdout.isatty():
        raise UsageError("a PDF needs a file to go to", "give it with -o FILE.pdf")
    return chosen


def _subject(space: Workspace, view: str, at: str | None, against: str | None) -> tuple[Subject, str]:
    """Return what the document is made of, and the name of what it is compared with."""
    if view == "rolling":
        from charterkit.store.negotiation import negotiation  # noqa: PLC0415  slow to import

        return negotiation(space, at).rolling(), ""
    charter = space.charter(at)
    if view == "clean":
        return charter, ""
    from charterkit.history.compare import compare  # noqa: PLC0415  slow to import

    earlier = against or _version_before(space, at)
    return compare(space.charter(earlier), charter), earlier


def _require_language(space: Workspace, at: str | None, language: str | None) -> None:
    known = space.charter(at).settings.languages
    if language is not None and language not in known:
        raise UsageError(f"'{language}' is no language of this charter", f"its languages are {', '.join(known)}")


def _version_before(space: Workspace, at: str | None) -> str:
    """Return the last version before the text that is rendered."""
    from charterkit.store.editions import version_before  # noqa: PLC0415  slow to import

    earlier = version_before(space, at)
    if earlier is None:
        raise UsageError("there is no earlier version to compare with", "name one with --against")
    return earlier.name


def _front(space: Workspace, at: str | None, compared: str, *, attributed: bool, language: str) -> Front:
    from charterkit.documents import Front  # noqa: PLC0415  slow to import
    from charterkit.store.editions import edition  # noqa: PLC0415  likewise

    found = edition(space, at)
    charter = space.charter(at)
    foreign = len(charter.settings.languages) > 1 and bool(language)
    return Front(
        version=found.version, date=found.date, commit=found.commit, symbol=found.symbol, compared_with=compared,
        attributed=attributed, language=language, translations=_translations(space, at) if foreign else (),
    )  # fmt: skip


def _translations(space: Workspace, at: str | None) -> tuple[Translation, ...]:
    from charterkit.drafting.translations import translations  # noqa: PLC0415  slow to import
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

    found = negotiation(space, at)
    return translations(found.charter, found.past, found.bases)


def _write(content: str | bytes, output: Path | None) -> None:
    raw = content.encode() if isinstance(content, str) else content
    if output is None:
        sys.stdout.buffer.write(raw)
        return
    from charterkit.store.files import write_atomically  # noqa: PLC0415  slow to import

    write_atomically(output, raw)
    click.echo(f"wrote {output}", err=True)
