"""The registry as tables for ``charterkit show``: the columns of each list, and the notes that belong below it.

Which records stand in a table is decided in ``registry_filters``; the generated annexes are ``registry_annexes``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from charterkit.documents.reports.registry_filters import Filters, chosen
from charterkit.documents.reports.tables import Table
from charterkit.documents.wording.dates import partial_date
from charterkit.documents.wording.labels import in_language, labels
from charterkit.model.record import Record
from charterkit.model.registry import (
    Instrument,
    Membership,
    Organisation,
    Participant,
    Registry,
    Session,
    Source,
    SourceNote,
    Term,
    Topic,
)

FILE_ORDER: Final = "in the order of the registry's file"

Row = tuple[str, ...]


def registry_table(registry: Registry, what: str, filters: Filters | None = None, language: str = "en") -> Table:
    """Return one of the registry's lists as a table, names in ``language`` where the registry has them.

    Raises:
        UsageError: there is no such list, the list has no such filter, or nothing has the value that is asked for.
    """
    records = chosen(registry, what, filters or Filters())
    columns, row = _VIEWS[what]
    return Table(
        title=what.capitalize(),
        columns=columns,
        rows=tuple(row(record, registry, language) for record in records),
        notes=flag_notes(records, registry),
        order=FILE_ORDER,
        records=tuple(record.model_dump(mode="json", exclude_none=True) for record in records),
    )


def words(term: str | None) -> str:
    """Return a term of the model as people write it: ``dialogue_partner`` as ``dialogue partner``, ``ex-member``."""
    return re.sub(r"(?<![a-z])(co|ex)_", r"\1-", term or "").replace("_", " ")


def party_name(party: str, registry: Registry, language: str) -> str:
    """Return the name of a participant, organisation or mentioned state; the id itself where there is no such."""
    if record := registry.participant(party) or registry.organisation(party):
        return in_language(record.name, language)
    mentions = (mention for source in registry.sources for mention in source.mentions)
    return next((mention.name for mention in mentions if mention.id == party), party)


def short_name(organisation: str, registry: Registry, language: str) -> str:
    """Return an organisation's abbreviation, or its name where it has none."""
    body = registry.organisation(organisation)
    return (body.abbreviation if body else None) or party_name(organisation, registry, language)


def date_words(record: Instrument, language: str) -> str:
    """Return an instrument's dates as exact as the source gives them: ``signed Jun 2024; in force Dec 2024``."""
    said = labels(language)
    told = ((what, partial_date(date, language)) for what, date in record.dates.items())
    return said["list_semicolon"].join(
        date if what == "dated" else said[f"annex_date_{what}"].format(date=date) for what, date in told
    )


def party_words(record: Instrument, registry: Registry, language: str) -> str:
    """Return who stands behind an instrument: its parties, those that joined it, its organ, or who proposed it."""
    said = labels(language)
    parties, proposers = (
        said["list_comma"].join(party_name(each, registry, language) for each in some)
        for some in ((*record.parties, *record.joined_by), record.proposed_by)
    )
    return parties or record.organ or (said["annex_proposed_by"].format(names=proposers) if proposers else "")


def note_line(note: SourceNote) -> str:
    """Return a note on a source as one line: id, what, readings, what is known from outside, places."""
    readings = f"; may be read as: {' / '.join(note.readings)}" if note.readings else ""
    outside = f"; outside the source: {note.outside}" if note.outside else ""
    return f"{note.id}: {note.what}{readings}{outside} ({places(note)})"


def places(record: Any) -> str:
    """Return a record's locators as printed, or a dash where it has none."""
    return (
        ", ".join((*record.at, *(place for place in getattr(record, "role_at", ()) if place not in record.at))) or "-"
    )


def flag_notes(
    records: Iterable[Record], registry: Registry, besides: Iterable[tuple[str, str]] = ()
) -> tuple[str, ...]:
    """Return the notes on the sources that the records are flagged with; for a source, all notes on it.

    ``besides`` names further notes as (source id, note id).
    """
    flagged = set(besides)
    for record in records:
        source = (record.within or record.id) if isinstance(record, Source) else getattr(record, "source", None)
        flagged |= {(source or "", flag) for flag in getattr(record, "flags", ())}
        flagged |= {(record.id, note.id) for note in record.notes} if isinstance(record, Source) else set()
    return tuple(
        note_line(note) for source in registry.sources for note in source.notes if (source.id, note.id) in flagged
    )


