"""How the outcome of a merge prints: a line per change with its redline, collisions with both texts and their owners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.redline import redline
from charterkit.drafting.numbering import number
from charterkit.model.submissions import operation
from charterkit.words import Segment, diff

if TYPE_CHECKING:
    from charterkit.drafting.ledger import Entry
    from charterkit.drafting.outcomes import Collision, Outcome
    from charterkit.store.merging import Merging


def print_outcomes(ready: Merging) -> None:
    """Print what a merge does with every change, then its collisions."""
    numbers = number(ready.merged.charter or ready.before.charter)
    for outcome in ready.merged.outcomes:
        entry = outcome.entry
        place = numbers.cite(outcome.path)
        note = f" - {outcome.note}" if outcome.note else ""
        click.echo(f"{outcome.result:<10}{entry.ref}  {operation(entry.change)} {place} ({outcome.path}){note}")
        if outcome.result in ("clean", "rewritten") and outcome.segments:
            click.echo(redline(outcome.segments, indent="          "))
    for collision in ready.merged.collisions:
        click.echo("\n".join(collision_lines(collision, ready.before.entries[collision.ref])))
    for merged, other in ready.rivals:
        click.echo(f"note: {other} is open and collides with {merged}; once this is merged it collides with the text")


def collision_lines(collision: Collision, entry: Entry) -> Iterator[str]:
    """Yield the lines that show one collision."""
    yield ""
    yield f"COLLISION  {collision.ref} ({', '.join(entry.sponsors)}) at {collision.path}: {collision.reason}"
    if collision.against:
        yield f"  against  {named(collision.against)}"
    if collision.ours or collision.theirs:
        owner = named(collision.against) or "present text"
        yield f"  base     {collision.base}"
        yield f"  {owner}:"
        yield redline(_shown(collision.base, collision.ours), indent="    ")
        yield f"  {collision.ref} ({', '.join(entry.sponsors)}):"
        yield redline(_shown(collision.base, collision.theirs), indent="    ")


def named(entries: Sequence[Entry]) -> str:
    """Return changes with their sponsors: ``XAA-2026-001#1 (XAA, XAB)``."""
    return "; ".join(f"{entry.ref} ({', '.join(entry.sponsors)})" for entry in entries)


def _shown(base: str, text: str) -> list[Segment]:
    return list(diff(base, text))


def outcome_values(ready: Merging) -> dict[str, Any]:
    """Return the outcome of a merge as values for JSON."""
    return {
        "outcomes": [_outcome_value(outcome) for outcome in ready.merged.outcomes],
        "collisions": [collision_value(c, ready.before.entries[c.ref]) for c in ready.merged.collisions],
        "open_rivals": [{"merged": merged, "open": other} for merged, other in ready.rivals],
    }


def _outcome_value(outcome: Outcome) -> dict[str, Any]:
    return {
        "change": outcome.entry.ref,
        "operation": operation(outcome.entry.change),
        "sponsors": list(outcome.entry.sponsors),
        "path": outcome.path,
        "outcome": outcome.result,
        "note": outcome.note,
        "segments": [{"op": segment.op, "text": segment.text} for segment in outcome.segments],
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
