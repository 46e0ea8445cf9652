"""Finds what changed between two texts, in tokens: the smallest set of words taken out and put in.

The longest common subsequence of the tokens comes from ``common``. Of the many smallest answers this one is given: the
alignment that rapidfuzz finds; where it keeps a small word and could as well keep a weightier one, that one
(``heavier``); then every hunk that could stand at several places at the best of them (``slides``). Long texts are first
tied together at lines and sentences that stand once in both, heaviest chain first.

Making the result readable is left to ``tidy``.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise

from charterkit.words import reading
from charterkit.words.common import blocks
from charterkit.words.heavier import heaviest_match, worth_a_look
from charterkit.words.slides import Hunk, settled, touching_joined, trimmed
from charterkit.words.tokens import Tokens, shared

_ANCHORED_FROM = 12_000  # tokens on the shorter side; below it the whole is compared at once
_MOST_CELLS = 1 << 29  # of the table that the longest common subsequence keeps, in bits
_PHRASES = (4, 16)  # tokens of the phrases that tie together what is still too large
_FEWEST_SHIFTED = 2  # hunks from which a list may have been shifted by an item
_SHORTEST_ANCHOR = 4  # tokens: shorter lines tie nothing together


def align(before: Tokens, after: Tokens) -> list[Hunk]:
    """The hunks, in order, that lead from one text to the other. White space is not looked at.

    Args:
        before: the old text.
        after: the new text.

    Returns:
        Hunks that neither overlap nor touch; the tokens between two hunks are equal on both sides. The tokens at the
        very end of both texts (white space only) always stand for each other.
    """
    old, new = before.keys, after.keys
    if old == new:
        return []
    end, last = len(old) - 1, len(new) - 1
    if min(end, last) >= _ANCHORED_FROM:
        return settled(_weighed(_anchored(before, after), old, new), before, after)
    found = settled(_weighed(_smallest(old[:end], new[:last], 0, 0), old, new), before, after)
    if len(found) < _FEWEST_SHIFTED or (kept := _with_lines_kept(found, before, after)) is found:
        return found
    return settled(_weighed(kept, old, new), before, after)


def _with_lines_kept(found: list[Hunk], before: Tokens, after: Tokens) -> list[Hunk]:
    """The hunks, but with lines kept whole that stand once in both texts: lines are aligned before words.

    Where many items read alike, fewer words may be marked if each is made into the one before it.
    """
    gone = {key for hunk in found for key in before.keys[hunk.start : hunk.end]}
    come = {key for hunk in found for key in after.keys[hunk.first : hunk.last]}
    if all(reading.weight(key) < 1 for key in gone & come):
        return found  # what tells one line from the next neither goes nor comes
    old, new = _lines(before), _lines(after)
    lines = sorted((old[line], new[line], len(line)) for line in old.keys() & new.keys())
    chain = heaviest_chain(lines)
    if sum(size for _, _, size in chain) == sum(line[2] for line in lines if _kept(line, found, len(before.keys))):
        return found
    whole = Hunk(0, len(before.keys) - 1, 0, len(after.keys) - 1)
    parts = (
        _smallest(before.keys[gap.start : gap.end], after.keys[gap.first : gap.last], gap.start, gap.first)
        for gap in _between(whole, chain)
    )
    return touching_joined([hunk for part in parts for hunk in part])


def _kept(line: tuple[int, int, int], hunks: list[Hunk], end: int) -> bool:
    """Whether a line that begins at a place in both texts stands whole between two hunks."""
    place, twin, size = line
    number = bisect_right(hunks, place, key=lambda hunk: hunk.end)
    at, to = hunks[number - 1][1::2] if number else (0, 0)
    return twin - to == place - at and place + size <= (hunks[number].start if number < len(hunks) else end)


def _lines(tokens: Tokens) -> dict[tuple[str, ...], int]:
    """The lines that stand once, with their places; the shortest tie nothing."""
    cuts = [0, *(at for at, full in enumerate(tokens.full) if at and "\n" in full), len(tokens.keys) - 1]
    found = [(tuple(tokens.keys[at:to]), at) for at, to in pairwise(cuts) if to - at >= _SHORTEST_ANCHOR]
    return _once(found)


def _smallest(old: list[str], new: list[str], start: int, first: int) -> list[Hunk]:
    """The smallest hunks between two runs of tokens that begin at ``start`` and ``first``."""
    if not old or not new:
        return [Hunk(start, start + len(old), first, first + len(new))] if old or new else []
    hunks = []
    at, to = 0, 0
    for block_old, block_new, size in blocks(old, new):
        if block_old > at or block_new > to:
            hunks.append(Hunk(start + at, start + block_old, first + to, first + block_new))
        at, to = block_old + size, block_new + size
    return hunks


def _anchored(before: Tokens, after: Tokens) -> list[Hunk]:
    """Tie long texts together at lines, what is still long at sentences, and compare what lies between."""
    gaps = [_middle(before.keys, after.keys)]
    for level in (reading.LINE, reading.SENTENCE):
        gaps = [part for gap in gaps for part in _between(gap, _at_borders(before, after, gap, level))]
    for size in _PHRASES:
        gaps = [part for gap in gaps for part in _between(gap, _at_phrases(before.keys, after.keys, gap, size))]
    found: list[Hunk] = []
    for part in (part for gap in gaps for part in _sliced(gap)):
        found += _smallest(
            before.keys[part.start : part.end], after.keys[part.first : part.last], part.start, part.first
        )
    rest = [trimmed(hunk, before.keys, after.keys) for hunk in touching_joined(found)]  # slices can leave equal ends
    return [hunk for hunk in rest if hunk.start < hunk.end or hunk.first < hunk.last]


def _middle(old: list[str], new: list[str]) -> Hunk:
    """What lies between the tokens that both texts begin and end with, the last one of each left out."""
    end, last = len(old) - 1, len(new) - 1
    ahead = shared(old[:end], new[:last])
    behind = shared(old[ahead:end][::-1], new[ahead:last][::-1])
    return Hunk(ahead, end - behind, ahead, last - behind)


def _between(whole: Hunk, anchors: list[tuple[int, int, int]]) -> list[Hunk]:
    """What lies between the anchors of a stretch."""
    gaps = []
    start, first = whole.start, whole.first
    for old, new, size in anchors:
        gaps.append(Hunk(start, old, first, new))
        start, first = old + size, new + size
    gaps.append(Hunk(start, whole.end, first, whole.last))
    return [gap for gap in gaps if gap.start < gap.end or gap.first < gap.last]


def _at_borders(before: Tokens, after: Tokens, whole: Hunk, level: int) -> list[tuple[int, int, int]]:
    """Places and lengths of lines or sentences that stand once in both texts, the heaviest chain; none if short."""
    if min(whole.end - whole.start, whole.last - whole.first) < _ANCHORED_FROM:
        return []
    old = _stretches(before, whole.start, whole.end, level)
    new = _stretches(after, whole.first, whole.last, level)
    return heaviest_chain(sorted((old[stretch], new[stretch], len(stretch)) for stretch in old.keys() & new.keys()))


def _stretches(tokens: Tokens, start: int, end: int, level: int) -> dict[tuple[str, ...], int]:
    """The lines or sentences that stand once, with their places."""
    found = reading.stretches(tokens, start, end, level)
    return _once([(tuple(tokens.keys[at:to]), at) for at, to in found if to - at >= _SHORTEST_ANCHOR])


def _once(found: list[tuple[tuple[str, ...], int]]) -> dict[tuple[str, ...], int]:
    count = Counter(stretch for stretch, _ in found)
    return {stretch: at for stretch, at in found if count[stretch] == 1}


def _at_phrases(old: list[str], new: list[str], whole: Hunk, size: int) -> list[tuple[int, int, int]]:
    """Where phrases of ``size`` tokens begin that stand once in both texts; none if the whole can be compared."""
    if _cells(whole) <= _MOST_CELLS:
        return []
    ours, theirs = (
        _once([(tuple(keys[at : at + size]), at) for at in range(start, end - size + 1)])
        for keys, start, end in ((old, whole.start, whole.end), (new, whole.first, whole.last))
    )
    return heaviest_chain(sorted((ours[phrase], theirs[phrase], 1) for phrase in ours.keys() & theirs.keys()))


def _cells(hunk: Hunk) -> int:
    return (hunk.end - hunk.start) * (hunk.last - hunk.first)


def _sliced(whole: Hunk) -> list[Hunk]:
    """A stretch with nothing to tie it together, in slices small enough to compare: still exact, no longer smallest."""
    count = math.isqrt(_cells(whole) // _MOST_CELLS) + 1
    olds = [whole.start + (whole.end - whole.start) * number // count for number in range(count + 1)]
    news = [whole.first + (whole.last - whole.first) * number // count for number in range(count + 1)]
    return [Hunk(*old, *new) for old, new in zip(pairwise(olds), pairwise(news), strict=True)]


def heaviest_chain(pairs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The chain of pairs, rising on both sides, that holds the most tokens."""
    places: list[int] = []  # new-side places that end a best chain, rising, with rising weights
    weights: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for number, (_, place, size) in enumerate(pairs):
        at = bisect_left(places, place)
        total = size + (weights[at - 1] if at else 0)
        previous.append(ends[at - 1] if at else -1)
        upto = at
        while upto < len(places) and weights[upto] <= total:
            upto += 1
        places[at:upto], weights[at:upto], ends[at:upto] = [place], [total], [number]
    chain = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = previous[number]
    return chain[::-1]


def _weighed(hunks: list[Hunk], old: list[str], new: list[str]) -> list[Hunk]:
    """The hunks; where a small word is kept between two of them and a weightier one could be, that one is."""
    done = hunks[:1]
    for hunk in hunks[1:]:
        start, end, first, last = done[-1]
        gone, come = old[start:end] + old[hunk.start : hunk.end], new[first:last] + new[hunk.first : hunk.last]
        if worth_a_look(old[end : hunk.start], gone, come):
            whole = Hunk(start, hunk.end, first, hunk.last)
            pairs = heaviest_match(old[start : whole.end], new[first : whole.last])
            done[-1:] = _between(whole, [(start + at, first + to, 1) for at, to in pairs])
        else:
            done.append(hunk)
    return done
