"""Organisations, formats and platforms, and the sessions, invitations and statements of the process.

Sessions at which this charter's own decisions are taken stand in the same list (``kind: drafting``).
"""

from __future__ import annotations

from typing import Literal

from charterkit.model.base import Id, LanguageTexts, Locators, Positive, Prose, Whole
from charterkit.model.record import Record
from charterkit.model.registry.scalars import IdeaId, PartialDate, PartyId

OrganisationKind = Literal[
    "regional_organisation",
    "universal_organisation",
    "organ",
    "organisation_mentioned",
    "historical_organisation",
    "historical_process",
    "format",
    "platform",
    "initiative",
    "economic_initiative",
]
"""``format``, ``platform`` and the initiatives are no organisations; they share the list because texts name them."""

Listing = Literal["subregional_structure"]
"""The enumeration of the source in which it stands: structures at work in parts of the continent."""

SessionKind = Literal["conference", "hearing", "meeting", "drafting", "proposal", "invitation", "statement", "support"]


class Organ(Record):
    """An organ of an organisation, where a source names it."""

    name: str
    at: Locators = ()


class Organisation(Record):
    """An organisation, format or platform whose work the charter may touch."""

    id: Id
    name: LanguageTexts
    abbreviation: str | None = None
    kind: OrganisationKind
    source: Id | None = None
    at: Locators = ()
    table_column: Positive | None = None
    listed_as: Listing | None = None
    organs: tuple[Organ, ...] = ()
    proposed: PartialDate | None = None
    since: PartialDate | None = None
    held: Whole | None = None
    last: PartialDate | None = None
    cadence: str | None = None
    place: str | None = None
    organiser: str | None = None
    attended_by: Prose | None = None
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None


class Session(Record):
    """Something that happened at one time: a conference, a meeting, an invitation, a statement."""

    id: Id
    kind: SessionKind
    title: LanguageTexts
    platform: Id | None = None
    date: PartialDate | None = None
    place: str | None = None
    level: str | None = None
    by: tuple[PartyId, ...] = ()
    to: Prose | None = None
    what: Prose | None = None
    attended_by: Prose | None = None
    instruments: tuple[Id, ...] = ()
    source: Id | None = None
    at: Locators = ()
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None
