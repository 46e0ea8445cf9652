"""Words that two sentences share by chance, and that stayed from none of them: the rule, and its two measures.

A longest common subsequence of an old sentence and of one that was written in its place finds the ``of`` and ``to`` of
both. Whoever wrote the new one wrote these as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby, pairwise, starmap
from operator import itemgetter
from typing import Final, NamedTuple

from charterkit.history.tracing.sentences import sentences, sentences_around
from charterkit.words import reading
from charterkit.words.slides import Hunk
from charterkit.words.tokens import Tokens

_LEAST_STAYING: Final = 0.25
"""How much of a sentence stays, by weight, where it was reworded and not written anew."""
_LEAST_RUN: Final = 2.0
"""What a run of it weighs that stays however little of the sentence does."""
_LEAST_GOING: Final = 4.0
"""What goes of the other sentence at least: two short ones seldom share a word by chance."""


def reworded(found: list[Hunk], old: Tokens, new: Tokens) -> list[Hunk]:
    """Return the hunks of a stretch without the words between them that stayed by chance alone."""
    if len(found) < 2:  # noqa: PLR2004  nothing stands between
        return found
    before = _shares(old, [(hunk.start, hunk.end) for hunk in found])
    after = _shares(new, [(hunk.first, hunk.last) for hunk in found])
    pairs = [
        (here, there)
        for one, next_one in pairwise(found)
        for here, there in zip(range(one.end, next_one.start), range(one.last, next_one.first), strict=True)
        if not _by_chance(before[here], after[there])
    ]
    return between(pairs, Hunk(found[0].start, found[-1].end, found[0].first, found[-1].last))


class _Share(NamedTuple):
    """What becomes of a sentence: whether hardly any of it stays, and whether most of what may stay goes."""

    hardly: bool
    most_goes: bool


def _by_chance(before: _Share, after: _Share) -> bool:
    return (after.hardly and before.most_goes) or (before.hardly and after.most_goes)


def _shares(tokens: Tokens, changed: Sequence[tuple[int, int]]) -> dict[int, _Share]:
    """Return for every token from the first changed stretch to the last what becomes of its sentence."""
    start, end = changed[0][0], changed[-1][1]
    gone = set(chain.from_iterable(starmap(range, changed)))
    found: dict[int, _Share] = {}
    for first, last in sentences(tokens, *sentences_around(tokens, start, end)):
        weights = [(at not in gone, reading.weight(tokens.keys[at])) for at in range(first, last)]
        runs = [sum(weight for _, weight in run) for stays, run in groupby(weights, itemgetter(0)) if stays]
        inner = weights[max(first, start) - first : min(last, end) - first]
        hardly = max(runs, default=0) < _LEAST_RUN and sum(runs) < _LEAST_STAYING * sum(each for _, each in weights)
        goes, remains = (sum(weight for stays, weight in inner if stays is which) for which in (False, True))
        most_goes = goes >= max(remains, _LEAST_GOING)
        found |= dict.fromkeys(range(first, last), _Share(hardly, most_goes))
    return found


def between(pairs: Iterable[tuple[int, int]], gap: Hunk) -> list[Hunk]:
    """Return the hunks of a stretch of which these tokens stand for each other."""
    found = []
    start, first = gap.start, gap.first
    for place, twin in (*pairs, (gap.end, gap.last)):
        if place > start or twin > first:
            found.append(Hunk(start, place, first, twin))
        start, first = place + 1, twin + 1
    return found
