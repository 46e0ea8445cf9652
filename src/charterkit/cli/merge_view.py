"""How the outcome of a merge prints: each change with its redline, collisions with both texts and their owners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.change_view import Setting, change_lines, named, outcome_lines
from charterkit.cli.redline import redline
from charterkit.drafting.merging.awaited import Awaiting
from charterkit.drafting.numbering import number
from charterkit.drafting.positions import OnChanges
from charterkit.drafting.proposals import rewording
from charterkit.model.submissions import Amend, operation, target
from charterkit.words import Segment, diff

if TYPE_CHECKING:
    from charterkit.drafting.ledger import Entry
    from charterkit.drafting.merging.outcomes import Collision, Outcome
    from charterkit.store.decisions.merging import Merging


def print_outcomes(ready: Merging) -> None:
    """Print what a merge does with every change, then its collisions and the open changes that it leaves behind."""
    before = ready.before.charter
    present, numbers = number(before), number(ready.merged.charter or before)
    held = OnChanges(ready.before)
    for outcome in _all(ready):
        entry = outcome.entry
        note = f" - {outcome.note}" if outcome.note else ""
        place = named(outcome.path, numbers if outcome.path in numbers.by_path else present)
        click.echo(f"{outcome.result:<10}{entry.ref}  {operation(entry.change)} {place}{note}")
        if outcome.result in ("clean", "rewritten"):
            setting = Setting(before, present, numbers, entry.submission.language)
            for line in outcome_lines(outcome, setting, " " * 10):
                click.echo(line)
        for each in held.of(entry.ref):
            if each.stance in ("object", "reserve"):
                said = f": {each.statement}" if each.statement else ""
                verb = "objects" if each.stance == "object" else "reserves its position"
                click.echo(f"{'note:':<10}{each.voice} {verb} ({each.submission}){said}")
    collisions = ready.left_collisions or ready.merged.collisions
    for collision in collisions:
        click.echo("\n".join(collision_lines(collision, ready.before.entries[collision.ref])))
    for line in _awaited_lines(ready, [collision.ref for collision in collisions]):
        click.echo(line)
    for entry in ready.falling:
        click.echo("\n".join(_falling_lines(entry, ready)))
    for line in rival_lines(ready.rivals):
        click.echo(line)


def _awaited_lines(ready: Merging, refs: Sequence[str]) -> Iterator[str]:
    """Yield a line for each change that collides alone and would be clean with open additions."""
    now = ready.before
    awaiting = Awaiting(now.charter, list(now.open()), now.bases, now.past)
    for ref in dict.fromkeys(refs):
        if awaited := awaiting.awaited(now.entries[ref]):
            yield f"note: merge it together with {holders(awaited)}: then it is clean"


def _falling_lines(entry: Entry, ready: Merging) -> Iterator[str]:
    """Yield what falls with a compromise, whose it was, and the words that it would have put."""
    base = ready.before.bases.get(entry.submission.base, ready.before.charter)
    place = named(target(entry.change), number(base))
    sponsors = ", ".join(entry.sponsors) or "nobody any more"
    yield f"falls     {entry.ref} ({sponsors})  {operation(entry.change)} {place} - its words stay in the record"
    change = rewording(base, entry) if isinstance(entry.change, Amend) else None
    if change is not None:
        yield redline(diff(change.base, change.proposed), " " * 10)
    yield from change_lines(
        entry.change, target(entry.change), Setting.of(base, None, entry.submission.language), " " * 10
    )


def _all(ready: Merging) -> list[Outcome]:
    """Return what becomes of every change that was named, in the declared order."""
    return sorted((*ready.merged.outcomes, *ready.left), key=lambda outcome: outcome.entry.order)


def rival_lines(rivals: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield one line per merged change with the open changes that collide with the text from then on."""
    by_merged: dict[str, list[str]] = {}
    for merged, other in rivals:
        by_merged.setdefault(merged, []).append(other)
    for merged, others in by_merged.items():
        yield f"note: once {merged} is merged, what stays open and collides with the text: {', '.join(others)}"


def collision_lines(collision: Collision, entry: Entry) -> Iterator[str]:
    """Yield the lines that show one collision."""
    yield ""
    yield f"COLLISION  {collision.ref} ({', '.join(entry.sponsors)}) at {collision.path}: {collision.reason}"
    if collision.against:
        yield f"  against  {holders(collision.against)}"
    if collision.ours or collision.theirs:
        owner = holders(collision.against) or "present text"
        yield redline([Segment("keep", f"base     {collision.base}")], indent="  ")
        yield f"  {owner}:"
        yield redline(diff(collision.base, collision.ours), indent="    ")
        yield f"  {collision.ref} ({', '.join(entry.sponsors)}):"
        yield redline(diff(collision.base, collision.theirs), indent="    ")


def holders(entries: Sequence[Entry]) -> str:
    """Return changes with their sponsors: ``XAA-2026-001#1 (XAA, XAB)``."""
    return "; ".join(f"{entry.ref} ({', '.join(entry.sponsors)})" for entry in entries)


def outcome_values(ready: Merging) -> dict[str, Any]:
    """Return the outcome of a merge as values for JSON."""
    return {
        "outcomes": [outcome_value(outcome) for outcome in _all(ready)],
        "left_open": [outcome.entry.ref for outcome in ready.left],
        "falls": [entry.ref for entry in ready.falling],
        "collisions": [
            collision_value(c, ready.before.entries[c.ref]) for c in ready.left_collisions or ready.merged.collisions
        ],
        "open_rivals": [{"merged": merged, "open": other} for merged, other in ready.rivals],
    }


def outcome_value(outcome: Outcome) -> dict[str, Any]:
    """Return what merging does with one change as values for JSON."""
    return {
        "change": outcome.entry.ref,
        "operation": operation(outcome.entry.change),
        "sponsors": list(outcome.entry.sponsors),
        "path": outcome.path,
        "outcome": outcome.result,
        "note": outcome.note,
        "segments": [segment._asdict() for segment in outcome.segments],
    }


def collision_value(collision: Collision, entry: Entry) -> dict[str, Any]:
    """Return a collision as values for JSON."""
    return {
        "change": collision.ref,
        "sponsors": list(entry.sponsors),
        "path": collision.path,
        "reason": collision.reason,
        "against": [{"change": other.ref, "sponsors": list(other.sponsors)} for other in collision.against],
        "base": collision.base,
        "ours": collision.ours,
        "theirs": collision.theirs,
    }
