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

_ALLOWANCE = 0.18  # words that an ordinary clean-up may add, per word changed
_REWRITE_ALLOWANCE = 0.45  # the same where little of a passage is left
_REWRITE_KEPT = 0.34  # a passage with less than this share of its weight kept is rewritten
_REWRITE_ISLAND = 2.0  # weight of an island given up in it, per word of the smaller neighbour
_REWRITE_WORDS = 12  # changed words from which a passage can count as rewritten
_SENTENCE_WORDS = 4  # words on either side from which a replaced sentence takes its last mark along
_LONGEST_ISLAND = 16  # tokens
_LARGEST_ISLAND = 6.0  # weight
_STEPS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, _LARGEST_ISLAND, _LARGEST_ISLAND)


@dataclass(slots=True)
class _Run:
    """A stretch of change as it grows: its hunk, the words changed in it, and the words given up to make it whole."""

    hunk: Hunk
    deleted: float
    inserted: float
    given_up: float = 0.0
    islands: float = 0.0  # weight of the islands given up

    @property
    def size(self) -> float:
        return max(self.deleted, self.inserted)

    @property
    def changed(self) -> float:
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
    if len(hunks) < 2:  # noqa: PLR2004  one hunk has no island beside it
        return hunks
    runs = [_run(hunk, before, after) for hunk in hunks]
    for step in _STEPS:
        runs = _joined(runs, before, after, step)
        if len(runs) == 1:
            break
    else:
        runs = _whole_lines(runs, before, after)
    return touching_joined([_widened(run, before, after) for run in runs])


def _run(hunk: Hunk, before: Tokens, after: Tokens) -> _Run:
    deleted = sum(map(reading.is_word, before.keys[hunk.start : hunk.end]))
    inserted = sum(map(reading.is_word, after.keys[hunk.first : hunk.last]))
    return _Run(hunk, deleted, inserted)


def _joined(runs: list[_Run], before: Tokens, after: Tokens, step: float) -> list[_Run]:
    """One pass over the islands no heavier than ``step``."""
    done = [runs[0]]
    for run in runs[1:]:
        joined = _join(done[-1], run, before, after, step)
        if joined is None:
            done.append(run)
        else:
            done[-1] = joined
    return done


def _join(left: _Run, right: _Run, before: Tokens, after: Tokens, step: float) -> _Run | None:
    """Both runs and the island between them as one, or nothing where the island should stand."""
    start, end = left.hunk.end, right.hunk.start
    if end - start > _LONGEST_ISLAND:
        return None
    heavy = sum(map(reading.weight, before.keys[start:end]))
    if heavy > step or _holds_line(before, start, end) or _holds_line(after, left.hunk.last, right.hunk.first):
        return None
    joined = _both(left, right, before)
    return joined if _worth(left, right, joined) else None


def _both(left: _Run, right: _Run, before: Tokens) -> _Run:
    """Two runs and the island between them as one."""
    island = before.keys[left.hunk.end : right.hunk.start]
    return _Run(
        Hunk(left.hunk.start, right.hunk.end, left.hunk.first, right.hunk.last),
        left.deleted + right.deleted,
        left.inserted + right.inserted,
        left.given_up + right.given_up + 2 * sum(map(reading.is_word, island)),
        left.islands + right.islands + sum(map(reading.weight, island)),
    )


def _whole_lines(runs: list[_Run], before: Tokens, after: Tokens) -> list[_Run]:
    """Lines of which hardly anything is left as one replacement each."""
    lines: list[list[_Run]] = [[runs[0]]]
    for left, right in pairwise(runs):
        crosses = _holds_line(before, left.hunk.end, right.hunk.start)
        if crosses or _holds_line(after, left.hunk.last, right.hunk.first):
            lines.append([])
        lines[-1].append(right)
    done: list[_Run] = []
    for line in lines:
        whole = reduce(lambda left, right: _both(left, right, before), line)
        longest = max((right.hunk.start - left.hunk.end for left, right in pairwise(line)), default=0)
        done += [whole] if longest <= _LONGEST_ISLAND and _rewritten(whole) else line
    return done


def _worth(left: _Run, right: _Run, joined: _Run) -> bool:
    """Whether a reader gains more from one change than the island's words shown twice cost."""
    heavy = joined.islands - left.islands - right.islands
    smaller = min(left.size, right.size)
    if _rewritten(joined) and heavy <= _REWRITE_ISLAND * smaller:
        return True
    if joined.given_up == left.given_up + right.given_up:
        # A comma between two replacements belongs to them; between two insertions it is better left alone.
        return min(left.deleted, left.inserted, right.deleted, right.inserted) > 0
    return heavy <= smaller and joined.given_up <= _ALLOWANCE * joined.changed


def _rewritten(run: _Run) -> bool:
    """Whether little is left of the old words in a run of some length."""
    if run.changed < _REWRITE_WORDS or min(run.deleted, run.inserted) == 0:
        return False
    kept = run.islands <= _REWRITE_KEPT * (run.size + run.islands)
    return kept and run.given_up <= _REWRITE_ALLOWANCE * run.changed


def _holds_line(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a line begins with one of the tokens, or right after them."""
    return any("\n" in tokens.gap(index) for index in range(start, min(end + 1, len(tokens.keys))))


def _widened(run: _Run, before: Tokens, after: Tokens) -> Hunk:
    """A rewritten sentence with the mark that ends it, so that the replacement is a whole sentence."""
    start, end, first, last = run.hunk
    if min(run.deleted, run.inserted) < _SENTENCE_WORDS or reading.border(before, start) < reading.SENTENCE:
        return run.hunk
    ended = reading.border(before, end + 1) >= reading.SENTENCE and end + 1 < len(before.keys)
    if ended and reading.ends_sentence(before.keys, end + 1) and reading.border(after, first) >= reading.SENTENCE:
        return Hunk(start, end + 1, first, last + 1)
    return run.hunk
