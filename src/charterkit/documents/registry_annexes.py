"""The tables of the generated annexes: related instruments, and the status of participants in organisations.

Cells stand as the source prints them. Drawing the tables is left to the document that holds the annex.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from charterkit.documents.registry_tables import (
    date_words,
    flag_notes,
    in_language,
    party_name,
    party_words,
    places,
    short_name,
    words,
)
from charterkit.documents.tables import Table
from charterkit.model.registry import Instrument, InstrumentKind, Membership, Registry

RELATED_KINDS: Final[tuple[InstrumentKind, ...]] = ("framework_treaty", "legal_agreement", "political_arrangement")
"""What Annex 1 lists; historical documents, drafts and documents of third parties are no related instruments."""

ALPHABETICAL: Final = "alphabetical in the language of this document"

STANDING: Final = "Standing in this table says nothing about taking part in this Charter or consenting to it."
UNDATED: Final = "The source gives no date for these statuses."


def membership_matrix(registry: Registry, language: str = "en") -> Table:
    """Return one row per participant that has a cell and one column per organisation, cells raw as printed.

    ``notes`` are remarks on single cells, then the notes on the source that concern the table; ``records`` are the
    cells, not the rows.
    """
    cells = registry.memberships
    organisations = tuple(dict.fromkeys(cell.organisation for cell in cells))
    printed = _printed(cells)
    names = {code: _row_name(code, registry, language) for code in dict.fromkeys(cell.participant for cell in cells)}
    return Table(
        title="States named in the source and their status in organisations, as printed",
        columns=("", *(_heading(body, registry, language) for body in organisations)),
        rows=tuple(
            (names[code], *(printed.get((code, body), "") for body in organisations))
            for code in sorted(names, key=lambda code: _sort_key(names[code]))
        ),
        notes=(
            STANDING,
            *((UNDATED,) if cells and not any(cell.as_of for cell in cells) else ()),
            *_rowless(registry, language),
            *_cell_notes(cells, registry, language),
            *flag_notes(cells, registry, _table_flags(registry)),
        ),
        order=ALPHABETICAL,
        records=tuple(cell.model_dump(mode="json", exclude_none=True) for cell in cells),
    )


def instrument_list(registry: Registry, language: str = "en", kinds: Iterable[InstrumentKind] = RELATED_KINDS) -> Table:
    """Return the instruments of the given kinds, by kind and then alphabetically."""
    listed = [_instruments_of(kind, registry, language) for kind in kinds]
    records = tuple(record for group in listed for record in group)
    return Table(
        title="Related instruments named in the source",
        columns=("Instrument", "Kind", "Classed by", "Dates", "Parties or organ", "Places"),
        rows=tuple(_instrument_row(record, registry, language) for record in records),
        notes=flag_notes(records, registry),
        order=f"by kind, then {ALPHABETICAL}",
        records=tuple(record.model_dump(mode="json", exclude_none=True) for record in records),
    )


def _heading(organisation: str, registry: Registry, language: str) -> str:
    body = registry.organisation(organisation)
    name = party_name(organisation, registry, language)
    return f"{name} ({body.abbreviation})" if body and body.abbreviation else name


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
    return f"{name} (printed: {printed})" if printed and printed != name else name


def _sort_key(name: str) -> str:
    """Return a key that puts accented letters beside plain ones."""
    return "".join(char for char in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(char))


def _rowless(registry: Registry, language: str) -> Iterator[str]:
    """Yield a note on each state that the source names for its role without giving it a row."""
    with_row = {cell.participant for cell in registry.memberships}
    for record in registry.participants:
        if record.role == "named" and record.id not in with_row:
            yield f"{party_name(record.id, registry, language)}: named in the text without a row ({places(record)})"


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
    records = [record for record in registry.instruments if record.kind == kind]
    return sorted(records, key=lambda record: _sort_key(in_language(record.title, language)))


def _instrument_row(record: Instrument, registry: Registry, language: str) -> tuple[str, ...]:
    parties = party_words(record, registry, language)
    classed = {"article": "the source", "extractor": "the registry", None: "the registry"}[record.kind_source]
    title, dates = in_language(record.title, language), date_words(record) or "no date given"
    return (title, words(record.kind), classed, dates, parties or "not given", places(record))