def _flags(record: Any) -> str:
    return ", ".join(record.flags)


def _participant(record: Participant, _registry: Registry, language: str) -> Row:
    role_in_source = words(record.role_in_source) + (f" ({record.role_note})" if record.role_note else "")
    name = in_language(record.name, language)
    printed = record.name_in_source or ""
    return (record.id, name, record.kind, words(record.role), printed, role_in_source, places(record), _flags(record))


def _organisation(record: Organisation, _registry: Registry, language: str) -> Row:
    name = in_language(record.name, language)
    kind, abbreviation = words(record.kind), record.abbreviation or ""
    return (record.id, name, abbreviation, kind, _occasions(record), places(record), _flags(record))


def _occasions(record: Organisation) -> str:
    """Return when a platform was proposed or began, how often it was held and when last, as the source says."""
    told = (("proposed", record.proposed), ("since", record.since), ("held", record.held), ("last", record.last))
    return ", ".join(f"{what} {when}" for what, when in told if when is not None)


def _membership(record: Membership, registry: Registry, language: str) -> Row:
    return (
        party_name(record.participant, registry, language),
        short_name(record.organisation, registry, language),
        record.raw or "(blank)",
        words(record.status),
        record.as_of or "undated",
        f"{places(record)}, column {record.column}" if record.column else places(record),
        _flags(record),
    )


def _instrument(record: Instrument, registry: Registry, language: str) -> Row:
    names = party_words(record, registry, language)
    title = in_language(record.title, language)
    return (record.id, title, words(record.kind), date_words(record, language), names, places(record), _flags(record))


def _session(record: Session, registry: Registry, language: str) -> Row:
    by = ", ".join(party_name(party, registry, language) for party in record.by)
    title, date = in_language(record.title, language), record.date or "no date given"
    return (record.id, record.kind, title, date, record.place or "", by, places(record), _flags(record))


def _topic(record: Topic, registry: Registry, language: str) -> Row:
    source = registry.source(record.source) if record.source else None
    idea = source.idea(record.idea) if source and record.idea else None
    return (record.id, in_language(record.name, language), record.idea or "", places(idea) if idea else "-")


def _term(record: Term, _registry: Registry, language: str) -> Row:
    term, ideas = in_language(record.term, language), ", ".join(record.ideas)
    return (record.id, term, record.status, record.defined_in or "", ideas, places(record), record.note or "")


def _source(record: Source, _registry: Registry, language: str) -> Row:
    works = "; ".join(f"{work.title} ({work.publisher})" if work.publisher else work.title for work in record.works)
    holds = (
        f"{len(record.ideas)} ideas, {len(record.notes)} notes, {len(record.tables)} table" if record.ideas else works
    )
    cited = ", ".join(record.cited_at)
    return (record.id, words(record.kind), in_language(record.title, language), holds, places(record), cited)


_VIEWS: Final[Mapping[str, tuple[Row, Callable[[Any, Registry, str], Row]]]] = {
    "participants": (
        ("Code", "Name", "Kind", "Role", "As printed", "In the source", "Places", "Notes"),
        _participant,
    ),
    "organisations": (("Id", "Name", "Abbreviation", "Kind", "Dates", "Places", "Notes"), _organisation),
    "memberships": (("Participant", "Organisation", "As printed", "Status", "As of", "Places", "Notes"), _membership),
    "instruments": (("Id", "Title", "Kind", "Dates", "Parties or organ", "Places", "Notes"), _instrument),
    "sources": (("Id", "Kind", "Title", "Holds or cites", "Places", "Cited at"), _source),
    "topics": (("Id", "Name", "Theme", "Places"), _topic),
    "terms": (("Id", "Term", "Status", "Defined in", "Ideas", "Places", "Remark"), _term),
    "sessions": (("Id", "Kind", "Title", "Date", "Place", "By", "Places", "Notes"), _session),
}
