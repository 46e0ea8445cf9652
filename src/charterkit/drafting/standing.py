"""Where the negotiation stands: what every open change would do now, what collides, brackets and placeholders per part.

Who agrees to what and what blocks adoption is the concern of positions and decisions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from charterkit.drafting.counts import Count, counts
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.awaited import Awaiting
from charterkit.drafting.merging.outcomes import Collision, Result
from charterkit.drafting.merging.past import Past
from charterkit.drafting.merging.rivals import colliding
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


def standing(
    present: Charter,
    entries: Sequence[Entry],
    bases: Mapping[str, Charter],
    past: Past,
    protection: Protection | None = None,
) -> Standing:
    """Return where the negotiation of a text stands, with the changes given that are open or on the chair's list.

    A change whose base is not known is left out; ``protection`` says what words are agreed.
    """
    fitting = [entry for entry in entries if entry.submission.base in bases]
    alone = {entry.ref: merge(present, [entry], bases, past) for entry in fitting}
    sound = [entry for entry in fitting if alone[entry.ref].charter is not None and entry.state == "open"]
    found = colliding(present, sound, bases, past)
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
    return Standing(held, alone_now, counts(present, roll(present, fitting, bases, past)))
