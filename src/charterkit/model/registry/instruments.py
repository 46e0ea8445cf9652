"""Treaties, statements, declarations and drafts that a source names; dates stay as exact as the source gives them."""

from __future__ import annotations

from typing import Literal

from charterkit.model.base import Id, LanguageTexts, Locators, Prose
from charterkit.model.record import Record, field
from charterkit.model.registry.scalars import IdeaId, PartialDate, PartyId

InstrumentKind = Literal[
    "legal_agreement",
    "political_arrangement",
    "proposed",
    "framework_treaty",
    "national_document",
    "draft_not_concluded",
    "legal_or_political_unstated",
    "assurance_form_unstated",
    "third_party_document",
    "historical",
]

KindSource = Literal["article", "extractor"]
"""Who classed the instrument: the source article itself, or whoever drew up the registry from it."""

InstrumentRole = Literal["this_charter", "start_document"]


DateKind = Literal["proposed", "concluded", "signed", "adopted", "approved", "in_force", "dated"]
"""What the source says happened on a date; ``dated`` where it gives the date without saying of what."""


class Step(Record):
    """One step of how an instrument came about; without a date where the source gives only the order."""

    date: PartialDate | None = None
    what: Prose


class Instrument(Record):
    """One instrument. ``short_title`` is what ``[[id]]`` prints; absent parties mean that the source names none."""

    id: Id
    title: LanguageTexts
    short_title: LanguageTexts
    kind: InstrumentKind
    kind_source: KindSource | None = None
    kind_note: Prose | None = None
    role: InstrumentRole | None = None
    source: Id | None = None
    at: Locators = ()
    dates: dict[DateKind, PartialDate] = field(default_factory=dict)
    parties: tuple[PartyId, ...] = ()
    joined_by: tuple[PartyId, ...] = ()
    not_listed: tuple[PartyId, ...] = ()
    organisation: Id | None = None
    organ: str | None = None
    proposed_by: tuple[PartyId, ...] = ()
    forum: Id | None = None
    place: str | None = None
    level: str | None = None
    reference: str | None = None
    steps: tuple[Step, ...] = ()
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None
