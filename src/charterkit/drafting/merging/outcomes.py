"""What merging says: the outcome of every change, its collisions, and the text that would result.

Values only; ``merge`` works them out.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from charterkit import words
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.past import Step
from charterkit.drafting.proposals import Slot
from charterkit.model.charter import Charter

Result = Literal["clean", "rewritten", "moot", "collides"]


class Collision(NamedTuple):
    """Why a change cannot stand beside others, with both texts and whose words they are."""

    ref: str
    path: str
    reason: str
    against: tuple[Entry, ...] = ()
    base: str = ""
    ours: str = ""
    """The words that stand there, or that another change puts."""
    theirs: str = ""
    """The words that this change puts."""
    kind: Literal["change", "reference", "agreement"] = "change"
    """Whether changes stand against each other, a reference would lead nowhere, or the words are agreed."""


class Outcome(NamedTuple):
    """What merging does with one change."""

    entry: Entry
    path: str
    result: Result
    slot: Slot | None = None
    """Where it changes words, if it is an amendment that fits the text."""
    before: str = ""
    """The words that stand in the slot."""
    after: str = ""
    """The words that stand there with this change alone."""
    note: str = ""

    @property
    def segments(self) -> tuple[words.Segment, ...]:
        """The redline of the slot with this change alone; nothing where it changes no words."""
        return tuple(words.diff(self.before, self.after)) if self.slot else ()


class Merged(NamedTuple):
    """The text that would result, where nothing collides, and the outcome of every change."""

    charter: Charter | None
    outcomes: tuple[Outcome, ...]
    collisions: tuple[Collision, ...]
    steps: tuple[Step, ...] = ()
    """The changes of structure in the order in which they are made."""
