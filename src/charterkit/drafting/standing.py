"""Where the negotiation stands: what every open change would do now, what collides, brackets and placeholders per part.

Who agrees to what and what blocks adoption is the concern of positions and decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from charterkit.drafting.counts import Count, counts
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.awaited import Awaiting
from charterkit.drafting.merging.outcomes import Collision, Result
from charterkit.drafting.merging.past import Past
from charterkit.drafting.merging.rivals import Pair, colliding
from charterkit.drafting.protection import Protection
from charterkit.drafting.rolling import roll
from charterkit.model.charter import Charter


class Outlook(NamedTuple):
    """What merging one open change alone would do now, and the open changes it collides with."""

    entry: Entry
    path: str
    result: Result
    against_text: tuple[Collision, ...] = ()
    rivals: tuple[Entry, ...] = ()
    awaited: tuple[Entry, ...] = ()
    """The open additions that bring its place or what it refers to: with them it is clean."""

    @property
    def agreed(self) -> bool:
        """Whether it would change words that are agreed."""
        return any(collision.kind == "agreement" for collision in self.against_text)


class Standing(NamedTuple):
    """Where the negotiation stands."""

    outlooks: tuple[Outlook, ...]
    """Of the changes that somebody stands behind."""
    unsponsored: tuple[Outlook, ...]
    """Of those on the chair's list; nothing collides with them."""
    counts: tuple[Count, ...]


Beside = Callable[[Callable[[], list[Pair]]], AbstractContextManager[Callable[[], list[Pair]]]]
"""Has some work done while a block goes on, by somebody else perhaps; what the block is given waits for it."""


def standing(
    present: Charter,
    entries: Sequence[Entry],
    bases: Mapping[str, Charter],
    past: Past,
    protection: Protection | None = None,
    *,
    beside: Beside = nullcontext,
) -> Standing:
    """Return where the negotiation of a text stands, with the changes given that are open or on the chair's list.

    A change whose base is not known is left out; ``protection`` says what words are agreed; ``beside`` may have the
    pairs that collide found while the brackets are counted.
    """
    fitting = [entry for entry in entries if entry.submission.base in bases]
    alone = {entry.ref: merge(present, [entry], bases, past) for entry in fitting}
    sound = [entry for entry in fitting if alone[entry.ref].charter is not None and entry.state == "open"]
    with beside(lambda: colliding(present, sound, bases, past)) as collisions:
        counted = counts(present, roll(present, fitting, bases, past))
        found = _rivals(collisions(), sound)
    awaiting = Awaiting(present, fitting, bases, past)
    outlooks: list[Outlook] = []
    for entry in fitting:
        merged = protection.checked(alone[entry.ref]) if protection else alone[entry.ref]
        outcome = merged.outcomes[0]
        awaited = awaiting.awaited(entry) if outcome.result == "collides" else ()
        rivals_now = found.get(entry.ref, ())
        outlooks.append(Outlook(entry, outcome.path, outcome.result, merged.collisions, rivals_now, awaited))
    held = tuple(each for each in outlooks if each.entry.state == "open")
    alone_now = tuple(each for each in outlooks if each.entry.state != "open")
    return Standing(held, alone_now, counted)


def _rivals(pairs: Sequence[Pair], entries: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return for every change of some that collides the others with which it does, in the declared order."""
    by_ref = {entry.ref: entry for entry in entries}
    found: dict[str, list[Entry]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(by_ref[other])
        found.setdefault(other, []).append(by_ref[one])
    return {ref: tuple(sorted(others, key=lambda entry: entry.order)) for ref, others in found.items()}
