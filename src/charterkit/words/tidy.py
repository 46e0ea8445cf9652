"""Makes the smallest set of changes readable, without letting it grow much.

Small words that happen to stand in both texts cut a rewritten passage into confetti. Here such islands are given up
where they are small beside the changes around them, a sentence with hardly anything left of it becomes one
replacement, and its edges move to the edges of the sentence. What an island costs (its words are then shown twice,
deleted and inserted) is paid from an allowance in proportion to the words that changed anyway, so a small change
stays as small as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

from charterkit.words import reading
from charterkit.words.align import Hunk, touching_joined
from charterkit.words.tokens import Tokens

_ALLOWANCE = 0.15  # words that an ordinary clean-up may add, per word changed
_REWRITE_ALLOWANCE = 0.32  # the same where little of a passage is left
_REWRITE_KEPT = 0.34  # a passage with less than this share of its weight kept is rewritten
_REWRITE_ISLAND = 2.0  # weight of an island given up in it, per word of the smaller neighbour
_REWRITE_WORDS = 12  # changed words from which a passage can count as rewritten
_SENTENCE_WORDS = 4  # words on either side from which a replaced sentence takes its last mark along
_FEWEST = 2  # hunks between which an island can lie
_LONGEST_ISLAND = 16  # tokens
_LARGEST_ISLAND = 6.0  # weight


@dataclass(slots=True)
class _Run:
    """A stretch of change as it grows.

    Attributes:
        hunk: where it is.
        deleted: words that go.
        inserted: words that come.
        island: weight of the island before it.
        island_words: words of that island.
        commas: whether nothing but commas and the like stand in it.
        given_up: words shown twice because islands inside were given up, counted on both sides.
        islands: weight of those islands.
    """

    hunk: Hunk
    deleted: int
    inserted: int
    island: float
    island_words: int
    commas: bool
    given_up: int = 0
    islands: float = 0.0

    @property
    def size(self) -> int:
        return max(self.deleted, self.inserted)

    @property
    def changed(self) -> int:
        return self.deleted + self.inserted


def tidy(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[Hunk]:
    """Join hunks across islands that help nobody.

    Args:
        hunks: as ``align`` gives them.
        before: the old text.
        after: the new text.

    Returns:
        Hunks that cover the given ones; where nothing is gained, the same.
    """
    if len(hunks) < _FEWEST and not any(hunk.end - hunk.start >= _SENTENCE_WORDS for hunk in hunks):
        return hunks  # the usual case: one small change
    small = [_is_island(left, right, before, after) for left, right in pairwise(hunks)]
    groups = [part for group in _groups(hunks, small) for part in _peeled(group, before)]
    runs = [run for group in groups for run in _tidied(_runs(group, before, after))]
    wide = touching_joined([_widened(run, before, after) for run in runs])
    return [part for hunk in wide for part in _by_line(hunk, before, after)]


def _is_island(left: Hunk, right: Hunk, before: Tokens, after: Tokens) -> bool:
    """Whether the island between two hunks may be given up at all: it is small and no line begins in it."""
    start, end = left.end, right.start
    if end - start > _LONGEST_ISLAND:
        return False
    return not ("\n" in before.text(start, end) + before.gap(end) or "\n" in after.text(left.last, right.first + 1))


def _groups(hunks: list[Hunk], small: list[bool]) -> list[list[Hunk]]:
    """Hunks with nothing but small islands between them."""
    groups = [[hunks[0]]]
    for hunk, island in zip(hunks[1:], small, strict=True):
        if island:
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
    return groups


def _peeled(group: list[Hunk], before: Tokens) -> list[list[Hunk]]:
    """A group without a small change at its start or end that lies in another sentence, most of which is kept."""
    head = tail = 0
    if len(group) > 1 and _stray(group[0], before, group[0].start) and _parted(group[0], group[1], before):
        head = 1
    if len(group) > head + 1 and _stray(group[-1], before, group[-1].end + _SENTENCE_WORDS - 1):
        tail = int(_parted(group[-2], group[-1], before))
    return [part for part in (group[:head], group[head : len(group) - tail], group[len(group) - tail :]) if part]


def _stray(hunk: Hunk, before: Tokens, upto: int) -> bool:
    """Whether a hunk is small and no sentence begins at the place ``upto`` and just before it."""
    if max(hunk.end - hunk.start, hunk.last - hunk.first) >= _SENTENCE_WORDS:
        return False
    places = range(upto - _SENTENCE_WORDS + 1, upto + 1)
    return places[0] > 0 and all(reading.border(before, at) < reading.SENTENCE for at in places)


def _parted(left: Hunk, right: Hunk, before: Tokens) -> bool:
    """Whether a sentence ends between two hunks."""
    return any(reading.border(before, at) >= reading.SENTENCE for at in range(left.end, right.start + 1))


def _run(hunk: Hunk, before: Tokens, after: Tokens, island: list[str]) -> _Run:
    deleted = sum(map(reading.is_word, before.keys[hunk.start : hunk.end]))
    inserted = sum(map(reading.is_word, after.keys[hunk.first : hunk.last]))
    commas = all(map(reading.is_clause_mark, island))
    return _Run(hunk, deleted, inserted, sum(map(reading.weight, island)), sum(map(reading.is_word, island)), commas)


def _runs(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[_Run]:
    places = [hunks[0].start, *(hunk.end for hunk in hunks)]
    return [
        _run(hunk, before, after, before.keys[place : hunk.start]) for hunk, place in zip(hunks, places, strict=False)
    ]


def _tidied(runs: list[_Run]) -> list[_Run]:
    """A group of runs with the islands given up that help nobody; as one where hardly anything is left."""
    if len(runs) == 1:
        return runs
    whole = reduce(_both, runs)
    if _rewritten(whole):
        return [whole]
    steps = sorted({run.island for run in runs[1:] if run.island <= _LARGEST_ISLAND})
    for step in (*steps, *steps[-1:]):
        runs = _joined(runs, step)
    return runs


def _joined(runs: list[_Run], step: float) -> list[_Run]:
    """One pass over the islands no heavier than ``step``, from left to right."""
    done = [runs[0]]
    for run in runs[1:]:
        if run.island <= step and _worth(done[-1], run):
            done[-1] = _both(done[-1], run)
        else:
            done.append(run)
    return done


def _both(left: _Run, right: _Run) -> _Run:
    """Two runs and the island between them as one."""
    return _Run(
        Hunk(left.hunk.start, right.hunk.end, left.hunk.first, right.hunk.last),
        left.deleted + right.deleted,
        left.inserted + right.inserted,
        left.island,
        left.island_words,
        left.commas,
        left.given_up + right.given_up + 2 * right.island_words,
        left.islands + right.islands + right.island,
    )


def _worth(left: _Run, right: _Run) -> bool:
    """Whether a reader gains more from one change than the island's words shown twice cost."""
    smaller = min(left.size, right.size)
    joined = _both(left, right)
    if _rewritten(joined) and right.island <= _REWRITE_ISLAND * smaller:
        return True
    if not right.island_words:
        # A comma between two replacements belongs to them; between two insertions it is better left alone.
        return right.commas and min(left.deleted, left.inserted, right.deleted, right.inserted) > 0
    return right.island <= smaller and joined.given_up <= _ALLOWANCE * joined.changed


