"""``charterkit init``: start a new charter in a folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from charterkit.cli.context import counted, now, print_json, today, working
from charterkit.cli.options import form_option
from charterkit.cli.output import stands
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.drafting.typed.plain_text import PlainText
    from charterkit.model.charter import Settings


_TOLD: Final = 5
"""How many of the numbers that became others are told."""

_LONGEST_TEXT: Final = 16 * 1_048_576
"""How many bytes a text to start with may have: some thousands of pages in any script."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT",
              help="The charter's title; that of your own text, or 'Draft Charter', by default.")  # fmt: skip
@click.option("--symbol", metavar="SYMBOL", help="The prefix of document symbols: DC/2026/WD by default.")
@click.option("--language", default="en", show_default=True, metavar="TAG", help="The language it is drafted in.")
@click.option("--text", "text_file", type=click.Path(path_type=Path), metavar="FILE",
              help="Plain text to start with, in place of the starter text.")  # fmt: skip
@form_option("text", "json")
def init(  # noqa: PLR0917  click passes one argument for each option
    folder: Path, title: str | None, symbol: str | None, language: str, text_file: Path | None, form: str
) -> None:
    """Start a new charter in FOLDER: a git repository with settings, a registry, templates and a small starter text.

    FOLDER is made; an empty one will do too. The starter text is lodged by the secretariat (SEC), merged and released
    as 'zero-draft'. It is there in English (en) and Russian (ru); in another language the charter starts without text,
    and needs a --title. Three fictional participants (XAA, XAB, XAC) are registered for trying things out; real ones
    are added to charter/registry/participants.yaml.

    With --text the charter starts with a text of your own, saved as plain text (UTF-8) by a word processor: lines such
    as 'Article 1. Purpose', '§ 1', 'Part II', 'Chapter Two' or 'Annex 1', in any language, head what follows; what
    stands above the first of them is the preamble. Of the lines above the preamble that are no sentences, the first is
    the title; the others are named and left out. What the text cites by number ('Article 5(2)') becomes a reference,
    and numbers that become others are told.

    \b
    Examples:
      charterkit init my-charter --title 'Charter of the Lakes' --symbol CL/2026/WD
      charterkit init khartiya --language ru
      charterkit init khartiya --language ru --title 'Хартия Волги' --text khartiya.txt
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.documents.pages.templates import package_templates  # noqa: PLC0415  slow to import
    from charterkit.store.starting import start  # noqa: PLC0415  likewise

    text, plain = ("", None) if text_file is None else _plain_text(text_file, language)
    own_title = plain.title if plain is not None and title is None else ""
    settings = _settings(own_title or title, symbol, language, plain)
    changes, referring = (None, 0) if plain is None else _changes(plain, language, settings.title[language])
    if changes:
        _require_references(str(text_file), text, changes, [part.id for part in settings.outline.parts])
    with working("starting"):
        workspace = start(folder, settings, package_templates(), now(), today(), changes)
    stands(folder)
    name = next(iter(settings.title.values()))
    versions = [version.name for version in workspace.versions()]
    if form == "json":
        read = {} if plain is None else _read_values(plain, own_title, language, referring)
        print_json({"folder": str(workspace.root), "title": name, "versions": versions} | read)
        return
    click.echo(f"started '{name}' in {workspace.root} (released: {', '.join(versions)})")
    if plain is not None:
        click.echo("\n".join(_read(plain, own_title, language, referring)))
    if len(versions) == 1:
        click.echo(f"there is no starter text in '{language}': begin with a part")
        click.echo(f"next: cd {shlex.quote(str(folder))} && charterkit propose add ID --kind part --in parts "
                   "--heading TEXT --as XAA")  # fmt: skip
    else:
        click.echo(f"next: cd {shlex.quote(str(folder))} && charterkit show && charterkit status")


def _plain_text(file: Path, language: str) -> tuple[str, PlainText]:
    """Read a whole charter from a file; return its text as it stands there, and what it was read as.

    Raises:
        RecordsInvalid: a character of it cannot stand in a text; each is named with its line.
        UsageError: it cannot be read, no line of it heads an article, or an article has no words.
    """
    from charterkit.documents.wording.labels import known_languages  # noqa: PLC0415  slow to import
    from charterkit.documents.wording.number_names import spoken_in  # noqa: PLC0415  likewise
    from charterkit.drafting.typed.headings import Named  # noqa: PLC0415  likewise
    from charterkit.drafting.typed.plain_text import read_plain_text  # noqa: PLC0415  likewise
    from charterkit.store.submissions.outside import decoded, read_file  # noqa: PLC0415  likewise

    content = read_file(file, _LONGEST_TEXT)
    spoken = spoken_in(language)
    plain = read_plain_text(decoded(content, str(file), _LONGEST_TEXT), Named(spoken.numbers, spoken.ordinals))
    if not plain.parts:
        raise UsageError(
            f"no line of {file} heads an article", "put each on a line of its own, such as 'Article 1. Purpose'"
        )
    if language.partition("-")[0] not in known_languages():
        plain = plain._replace(word="")  # no word of that language is printed, and none of its own gives way to English
    if plain.empty:
        raise UsageError(f"{file}: no words stand in {', '.join(plain.empty)}", "write them, or take the heading out")
    return content.decode("utf-8-sig"), plain


def _require_references(file: str, text: str, changes: Sequence[dict[str, Any]], parts: Sequence[str]) -> None:
    """Refuse a text in which references lead to nothing, each by its place."""
    from charterkit.drafting.typed.text_changes import lost_references  # noqa: PLC0415  slow to import
    from charterkit.errors import Problem, RecordsInvalid  # noqa: PLC0415  likewise

    hint = "cite by number, as in 'Article 5(2)': that becomes a reference"
    lost = [
        Problem(file, line, column, "dangling-reference", f"[[{name}]] refers to nothing", hint)
        for line, column, name in lost_references(text, changes, parts)
    ]
    if lost:
        raise RecordsInvalid(lost)


def _changes(plain: PlainText, language: str, title: str) -> tuple[list[dict[str, Any]], int]:
    """Return the changes that put a text, and how many references were made of what it cites by number."""
    from charterkit.documents.wording.numerals import printed  # noqa: PLC0415  slow to import
    from charterkit.drafting.typed.text_changes import additions, referring  # noqa: PLC0415  likewise

    return referring(
        additions(plain, language, title), plain, language, lambda number: printed(number, language, within=True)
    )


def _read_values(plain: PlainText, own_title: str, language: str, referring: int) -> dict[str, Any]:
    return {
        "left_out": _left_out(plain, own_title),
        "doubtful": list(plain.doubtful),
        "rows": list(plain.rows),
        "unnumbered": list(plain.unnumbered),
        "renumbered": [{"written": old, "number": new} for old, new in _renumbered(plain, language)],
        "references": referring,
    }


def _left_out(plain: PlainText, own_title: str) -> list[str]:
    """Return what of a text stands nowhere in the charter, which the title that was made of it does."""
    return [*plain.left_out[1 if own_title else 0 :]]


def _renumbered(plain: PlainText, language: str) -> Iterator[tuple[str, str]]:
    """Yield each number that was written, and the one that stands in its place."""
    from charterkit.documents.wording.numerals import printed  # noqa: PLC0415  slow to import
    from charterkit.drafting.typed.text_changes import renumbered  # noqa: PLC0415  likewise

    return ((printed(old, language), printed(new, language)) for old, new in renumbered(plain))


def _read(plain: PlainText, own_title: str, language: str, referring: int) -> Iterator[str]:
    """Yield what was read of a text, to be held against the original, and what of it was left out."""
    annexes = len(plain.annexes)
    found = (
        counted(len(plain.recitals), "recital"),
        counted(sum(part is not None for part, _ in plain.parts), "part"),
        counted(sum(len(articles) for _, articles in plain.parts), "article"),
        "1 annex" if annexes == 1 else f"{annexes} annexes",
    )
    yield f"read: {', '.join(found)}; closing words: {'yes' if plain.closing else 'none'}"
    if own_title:
        yield "the title is the first line of the text; to give another: --title"
    if other_word := _other_word(plain, language):
        yield other_word
    if referring:
        yield f"cited by number, and made {counted(referring, 'reference')} that will follow the numbers"
    if other := [f"{old} is {new}" for old, new in _renumbered(plain, language)]:
        more = f" and {len(other) - _TOLD} more" if len(other) > _TOLD else ""
        yield f"numbered in order: {', '.join(other[:_TOLD])}{more}"
    for line in plain.unnumbered:
        yield f"taken for the heading of a part, though it has no number: {line}"
    for line in _left_out(plain, own_title):
        yield f"left out, for it stands above the preamble or an article: {line}"
    for line in plain.rows:
        yield f"taken for a row of a table, which is a paragraph here: {line}"
    for line in plain.doubtful:
        yield f"taken for words of an article, though it reads like a heading: {line}"


def _other_word(plain: PlainText, language: str) -> str:
    """Return how articles are printed that another word heads in the text, empty where it is the same."""
    from charterkit.documents.wording.numerals import printed  # noqa: PLC0415  slow to import
    from charterkit.drafting.typed.text_changes import FIRST_ARTICLE, other_word  # noqa: PLC0415  likewise

    word = other_word(plain, lambda number: printed(number, language))
    return f"what '{word}' heads and cites is printed as '{printed(FIRST_ARTICLE, language)}'" if word else ""


def _settings(title: str | None, symbol: str | None, language: str, plain: PlainText | None) -> Settings:
    """Return the settings that were asked for, or say which option cannot be."""
    from pydantic_core import ValidationError  # noqa: PLC0415  slow to import

    from charterkit.drafting.typed.text_changes import outline_of  # noqa: PLC0415  likewise
    from charterkit.drafting.validate.text import text_faults  # noqa: PLC0415  likewise
    from charterkit.model.base import LANGUAGE_PATTERN  # noqa: PLC0415  likewise
    from charterkit.store.starting import has_text, settings_of  # noqa: PLC0415  likewise

    if not re.fullmatch(LANGUAGE_PATTERN, language):
        raise UsageError(f"--language: {language[:40]!r} is no language tag", "such as en, ru or zh-Hans")
    if title is None and not has_text(language):
        raise UsageError(f"the charter needs a title in '{language}'", "give it with --title")
    if title is not None and len(title.splitlines()) > 1:
        raise UsageError("--title: a title stands on one line")
    faults = [fault for fault in text_faults(title or "") if fault.severity == "error"]
    if faults:
        raise UsageError(f"--title: {faults[0].message}", faults[0].hint)
    try:
        settings = settings_of(title, symbol, language, today().year)
        if plain is None:
            return settings
        parts = outline_of(plain, language, settings.title[language])
        return settings_of(title, symbol, language, today().year, parts)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        if field == "symbol":
            hint = "Latin letters, digits and . / _ - (at most 64), such as CL/2026/WD"
            raise UsageError(f"--symbol: {str(symbol)[:80]!r} cannot be a document symbol", hint) from None
        raise UsageError(f"--{field}: {error.errors()[0]['msg']}", "see: charterkit init --help") from None
