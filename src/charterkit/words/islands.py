"""Which words kept between two changes are given up, so that a reader sees one change and not several.

What an island costs (its words are then shown twice, deleted and inserted) is paid from a budget for the whole text,
in proportion to the words that changed anyway. So the clean-up goes where it buys most: a sentence full of small
changes may be drawn together in a text that has hardly changed elsewhere, and where rewrites have spent much, other
sentences stay as small as they are. Passages of which hardly anything is left are shown as one replacement whatever
the rest costs, but for phrases that a reader knows again. Where the runs are, is said in ``tidy``.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from charterkit.words import reading
from charterkit.words.slides import Hunk
from charterkit.words.tokens import Tokens

_BUDGET = 0.18  # words that the clean-up of a text may add, per word changed
_ALLOWANCES = (0.5, 0.3, 0.15, 0.05)  # the same for a sentence: the first that keeps the text within its budget
_PHRASE = 2.5  # weight of words that a reader knows again in a rewritten passage
_REWRITE_ALLOWANCE = 0.32  # words that a rewritten passage may add, per word changed
_REWRITE_KEPT = 0.34  # a passage with less than this share of its weight kept is rewritten
_REWRITE_ISLAND = 2.0  # weight of an island given up in it, per word of the smaller neighbour
_REWRITE_WORDS = 12  # changed words from which a passage can count as rewritten
_LARGEST_ISLAND = 6.0  # weight
_MOST = 0.2  # words that all of the clean-up may add, per word changed
_BEARABLE = 1.0  # weight of an island put back where they add more, the heaviest first


class Run(NamedTuple):
    """A stretch of change as it grows.

    Attributes:
        hunk: where it is.
        deleted: words that go.
        inserted: words that come.
        island: weight of the island before it.
        island_words: words of that island.
        marks: whether nothing but commas and the like stand in it, or marks written together with what is beside them.
        sentence: whether it only puts in, or only takes out, whole sentences between sentences.
        strays: whether the island ended a paragraph, and would stand within another one.
        given_up: words shown twice because islands inside were given up, counted on both sides.
        islands: weight of those islands.
    """

    hunk: Hunk
    deleted: int
    inserted: int
    island: float
    island_words: int
    marks: bool
    sentence: bool = False
    strays: bool = False
    given_up: int = 0
    islands: float = 0.0

    @property
    def size(self) -> int:
        """Words of the larger of its two sides."""
        return max(self.deleted, self.inserted)

    @property
    def replaces(self) -> bool:
        """Whether something goes and something comes."""
        start, end, first, last = self.hunk
        return start < end and first < last

    @property
    def changed(self) -> int:
        """Words of both sides."""
        return self.deleted + self.inserted


def runs(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[Run]:
    """Hunks with nothing but small islands between them, weighed.

    Args:
        hunks: in order, at least one.
        before: the old text.
        after: the new text.
    """
    lefts = [Hunk(hunks[0].start, hunks[0].start, hunks[0].first, hunks[0].first), *hunks]
    return [_run(hunk, before, after, left) for hunk, left in zip(hunks, lefts, strict=False)]


def _run(hunk: Hunk, before: Tokens, after: Tokens, left: Hunk) -> Run:
    """A hunk and the island between it and the one to the left."""
    place = left.end
    island = before.keys[place : hunk.start]
    deleted = sum(map(reading.is_word, before.keys[hunk.start : hunk.end]))
    inserted = sum(map(reading.is_word, after.keys[hunk.first : hunk.last]))
    marks = all(map(reading.is_clause_mark, island)) or _glued(before, place, hunk.start)
    weight, words = sum(map(reading.weight, island)), sum(map(reading.is_word, island))
    strays = marks and not words and _strays(left, hunk, before, after)
    return Run(hunk, deleted, inserted, weight, words, marks, _is_sentence(hunk, before, after), strays)


def _strays(left: Hunk, hunk: Hunk, before: Tokens, after: Tokens) -> bool:
    """Whether the mark between two hunks ends a paragraph of one text, and would stand within one of the other.

    So where a footnote is put in that holds a mark like the last one of the words.
    """
    ends = (
        reading.border(before, hunk.start) >= reading.PARAGRAPH,
        reading.border(after, hunk.first) >= reading.PARAGRAPH,
    )
    if ends[0] == ends[1]:
        return False
    tokens, places = (
        (after, range(left.first + 1, left.last + 1)) if ends[0] else (before, range(left.start + 1, left.end + 1))
    )
    return any(reading.border(tokens, at) >= reading.PARAGRAPH for at in places)


def _glued(before: Tokens, start: int, end: int) -> bool:
    """Whether marks stand in a row with no white space around them, as in ``a/b``; brackets and quotations apart."""
    if any(map(before.gap, range(start, end + 1))):
        return False
    return not any(reading.is_word(key) or reading.is_bracket(key) for key in before.keys[start:end])


def _is_sentence(hunk: Hunk, before: Tokens, after: Tokens) -> bool:
    """Whether a hunk puts in, or takes out, whole sentences between sentences."""
    start, end, first, last = hunk
    if start < end and first < last:
        return False
    places = (after, last), (before, end), (before, start), (after, first)
    return all(reading.border(tokens, at) >= reading.SENTENCE for tokens, at in places)


def without_islands(groups: list[list[Run]], before: Tokens, after: Tokens) -> list[Run]:
    """All runs of a text, joined across the islands that help nobody.

    Args:
        groups: runs in order; what lies between two groups is never given up.
        before: the old text.
        after: the new text.

    Returns:
        Runs that cover the given ones, their cost within the budget of the text, rewritten passages excepted.
    """
    settled = [_settled(group) for group in groups]
    done: list[Run] = []
    for allowance in _ALLOWANCES:
        tidied = (found or _tidied(group, allowance) for found, group in zip(settled, groups, strict=True))
        done = [run for found in tidied for run in found]
        if all(settled) or sum(run.given_up for run in done) <= _BUDGET * sum(run.changed for run in done):
            break
    excess = sum(run.given_up for run in done) - _MOST * sum(run.changed for run in done)
    if excess <= 0:
        return done
    whole = {run.hunk.end for run in done if _is_whole(run.hunk, before, after)}
    return _put_back(done, [run for group in groups for run in group], excess, before, whole)


def _is_whole(hunk: Hunk, before: Tokens, after: Tokens) -> bool:
    """Whether a hunk replaces whole sentences, but perhaps for their first word and their last."""
    start, end, first, last = hunk
    return _begins(before, start) and _begins(after, first) and _ends(before, end) and _ends(after, last)


def _begins(tokens: Tokens, at: int) -> bool:
    """Whether a sentence begins at a token, or with the one before it."""
    return max(reading.border(tokens, at), reading.border(tokens, max(at - 1, 0))) >= reading.SENTENCE


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether a sentence ends before a token, or with it, or with the mark behind it."""
    places = range(at, min(at + 2, len(tokens.keys) - 1) + 1)
    return any(reading.border(tokens, place) >= reading.SENTENCE for place in places)


