"""How provisions, submissions and the workspace's own lists print on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from charterkit.cli.redline import redline
from charterkit.documents.tables import Table
from charterkit.drafting.ledger import Ledger, ledger, refs
from charterkit.drafting.nearest import nearest
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.proposals import rewording
from charterkit.errors import UsageError
from charterkit.model.provisions import Node, Part
from charterkit.model.submissions import Amend, Submission, operation, target
from charterkit.store.yaml_text import dump, plain
from charterkit.words import Segment, diff

if TYPE_CHECKING:
    from charterkit.model.charter import Charter
    from charterkit.store.workspace import Workspace


def print_node(space: Workspace, path: str, at: str | None) -> None:
    """Print a part, provision or unit with its numbers, its basis, and what is open on it."""
    charter = space.charter(at)
    numbers, language = number(charter), charter.settings.drafting_language
    part = charter.part(path)
    if part is not None:
        _print_part(part, charter, numbers, language)
        return
    node = charter.find(path)
    assert node is not None  # noqa: S101  the path was found before
    click.echo(f"{numbers.cite(path)}  ({path})")
    _print_words(node, path, numbers, language, "")
    basis = [" ".join(f"{key}={value}" for key, value in plain(item).items()) for item in getattr(node, "basis", ())]
    if basis:
        click.echo("basis: " + "; ".join(basis))
    entries = ledger(space.submissions(at).values(), space.decisions(at))
    _print_open(entries, path)


def _print_part(part: Part, charter: Charter, numbers: Numbers, language: str) -> None:
    click.echo(f"{numbers.cite(part.id)}  {part.heading.get(language, '')}  ({part.id})")
    for key in part.provisions:
        heading = charter.provisions[key].heading.get(language, "")
        click.echo(f"  {numbers.cite(key):<12}{heading}  ({key})")


def _print_words(node: Node, path: str, numbers: Numbers, language: str, indent: str) -> None:
    heading, text = node.heading.get(language, ""), node.text.get(language, "")
    if heading:
        click.echo(f"{indent}{heading}")
    label = f"{numbers.by_path[path].own} " if "/" in path else ""
    if text:
        click.echo(redline([Segment("keep", f"{label}{text}")], indent))
    for unit in node.units:
        _print_words(unit, f"{path}/{unit.id}", numbers, language, indent + "  ")


def _print_open(entries: Ledger, path: str) -> None:
    found = [e for e in entries.values() if e.state == "open" and _concerns(target(e.change), path)]
    for entry in found:
        click.echo(f"open: {entry.ref} {operation(entry.change)} {target(entry.change)} ({', '.join(entry.sponsors)})")


def _concerns(there: str, path: str) -> bool:
    return there == path or there.startswith(f"{path}/")


def print_submission(space: Workspace, name: str, at: str | None) -> None:
    """Print a submission with its redlines and what has become of each change, or a decision as it stands in its file."""
    submission = space.submissions(at).get(name)
    if submission is None:
        decision = next(decision for decision in space.decisions(at) if decision.id == name)
        click.echo(dump(decision), nl=False)
        return
    entries = ledger(space.submissions(at).values(), space.decisions(at))
    click.echo(f"{submission.id}  {submission.title}")
    click.echo(f"by {', '.join(submission.sponsors)}, {submission.date}, against {submission.base}")
    if submission.reasons:
        click.echo(submission.reasons)
    for ref in refs(entries, name):
        entry = entries[ref]
        note = f" (by {entry.by})" if entry.by else ""
        click.echo(f"\n{ref}  {operation(entry.change)} {target(entry.change)}: {entry.state}{note}")
        if isinstance(entry.change, Amend):
            change = rewording(space.charter(submission.base), entry)
            click.echo(redline(diff(change.base, change.proposed), "  ") if change else "")
        else:
            click.echo("  " + dump(entry.change).replace("\n", "\n  ").rstrip())
    for position in submission.positions:
        click.echo(f"\nposition: {position.stance} on {position.on}  {position.statement or ''}".rstrip())


def workspace_table(space: Workspace, what: str, at: str | None, filters: Mapping[str, str | None]) -> Table:
    """Return the table of submissions, decisions or versions."""
    asked = {key: value for key, value in filters.items() if value is not None}
    allowed = {"submissions": {"participant", "status"}}.get(what, set())
    if wrong := set(asked) - allowed:
        raise UsageError(f"the list of {what} has no filter --{min(wrong)}", nearest(min(wrong), allowed))
    if what == "versions":
        return _versions(space)
    if what == "decisions":
        return _decisions(space, at)
    return _submissions(space, at, asked)


def _versions(space: Workspace) -> Table:
    rows = tuple((v.name, v.symbol, str(v.date), v.commit[:12]) for v in space.versions())
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
    submissions = space.submissions(at)
    entries = ledger(submissions.values(), space.decisions(at))
    chosen = [s for s in submissions.values() if _wanted(s, entries, asked)]
    rows = tuple((s.id, str(s.date), ", ".join(s.sponsors), s.base[:16], s.title, _states(s, entries)) for s in chosen)
    records = tuple(plain(s) | {"states": {ref: entries[ref].state for ref in refs(entries, s.id)}} for s in chosen)
    columns = ("Submission", "Date", "Sponsors", "Base", "Title", "State")
    return Table("Submissions", columns, rows, records=records)


def _wanted(submission: Submission, entries: Ledger, asked: Mapping[str, str]) -> bool:
    sponsors = {*submission.sponsors, *(code for ref in refs(entries, submission.id) for code in entries[ref].sponsors)}
    if "participant" in asked and asked["participant"].upper() not in sponsors:
        return False
    return "status" not in asked or asked["status"] in _states(submission, entries)


def _states(submission: Submission, entries: Ledger) -> str:
    states = [entries[ref].state for ref in refs(entries, submission.id)]
    counts = {state: states.count(state) for state in dict.fromkeys(states)}
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{count} {state}" for state, count in counts.items())
