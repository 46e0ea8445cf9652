"""Whether the registry's eight lists fit each other: ids that exist and stand once, places inside their source.

Whether provisions and submissions name registry records that exist is checked with them, not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from charterkit.drafting.locators import locator_fault
from charterkit.drafting.validate.charter import Where, character_findings
from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import Finding
from charterkit.model.record import Record
from charterkit.model.registry import REGISTRY_LISTS, Membership, Registry, Source, SourceTable

_PLACES: Final = ("at", "role_at", "cited_at")
_REGISTERS: Final[Mapping[str, str]] = {
    "participant": "participant",
    "members": "participant",
    "organisation": "organisation",
    "platform": "organisation",
    "forum": "organisation",
    "instrument": "instrument",
    "instruments": "instrument",
    "source": "source",
    "within": "source",
    "by": "party",
    "parties": "party",
    "joined_by": "party",
    "not_listed": "party",
    "proposed_by": "party",
}
_IN_SOURCE: Final[Mapping[str, str]] = {"flags": "note", "idea": "idea", "ideas": "idea"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record of the registry with the way to it and the source that its places and flags belong to."""

    keys: Where
    record: Record
    source: Source | None

    @property
    def file(self) -> str:
        return f"charter/registry/{self.keys[0]}.yaml"

    def finding(self, code: str, message: str, hint: str = "", *, at: Where = ()) -> Finding:
        return Finding(self.file, (*self.keys, *at), code, message, hint)


def list_findings(registry: Registry) -> list[Finding]:
    """Return everything in the registry's lists that does not fit, in the order of files and records."""
    entries = tuple(_entries(registry))
    known = _known_ids(registry)
    found = [*_repeated_ids(registry), *_repeated_cells(registry)]
    for entry in entries:
        found += _unknown_ids(entry, known)
        found += _wrong_places(entry)
        found += _odd_words(entry)
        if isinstance(entry.record, Membership):
            found += _misread_cell(entry, entry.record)
    rank = {f"charter/registry/{name}.yaml": number for number, name in enumerate(REGISTRY_LISTS)}
    return sorted(found, key=lambda each: (rank[each.record], [(isinstance(key, str), key) for key in each.where]))


def _entries(registry: Registry) -> Iterator[_Entry]:
    for name in REGISTRY_LISTS:
        for index, record in enumerate(getattr(registry, name)):
            yield from _below(_Entry((name, index), record, _source_of(record, registry)))


def _below(entry: _Entry) -> Iterator[_Entry]:
    yield entry
    for field, value in entry.record:
        for index, child in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(child, Record):
                yield from _below(_Entry((*entry.keys, field, index), child, entry.source))


def _source_of(record: Record, registry: Registry) -> Source | None:
    if isinstance(record, Source):
        return registry.source(record.within) if record.within else record
    named: str | None = getattr(record, "source", None)
    return registry.source(named) if named else None


def _known_ids(registry: Registry) -> dict[str, Collection[str]]:
    participants = [record.id for record in registry.participants]
    organisations = [record.id for record in registry.organisations]
    mentions = [mention.id for source in registry.sources for mention in source.mentions]
    return {
        "participant": participants,
        "organisation": organisations,
        "instrument": [record.id for record in registry.instruments],
        "source": [record.id for record in registry.sources],
        "party": [*participants, *organisations, *mentions],
    }


def _named(record: Record, field: str) -> Iterator[tuple[Where, str]]:
    """Yield the ids that a field names, each with the way to it; a field that holds records names none."""
    value = getattr(record, field, None)
    if isinstance(value, str):
        yield (field,), value
    elif isinstance(value, tuple):
        yield from (((field, index), item) for index, item in enumerate(value) if isinstance(item, str))