def _put_back(found: list[Run], small: list[Run], excess: float, before: Tokens, whole: set[int]) -> list[Run]:
    """The runs found, but with the heaviest islands put back where giving them all up marks too many words.

    Args:
        found: runs in order.
        small: the runs that they were made of.
        excess: words marked too many.
        before: the old text.
        whole: where those end that replace whole sentences: in these only a phrase is put back.
    """
    starts, ends = {run.hunk.start for run in found}, [run.hunk.end for run in found]
    islands = []
    for last, run in pairwise(small):
        least = _PHRASE if ends[bisect_left(ends, run.hunk.end)] in whole else _BEARABLE
        island = before.keys[last.hunk.end : run.hunk.start]
        if run.hunk.start not in starts and run.island >= least and any(map(reading.is_telling, island)):
            islands.append(run)
    for run in sorted(islands, key=lambda run: -run.island):
        if excess > 0:
            starts.add(run.hunk.start)
            excess -= 2 * run.island_words
    places = [at for at, run in enumerate(small) if run.hunk.start in starts]
    return [reduce(_both, small[at:end]) for at, end in pairwise([*places, len(small)])]


def _settled(group: list[Run]) -> list[Run]:
    """What a group becomes whatever the allowance; nothing where that depends on it."""
    if len(group) == 1:
        return group
    return _at_phrases(group) if _rewritten(reduce(_both, group)) else []


def _tidied(group: list[Run], allowance: float) -> list[Run]:
    """A group of runs with the islands given up that help nobody."""
    steps = sorted({run.island for run in group[1:] if run.island <= _LARGEST_ISLAND})
    for step in (*steps, *steps[-1:]):
        group = _joined(group, step, allowance)
    return group


def _at_phrases(runs: list[Run]) -> list[Run]:
    """A rewritten passage as one replacement; where that costs much, in parts around the phrases kept in it."""
    whole = reduce(_both, runs)
    longest = max(range(1, len(runs)), key=lambda at: runs[at].island, default=0)
    if whole.given_up <= _BUDGET * whole.changed or not longest or runs[longest].island < _PHRASE:
        return [whole]
    return _at_phrases(runs[:longest]) + _at_phrases(runs[longest:])


def _joined(runs: list[Run], step: float, allowance: float) -> list[Run]:
    """One pass over the islands no heavier than ``step``, from left to right."""
    done = [runs[0]]
    for run in runs[1:]:
        if run.island <= step and _worth(done[-1], run, allowance):
            done[-1] = _both(done[-1], run)
        else:
            done.append(run)
    return done


def _both(left: Run, right: Run) -> Run:
    """Two runs and the island between them as one."""
    return Run(
        Hunk(left.hunk.start, right.hunk.end, left.hunk.first, right.hunk.last),
        left.deleted + right.deleted,
        left.inserted + right.inserted,
        left.island,
        left.island_words,
        left.marks,
        sentence=False,
        strays=left.strays,
        given_up=left.given_up + right.given_up + 2 * right.island_words,
        islands=left.islands + right.islands + right.island,
    )


def _worth(left: Run, right: Run, allowance: float) -> bool:
    """Whether a reader gains more from one change than the island's words shown twice cost."""
    smaller = min(left.size, right.size)
    joined = _both(left, right)
    if _rewritten(joined) and right.island <= _REWRITE_ISLAND * smaller:
        return right.island < _PHRASE or joined.given_up <= _BUDGET * joined.changed
    if left.sentence or right.sentence:
        return False  # a change by itself, unless all around it is rewritten
    if not right.island_words:
        # A mark between two replacements belongs to them; between two insertions it is better left alone.
        return right.strays or (right.marks and left.replaces and right.replaces)
    return right.island <= smaller and joined.given_up <= allowance * joined.changed


def _rewritten(run: Run) -> bool:
    """Whether little is left of the old words in a run of some length."""
    if run.changed < _REWRITE_WORDS or min(run.deleted, run.inserted) == 0:
        return False
    kept = run.islands <= _REWRITE_KEPT * (run.size + run.islands)
    return kept and run.given_up <= _REWRITE_ALLOWANCE * run.changed
