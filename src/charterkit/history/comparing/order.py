"""Order: which of some things in a row changed places, and how two rows are read as one.

Both speak of keys in sequences; what the keys stand for is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

Weight = tuple[int, int, int]
_NOTHING: Final[Weight] = (0, 0, 0)


def moved(old: Sequence[str], new: Sequence[str], length: Callable[[str], int], name: Callable[[str], str]) -> set[str]:
    """Return the keys that changed places: the fewest whose absence leaves the two rows in one order.

    Where several choices are equally few, the one with the fewest words moves; where those are equal too, names decide,
    so that the answer is the same in both directions.

    Args:
        old: the keys in their earlier order.
        new: the same keys in their later order.
        length: how many words a key stands for.
        name: a name for a key that is the same seen from either side, and its own.
    """
    start, end = _common_ends(old, new)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    blocks = list(_blocks(old, new))
    alphabet = {block: rank for rank, block in enumerate(sorted(blocks, key=lambda keys: min(map(name, keys))))}
    weights = [(len(block), sum(map(length, block)), 1 << alphabet[block]) for block in blocks]
    place = {key: position for position, key in enumerate(old)}
    still = _heaviest_rise([place[block[0]] for block in blocks], weights)
    return {key for position, block in enumerate(blocks) if position not in still for key in block}


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many keys at the start and at the end stand where they stood."""
    pairs = list(zip(old, new, strict=True))
    start = next((place for place, (left, right) in enumerate(pairs) if left != right), len(pairs))
    rest = reversed(pairs[start:])
    return start, next((place for place, (left, right) in enumerate(rest) if left != right), 0)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the longest runs of keys that follow each other in both rows, in the order of the new one."""
    follower = dict(pairwise(old))
    block: list[str] = []
    for key in new:
        if block and follower.get(block[-1]) != key:
            yield tuple(block)
            block = []
        block.append(key)
    if block:
        yield tuple(block)


def _heaviest_rise(places: Sequence[int], weights: Sequence[Weight]) -> set[int]:
    """Return the positions of the increasing subsequence with the greatest total weight."""
    best: list[Weight] = []
    before: list[int | None] = []
    for position, place in enumerate(places):
        lower = [earlier for earlier in range(position) if places[earlier] < place]
        previous = max(lower, key=best.__getitem__, default=None)
        total = best[previous] if previous is not None else _NOTHING
        weight = weights[position]
        best.append((total[0] + weight[0], total[1] + weight[1], total[2] + weight[2]))
        before.append(previous)
    chosen: set[int] = set()
    position_or_none = max(range(len(best)), key=best.__getitem__, default=None)
    while position_or_none is not None:
        chosen.add(position_or_none)
        position_or_none = before[position_or_none]
    return chosen


def weave(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the keys of both rows as one: the first in its order, and what only the second has before its next there.

    Between two common keys the first row's own keys come first.
    """
    anchors = set(first)
    before: dict[str | None, list[str]] = {}
    waiting: list[str] = []
    for key in second:
        if key not in anchors:
            waiting.append(key)
        elif waiting:
            before.setdefault(key, []).extend(waiting)
            waiting = []
    woven: list[str] = []
    for key in first:
        woven += before.get(key, ())
        woven.append(key)
    return woven + waiting
