"""What decisions record beyond changes of the text: agreed words, consent at adoption, silence, who takes part.

The decision record itself is in ``decisions``; what follows from it is worked out in ``charterkit.drafting``.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Final, Literal

from charterkit.model.base import Code, Day, Id, Language, Path, Prose
from charterkit.model.positions import SubmissionId
from charterkit.model.record import After, Matches, Record, Shortest, field, refusal

Rule = Literal["consent", "consensus", "silence", "vote"]
Level = Literal["informals", "ad_referendum", "agreed"]
"""The rungs of the ladder of agreement above open words."""

WordsDigest = Annotated[str, Matches(r"^sha256:[0-9a-f]{64}$")]

_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z")


def _moment(value: str) -> str:
    try:
        if _MOMENT.fullmatch(value):
            datetime.datetime.fromisoformat(value)
            return value
    except ValueError:
        pass
    raise refusal("bad_moment", "'{value}' is no time in UTC such as 2026-10-29T18:00Z", {"value": value[:40]})


Moment = Annotated[str, After(_moment)]
"""A minute in UTC, written ``2026-10-29T18:00Z`` and in no other form, so that moments sort as texts do."""


class Span(Record):
    """Words of one unit in one language: they stand in its text exactly once, and the digest is theirs."""

    unit: Path
    language: Language
    words: Annotated[str, Shortest(1)]
    digest: WordsDigest


class Consent(Record):
    """How one participant consented to a text that was adopted."""

    participant: Code
    submissions: tuple[SubmissionId, ...] = ()
    """Where it said so; none where an unbroken silence procedure, or the rule, spoke for it."""
    through: Code | None = None
    """The group that spoke for it."""


class Said(Record):
    """A reservation or statement that was standing when a text was adopted, in the words of its submission."""

    participant: Code
    kind: Literal["reservation", "statement"]
    on: str
    submission: SubmissionId
    statement: Prose | None = None


class Adoption(Record):
    """What the adoption of a text, or of one module of it, records beside the digests of the words."""

    level: Id
    """Who adopted it: ``heads-of-state``, ``heads-of-government``, ``ministers`` and so on."""
    module: Id | None = None
    arrangement: WordsDigest
    """The digest of the order of what was adopted (see ``charterkit.drafting.modules``)."""
    consents: tuple[Consent, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def counted(self) -> frozenset[str]:
        """The submissions whose positions it records."""
        return frozenset({name for each in self.consents for name in each.submissions}).union(
            each.submission for each in self.said
        )


class Participation(Record):
    """Who came to take part, or left: in the charter, or in one module of it."""

    participant: Code
    joined: Day | None = None
    left: Day | None = None
    module: Id | None = None


class ModuleMembership(Record):
    """A participant's membership of one module."""

    module: Id
    joined: Day | None = None
    left: Day | None = None


class Module(Record):
    """A part, annex or other provision that has parties of its own and is adopted separately."""

    id: Id
    requires: tuple[Id, ...] = ()
    """The modules that whoever joins this one has joined, and that are adopted before it or with it."""


class Voting(Record):
    """How a text is adopted where the rule is ``vote``; shares of one, written ``2/3``."""

    majority: Annotated[str, Matches(r"^[1-9]/[1-9]$")] = field(default="2/3")
    """The share of those voting for or against; ``1/2`` asks for more than half, any other for that much at least."""
    quorum: Annotated[str, Matches(r"^[1-9]/[1-9]$")] = field(default="1/2")
    """The share of those whose vote is asked that must have voted or abstained."""
