"""Sources: where the charter's words come from, what ideas they hold, and what in them is doubtful.

A source's sentences are never copied here: an idea is a title in our own words with its locators.
"""

from __future__ import annotations

from typing import Literal

from charterkit.model.base import Id, Language, LanguageTexts, Locators, Positive, Prose, Whole
from charterkit.model.record import Record
from charterkit.model.registry.participants import MembershipStatus
from charterkit.model.registry.scalars import FormulationId, IdeaId, PartialDate, PartyId, SourceDigest

SourceKind = Literal["article", "document", "cited", "editors_note"]

LocatorScheme = Literal["line", "page", "paragraph", "section"]
"""How places are written: ``L55``, ``p. 12``, ``para. 7``, ``s. 4``; ranges as ``L18-L23``, ``pp. 3-5`` and so on."""

IdeaKind = Literal["principle", "requirement", "structure", "theme"]

Attribution = Literal["charter", "architecture", "statement", "background"]
"""Of what the source says it: of the charter; of the architecture it belongs to; in a reported statement; before it."""

IdeaStanding = Literal["central", "implicit"]
"""``central``: the source puts it in the centre; ``implicit``: the source argues from it without stating it."""

MentionKind = Literal["state", "former_state", "territory", "region", "class", "scope_point"]


class Formulation(Record):
    """One of several wordings of an idea, taken apart into its elements."""

    id: FormulationId
    at: Locators
    elements: tuple[Prose, ...]
    note: Prose | None = None


class Idea(Record):
    """A principle, a requirement of the process, an idea of structure or a theme that the source puts forward."""

    id: IdeaId
    kind: IdeaKind
    title: Prose
    gist: Prose | None = None
    attribution: tuple[Attribution, ...] = ()
    standing: IdeaStanding | None = None
    at: Locators
    formulations: tuple[Formulation, ...] = ()
    software: Prose | None = None
    related: Prose | None = None
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None


class SourceNote(Record):
    """Something in the source that is inconsistent, doubtful or missing: kept, never put right silently."""

    id: IdeaId
    what: Prose
    at: Locators
    readings: tuple[Prose, ...] = ()
    outside: Prose | None = None


class Mention(Record):
    """A state, region or point that the source names otherwise than as a possible participant."""

    id: PartyId
    name: str
    kind: MentionKind
    name_in_source: str | None = None
    role_in_source: Prose | None = None
    at: Locators
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None


class PrintedStatus(Record):
    """What a printed cell is taken to mean."""

    raw: str
    status: MembershipStatus


class SourceTable(Record):
    """A table of the source: its header as printed, how each column is read, and what its cells can say."""

    id: Id
    at: Locators
    rows: Whole
    columns: Positive
    header: tuple[str, ...]
    readings: tuple[Id, ...]
    statuses: tuple[PrintedStatus, ...] = ()
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None


class Work(Record):
    """A publication that a note of the source cites."""

    title: str
    author: str | None = None
    publisher: str | None = None
    date: PartialDate | None = None
    reference: str | None = None
    language: Language | None = None
    url: str | None = None
    instrument: Id | None = None


class Source(Record):
    """The source article, or a note of it. ``extent`` is the last place of the scheme: how many lines or pages.

    A note has no scheme: its own places are places of the source ``within`` which it stands.
    """

    id: Id
    kind: SourceKind
    title: LanguageTexts
    digest: SourceDigest | None = None
    scheme: LocatorScheme | None = None
    extent: Positive | None = None
    within: Id | None = None
    at: Locators = ()
    cited_at: Locators = ()
    works: tuple[Work, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    ideas: tuple[Idea, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    not_named: tuple[str, ...] = ()
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None

    def idea(self, idea_id: str) -> Idea | None:
        """Return the idea with this id, or None."""
        return next((idea for idea in self.ideas if idea.id == idea_id), None)
