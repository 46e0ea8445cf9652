"""Where a change stands that could as well stand a few words further on: at the best borders.

``the [-big the-] house`` and ``[-the big-] the house`` take out the same words. A hunk that only takes out or only puts
in is slid to where its two edges are the best borders (``reading.border``); of equals to where it touches another hunk,
or tears the fewest words in scripts without spaces; else to the leftmost. Two of one kind are slid together where they
then hold whole sentences. Which words are kept at all is said in ``align``.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from charterkit.words import reading
from charterkit.words.tokens import Tokens, shared

_NEARBY = 400  # tokens on either side in which words recur
_MOST_BETWEEN = 8  # tokens kept between two hunks that may be one


class Hunk(NamedTuple):
    """Tokens ``start:end`` of the text before are replaced by tokens ``first:last`` of the text after."""

    start: int
    end: int
    first: int
    last: int


def settled(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[Hunk]:
    """Slide what can slide to its best place and join what touches."""
    hunks = _of_sentences(hunks, before, after)
    done: list[Hunk] = []
    for number, hunk in enumerate(hunks):
        left = hunk.start - (done[-1].end if done else 0)
        right = (hunks[number + 1].start if number + 1 < len(hunks) else len(before.keys) - 1) - hunk.end
        done.append(_slid(hunk, _best_slide(hunk, before, after, left, right)))
    return touching_joined([part for hunk in done for part in _ending_lines(hunk, before, after)])


def _ending_lines(hunk: Hunk, before: Tokens, after: Tokens) -> list[Hunk]:
    """A hunk in two around the mark that ends its line, where lines with the same mark are put in or taken out below.

    ``We meet[+ early.¶We part+].`` is ``We meet[+ early+].[+¶We part.+]``: the mark that stays is that of its own line.
    """
    start, end, first, last = hunk
    if not (reading.is_ending(before, end) and reading.is_ending(after, last)):
        return [hunk]
    if (at := _ended(after, first, last)) is not None:
        return [Hunk(start, end, first, at), Hunk(end + 1, end + 1, at + 1, last + 1)]
    if (at := _ended(before, start, end)) is not None:
        return [Hunk(start, at, first, last), Hunk(at + 1, end + 1, last + 1, last + 1)]
    return [hunk]


def _ended(tokens: Tokens, start: int, end: int) -> int | None:
    """Where, after the first of a run of tokens, a line ends with the mark that stands behind the run."""
    places = (at for at in range(start + 1, end) if tokens.keys[at] == tokens.keys[end])
    return next((at for at in places if reading.is_ending(tokens, at)), None)


def _of_sentences(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[Hunk]:
    """The hunks; two that only take out (or put in) as one where that takes out whole sentences and as many words.

    Of two lines that begin alike the longer goes: not its end and all of the other, though as few words go.
    """
    done = hunks[:1]
    for number, hunk in enumerate(hunks[1:], start=1):
        if hunk.start - done[-1].end > _MOST_BETWEEN or not _alike(done[-1], hunk):
            done.append(hunk)
            continue
        start = done[-2].end if len(done) > 1 else 0
        end = hunks[number + 1].start if number + 1 < len(hunks) else len(before.keys) - 1
        whole = _as_one(done[-1], hunk, before, after, (start, end))
        done[-1:] = [whole] if whole else [done[-1], hunk]
    return done


def _alike(left: Hunk, right: Hunk) -> bool:
    """Whether both hunks only take out, or both only put in."""
    if left.first == left.last:
        return right.first == right.last
    return left.start == left.end and right.start == right.end


def _as_one(left: Hunk, right: Hunk, before: Tokens, after: Tokens, kept: tuple[int, int]) -> Hunk | None:
    """Two hunks slid together, where they then hold whole sentences; ``kept`` says how far they may be slid."""
    size = right.start - left.end
    gone = left.first == left.last
    keys, (start, end), (first, last) = (
        (before.keys, left[:2], right[:2]) if gone else (after.keys, left[2:], right[2:])
    )
    between = keys[end:first]
    by = 0 if between == keys[last - size : last] else size
    if min(end - start, last - first) < size or (by and between != keys[start : start + size]):
        return None
    whole = Hunk(left.start + by, right.end - size + by, left.first + by, right.last - size + by)
    whole = _slid(whole, _best_slide(whole, before, after, whole.start - kept[0], kept[1] - whole.end))
    start, end = whole[:2] if gone else whole[2:]
    tokens = before if gone else after
    sentences = min(reading.border(tokens, start), reading.border(tokens, end)) >= reading.SENTENCE
    return whole if sentences else None


def trimmed(hunk: Hunk, old: list[str], new: list[str]) -> Hunk:
    """A hunk without the tokens that both sides of it begin and end with; an empty one where all are."""
    start, end, first, last = hunk
    ahead = shared(old[start:end], new[first:last])
    behind = shared(old[start + ahead : end][::-1], new[first + ahead : last][::-1])
    return Hunk(start + ahead, end - behind, first + ahead, last - behind)


def touching_joined(hunks: list[Hunk]) -> list[Hunk]:
    """The hunks, those that touch as one."""
    done = hunks[:1]
    for hunk in hunks[1:]:
        last = done[-1]
        if last.end == hunk.start and last.last == hunk.first:
            done[-1] = Hunk(last.start, hunk.end, last.first, hunk.last)
        else:
            done.append(hunk)
    return done


def _slid(hunk: Hunk, by: int) -> Hunk:
    return Hunk(hunk.start + by, hunk.end + by, hunk.first + by, hunk.last + by) if by else hunk


def slide_room(keys: list[str], start: int, end: int, left: int, right: int) -> tuple[int, int]:
    """How far a run of tokens could be moved to the left and to the right without changing the text around it."""
    back = 0
    while back < left and keys[start - back - 1] == keys[end - back - 1]:
        back += 1
    ahead = 0
    while ahead < right and keys[start + ahead] == keys[end + ahead]:
        ahead += 1
    return back, ahead


def _best_slide(hunk: Hunk, before: Tokens, after: Tokens, left: int, right: int) -> int:
    """How far to move a hunk that only takes out or only puts in; 0 for a replacement, which can't slide."""
    if hunk.first == hunk.last:
        tokens, start, end = before, hunk.start, hunk.end
    elif hunk.start == hunk.end:
        tokens, start, end = after, hunk.first, hunk.last
    else:
        return 0
    back, ahead = slide_room(tokens.keys, start, end, left, right)
    if not back and not ahead:
        return 0

    def best(by: int) -> tuple[int, ...]:
        touches = by in (-left, right)
        return _edges(tokens, start + by, end + by), touches, *_unbound(tokens, start + by, end + by)

    return max(range(-back, ahead + 1), key=best)


def _edges(tokens: Tokens, start: int, end: int) -> int:
    """How good the two borders of a run are: one that begins with a comma adds a clause to what stands before."""
    begins = reading.CLAUSE if tokens.keys[start] in reading.COMMAS else reading.border(tokens, start)
    return begins + reading.border(tokens, end)


def _unbound(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """How little the two borders of a run tear apart where no spaces tell words from each other, and where it ends.

    Two characters that stand side by side elsewhere in the text, too, are likely to be of one word. Of equals the one
    further on is better: such scripts set the new words of a phrase before its last word, which then recurs.
    """
    if not (reading.is_unspaced(tokens.keys[start]) and reading.is_unspaced(tokens.keys[end])):
        return 0, 0
    near = tokens.keys[max(0, start - _NEARBY) : end + _NEARBY]
    pairs = Counter(pairwise(near))
    return -sum(pairs[tokens.keys[at - 1], tokens.keys[at]] for at in (start, end) if at), end
