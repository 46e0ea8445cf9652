"""Makes the smallest set of changes readable, without letting it grow much.

Small words that happen to stand in both texts cut a rewritten passage into confetti. Which of them are given up is
decided in ``islands``; here it is said between which changes an island can lie at all, and what came of it gets its
edges: a replaced sentence goes whole, with the mark that ends it, and replaced lines stand beside each other.
"""

from __future__ import annotations

from itertools import pairwise

from charterkit.words import reading
from charterkit.words.islands import Run, runs, without_islands
from charterkit.words.slides import Hunk, touching_joined, trimmed
from charterkit.words.tokens import Tokens

SENTENCE_WORDS = 4  # words on either side from which a replaced sentence takes its last mark along
_FEWEST = 2  # hunks between which an island can lie
LONGEST_ISLAND = 16  # tokens


def tidy(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[Hunk]:
    """Join hunks across islands that help nobody.

    Args:
        hunks: as ``align`` gives them.
        before: the old text.
        after: the new text.

    Returns:
        Hunks that lead from the one text to the other; where nothing is gained, the same.
    """
    if len(hunks) < _FEWEST and not any(hunk.end - hunk.start >= SENTENCE_WORDS for hunk in hunks):
        return hunks  # the usual case: one small change
    hunks = _whole(hunks, before, after)
    small = [_is_island(left, right, before, after) for left, right in pairwise(hunks)]
    groups = [part for group in _groups(hunks, small) for part in _peeled(group, before)]
    found = without_islands([runs(group, before, after) for group in groups], before, after)
    wide = touching_joined([_widened(_trimmed(run, before, after), before, after) for run in found])
    return [part for hunk in wide for part in _by_line(hunk, before, after)]


def _whole(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[Hunk]:
    """The hunks, those as one between which nothing stands that is the same on both sides but for its sign.

    That is part of a number in Han characters, such as the ten of 18 and 20, or a mark that closes one quotation and
    opens another: that of German and of English.
    """
    done = hunks[:1]
    for hunk in hunks[1:]:
        last = done[-1]
        key = before.keys[last.end]
        in_number = key in reading.HAN_NUMBERS and _in_number(last, hunk, before, after)
        if in_number or (reading.is_bracket(key) and _turned(last, hunk, before, after)):
            done[-1] = Hunk(last.start, hunk.end, last.first, hunk.last)
        else:
            done.append(hunk)
    return done


def _in_number(left: Hunk, right: Hunk, before: Tokens, after: Tokens) -> bool:
    """Whether the two change what stands at the beginning and at the end of one number."""
    ends = before.keys[left.end - 1] if left.start < left.end else after.keys[left.last - 1]
    begins = before.keys[right.start] if right.start < right.end else after.keys[right.first]
    return reading.HAN_NUMBERS.issuperset([ends, *before.keys[left.end : right.start], begins])


def _turned(left: Hunk, right: Hunk, before: Tokens, after: Tokens) -> bool:
    """Whether a single bracket or quotation mark between the two opens on one side and closes on the other."""
    return right.start - left.end == 1 and _leaning(before, left.end) * _leaning(after, left.last) < 0


def _leaning(tokens: Tokens, at: int) -> int:
    """Return 1 where a mark leans on what follows it, -1 on what precedes it, 0 where it may do both."""
    begins = at == 0 or bool(tokens.gap(at))
    ends = not tokens.keys[at + 1] or bool(tokens.gap(at + 1))
    return begins - ends


def _is_island(left: Hunk, right: Hunk, before: Tokens, after: Tokens) -> bool:
    """Whether the island between two hunks may be given up at all: it is small and no line begins in it."""
    start, end = left.end, right.start
    if end - start > LONGEST_ISLAND:
        return False
    return not (_line_begins(before, start, end) or _line_begins(after, left.last, right.first))


def _line_begins(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a line begins at one of the tokens from ``start`` to ``end``, both included."""
    if "\n" not in tokens.text(start, end + 1):
        return False  # the usual case
    return any("\n" in tokens.gap(at) and reading.border(tokens, at) >= reading.LINE for at in range(start, end + 1))


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
    if len(group) > head + 1 and _stray(group[-1], before, group[-1].end + SENTENCE_WORDS - 1):
        tail = int(_parted(group[-2], group[-1], before))
    return [part for part in (group[:head], group[head : len(group) - tail], group[len(group) - tail :]) if part]


def _stray(hunk: Hunk, before: Tokens, upto: int) -> bool:
    """Whether a hunk is small and no sentence begins at the place ``upto`` and just before it."""
    if max(hunk.end - hunk.start, hunk.last - hunk.first) >= SENTENCE_WORDS:
        return False
    places = range(upto - SENTENCE_WORDS + 1, upto + 1)
    return places[0] > 0 and all(reading.border(before, at) < reading.SENTENCE for at in places)


def _parted(left: Hunk, right: Hunk, before: Tokens) -> bool:
    """Whether a sentence ends between two hunks."""
    return any(reading.border(before, at) >= reading.SENTENCE for at in range(left.end, right.start + 1))


def _trimmed(run: Run, before: Tokens, after: Tokens) -> Run:
    """A run without the words that its two sides begin or end with: giving up islands can bring such about."""
    rest = trimmed(run.hunk, before.keys, after.keys) if run.given_up else run.hunk
    start, end = run.hunk[:2]
    outer = before.keys[start : rest.start] + before.keys[rest.end : end]
    return run._replace(hunk=rest) if any(map(reading.is_word, outer)) else run


def _widened(run: Run, before: Tokens, after: Tokens) -> Hunk:
    """A rewritten sentence with the mark that ends it, so that the replacement is a whole sentence."""
    start, end, first, last = run.hunk
    if min(run.deleted, run.inserted) < SENTENCE_WORDS or reading.border(before, start) < reading.SENTENCE:
        return run.hunk
    ended = reading.border(before, end + 1) >= reading.SENTENCE and end + 1 < len(before.keys)
    if ended and reading.ends_sentence(before.keys, end + 1) and reading.border(after, first) >= reading.SENTENCE:
        return Hunk(start, end + 1, first, last + 1)
    return run.hunk


def _by_line(hunk: Hunk, before: Tokens, after: Tokens) -> list[Hunk]:
    """Whole lines replaced by as many lines: one by one, so that each stands beside the one that replaces it."""
    if "\n" not in before.text(hunk.start, hunk.end) or "\n" not in after.text(hunk.first, hunk.last):
        return [hunk]
    old, new = _line_starts(before, hunk.start, hunk.end), _line_starts(after, hunk.first, hunk.last)
    paired = len(old) == len(new) > 1 and all(before.gap(at) == after.gap(to) for at, to in zip(old, new, strict=True))
    if not paired or old[0] != hunk.start or new[0] != hunk.first:
        return [hunk]
    ends = zip([*old[1:], hunk.end], [*new[1:], hunk.last], strict=True)
    return [Hunk(at, end, to, last) for at, to, (end, last) in zip(old, new, ends, strict=True)]


def _line_starts(tokens: Tokens, start: int, end: int) -> list[int]:
    return [
        at
        for at in range(start, end)
        if (at == 0 or "\n" in tokens.full[at]) and reading.border(tokens, at) >= reading.LINE
    ]
