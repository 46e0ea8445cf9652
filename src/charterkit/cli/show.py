"""``charterkit show``: a provision, a submission, a decision, or a list of the registry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.boundary import report
from charterkit.cli.completion import complete_codes, completer, paths
from charterkit.cli.context import print_json, workspace
from charterkit.cli.options import at_option, form_option
from charterkit.errors import ExitCode, RecordsInvalid, UsageError

if TYPE_CHECKING:
    from charterkit.model.charter import Charter
    from charterkit.model.record import Record
    from charterkit.store.workspace import Workspace

OWN: Final = ("provisions", "submissions", "decisions", "versions")
"""The lists that are made from the charter and its history."""

LISTS: Final = (
    *OWN, "participants", "organisations", "memberships", "instruments", "sessions", "topics", "sources", "terms"
)  # fmt: skip
"""With those of the registry."""


def _shown(space: Workspace) -> Iterable[str]:
    """Return what a shell may complete: lists, submissions, then paths."""
    yield from LISTS
    yield from space.submissions()
    yield from paths(space)


@click.command()
@click.argument("what", default="provisions", shell_complete=completer(_shown))
@click.option("--organisation", metavar="ID", help="Only of this organisation: an id or abbreviation.")
@click.option("--status", metavar="STATUS", help="Only of this status, such as member or observer.")
@click.option("--kind", metavar="KIND", help="Only of this kind.")
@click.option("--role", metavar="ROLE", help="Only of this role.")
@click.option(
    "--participant", metavar="CODE", shell_complete=complete_codes, help="Only of this participant: a code or name."
)
@at_option("At a version, commit or date; in the work tree by default.")
@form_option("text", "json", "yaml")
@click.pass_context
def show(ctx: click.Context, /, what: str, at: str | None, form: str, **filters: str | None) -> None:
    """Print WHAT: a list, a provision, part or unit by path or number, a submission or a decision by its id.

    Lists: provisions (shown where WHAT is left out), submissions, decisions, versions; and those of the registry:
    participants, organisations, memberships, instruments, sessions, topics, sources, terms.

    A draft in the work tree that is not valid is left out and its problems are named; the exit code is 1 then.

    \b
    Examples:
      charterkit show
      charterkit show '6(2)'
      charterkit show XAA-2026-003
      charterkit show memberships --organisation sco --status member
      charterkit show submissions --status open
      charterkit show participants --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    space, broken = (workspace(), ()) if at else workspace().without_broken_drafts()
    if any(what.partition("#")[0] == PurePosixPath(problem.path).stem for problem in broken):
        raise RecordsInvalid(broken)
    if what in LISTS:
        _show_list(space, what, at, form, filters)
    elif any(value is not None for value in filters.values()):
        raise UsageError("filters go with lists only", f"lists: {', '.join(LISTS)}")
    else:
        _show_record(space, what, at, form)
    if broken:
        click.echo("left out, since it is not valid:", err=True)
        report(broken, "text")
        ctx.exit(ExitCode.PROBLEMS)


def _show_list(space: Workspace, what: str, at: str | None, form: str, filters: dict[str, str | None]) -> None:
    from charterkit.cli.show_lists import workspace_table  # noqa: PLC0415  slow to import
    from charterkit.cli.tables import print_table  # noqa: PLC0415  likewise
    from charterkit.documents.reports.registry_filters import Filters  # noqa: PLC0415  likewise
    from charterkit.documents.reports.registry_tables import registry_table  # noqa: PLC0415  likewise

    if form == "yaml":
        raise UsageError("a list is printed as text or json", "--format yaml goes with a single record")
    if what in OWN:
        print_table(workspace_table(space, what, at, filters), form)
    else:
        charter = space.charter(at)
        print_table(
            registry_table(charter.registry, what, Filters(**filters), charter.settings.drafting_language), form
        )


def _show_record(space: Workspace, what: str, at: str | None, form: str) -> None:
    from charterkit.cli.show_view import print_decision, print_node, print_submission  # noqa: PLC0415  slow to import

    name, _, number = what.partition("#")
    submission = space.submissions(at).get(name)
    decision = next((each for each in space.decisions(at) if each.id == what), None)
    if submission is not None:
        if number and not any(ref == what for ref, _ in submission.numbered()):
            raise UsageError(f"{name} has no change {number[:20]}", f"its changes: {len(submission.changes)}")
        if not _print_plain(submission, form):
            print_submission(space, submission, what if number else None, at)
    elif decision is not None:
        if not _print_plain(decision, form):
            print_decision(decision)
    else:
        charter = space.charter(at)
        path = _path(space, charter, what, at)
        node = charter.standing(path)
        if node is not None and not _print_plain(node, form):
            print_node(space, charter, path, at)


def _path(space: Workspace, charter: Charter, what: str, at: str | None) -> str:
    """Return the path that is meant; say what else may have been meant, lists and submissions included."""
    from charterkit.cli.places import NumberVacant, path_named  # noqa: PLC0415  slow to import
    from charterkit.drafting.validate.nearest import nearest  # noqa: PLC0415  likewise
    from charterkit.model.positions import CHANGE_PATTERN  # noqa: PLC0415  likewise

    try:
        return path_named(charter, what)
    except UsageError as unknown:
        hint = nearest(what, [*LISTS, *space.submissions(at)])
        if re.fullmatch(CHANGE_PATTERN, what):
            hint = hint or "see: charterkit show submissions"
            raise UsageError(f"there is no submission '{what}'", hint) from None
        if hint and not isinstance(unknown, NumberVacant):
            raise UsageError(unknown.message, hint) from None
        raise


def _print_plain(record: Record, form: str) -> bool:
    """Print a record for programs, where that is wanted; tell whether it was."""
    from charterkit.store.yaml.text import dump, plain  # noqa: PLC0415  slow to import

    if form == "json":
        print_json(plain(record))
    elif form == "yaml":
        click.echo(dump(record), nl=False)
    return form != "text"
