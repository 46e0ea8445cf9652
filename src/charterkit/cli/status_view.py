"""How the standing of a negotiation prints: open changes, collisions, brackets per part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from charterkit.cli.change_view import place_words
from charterkit.cli.context import counted
from charterkit.cli.tables import table_text
from charterkit.documents.reports.tables import Table
from charterkit.drafting.numbering import Numbers, number
from charterkit.model.submissions import Add, operation, target

if TYPE_CHECKING:
    from charterkit.drafting.standing import Outlook, Standing
    from charterkit.store.negotiation import Negotiation


def status_text(now: Negotiation, found: Standing, versions: Sequence[str], drafts: Sequence[str]) -> str:
    """Return what ``charterkit status`` prints: title, last version, open changes, brackets per part, drafts."""
    last = versions[-1] if versions else "none"
    lines = [
        next(iter(now.charter.settings.title.values())),
        f"{counted(len(now.charter.provisions), 'provision')}, last version: {last}",
    ]
    numbers = number(now.charter)
    tables = (_open(found, numbers), *_chairs_list(found, numbers), *_information(now, numbers))
    for table in (*tables, _brackets(now, found, numbers)):
        lines += ["", table_text(table)]
    if drafts:
        lines += ["", f"Not lodged yet: {len(drafts)}", *drafts]
    return "".join(f"{line}\n" for line in lines)


def _open(found: Standing, numbers: Numbers) -> Table:
    rows = tuple(
        (o.entry.ref, operation(o.entry.change), _place(o, numbers), ", ".join(o.entry.sponsors), _now(o), _with(o))
        for o in found.outlooks
    )
    columns = ("Change", "", "Place", "Sponsors", "Merging it now", "Collides with")
    return Table(f"Open changes: {len(rows)}", columns if rows else (), rows)


def _chairs_list(found: Standing, numbers: Numbers) -> Iterator[Table]:
    """Yield the table of what nobody stands behind any more, where there is some."""
    rows = tuple(
        (o.entry.ref, operation(o.entry.change), _place(o, numbers), ", ".join(o.entry.submission.sponsors), o.entry.by)
        for o in found.unsponsored
    )
    if rows:
        columns = ("Change", "", "Place", "Once of", "Left by")
        notes = (
            "No sponsor is left: a participant may take it up (charterkit join), or a decision takes it out (close).",
        )
        yield Table(f"On the chair's list: {len(rows)}", columns, rows, notes=notes)


def _information(now: Negotiation, numbers: Numbers) -> Iterator[Table]:
    """Yield the table of what observers and expert bodies have filed and no participant has joined."""
    rows = tuple(
        (entry.ref, operation(entry.change), numbers.cite(target(entry.change)), ", ".join(entry.sponsors))
        for entry in now.entries.values()
        if entry.state == "information"
    )
    if rows:
        notes = ("It is a proposal once a participant joins it: charterkit join.",)
        yield Table(f"Filed for information: {len(rows)}", ("Change", "", "Place", "By"), rows, notes=notes)


def _place(outlook: Outlook, numbers: Numbers) -> str:
    """Return where a change is made, for an addition also beside or in what."""
    change = outlook.entry.change
    if isinstance(change, Add):
        return f"{change.add.id}, {place_words(change, numbers, paths=False)}"
    return numbers.cite(outlook.path)


def _brackets(now: Negotiation, found: Standing, numbers: Numbers) -> Table:
    parts = {part.id: f"{numbers.cite(part.id)} {next(iter(part.heading.values()), '')}".strip()
             for part in now.charter.settings.outline.parts}  # fmt: skip
    held = [count for count in found.counts if count.provisions or count.brackets]
    lines = [
        (parts.get(c.part, c.part.capitalize()), c.provisions, c.brackets, c.options, c.placeholders, c.words)
        for c in held
    ]
    if not lines:
        return Table("Brackets: the text holds no provisions yet", (), ())
    totals = [sum(values) for values in zip(*[line[1:] for line in lines], strict=True)]
    columns = ("Part", "Provisions", "Brackets", "Options", "Placeholders", "Words in brackets")
    printed = [*lines, ("Total", *totals)]
    return Table("Brackets", columns, tuple(tuple(str(cell) for cell in line) for line in printed))


def _now(outlook: Outlook) -> str:
    """Return what merging a change now would do: by itself, or with what it waits for."""
    if outlook.awaited:
        return f"clean with {', '.join(entry.ref for entry in outlook.awaited)}"
    return outlook.result


def _with(outlook: Outlook) -> str:
    against = [entry.ref for collision in outlook.against_text for entry in collision.against]
    agreed = ["agreed words"] if outlook.agreed else []
    return ", ".join(dict.fromkeys([*agreed, *against, *(rival.ref for rival in outlook.rivals)]))


def status_values(now: Negotiation, found: Standing, versions: Sequence[str], drafts: Sequence[str]) -> dict[str, Any]:
    """Return the standing as values for JSON; ``drafts`` are the files that are not lodged yet."""
    states: dict[str, int] = {}
    for entry in now.entries.values():
        states[entry.state] = states.get(entry.state, 0) + 1
    return {
        "title": now.charter.settings.title,
        "versions": list(versions),
        "provisions": len(now.charter.provisions),
        "changes": states,
        "open": [_outlook_value(outlook) for outlook in found.outlooks],
        "chairs_list": [_outlook_value(outlook) | {"left_by": outlook.entry.by} for outlook in found.unsponsored],
        "parts": [count._asdict() for count in found.counts],
        "drafts": list(drafts),
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
        "waits_for": [entry.ref for entry in outlook.awaited],
    }
