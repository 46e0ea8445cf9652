"""The tables of the generated annexes: related instruments, and the status of participants in organisations.

Cells stand as the source prints them. Drawing the tables is left to the document that holds the annex.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from charterkit.documents.reports.registry_tables import (
    date_words,
    flag_notes,
    party_name,
    party_words,
    places,
    short_name,
    words,
)
from charterkit.documents.reports.tables import Table
from charterkit.documents.wording.collation import collation_key
from charterkit.documents.wording.labels import aside, in_language, labels
from charterkit.documents.wording.phrases import phrases
from charterkit.model.registry import Instrument, InstrumentKind, Membership, Registry

RELATED_KINDS: Final[tuple[InstrumentKind, ...]] = ("framework_treaty", "legal_agreement", "political_arrangement")
"""What Annex 1 lists; historical documents, drafts and documents of third parties are no related instruments."""


def membership_matrix(registry: Registry, language: str = "en") -> Table:
    """Return one row per participant that has a cell and one column per organisation, cells raw as printed.

    ``notes`` are remarks on single cells, then the notes on the source that concern the table; ``records`` are the
    cells, not the rows.
    """
    cells = registry.memberships
    organisations = tuple(dict.fromkeys(cell.organisation for cell in cells))
    printed = _printed(cells)
    names = {code: _row_name(code, registry, language) for code in dict.fromkeys(cell.participant for cell in cells)}
    said, place = labels(language), collation_key(language)
    return Table(
        title=said["annex_memberships"],
        columns=(
            phrases("heads", language)("participant"),
            *(_heading(body, registry, language) for body in organisations),
        ),
        rows=tuple(
            (names[code], *(printed.get((code, body), "") for body in organisations))
            for code in sorted(names, key=lambda code: place(names[code]))
        ),
        notes=(
            said["annex_no_consent"],
            *((said["annex_undated"],) if cells and not any(cell.as_of for cell in cells) else ()),
            *_rowless(registry, language),
            *_cell_notes(cells, registry, language),
            *flag_notes(cells, registry, _table_flags(registry)),
        ),
        order=said["annex_alphabetical"],
        records=tuple(cell.model_dump(mode="json", exclude_none=True) for cell in cells),
    )


def instrument_list(registry: Registry, language: str = "en") -> Table:
    """Return the related instruments, by kind and then alphabetically."""
    listed = [_instruments_of(kind, registry, language) for kind in RELATED_KINDS]
    records = tuple(record for group in listed for record in group)
    said = labels(language)
    return Table(
        title=said["annex_instruments"],
        columns=tuple(
            said[f"annex_{name}"] for name in ("instrument", "kind", "classed", "dates", "parties", "places")
        ),
        rows=tuple(_instrument_row(record, registry, language) for record in records),
        notes=flag_notes(records, registry),
        order=said["annex_by_kind"].format(order=said["annex_alphabetical"]),
        records=tuple(record.model_dump(mode="json", exclude_none=True) for record in records),
    )


def _heading(organisation: str, registry: Registry, language: str) -> str:
    body = registry.organisation(organisation)
    name = party_name(organisation, registry, language)
    return aside(name, body.abbreviation, language) if body and body.abbreviation else name


def _printed(cells: Iterable[Membership]) -> dict[tuple[str, str], str]:
    """Return the printed words of each cell; where a cell stands under several dates, all of them with their dates."""
    printed: dict[tuple[str, str], str] = {}
    for cell in cells:
        key = (cell.participant, cell.organisation)
        shown = f"{cell.raw} ({cell.as_of})" if cell.as_of else cell.raw
        printed[key] = f"{printed[key]}; {shown}" if key in printed else shown
    return printed


def _row_name(code: str, registry: Registry, language: str) -> str:
    """Return a participant's name, followed by the source's spelling of it where that differs."""
    name, record = party_name(code, registry, language), registry.participant(code)
    printed = record.name_in_source if record else None
    if not printed or printed == name:
        return name
    said = labels(language)
    return aside(name, f"{said['annex_printed']}{said['colon']}{printed}", language)


def _rowless(registry: Registry, language: str) -> Iterator[str]:
    """Yield a note on each state that the source names for its role without giving it a row."""
    with_row = {cell.participant for cell in registry.memberships}
    for record in registry.participants:
        if record.role == "named" and record.id not in with_row:
            said = labels(language)
            known = f"{party_name(record.id, registry, language)}{said['colon']}{said['annex_rowless']}"
            yield aside(known, places(record), language)


def _cell_notes(cells: Iterable[Membership], registry: Registry, language: str) -> Iterator[str]:
    for cell in cells:
        if cell.note:
            name, body = party_name(cell.participant, registry, language), cell.organisation
            yield f"{name}, {short_name(body, registry, language)}: {cell.note}"


def _table_flags(registry: Registry) -> Iterator[tuple[str, str]]:
    """Yield the flags of the tables that the cells come from: they concern every row."""
    named = {cell.source for cell in registry.memberships}
    for source in registry.sources:
        if source.id in named:
            yield from ((source.id, flag) for table in source.tables for flag in table.flags)


def _instruments_of(kind: InstrumentKind, registry: Registry, language: str) -> list[Instrument]:
    place = collation_key(language)
    records = [record for record in registry.instruments if record.kind == kind]
    return sorted(records, key=lambda record: place(in_language(record.title, language)))


def _instrument_row(record: Instrument, registry: Registry, language: str) -> tuple[str, ...]:
    said = labels(language)
    parties = party_words(record, registry, language) or said["annex_not_given"]
    classed = said["annex_by_source" if record.kind_source == "article" else "annex_by_registry"]
    title, dates = in_language(record.title, language), date_words(record, language) or said["annex_no_date"]
    kind = said.get(f"annex_kind_{record.kind}", words(record.kind))
    return (title, kind, classed, dates, parties, places(record))