def _rewritten(run: _Run) -> bool:
    """Whether little is left of the old words in a run of some length."""
    if run.changed < _REWRITE_WORDS or min(run.deleted, run.inserted) == 0:
        return False
    kept = run.islands <= _REWRITE_KEPT * (run.size + run.islands)
    return kept and run.given_up <= _REWRITE_ALLOWANCE * run.changed


def _widened(run: _Run, before: Tokens, after: Tokens) -> Hunk:
    """A rewritten sentence with the mark that ends it, so that the replacement is a whole sentence."""
    start, end, first, last = run.hunk
    if min(run.deleted, run.inserted) < _SENTENCE_WORDS or reading.border(before, start) < reading.SENTENCE:
        return run.hunk
    ended = reading.border(before, end + 1) >= reading.SENTENCE and end + 1 < len(before.keys)
    if ended and reading.ends_sentence(before.keys, end + 1) and reading.border(after, first) >= reading.SENTENCE:
        return Hunk(start, end + 1, first, last + 1)
    return run.hunk


def _by_line(hunk: Hunk, before: Tokens, after: Tokens) -> list[Hunk]:
    """Whole lines replaced by as many lines: one by one, so that each stands beside the one that replaces it."""
    old, new = _line_starts(before, hunk.start, hunk.end), _line_starts(after, hunk.first, hunk.last)
    paired = len(old) == len(new) > 1 and all(before.gap(at) == after.gap(to) for at, to in zip(old, new, strict=True))
    if not paired or old[0] != hunk.start or new[0] != hunk.first:
        return [hunk]
    ends = zip([*old[1:], hunk.end], [*new[1:], hunk.last], strict=True)
    return [Hunk(at, end, to, last) for at, to, (end, last) in zip(old, new, ends, strict=True)]


def _line_starts(tokens: Tokens, start: int, end: int) -> list[int]:
    return [at for at in range(start, end) if reading.border(tokens, at) >= reading.LINE]
