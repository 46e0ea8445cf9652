"""``charterkit show``: a provision, a submission, a decision, or a list of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.context import form_option, print_json, print_table, workspace
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace

LISTS: Final = (
    "participants", "organisations", "memberships", "instruments", "sessions", "topics", "sources", "terms",
    "submissions", "decisions", "versions",
)  # fmt: skip


@click.command()
@click.argument("what")
@click.option("--organisation", metavar="ID", help="Only of this organisation: an id or abbreviation.")
@click.option("--status", metavar="STATUS", help="Only of this status, such as member or observer.")
@click.option("--kind", metavar="KIND", help="Only of this kind.")
@click.option("--role", metavar="ROLE", help="Only of this role.")
@click.option("--participant", metavar="CODE", help="Only of this participant: a code or name.")
@click.option("--at", metavar="VERSION", help="At a version or commit; in the work tree by default.")
@form_option("text", "json", "yaml")
def show(what: str, at: str | None, form: str, **filters: str | None) -> None:
    """Print WHAT: a list, a provision or unit by path or number, a submission or a decision by its id.

    Lists: participants, organisations, memberships, instruments, sessions, topics, sources, terms; submissions,
    decisions, versions.

    \b
    Examples:
      charterkit show '6(2)'
      charterkit show XAA-2026-003
      charterkit show memberships --organisation sco --status member
      charterkit show participants --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    space = workspace()
    if what in LISTS:
        _show_list(space, what, at, form, filters)
        return
    if any(value is not None for value in filters.values()):
        raise UsageError("filters go with lists only", f"lists: {', '.join(LISTS)}")
    _show_record(space, what, at, form)


def _show_list(space: Workspace, what: str, at: str | None, form: str, filters: dict[str, str | None]) -> None:
    from charterkit.cli.show_view import workspace_table  # noqa: PLC0415  slow to import
    from charterkit.documents.registry_filters import Filters  # noqa: PLC0415  likewise
    from charterkit.documents.registry_tables import registry_table  # noqa: PLC0415  likewise

    if what in ("submissions", "decisions", "versions"):
        table = workspace_table(space, what, at, filters)
    else:
        charter = space.charter(at)
        table = registry_table(charter.registry, what, Filters(**filters), charter.settings.drafting_language)
    print_table(table, "json" if form == "json" else "text")


def _show_record(space: Workspace, what: str, at: str | None, form: str) -> None:
    from charterkit.cli.places import path_named  # noqa: PLC0415  slow to import
    from charterkit.cli.show_view import print_node, print_submission  # noqa: PLC0415  likewise
    from charterkit.model.base import Record  # noqa: PLC0415  likewise
    from charterkit.store.yaml_text import dump, plain  # noqa: PLC0415  likewise

    found: Record | None = space.submissions(at).get(what)
    if found is None and what.isdigit() and len(what) >= 4:  # noqa: PLR2004  decisions are numbered 0001 and up
        found = next((decision for decision in space.decisions(at) if decision.id == what), None)
    path = ""
    if found is None:
        charter = space.charter(at)
        path = path_named(charter, what)
        found = charter.find(path) or charter.part(path)
    assert found is not None  # noqa: S101  path_named has refused what is not there
    if form == "json":
        print_json(plain(found))
    elif form == "yaml":
        click.echo(dump(found), nl=False)
    elif path:
        print_node(space, path, at)
    else:
        print_submission(space, what, at)
