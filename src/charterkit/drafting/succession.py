"""Labels between frozen ones: ``5 bis`` after 5, ``-1`` before 1, 21 after the last; and where what is gone had stood.

A label that is frozen is never given again. The names follow treaty and parliamentary practice: *bis*, *ter*, *quater*
(or A, B, C) for what is inserted after something; a minus sign for what is inserted before, where no name of the first
kind is free (as European Parliament amendments number what comes before Article 1). Addresses and citations are put
together in ``numbering``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import count
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from charterkit.model.numbers import Style

_TO_TWENTY: Final = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies", "undecies", "duodecies",
    "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies", "novodecies", "vicies",
)  # fmt: skip
_TENS: Final = ("vicies", "tricies", "quadragies", "quinquagies", "sexagies", "septuagies", "octogies", "nonagies")
_UNITS: Final = ("un", "duo", "ter", "quater", "quin", "sex", "sept", "octo", "novo")

ORDINALS: Final = (
    *_TO_TWENTY,
    *(f"{unit}{ten}" for ten in _TENS for unit in ("", *_UNITS) if f"{unit}{ten}" != "vicies"),
)
"""What is put after a number, from the second to the ninety-ninth: ``bis``, ``ter``, ... ``vicies``, ``unvicies``."""

Plain = Callable[[int], str]
"""Gives the label of the first, second, third: ``1``, ``a``, ``i``, ``I``."""


def labelled(sequence: Sequence[str], known: Mapping[str, str], plain: Plain, style: Style) -> dict[str, str]:
    """Return the label of everything in a sequence.

    Args:
        sequence: what stands, in order, with what is gone at the places where it stood.
        known: the labels that are frozen.
        plain: how things are labelled that nothing was inserted between.
        style: how insertions are labelled.
    """
    if not known:
        return {name: plain(place) for place, name in enumerate(sequence, start=1)}
    taken = set(known.values())
    following = list(_following(sequence, known))
    found: dict[str, str] = {}
    previous = ""
    for name, after in zip(sequence, following, strict=True):
        label = known.get(name)
        if label is None:
            label = _fresh(previous, after, taken, plain, style)
            taken.add(label)
        found[name] = previous = label
    return found


def _following(sequence: Sequence[str], known: Mapping[str, str]) -> Iterator[str]:
    """Yield for each member the next frozen label after it, empty where none follows."""
    labels = ["" for _ in sequence]
    after = ""
    for place in range(len(sequence) - 1, -1, -1):
        labels[place] = after
        after = known.get(sequence[place], after)
    yield from labels


def _fresh(previous: str, after: str, taken: Collection[str], plain: Plain, style: Style) -> str:
    if not after:
        return next(label for place in count(1) if (label := plain(place)) not in taken)
    before = f"-{after}"
    for label in (*_next_to(previous, taken, style), before):
        if label not in taken:
            return label
    return _deeper(previous or before, taken, style)


def _next_to(previous: str, taken: Collection[str], style: Style) -> Iterator[str]:
    """Yield the name that comes next after one: ``5 bis`` after ``5``, ``5 ter`` after ``5 bis``."""
    if not previous:
        return
    suffixes = _suffixes(style, previous)
    for place, suffix in enumerate(suffixes[:-1]):
        if previous.endswith(suffix) and previous[: -len(suffix)] in taken:
            yield previous[: -len(suffix)] + suffixes[place + 1]
            return
    yield previous + suffixes[0]


def _suffixes(style: Style, label: str) -> tuple[str, ...]:
    if style == "bis":
        return tuple(f" {word}" for word in ORDINALS)
    return tuple(ascii_lowercase if label[-1:].islower() else ascii_uppercase)


def _deeper(label: str, taken: Collection[str], style: Style) -> str:
    """Return a label with as many suffixes as it takes to be free."""
    while label in taken:
        label += _suffixes(style, label)[0]
    return label


def with_gone(members: Sequence[str], frozen: Sequence[str], standing: Collection[str] = ()) -> list[str]:
    """Return members in order, with those that were there when numbers were frozen and are gone at their places.

    What is gone stands right after the last of those that came before it and have kept their order since. ``standing``
    names what stands elsewhere, and is not gone.
    """
    here = {*members, *standing}
    if all(name in here for name in frozen):
        return list(members)
    order = {name: place for place, name in enumerate(frozen)}
    steady = _steady(members, order)
    after: dict[str, list[str]] = {}
    last = ""
    for name in frozen:
        if name in steady:
            last = name
        elif name not in here:
            after.setdefault(last, []).append(name)
    return [*after.get("", ()), *(each for name in members for each in (name, *after.get(name, ())))]


def _steady(members: Sequence[str], order: Mapping[str, int]) -> set[str]:
    """Return the most members that stand in the order given: the longest increasing subsequence."""
    names = [name for name in members if name in order]
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for place, name in enumerate(names):
        at = bisect_left(ends, order[name])
        ends[at : at + 1] = [order[name]]
        tails[at : at + 1] = [place]
        before.append(tails[at - 1] if at else -1)
    found: set[str] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        found.add(names[place])
        place = before[place]
    return found
