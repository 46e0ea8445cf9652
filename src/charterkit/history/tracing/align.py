"""Which words of a text are those of the text before: the alignment that tracing stands on, ties and all.

Written here in full and not taken from a library, because who is credited with a word may depend on how ties break,
and that must not change with a library's version. The rule:

1. What both texts begin and end with stands for itself.
2. Of the rest, sentences of some length that stand once in both texts stand for each other: the heaviest chain of them
   that is in the same order on both sides. The others have moved (``blocks`` sees to them): nothing else stands
   for their words. Nor for those of a sentence that was deleted earlier and comes back.
3. Between those, a longest common subsequence of tokens, the same one whichever of the texts is the older (so that
   what was put in is found again when it is taken out). Where no sentence ends for thousands of words, phrases that
   stand once on both sides stand for each other first, by the heaviest chain of them.
4. What such a subsequence leaves of a sentence is no part of it that stayed where it is so little that chance would
   leave as much: less than a quarter of the sentence, no run of it that weighs two, and of the other sentence, whose
   words they are, at least as much goes (``chance``). A sentence was written in the place of another then.
5. Words taken out or put in that could as well be said to stand a little further on, since the words there are the
   same, stand where their edges are the best borders (``words.reading``), the last of equals: of a sentence that is
   repeated, the second is new.

A redline joins changes for its reader (``words.tidy``); nothing here does, since that would credit words that never
changed to who changed the words around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from charterkit.history.tracing.chance import between, reworded
from charterkit.history.tracing.sentences import SHORTEST_TIE, Sentence, is_cut, single_sentences
from charterkit.words import reading
from charterkit.words.align import heaviest_chain
from charterkit.words.slides import Hunk, slide_room, touching_joined
from charterkit.words.tokens import Tokens, shared

_MOST_CELLS: Final = 1 << 28
"""The largest table of a longest common subsequence, in bits."""
_PHRASE: Final = 4
"""Tokens of a phrase that ties two stretches together that are too long for a table."""


def no_sentence(_: Sentence) -> bool:
    """Tell of no sentence that it returns."""
    return False


def hunks(
    old: Tokens,
    new: Tokens,
    travelling: AbstractSet[Sentence] = frozenset(),
    returning: Callable[[Sentence], bool] = no_sentence,
) -> list[Hunk]:
    """Return what changed from one text to another, in order; the tokens between two hunks are the same words.

    Args:
        old: the text before.
        new: the text after. The white space at the very end of a text is no token here.
        travelling: sentences that left one text and came to another in the same version: nothing stands for their
            words in the texts that they left and came to.
        returning: tells of a sentence that only the new text has whether it stood earlier and was deleted: nothing
            in the old text stands for its words either.
    """
    whole = _trimmed(old.keys, new.keys, Hunk(0, len(old.keys) - 1, 0, len(new.keys) - 1))
    if whole.start == whole.end or whole.first == whole.last:
        return _settled([whole] if whole.start < whole.end or whole.first < whole.last else [], old, new)
    if travelling or min(whole.end - whole.start, whole.last - whole.first) >= SHORTEST_TIE:
        whole = _widened(old, new, whole)
    ties = _ties(old, new, whole, travelling, returning)
    found: list[Hunk] = []
    for gap in _gaps(old, new, whole, ties.chain):
        found += reworded(_smallest(old.keys, new.keys, gap, ties), old, new)
    return _settled(touching_joined(found), old, new)


def _trimmed(old: Sequence[str], new: Sequence[str], whole: Hunk) -> Hunk:
    """Return what lies between the tokens that two stretches begin and end with."""
    left, right = old[whole.start : whole.end], new[whole.first : whole.last]
    ahead = shared(left, right)
    behind = shared(left[ahead:][::-1], right[ahead:][::-1])
    return Hunk(whole.start + ahead, whole.end - behind, whole.first + ahead, whole.last - behind)


def _widened(old: Tokens, new: Tokens, whole: Hunk) -> Hunk:
    """Return a stretch with the rest of the sentences at its ends, so that sentences are seen whole."""
    back, ahead = 0, 0
    while _cuts_sentence(old, whole.start - back) or _cuts_sentence(new, whole.first - back):
        back += 1
    while _cuts_sentence(old, whole.end + ahead) or _cuts_sentence(new, whole.last + ahead):
        ahead += 1
    return Hunk(whole.start - back, whole.end + ahead, whole.first - back, whole.last + ahead)


def _cuts_sentence(tokens: Tokens, at: int) -> bool:
    return not is_cut(tokens, at)


def _gaps(old: Tokens, new: Tokens, whole: Hunk, chain: list[tuple[int, int, int]]) -> Iterator[Hunk]:
    """Yield the stretches in which tokens must be compared one by one."""
    start, first = whole.start, whole.first
    for place, to, size in chain:
        yield _trimmed(old.keys, new.keys, Hunk(start, place, first, to))
        start, first = place + size, to + size
    yield _trimmed(old.keys, new.keys, Hunk(start, whole.end, first, whole.last))


class _Ties(NamedTuple):
    """Sentences that stand in both texts: those in order, and the places of the tokens of those that moved."""

    chain: list[tuple[int, int, int]]
    gone: frozenset[int] = frozenset()
    came: frozenset[int] = frozenset()


def _ties(
    old: Tokens,
    new: Tokens,
    whole: Hunk,
    travelling: AbstractSet[Sentence],
    returning: Callable[[Sentence], bool],
) -> _Ties:
    if not travelling and min(whole.end - whole.start, whole.last - whole.first) < SHORTEST_TIE:
        return _Ties([])
    before, after = single_sentences(old, whole.start, whole.end), single_sentences(new, whole.first, whole.last)
    pairs = sorted((before[key], after[key], len(key)) for key in before.keys() & after.keys())
    chain = heaviest_chain(pairs)
    moved = before.keys() & after.keys() & {tuple(old.keys[at : at + size]) for at, _, size in {*pairs} - {*chain}}
    back = {key for key in after.keys() - before.keys() if returning(key)}
    return _Ties(chain, _places(before, moved | travelling), _places(after, moved | travelling | back))


def _places(sentences: Mapping[Sentence, int], moved: AbstractSet[Sentence]) -> frozenset[int]:
    """Return the places of all tokens of the sentences that moved."""
    return frozenset(at for key in sentences.keys() & moved for at in range(sentences[key], sentences[key] + len(key)))


def _smallest(old: list[str], new: list[str], gap: Hunk, ties: _Ties) -> list[Hunk]:
    """Return the hunks of a stretch, as few tokens in them as can be."""
    places = [at for at in range(gap.start, gap.end) if at not in ties.gone]
    twins = [at for at in range(gap.first, gap.last) if at not in ties.came]
    before, after = [old[at] for at in places], [new[at] for at in twins]
    return between(((places[left], twins[right]) for left, right in same_tokens(before, after)), gap)


def same_tokens(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence, the same ones for two texts exchanged.

    Of two very long runs it is the longest in which phrases that both have once stand for each other.
    """
    if not old or not new:
        return []
    if (len(old), old) <= (len(new), new):
        return _tied(old, new)
    return [(right, left) for left, right in _tied(new, old)]


