"""Merges the usual case at a glance: a few small changes on each side, none near another.

``compile`` can merge anything and takes its time. Most clauses are changed by two sides at a few places far apart, and
there only the pieces between blanks that differ need be looked at. This gives what ``compile`` would give, or nothing;
whether places collide is never decided here.

Why the same comes out: words are matched in order, as many as can be. Suppose that no word goes at one place of a side
and comes at another; that the words kept on the two sides of a change are not among those that go or come there; and
that between two changes a word is kept that none of them touches. Then only one matching is that large, however it was
found: what neither goes nor comes is matched first with first and second with second; between two such words it is
known how many of each kind go and come, and the words beside the change leave them one place. Where any of this does
not hold, ``compile`` is asked.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import NamedTuple

from charterkit.words import reading
from charterkit.words.common import blocks
from charterkit.words.tidy import LONGEST_ISLAND, SENTENCE_WORDS
from charterkit.words.tokens import DependentPieceError, keys_of, shared

_MOST_PIECES = 1_000  # to look at: longer stretches are tied together at their lines first
_HEAVY_ISLAND = 3.2  # weight of an island that is never given up between changes of three words at most


class Place(NamedTuple):
    """Characters ``start:end`` of the base become ``text``.

    Attributes:
        left: where the piece kept before them begins.
        right: where the piece kept after them ends; between the two nothing else may change.
        gone: the tokens that go.
        come: the tokens that come.
        before: tokens kept before them, the nearest last.
        after: tokens kept after them.
    """

    start: int
    end: int
    text: str
    left: int
    right: int
    gone: tuple[str, ...]
    come: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


class _NotPlainError(Exception):
    """It takes ``compile`` to say what happens here."""


def places_apart(base: str, ours: str, theirs: str) -> list[Place] | None:
    """The places that two sides change, where all are small and far apart.

    Args:
        base: the text that both were made from.
        ours: one version of it.
        theirs: the other.

    Returns:
        The places in reading order, exactly those that ``compile`` finds, each changed by one side; nothing where it
        takes more than a glance.
    """
    try:
        found = sorted(_places(base, ours) + _places(base, theirs))
    except (_NotPlainError, DependentPieceError):
        return None
    return found if all(one.right <= other.left for one, other in pairwise(found)) else None


def _places(base: str, side: str) -> list[Place]:
    at, old, new = _window(base, side)
    places: list[Place] = []
    start = first = done = kept = 0
    for block, twin, size in blocks(old, new):
        if block > start or twin > first:
            at += sum(map(len, old[done:start])) + start - done
            place = _place(at, old[start - 1 : block + 1], new[first - 1 : twin + 1])
            if places:
                _check_between(places[-1], old[kept:start], place)
            places.append(place)
            done, kept = start, block
        start, first = block + size, twin + size
    _check_words(places)
    return places


def _window(base: str, side: str) -> tuple[int, list[str], list[str]]:
    """Where two texts differ, in pieces between blanks, with one equal piece at either end.

    The number is the place of the blank before the first piece.
    """
    from rapidfuzz.distance import Postfix, Prefix  # noqa: PLC0415  slow to import

    ahead = Prefix.similarity(base, side)
    behind = min(Postfix.similarity(base, side), min(len(base), len(side)) - ahead)
    start, end = base.rfind(" ", 0, ahead), base.find(" ", len(base) - behind)
    if start < 0 or end < 0:
        raise _NotPlainError
    start, end = base.rfind(" ", 0, start), base.find(" ", end + 1)
    end = end if end >= 0 else len(base)
    old = base[start + 1 : end].split(" ")
    new = side[start + 1 : end + len(side) - len(base)].split(" ")
    if max(len(old), len(new)) > _MOST_PIECES:
        raise _NotPlainError
    return start, old, new


def _place(at: int, old: list[str], new: list[str]) -> Place:
    """A change of pieces between two kept ones; ``at`` is the place of the blank before the first that goes."""
    before, gone, come, after = keys_of(old[0]), _cut(old), _cut(new), keys_of(old[-1])
    text, other = " ".join(("", *old[1:-1])), " ".join(("", *new[1:-1]))
    left, right = at - len(old[0]), at + len(text) + len(old[-1]) + 1
    if gone and come:
        if gone[0] == come[0] or gone[-1] == come[-1]:
            return _narrowed(Place(at, at, other, left, right, gone, come, before, after), text)
        at, text, other = at + 1, text[1:], other[1:]
    return Place(at, at + len(text), other, left, right, gone, come, before, after)


def _narrowed(place: Place, text: str) -> Place:
    """A place whose old pieces (``text``) begin or end with the same tokens as the new, without these."""
    at, _, other, left, right, gone, come, before, after = place
    head = shared(gone, come)
    tail = min(shared(gone[::-1], come[::-1]), len(gone) - head, len(come) - head)
    start, end = _edges(text, gone, head, tail)
    first, last = _edges(other, come, head, tail)
    if text[:start] != other[:first] or text[end:] != other[last:]:
        raise _NotPlainError  # the same words, not the same white space before them
    before, after = before + gone[:head], gone[len(gone) - tail :] + after
    gone, come = gone[head : len(gone) - tail], come[head : len(come) - tail]
    if gone and come and text[start] == other[first] == " ":
        start, first = start + 1, first + 1
    return Place(at + start, at + end, other[first:last], left, right, gone, come, before, after)


def _cut(pieces: list[str]) -> tuple[str, ...]:
    """The tokens of the pieces between the first and the last, which must hold no white space."""
    inner = pieces[1:-1]
    tokens = keys_of(inner[0]) if len(inner) == 1 else tuple(chain.from_iterable(map(keys_of, inner)))
    if "".join(tokens) != "".join(inner):
        raise _NotPlainError
    return tokens


def _edges(text: str, tokens: tuple[str, ...], head: int, tail: int) -> tuple[int, int]:
    """Where in a text its first so many tokens end and its last so many begin, blanks before them included."""
    start = sum(map(len, tokens[:head])) + (head > 0)
    end = len(text) - sum(map(len, tokens[len(tokens) - tail :]))
    return start, end - (tail > 0 and text[end - 1] == " ")


def _check_between(left: Place, kept: list[str], right: Place) -> None:
    """Refuse two changes of one side that might be shown as one."""
    if len(kept) > LONGEST_ISLAND and all(map(str.strip, kept[: LONGEST_ISLAND + 1])):
        return  # a token a piece at least
    small = max(map(len, (left.gone, left.come, right.gone, right.come))) < SENTENCE_WORDS
    if not small or sum(map(reading.weight, chain.from_iterable(map(keys_of, kept)))) < _HEAVY_ISLAND:
        raise _NotPlainError


def _check_words(places: list[Place]) -> None:
    """Refuse changes whose words could be matched in another way."""
    gone, come = {key for place in places for key in place.gone}, {key for place in places for key in place.come}
    touched = gone | come
    if len(touched) < len(gone) + len(come):
        raise _NotPlainError
    for place in places:
        beside = (place.before[-1], place.after[0])
        loose = not touched.isdisjoint(beside) and not {*place.gone, *place.come}.isdisjoint(beside)
        if loose or min(len(place.gone), len(place.come)) >= SENTENCE_WORDS:
            raise _NotPlainError
    if any(touched.issuperset(left.after + right.before) for left, right in pairwise(places)):
        raise _NotPlainError
