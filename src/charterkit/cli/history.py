"""``charterkit history``: the drafting history of a provision as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charterkit.cli.context import working, workspace
from charterkit.cli.options import at_option
from charterkit.cli.page_language import language_option, page_language, words_language, words_option
from charterkit.cli.report_options import front_at, print_report, report_form, report_options

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace


@click.command()
@click.argument("path")
@at_option("Up to a version, commit or date; up to the last commit by default.")
@language_option
@words_option
@report_options
def history(  # noqa: PLR0917  click passes one argument for each option
    path: str, at: str | None, language: str | None, tongue: str | None, form: str | None, output: Path | None
) -> None:
    """Print the drafting history of the provision or unit at PATH.

    Where its words come from, every version of it as a redline against the one before, every proposal with what
    became of it, those that failed among them, the positions that were taken, and the decisions. PATH is an id path,
    of something that was deleted too, or a printed number.

    \b
    Examples:
      charterkit history '17(1)'
      charterkit history confidence-building -o confidence-building.pdf
      charterkit history purpose --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    chosen = report_form(form, output)
    from charterkit.documents.reports.history_report import history_report  # noqa: PLC0415  slow to import
    from charterkit.store.tracing.charter import follow  # noqa: PLC0415  likewise
    from charterkit.store.travaux import gather_history  # noqa: PLC0415  likewise

    space = workspace()
    with working("following the history"):
        settings = space.charter(at or space.repository.head()).settings
        page = page_language(settings, language)
        found = gather_history(space, _path(space, path, at), at, words_language(settings, tongue))
        standing = found.stages[-1].path
        traced = follow(space, at).trace(standing) if standing else None
    front = front_at(space, at or space.repository.head(), page)
    print_report(space, history_report(found, traced, front), chosen, output)


def _path(space: Workspace, path: str, at: str | None) -> str:
    """Return the path that is meant: a printed number of the text at hand, or a path of whatever text had it."""
    from charterkit.cli.places import path_named  # noqa: PLC0415  slow to import
    from charterkit.errors import UsageError  # noqa: PLC0415  with it

    charter = space.charter(at or space.repository.head())
    try:
        return path_named(charter, path)
    except UsageError:
        if any(space.charter(version.commit).find(path) for version in space.versions()):
            return path
        raise