def _unknown_ids(entry: _Entry, known: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    for field, what in _REGISTERS.items():
        for keys, named in _named(entry.record, field):
            if named not in known[what]:
                message = f"no {what} '{named}' in the registry"
                yield entry.finding(f"unknown-{what}", message, nearest(named, known[what]), at=keys)
    for field, what in _IN_SOURCE.items():
        held = _held(entry.source, what)
        for keys, named in _named(entry.record, field):
            if named not in held:
                source = f"in the source '{entry.source.id}'" if entry.source else "without a source"
                yield entry.finding(f"unknown-{what}", f"no {what} '{named}' {source}", nearest(named, held), at=keys)


def _held(source: Source | None, what: str) -> list[str]:
    if source is None:
        return []
    return [item.id for item in (source.notes if what == "note" else source.ideas)]


def _wrong_places(entry: _Entry) -> Iterator[Finding]:
    for field in _PLACES:
        for keys, locator in _named(entry.record, field):
            if entry.source is None:
                yield entry.finding("bad-locator", f"'{locator}' is a place in no source", "name the source", at=keys)
            elif fault := locator_fault(locator, entry.source):
                yield entry.finding("bad-locator", *fault, at=keys)


def _odd_words(entry: _Entry) -> Iterator[Finding]:
    """Yield what is wrong with the characters of names and titles, which every document prints."""
    for field, value in entry.record:
        for language, text in value.items() if isinstance(value, Mapping) else ():
            yield from character_findings(entry.file, (*entry.keys, field, language), text)


def _repeated_ids(registry: Registry) -> Iterator[Finding]:
    everything: list[tuple[Where, Record]] = [((), registry)]
    everything += [(entry.keys, entry.record) for entry in _entries(registry) if isinstance(entry.record, Source)]
    for keys, holder in everything:
        for field, value in holder:
            ids = [getattr(item, "id", None) for item in value] if isinstance(value, tuple) else []
            counts = Counter(name for name in ids if name is not None)
            for index, name in enumerate(ids):
                if counts[name] > 1 and name in ids[:index]:
                    entry = _Entry((*keys, field, index), holder, None)
                    yield entry.finding("repeated-id", f"the id '{name}' stands twice in {field}", at=("id",))


def _repeated_cells(registry: Registry) -> Iterator[Finding]:
    seen: set[tuple[str, str, str | None]] = set()
    for index, cell in enumerate(registry.memberships):
        key = (cell.participant, cell.organisation, cell.as_of)
        if key in seen:
            message = f"{cell.participant} has two cells for '{cell.organisation}'"
            hint = "keep one, or give each its as_of:"
            yield _Entry(("memberships", index), cell, None).finding("repeated-membership", message, hint)
        seen.add(key)


def _misread_cell(entry: _Entry, cell: Membership) -> Iterator[Finding]:
    if cell.marker and cell.marker not in cell.raw:
        yield entry.finding("unprinted-marker", f"the marker '{cell.marker}' is not in '{cell.raw}'", at=("marker",))
    if cell.column is None or entry.source is None or not entry.source.tables:
        return
    table = next((table for table in entry.source.tables if _reads(table, cell)), None)
    if table is None:
        message = f"column {cell.column} of no table of '{entry.source.id}' is read as '{cell.organisation}'"
        yield entry.finding("wrong-column", message, at=("column",))
        return
    meanings = {printed.raw: printed.status for printed in table.statuses}
    if cell.raw not in meanings:
        yield entry.finding("unknown-status", f"the table's statuses do not list '{cell.raw}'", at=("raw",))
    elif cell.status != meanings[cell.raw]:
        message = f"'{cell.raw}' is read as {meanings[cell.raw]} in this table, not as {cell.status}"
        yield entry.finding("status-mismatch", message, at=("status",))


def _reads(table: SourceTable, cell: Membership) -> bool:
    """Tell whether the table's column is read as the cell's organisation. Columns count from 1."""
    column = cell.column or 0
    return 0 < column <= len(table.readings) and table.readings[column - 1] == cell.organisation
