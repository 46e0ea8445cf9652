"""``charterkit init``: start a new charter in a folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charterkit.cli.context import counted, now, print_json, today, working
from charterkit.cli.options import form_option
from charterkit.cli.what_stands import stands
from charterkit.errors import Problem, RecordsInvalid, UsageError

if TYPE_CHECKING:
    from charterkit.drafting.plain_text import PlainText
    from charterkit.model.charter import Settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The charter's title; 'Draft Charter' by default.")
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
    as 'Article 1. Purpose', 'Part II' or 'Annex 1', in any language, head what follows; what stands above the first of
    them is the preamble. Lines above the preamble that are no sentences are named and left out.

    \b
    Examples:
      charterkit init my-charter --title 'Charter of the Lakes' --symbol CL/2026/WD
      charterkit init khartiya --language ru
      charterkit init khartiya --language ru --title 'Хартия Волги' --text khartiya.txt
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.documents.templates import package_templates  # noqa: PLC0415  slow to import
    from charterkit.drafting.plain_text import additions  # noqa: PLC0415  likewise
    from charterkit.store.starting import start  # noqa: PLC0415  likewise

    plain = None if text_file is None else _plain_text(text_file)
    settings = _settings(title, symbol, language, plain)
    changes = None if plain is None else additions(plain, language, settings.title[language])
    with working("starting"):
        workspace = start(folder, settings, package_templates(), now(), today(), changes)
    stands(folder)
    name = next(iter(settings.title.values()))
    versions = [version.name for version in workspace.versions()]
    if form == "json":
        above = {} if plain is None else {"left_out": list(plain.left_out), "doubtful": list(plain.doubtful)}
        print_json({"folder": str(workspace.root), "title": name, "versions": versions} | above)
        return
    click.echo(f"started '{name}' in {workspace.root} (released: {', '.join(versions)})")
    if plain is not None:
        click.echo("\n".join(_read(plain)))
    if len(versions) == 1:
        click.echo(f"there is no starter text in '{language}': begin with a part")
        click.echo(f"next: cd {shlex.quote(str(folder))} && charterkit propose add ID --kind part --in parts "
                   "--heading TEXT --as XAA")  # fmt: skip
    else:
        click.echo(f"next: cd {shlex.quote(str(folder))} && charterkit show && charterkit status")


def _plain_text(file: Path) -> PlainText:
    """Read a whole charter from a file.

    Raises:
        RecordsInvalid: a character of it cannot stand in a text; each is named with its line.
        UsageError: it cannot be read, no line of it heads an article, or an article has no words.
    """
    from charterkit.drafting.plain_text import read_plain_text  # noqa: PLC0415  slow to import
    from charterkit.drafting.validate.text import text_faults  # noqa: PLC0415  likewise
    from charterkit.store.submissions.outside import decoded, read_file  # noqa: PLC0415  likewise

    lines = decoded(read_file(file), str(file)).replace("\t", " ").split("\n")
    faults = [
        Problem(str(file), number, fault.offset + 1, fault.code, fault.message, fault.hint)
        for number, line in enumerate(lines, 1)
        for fault in text_faults(line)
        if fault.severity == "error"
    ]
    if faults:
        raise RecordsInvalid(faults)
    plain = read_plain_text("\n".join(lines))
    if not plain.parts:
        raise UsageError(
            f"no line of {file} heads an article", "put each on a line of its own, such as 'Article 1. Purpose'"
        )
    if plain.empty:
        raise UsageError(f"{file}: no words stand in {', '.join(plain.empty)}", "write them, or take the heading out")
    return plain


def _read(plain: PlainText) -> Iterator[str]:
    """Yield what was read of a text, to be held against the original, and what of it was left out."""
    annexes = len(plain.annexes)
    found = (
        counted(len(plain.recitals), "recital"),
        counted(sum(part is not None for part, _ in plain.parts), "part"),
        counted(sum(len(articles) for _, articles in plain.parts), "article"),
        "1 annex" if annexes == 1 else f"{annexes} annexes",
    )
    yield f"read: {', '.join(found)}; closing words: {'yes' if plain.closing else 'none'}"
    for line in plain.left_out:
        yield f"left out, for it stands above the preamble or an article: {line}"
    for line in plain.doubtful:
        yield f"taken for words of an article, though it reads like a heading: {line}"


def _settings(title: str | None, symbol: str | None, language: str, plain: PlainText | None) -> Settings:
    """Return the settings that were asked for, or say which option cannot be."""
    from pydantic_core import ValidationError  # noqa: PLC0415  slow to import

    from charterkit.drafting.plain_text import outline_of  # noqa: PLC0415  likewise
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
