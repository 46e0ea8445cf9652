"""``charterkit sources``: of what was decided, who contributed what, from where, what was done with it, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.completion import completer
from charterkit.cli.context import working, workspace
from charterkit.cli.page_language import language_option, page_language
from charterkit.cli.report_options import front_at, print_report, report_form, report_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charterkit.drafting.sources import SourceTable
    from charterkit.store.workspace import Workspace


def _decided(space: Workspace) -> Iterable[str]:
    decisions = space.decisions(space.repository.head())
    yield from (each.version for each in decisions if each.version)
    yield from (each.id for each in decisions if each.action in {"merge", "close"})
    yield from dict.fromkeys(each.submission for each in decisions if each.submission)


complete_decided: Any = completer(_decided)


@click.command()
@click.argument("name", metavar="DECISION|VERSION|SUBMISSION", shell_complete=complete_decided)
@language_option
@report_options
def sources(name: str, language: str | None, form: str | None, output: Path | None) -> None:
    """Print the source table of a decision: unit, contributor, from where, what was done, and why.

    A decision stands for all that was decided together with it; a version, for everything that was merged or closed
    since the version before; a submission, for every decision on it. Each change was taken as proposed (clean), merged
    into a text that had changed (rewritten), found to stand there already (moot), taken as a compromise in place of
    others (resolved), or fell, was closed, or stayed open.

    \b
    Examples:
      charterkit sources 0012
      charterkit sources second-draft --language zh -o sources.pdf
      charterkit sources XAE-2026-002 --format csv
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    chosen = report_form(form, output)
    from charterkit.store.sources import sources as found_in  # noqa: PLC0415  slow to import

    space = workspace()
    with working("going back to what was decided"):
        found, commit = found_in(space, name)
    write_table(space, found, commit, chosen, output, language)


def write_table(  # noqa: PLR0917  what is printed, of when, and how
    space: Workspace, found: SourceTable, at: str | None, form: str, output: Path | None, language: str | None = None
) -> None:
    """Print a source table, or write it to a file; ``at`` is its commit, None for a merge that is not carried out."""
    from charterkit.documents.reports.sources import sources_report  # noqa: PLC0415  slow to import

    page = page_language(found.after.settings, language)
    front = front_at(space, at or space.repository.head(), page)
    print_report(space, sources_report(found, front), form, output)
