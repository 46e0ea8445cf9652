"""How a provision, a submission or a decision prints on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.change_view import Setting, change_lines, named, node_lines
from charterkit.cli.layers_view import layer_lines
from charterkit.cli.redline import redline
from charterkit.drafting.agreement import LETTERS, Agreement
from charterkit.drafting.ledger import Entry, Ledger, refs, undecided
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.positions import OnChanges
from charterkit.drafting.proposals import rewording
from charterkit.drafting.states import became
from charterkit.model.paths import within
from charterkit.model.provisions import Part, Provision
from charterkit.model.submissions import Amend, Submission, base_shown, operation, target
from charterkit.store.negotiation import entries_at, negotiation
from charterkit.store.yaml.text import dump, plain
from charterkit.words import Segment, diff

if TYPE_CHECKING:
    from charterkit.model.charter import Charter
    from charterkit.model.decisions import Decision
    from charterkit.model.provisions import Node
    from charterkit.store.workspace import Workspace


def print_node(space: Workspace, charter: Charter, path: str, at: str | None) -> None:
    """Print a part, provision or unit with its numbers, its basis, and what is open on it."""
    numbers, language = number(charter), charter.settings.drafting_language
    node = charter.find(path)
    if node is None:
        _print_part(charter.part(path), charter, numbers, language)
    else:
        click.echo(f"{numbers.cite(path)}  ({path})")
        agreed = _agreements(space, at)
        letters = {each.path: LETTERS.get(each.state, "") for each in agreed if each.span is None}
        for line in node_lines(node, path, numbers, language, agreed=letters):
            click.echo(line)
        for each in agreed:
            if each.span is not None and within(each.path, path) and each.state in LETTERS:
                click.echo(f"[{LETTERS[each.state]}] {numbers.cite(each.path)}: '{each.span.words}'")
        for fact in _facts(node):
            click.echo(redline([Segment("keep", fact)]))
    _print_open(entries_at(space, at), path)


def _agreements(space: Workspace, at: str | None) -> tuple[Agreement, ...]:
    """Return what was ever agreed; nothing is worked out where nothing was."""
    if not any(decision.action in ("agree", "adopt") for decision in space.decisions(at)):
        return ()
    now = negotiation(space, at)
    return tuple(now.agreements().values())


def _print_part(part: Part | None, charter: Charter, numbers: Numbers, language: str) -> None:
    if part is None:
        return
    click.echo(f"{numbers.cite(part.id)}  {part.heading.get(language, '')}  ({part.id})")
    for key in part.provisions:
        heading = charter.provisions[key].heading.get(language, "")
        click.echo(f"  {numbers.cite(key):<12}{heading}  ({key})")


def _facts(node: Node) -> Iterator[str]:
    """Yield what is known of a provision besides its words."""
    if isinstance(node, Provision):
        for name in ("basis", "topics", "organisations"):
            values = [value if isinstance(value, str) else _named(plain(value)) for value in getattr(node, name)]
            if values:
                yield f"{name}: {'; '.join(values)}"
    if node.note is not None:
        yield f"note: {node.note}"


def _named(fields: Mapping[str, Any]) -> str:
    return " ".join(f"{key}={','.join(value) if isinstance(value, list) else value}" for key, value in fields.items())


def _print_open(entries: Ledger, path: str) -> None:
    drafts = (entry for entry in entries.values() if entry.state == "draft")
    for entry in (*undecided(entries), *drafts):
        if within(target(entry.change), path):
            who = ", ".join(entry.sponsors) or "chair's list"
            word = "not lodged" if entry.state == "draft" else "open"
            click.echo(f"{word}: {entry.ref} {operation(entry.change)} {target(entry.change)} ({who})")


def print_decision(decision: Decision) -> None:
    """Print a decision as it stands in its file."""
    click.echo(dump(decision), nl=False)


def print_submission(space: Workspace, submission: Submission, only: str | None, at: str | None) -> None:
    """Print a submission, or one change of it (``only``), with its redlines and what has become of each change."""
    entries = entries_at(space, at)
    _print_head(submission)
    bases = space.bases(space.records(at))
    held = OnChanges(negotiation(space, at))
    for ref in refs(entries, submission.id):
        if only in (None, ref):
            click.echo()
            _print_change(entries[ref], bases.get(submission.base))
            for line in layer_lines(entries[ref], entries, bases):
                click.echo(line)
            for each in held.of(ref):
                said = f": {each.statement}" if each.statement else ""
                stance = each.stance.replace("_", " ")
                click.echo(redline([Segment("keep", f"{each.voice}: {stance} ({each.submission}){said}")]))
    for position in submission.positions if only is None else ():
        statement = f": {position.statement}" if position.statement else ""
        click.echo(redline([Segment("keep", f"position: {position.stance} on {position.on}{statement}")]))


def _print_head(submission: Submission) -> None:
    click.echo(f"{submission.id}  {submission.title}")
    behalf = f" on behalf of {', '.join(submission.on_behalf_of)}" if submission.on_behalf_of else ""
    base = base_shown(submission.base)
    click.echo(f"by {', '.join(submission.sponsors)}{behalf}, {submission.date}, against {base}")
    for name in ("revises", "withdraws", "joins", "resolves", "requires"):
        value = getattr(submission, name)
        if value:
            click.echo(f"{name}: {value if isinstance(value, str) else ', '.join(value)}")
    if submission.reasons:
        click.echo(redline([Segment("keep", submission.reasons)]))


def _print_change(entry: Entry, base: Charter | None) -> None:
    """Print a change against its base; without words where the base is not in this history."""
    since = (("joined by", entry.joined), ("left by", entry.left))
    state = "; ".join((became(entry), *(f"{what} {', '.join(codes)}" for what, codes in since if codes)))
    if base is None:
        click.echo(f"{entry.ref}  {operation(entry.change)} {target(entry.change)}: {state}")
        return
    setting = Setting(base, number(base), number(base), entry.submission.language)
    click.echo(f"{entry.ref}  {operation(entry.change)} {named(target(entry.change), setting.numbers)}: {state}")
    if isinstance(entry.change, Amend):
        change = rewording(base, entry)
        if change is not None:
            click.echo(redline(diff(change.base, change.proposed), "  "))
    for line in change_lines(entry.change, target(entry.change), setting):
        click.echo(line)
