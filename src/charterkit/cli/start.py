"""``charterkit init``: start a new charter in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from charterkit.cli.context import now, today
from charterkit.errors import UsageError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="Draft Charter", show_default=True, metavar="TEXT", help="The charter's title.")
@click.option("--symbol", metavar="SYMBOL", help="The prefix of document symbols: DC/2026/WD by default.")
@click.option("--language", default="en", show_default=True, metavar="TAG", help="The language it is drafted in.")
def init(folder: Path, title: str, symbol: str | None, language: str) -> None:
    """Start a new charter in FOLDER: a git repository with settings, a registry, templates and a small starter text.

    The starter text is lodged by the secretariat (SEC), merged and released as 'zero-draft'. Three fictional
    participants (XAA, XAB, XAC) are registered for trying things out; real ones are added to
    charter/registry/participants.yaml.

    \b
    Example:
      charterkit init my-charter --title 'Charter of the Lakes' --symbol CL/2026/WD
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from pydantic import ValidationError  # noqa: PLC0415  slow to import

    from charterkit.documents.templates import package_templates  # noqa: PLC0415  likewise
    from charterkit.store.starting import settings_of, start  # noqa: PLC0415  likewise

    prefix = symbol or f"DC/{today().year}/WD"
    try:
        settings = settings_of(title, prefix, language)
    except ValidationError as error:
        field = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise UsageError(f"{field}: {error.errors()[0]['msg']}", "see: charterkit init --help") from None
    workspace = start(folder, settings, package_templates(), now(), today())
    click.echo(f"started '{title}' in {workspace.root}: versions outline and zero-draft")
    click.echo(f"next: cd {folder} && charterkit render --view clean -o draft.pdf && charterkit status")
