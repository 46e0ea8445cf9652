"""Decisions: what the meeting decided, in order. The charter's text is their fold over the submissions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final, Literal

from charterkit.model.agreements import Adoption, Level, Moment, Participation, Rule, Span
from charterkit.model.base import Code, Day, Id, Language, Path, Prose, VersionName, Whole
from charterkit.model.keys import KeyChange
from charterkit.model.numbers import NumberedPath, Printed
from charterkit.model.positions import SubmissionId
from charterkit.model.record import Matches, Record, field

Action = Literal[
    "merge", "close", "agree", "reopen", "release", "renumber", "adopt", "silence", "admit", "leave", "correct", "keys"
]
Outcome = Literal["withdrawn", "not_agreed", "fallen", "moot"]

GONE: Final = "deleted"
"""Stands in ``result`` for a unit that the decision took out of the text."""

OUTLINE: Final = "outline"
"""Stands in ``result`` for the order of provisions and the headings of parts."""

Digest = Annotated[str, Matches(r"^(?:sha256:[0-9a-f]{64}|deleted)$")]
"""The digest of a unit's words in every language (see ``charterkit.drafting.digests``)."""

DecisionId = Annotated[str, Matches(r"^[0-9]{4,6}$")]


class Decision(Record):
    """One file ``charter/decisions/0004-<slug>.yaml``: never edited, never deleted."""

    id: DecisionId
    date: Day
    session: Id | None = None
    action: Action
    submission: SubmissionId | None = None
    changes: tuple[Whole, ...] = ()
    together: tuple[DecisionId, ...] = ()
    """All decisions, this one among them, that were taken as one: their text changes only as a whole."""
    outcome: Outcome | None = None
    version: VersionName | None = None
    symbol: str | None = None
    rule: Rule = "consent"
    result: dict[str, Digest] = field(default_factory=dict)
    numbers: dict[NumberedPath, Printed] = field(default_factory=dict)
    """The printed numbers from this decision on, in reading order: a release freezes them, a renumbering makes them."""
    level: Level | None = None
    by: Code | None = None
    units: tuple[Path, ...] = ()
    spans: tuple[Span, ...] = ()
    """Single words of a unit that were agreed, or opened again."""
    until: Moment | None = None
    """When the silence that this decision asks for ends, or the time to object to a correction."""
    corrects: DecisionId | None = None
    """Of a merge that corrects an adopted text: the decision that gave notice of it."""
    translations: tuple[Language, ...] = ()
    """Of a merge that rewords translations of agreed words: the languages; none was authentic, and all stays agreed."""
    adoption: Adoption | None = None
    participation: Participation | None = None
    keys: tuple[KeyChange, ...] = ()
    """What the decision changes in the register of keys."""
    note: Prose | None = None

    @property
    def number(self) -> int:
        """Its place in the order of decisions, from 1."""
        return int(self.id)


def cited(submission: str, changes: Iterable[int]) -> str:
    """Return a submission as it is cited with some of its changes: ``XAA-2026-003#1#2``."""
    return submission + "".join(f"#{number}" for number in changes)