def _tied(short: list[str], long: list[str]) -> list[tuple[int, int]]:
    """Return a longest common subsequence; where the table would be too large, of what lies between common phrases."""
    if len(short) * len(long) <= _MOST_CELLS:
        return _common(short, long)
    here, there = _phrases(short), _phrases(long)
    chain = heaviest_chain(sorted((here[phrase], there[phrase], 1) for phrase in here.keys() & there.keys()))
    found: list[tuple[int, int]] = []
    at = to = 0
    for place, twin, size in (*chain, (len(short), len(long), 0)):
        if 0 < (place - at) * (twin - to) <= _MOST_CELLS:
            found += ((at + left, to + right) for left, right in _common(short[at:place], long[to:twin]))
        found += [(place, twin)] * size
        at, to = place + size, twin + size
    return found


def _phrases(keys: list[str]) -> dict[tuple[str, ...], int]:
    """Return the phrases that stand once in a run, with the place of the first token of each."""
    found = list(zip(*(keys[by:] for by in range(_PHRASE)), strict=False))
    count = Counter(found)
    return {phrase: at for at, phrase in enumerate(found) if count[phrase] == 1}


def _common(short: list[str], long: list[str]) -> list[tuple[int, int]]:
    """Return a longest common subsequence as pairs of places.

    Found with whole rows of the table as bits of one number (Hyyrö 2004). Read from the end: a token that no longest
    subsequence of what is left needs is passed over in the first text; then its partner is the first in the second
    text that gives the same length.
    """
    masks: dict[str, int] = {}
    for place, token in enumerate(short):
        masks[token] = masks.get(token, 0) | 1 << place
    full = (1 << len(short)) - 1
    row, rows = full, []
    for token in long:
        hit = row & masks.get(token, 0)
        row = ((row + hit) | (row - hit)) & full
        rows.append(row)
    return _read_back(rows, len(short))


def _read_back(rows: list[int], column: int) -> list[tuple[int, int]]:
    pairs = []
    row = len(rows)
    while row and column:
        bit = 1 << (column - 1)
        if rows[row - 1] & bit:
            column -= 1
        elif row > 1 and not rows[row - 2] & bit:
            row -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((column, row))
    return pairs[::-1]


def _settled(found: list[Hunk], old: Tokens, new: Tokens) -> list[Hunk]:
    """Return the hunks, each that only takes out or only puts in at its best place."""
    settled: list[Hunk] = []
    for number, hunk in enumerate(found):
        left = hunk.start - (settled[-1].end if settled else 0)
        right = (found[number + 1].start if number + 1 < len(found) else len(old.keys) - 1) - hunk.end
        by = _slide(hunk, old, new, left, right)
        settled.append(Hunk(hunk.start + by, hunk.end + by, hunk.first + by, hunk.last + by))
    return touching_joined(settled)


def _slide(hunk: Hunk, old: Tokens, new: Tokens, left: int, right: int) -> int:
    """Return how far to move a hunk; a replacement can't be moved."""
    if hunk.start < hunk.end and hunk.first < hunk.last:
        return 0
    tokens, start, end = (old, hunk.start, hunk.end) if hunk.start < hunk.end else (new, hunk.first, hunk.last)
    back, ahead = slide_room(tokens.keys, start, end, left, right)
    if not back and not ahead:
        return 0
    border = reading.border
    return max(range(-back, ahead + 1), key=lambda by: (border(tokens, start + by) + border(tokens, end + by), by))
