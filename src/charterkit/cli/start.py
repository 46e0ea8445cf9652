"""``charterkit init``: start a new charter in a folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charterkit.cli.context import now, print_json, today, working
from charterkit.cli.options import form_option
from charterkit.cli.what_stands import stands
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.model.charter import Settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The charter's title; 'Draft Charter' by default.")
@click.option("--symbol", metavar="SYMBOL", help="The prefix of document symbols: DC/2026/WD by default.")
@click.option("--language", default="en", show_default=True, metavar="TAG", help="The language it is drafted in.")
@form_option("text", "json")
def init(folder: Path, title: str | None, symbol: str | None, language: str, form: str) -> None:
    """Start a new charter in FOLDER: a git repository with settings, a registry, templates and a small starter text.

    FOLDER is made; an empty one will do too. The starter text is lodged by the secretariat (SEC), merged and released
    as 'zero-draft'. It is there in English (en) and Russian (ru); in another language the charter starts without text,
    and needs a --title. Three fictional participants (XAA, XAB, XAC) are registered for trying things out; real ones
    are added to charter/registry/participants.yaml.

    \b
    Examples:
      charterkit init my-charter --title 'Charter of the Lakes' --symbol CL/2026/WD
      charterkit init khartiya --language ru
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.documents.templates import package_templates  # noqa: PLC0415  slow to import
    from charterkit.store.starting import start  # noqa: PLC0415  likewise

    settings = _settings(title, symbol, language)
    with working("starting"):
        workspace = start(folder, settings, package_templates(), now(), today())
    stands(folder)
    name = next(iter(settings.title.values()))
    versions = [version.name for version in workspace.versions()]
    if form == "json":
        print_json({"folder": str(workspace.root), "title": name, "versions": versions})
        return
    click.echo(f"started '{name}' in {workspace.root} (released: {', '.join(versions)})")
    if len(versions) == 1:
        click.echo(f"there is no starter text in '{language}': begin with a part")
        click.echo(f"next: cd {shlex.quote(str(folder))} && charterkit propose add ID --kind part --in parts "
                   "--heading TEXT --as XAA")  # fmt: skip
    else:
        click.echo(f"next: cd {shlex.quote(str(folder))} && charterkit show && charterkit status")


def _settings(title: str | None, symbol: str | None, language: str) -> Settings:
    """Return the settings that were asked for, or say which option cannot be."""
    from pydantic_core import ValidationError  # noqa: PLC0415  slow to import

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
        return settings_of(title, symbol, language, today().year)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        if field == "symbol":
            hint = "Latin letters, digits and . / _ - (at most 64), such as CL/2026/WD"
            raise UsageError(f"--symbol: {str(symbol)[:80]!r} cannot be a document symbol", hint) from None
        raise UsageError(f"--{field}: {error.errors()[0]['msg']}", "see: charterkit init --help") from None
