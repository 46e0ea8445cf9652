"""How the standing of a negotiation prints: open changes, collisions, brackets per part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from charterkit.documents.tables import Table
from charterkit.drafting.numbering import number
from charterkit.model.submissions import operation

if TYPE_CHECKING:
    from charterkit.drafting.standing import Outlook, Standing
    from charterkit.store.negotiation import Negotiation
    from charterkit.store.workspace import Workspace


def tables(now: Negotiation, found: Standing) -> Iterator[Table]:
    """Yield the tables of ``charterkit status``."""
    numbers = number(now.charter)
    rows = tuple(
        (
            o.entry.ref,
            operation(o.entry.change),
            numbers.cite(o.path),
            ", ".join(o.entry.sponsors),
            _result(o),
            _with(o),
        )
        for o in found.outlooks
    )
    columns = ("Change", "", "Place", "Sponsors", "Merging it now", "Collides with")
    yield Table(f"Open changes: {len(rows)}", columns if rows else (), rows)
    parts = {part.id: f"{numbers.cite(part.id)} {next(iter(part.heading.values()), '')}".strip()
             for part in now.charter.settings.outline.parts}  # fmt: skip
    counted = [count for count in found.counts if count.provisions or count.brackets]
    lines = [
        (parts.get(c.part, c.part.capitalize()), c.provisions, c.brackets, c.options, c.placeholders, c.words)
        for c in counted
    ]
    totals = [sum(values) for values in zip(*[line[1:] for line in lines], strict=True)]
    printed = [*lines, ("Total", *totals)]
    columns = ("Part", "Provisions", "Brackets", "Options", "Placeholders", "Words in brackets")
    if not lines:
        return
    yield Table("Brackets", columns, tuple(tuple(str(cell) for cell in line) for line in printed))


def _result(outlook: Outlook) -> str:
    return "collides" if outlook.result == "collides" else outlook.result


def _with(outlook: Outlook) -> str:
    against = [entry.ref for collision in outlook.against_text for entry in collision.against]
    return ", ".join(dict.fromkeys([*against, *(rival.ref for rival in outlook.rivals)]))


def status_values(space: Workspace, now: Negotiation, found: Standing) -> dict[str, Any]:
    """Return the standing as values for JSON."""
    states: dict[str, int] = {}
    for entry in now.entries.values():
        states[entry.state] = states.get(entry.state, 0) + 1
    return {
        "title": now.charter.settings.title,
        "versions": [version.name for version in space.versions()],
        "provisions": len(now.charter.provisions),
        "changes": states,
        "open": [_outlook_value(outlook) for outlook in found.outlooks],
        "parts": [asdict(count) for count in found.counts],
    }


def _outlook_value(outlook: Outlook) -> dict[str, Any]:
    return {
        "change": outlook.entry.ref,
        "operation": operation(outlook.entry.change),
        "path": outlook.path,
        "sponsors": list(outlook.entry.sponsors),
        "outcome": outlook.result,
        "collides_with_text": [collision.reason for collision in outlook.against_text],
        "collides_with": [rival.ref for rival in outlook.rivals],
    }
