"""Which open changes cannot stand beside each other, found by pairs without merging what cannot touch.

Two changes can only collide where they speak of one place, or one takes out or keeps what the other touches or refers
to. Whether such a pair really collides, ``merge`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.past import REFERENCE, Past, landing
from charterkit.drafting.merging.reach import below, reached
from charterkit.drafting.proposals import words_put
from charterkit.model.charter import Charter
from charterkit.model.paths import within
from charterkit.model.submissions import Add, Amend, Change, Delete, Keep, Move


class _Touch(NamedTuple):
    """What a change touches in the present text."""

    entry: Entry
    reached: tuple[str, ...]
    """The paths that it alters."""
    landing: str
    """The path that something gets by it; empty where nothing is added or moved."""
    held: str
    """The path that it would take out or keep; empty where it does neither."""
    named: frozenset[str]
    """The paths that its words refer to."""

    @property
    def areas(self) -> frozenset[str]:
        """The provisions, parts and lists that it has to do with."""
        paths = (*self.reached, self.landing, self.held, *self.named)
        return frozenset(path.partition("/")[0] for path in paths if path)


def colliding(
    present: Charter, sound: Sequence[Entry], bases: Mapping[str, Charter], past: Past
) -> dict[str, tuple[Entry, ...]]:
    """Return for every change the others that it cannot stand beside.

    Args:
        present: the text as it stands.
        sound: open changes each of which could be merged alone.
        bases: the charter at each base.
        past: the changes merged so far.
    """
    found: dict[str, list[Entry]] = {}
    touches = [_touch(entry, bases, past) for entry in sound]
    for one, other in _near(present, touches):
        if merge(present, [one.entry, other.entry], bases, past).collisions:
            found.setdefault(one.entry.ref, []).append(other.entry)
            found.setdefault(other.entry.ref, []).append(one.entry)
    return {ref: tuple(sorted(others, key=lambda entry: entry.order)) for ref, others in found.items()}


def rivals(
    present: Charter, changes: Sequence[Entry], others: Sequence[Entry], bases: Mapping[str, Charter], past: Past
) -> Iterator[tuple[Entry, Entry]]:
    """Yield every pair of one of some changes and another open one that cannot stand beside it.

    Changes of a submission are weighed together with what else of it is merged, so an addition in another addition
    finds its place. Others that could not be merged alone are left out: they collide with the present text.
    """
    merging = [_touch(entry, bases, past) for entry in changes]
    for other in others:
        touch = _touch(other, bases, past)
        near = [one.entry for one in merging if _may_collide(present, one, touch)]
        if not near or merge(present, [other], bases, past).charter is None:
            continue
        # Nothing but what is near bears on an amendment; what is added or moved may need what else is merged.
        beside = near if isinstance(other.change, Amend) else changes
        if merge(present, [*beside, other], bases, past).charter is None:
            pairs = [one for one in near if merge(present, [one, other], bases, past).charter is None]
            yield from ((one, other) for one in pairs or near[:1])


def _touch(entry: Entry, bases: Mapping[str, Charter], past: Past) -> _Touch:
    change, base = entry.change, entry.submission.base
    carry = past.carrying(base)
    named = frozenset(carry(name) for text in words_put(change) for name in REFERENCE.findall(text))
    arriving = landing(change, carry) if isinstance(change, Add | Move) else ""
    return _Touch(entry, reached(entry, bases[base], past), arriving, _held(change, carry), named)


def _held(change: Change, carry: Callable[[str], str]) -> str:
    if isinstance(change, Delete):
        return carry(change.delete)
    return carry(change.keep) if isinstance(change, Keep) else ""


def _near(present: Charter, touches: Sequence[_Touch]) -> Iterator[tuple[_Touch, _Touch]]:
    """Yield the pairs that may collide, in the declared order."""
    areas: dict[str, list[int]] = {}
    for index, touch in enumerate(touches):
        held = present.part(touch.held)
        for area in {*touch.areas, *(held.provisions if held else ())}:
            areas.setdefault(area, []).append(index)
    pairs = {pair for indexes in areas.values() for pair in combinations(indexes, 2)}
    for one, other in sorted(pairs):
        if _may_collide(present, touches[one], touches[other]):
            yield touches[one], touches[other]


def _may_collide(present: Charter, one: _Touch, other: _Touch) -> bool:
    """Tell whether two changes, each of which could be merged alone, may be in each other's way."""
    if one.held or other.held:
        return _holds(present, one, other) or _holds(present, other, one)
    kinds = type(one.entry.change), type(other.entry.change)
    if kinds == (Amend, Amend):
        return one.reached == other.reached
    if Amend in kinds:
        return False
    return one.landing == other.landing or _moved_around(one, other) or _moved_around(other, one)


def _holds(present: Charter, one: _Touch, other: _Touch) -> bool:
    """Tell whether a change takes out or keeps what another alters or refers to."""
    if not one.held or isinstance(other.entry.change, Keep):
        return False
    if isinstance(one.entry.change, Delete):
        if isinstance(other.entry.change, Delete):
            return False
        if any(within(name, one.held) for name in other.named):
            return True
    elif isinstance(other.entry.change, Delete) and within(one.held, other.held):
        return True
    return any(below(present, path, one.held) for path in other.reached)


def _moved_around(one: _Touch, other: _Touch) -> bool:
    """Tell whether a change moves something together with what another adds to or moves into."""
    moves = isinstance(one.entry.change, Move)
    return moves and any(within(path, one.reached[0]) for path in other.reached)
