"""What merging says: the outcome of every change, its collisions, and the text that would result.

Values only; ``merge`` works them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from charterkit.drafting.ledger import Entry
from charterkit.drafting.proposals import Slot
from charterkit.model.charter import Charter
from charterkit.words import Segment

Result = Literal["clean", "rewritten", "moot", "collides"]


@dataclass(frozen=True, slots=True)
class Collision:
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What merging does with one change."""

    entry: Entry
    path: str
    result: Result
    segments: tuple[Segment, ...] = ()
    slot: Slot | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The text that would result, where nothing collides, and the outcome of every change."""

    charter: Charter | None
    outcomes: tuple[Outcome, ...]
    collisions: tuple[Collision, ...]
