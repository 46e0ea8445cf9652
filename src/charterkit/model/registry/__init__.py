"""The registry: who and what the charter's text may name, as eight lists of records with lookups by id.

One list per file under ``charter/registry/``, under a key of the file's own name. Whether the lists fit each other is
decided in ``charterkit.drafting.validate.registry``; how they print, in ``documents.reports.registry_tables``.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from charterkit.model.record import Record
from charterkit.model.registry.instruments import DateKind, Instrument, InstrumentKind, Step
from charterkit.model.registry.organisations import Organ, Organisation, OrganisationKind, Session, SessionKind
from charterkit.model.registry.participants import (
    AMENDING_ROLES,
    Membership,
    MembershipStatus,
    Participant,
    ParticipantKind,
    Role,
)
from charterkit.model.registry.scalars import PartialDate
from charterkit.model.registry.sources import Idea, IdeaKind, Mention, Source, SourceNote, SourceTable, Work
from charterkit.model.registry.vocabulary import Term, Topic

__all__ = [
    "AMENDING_ROLES",
    "REGISTRY_LISTS",
    "DateKind",
    "Idea",
    "IdeaKind",
    "Instrument",
    "InstrumentKind",
    "Membership",
    "MembershipStatus",
    "Mention",
    "Organ",
    "Organisation",
    "OrganisationKind",
    "PartialDate",
    "Participant",
    "ParticipantKind",
    "Registry",
    "Role",
    "Session",
    "SessionKind",
    "Source",
    "SourceNote",
    "SourceTable",
    "Step",
    "Term",
    "Topic",
    "Work",
]

REGISTRY_LISTS: Final = (
    "participants",
    "organisations",
    "memberships",
    "instruments",
    "sources",
    "topics",
    "terms",
    "sessions",
)
"""The names of the registry's files and of the list in each."""


class Registry(Record):
    """All eight lists. Where an id stands twice (a problem that the checks report), the first record counts."""

    participants: tuple[Participant, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    memberships: tuple[Membership, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    sources: tuple[Source, ...] = ()
    topics: tuple[Topic, ...] = ()
    terms: tuple[Term, ...] = ()
    sessions: tuple[Session, ...] = ()

    def participant(self, code: str) -> Participant | None:
        """Return the participant with this code, or None."""
        return self.participants_by_id.get(code)

    def organisation(self, organisation_id: str) -> Organisation | None:
        """Return the organisation, format or platform with this id, or None."""
        return self.organisations_by_id.get(organisation_id)

    def instrument(self, instrument_id: str) -> Instrument | None:
        """Return the instrument with this id, or None."""
        return self.instruments_by_id.get(instrument_id)

    def source(self, source_id: str) -> Source | None:
        """Return the source with this id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)

    def topic(self, topic_id: str) -> Topic | None:
        """Return the topic with this id, or None."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def term(self, term_id: str) -> Term | None:
        """Return the term with this id, or None."""
        return next((term for term in self.terms if term.id == term_id), None)

    def session(self, session_id: str) -> Session | None:
        """Return the session with this id, or None."""
        return next((session for session in self.sessions if session.id == session_id), None)

    @cached_property
    def participants_by_id(self) -> dict[str, Participant]:
        """The participants by code."""
        return {record.id: record for record in reversed(self.participants)}

    @cached_property
    def organisations_by_id(self) -> dict[str, Organisation]:
        """The organisations by id."""
        return {record.id: record for record in reversed(self.organisations)}

    @cached_property
    def instruments_by_id(self) -> dict[str, Instrument]:
        """The instruments by id."""
        return {record.id: record for record in reversed(self.instruments)}
