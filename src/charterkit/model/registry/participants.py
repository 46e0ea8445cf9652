"""Who takes part, or is named in a source, and the status of each in each organisation as the source prints it.

Being named says nothing about consent. What a participant's role lets it do is decided in ``charterkit.drafting``.
"""

from __future__ import annotations

import datetime
from typing import Final, Literal

from charterkit.model.agreements import ModuleMembership
from charterkit.model.base import Code, Day, Id, LanguageTexts, Locators, Positive, Prose
from charterkit.model.record import Record
from charterkit.model.registry.scalars import IdeaId, PartialDate

ParticipantKind = Literal["state", "organisation", "group", "secretariat", "expert_body"]

Role = Literal["participant", "observer", "named", "secretariat", "fictional", "expert_body"]
"""``named``: a source names it, and it has taken no part; ``fictional``: exists only in worked examples."""

MembershipStatus = Literal["member", "ex_member", "observer", "dialogue_partner", "associated_partner", "none", "blank"]
"""``none``: the source prints a dash; ``blank``: the source prints nothing."""

AMENDING_ROLES: Final[frozenset[Role]] = frozenset({"participant", "secretariat", "fictional"})
"""The roles whose holders may propose changes; others may file information and positions (rules of procedure)."""


class Participant(Record):
    """One code under which words may be lodged, or under which a source's facts are kept."""

    id: Code
    name: LanguageTexts
    kind: ParticipantKind
    role: Role
    organisation: Id | None = None
    members: tuple[Code, ...] = ()
    joined: Day | None = None
    left: Day | None = None
    modules: tuple[ModuleMembership, ...] = ()
    source: Id | None = None
    name_in_source: str | None = None
    name_note: Prose | None = None
    role_in_source: str | None = None
    role_note: Prose | None = None
    table_order: Positive | None = None
    at: Locators = ()
    role_at: Locators = ()
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None

    @property
    def may_amend(self) -> bool:
        """Whether its role lets it propose changes of the text."""
        return self.role in AMENDING_ROLES

    def takes_part(self, on: datetime.date) -> bool:
        """Tell whether it takes part on a day: it has joined by then, and has not left."""
        return (self.joined is None or self.joined <= on) and (self.left is None or on < self.left)

    def has_joined(self, module: str, on: datetime.date) -> bool:
        """Tell whether it is a party to a module on a day."""
        return any(
            each.module == module
            and (each.joined is None or each.joined <= on)
            and (each.left is None or on < each.left)
            for each in self.modules
        )


class Membership(Record):
    """One cell of a source's table of memberships, as printed; ``as_of`` stays empty where the table has no date."""

    participant: Code
    organisation: Id
    raw: str
    status: MembershipStatus
    marker: str | None = None
    as_of: PartialDate | None = None
    source: Id
    at: Locators
    column: Positive | None = None
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None
