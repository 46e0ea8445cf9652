"""The workspace's own lists as tables: provisions, submissions, decisions, versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, get_args

from charterkit.cli.change_view import vacant_words
from charterkit.documents.reports.tables import Table
from charterkit.drafting.ledger import Ledger, State, refs
from charterkit.drafting.numbering import Vacancy, number
from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import UsageError
from charterkit.model.provisions import FOLDERS, walk
from charterkit.model.submissions import Submission, base_shown
from charterkit.store.negotiation import entries_at
from charterkit.store.yaml.text import plain

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace


_FILTERS: Final = {"submissions": ("participant", "status"), "provisions": ("kind",)}


def workspace_table(space: Workspace, what: str, at: str | None, filters: Mapping[str, str | None]) -> Table:
    """Return the table of provisions, submissions, decisions or versions.

    Raises:
        UsageError: the list has no such filter.
    """
    asked = {key: value for key, value in filters.items() if value is not None}
    allowed = _FILTERS.get(what, ())
    if wrong := set(asked) - set(allowed):
        hint = f"it has --{' and --'.join(allowed)}" if allowed else "it has none"
        raise UsageError(f"the list of {what} has no filter --{min(wrong)}", hint)
    if what == "provisions":
        return _provisions(space, at, asked.get("kind"))
    if what == "versions":
        return _versions(space)
    if what == "decisions":
        return _decisions(space, at)
    return _submissions(space, at, asked)


def _provisions(space: Workspace, at: str | None, kind: str | None) -> Table:
    charter = space.charter(at)
    numbers, language = number(charter), charter.settings.drafting_language
    chosen = [each for each in charter.ordered() if kind in (None, each.kind)]
    if kind is not None and kind not in FOLDERS:
        raise UsageError(f"there is no kind '{kind}' of provisions", nearest(kind, FOLDERS) or ", ".join(FOLDERS))
    wanted = {each.id: each for each in chosen}
    lists = charter.settings.outline.containers()
    rows = tuple(
        (str(each.number), f"({vacant_words(each, numbers)})", each.path)
        if isinstance(each, Vacancy)
        else (numbers.cite(each), wanted[each].heading.get(language, ""), each)
        for container, ids in lists
        for each in numbers.in_line(container, ids)
        if (kind is None if isinstance(each, Vacancy) else each in wanted)
    )
    records = tuple(
        {"number": numbers.cite(each.id), "id": each.id, "kind": each.kind, "heading": each.heading,
         "container": charter.container_of(each.id), "units": sum(1 for _ in walk(each)) - 1} for each in chosen
    )  # fmt: skip
    return Table("Provisions", ("Number", "Heading", "Id"), rows, records=records)


def _versions(space: Workspace) -> Table:
    rows = tuple((v.name, v.symbol or "", str(v.date), v.commit[:12]) for v in space.versions())
    records = tuple(
        {"name": v.name, "symbol": v.symbol, "date": str(v.date), "commit": v.commit} for v in space.versions()
    )
    return Table("Versions", ("Version", "Symbol", "Date", "Commit"), rows, records=records)


def _decisions(space: Workspace, at: str | None) -> Table:
    found = space.decisions(at)
    rows = tuple(
        (d.id, str(d.date), d.session or "", d.action, d.submission or d.version or "",
         " ".join(f"#{n}" for n in d.changes), d.outcome or "") for d in found
    )  # fmt: skip
    columns = ("No.", "Date", "Session", "Action", "On", "Changes", "Outcome")
    return Table("Decisions", columns, rows, records=tuple(plain(decision) for decision in found))


def _submissions(space: Workspace, at: str | None, asked: Mapping[str, str]) -> Table:
    status, states = asked.get("status"), get_args(State)
    if status is not None and status not in states:
        raise UsageError(f"there is no status '{status}' of submissions", nearest(status, states) or ", ".join(states))
    submissions = space.submissions(at)
    entries = entries_at(space, at)
    chosen = [s for s in submissions.values() if _wanted(s, entries, asked)]
    rows = tuple(
        (s.id, str(s.date), ", ".join(s.sponsors), base_shown(s.base), s.title, _states(s, entries)) for s in chosen
    )
    records = tuple(plain(s) | {"states": {ref: entries[ref].state for ref in refs(entries, s.id)}} for s in chosen)
    columns = ("Submission", "Date", "Sponsors", "Base", "Title", "State")
    return Table("Submissions", columns, rows, records=records)


def _wanted(submission: Submission, entries: Ledger, asked: Mapping[str, str]) -> bool:
    sponsors = {*submission.sponsors, *(code for ref in refs(entries, submission.id) for code in entries[ref].sponsors)}
    if "participant" in asked and asked["participant"].upper() not in sponsors:
        return False
    return "status" not in asked or any(entries[ref].state == asked["status"] for ref in refs(entries, submission.id))


def _states(submission: Submission, entries: Ledger) -> str:
    states = [entries[ref].state for ref in refs(entries, submission.id)]
    counts = {state: states.count(state) for state in dict.fromkeys(states)}
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{count} {state}" for state, count in counts.items())
