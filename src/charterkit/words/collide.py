"""When two edits of one base collide: the truth table of ``tests/cases/merge``, in code.

Two proposals can both stand where there is only one text that holds both. Where there are two (which of two new words
comes first?) or none (a word changed in a passage that goes), they collide, and a person decides.
"""

from __future__ import annotations

from charterkit.words import reading
from charterkit.words.common import likeness
from charterkit.words.edits import Edit
from charterkit.words.tokens import Tokens

_SHORTEST_RIVAL = 10  # words of a new line: shorter ones are alike by chance
_LEAST_ALIKE = 0.85  # of the words of both


def collide(one: Edit, other: Edit, base: Tokens) -> bool:
    """Whether two different edits of one base can't both stand. Symmetric.

    Args:
        one: an edit.
        other: another one, by another proposal.
        base: the text that both are written against.

    Returns:
        True where they overlap, where one falls inside what the other takes out (wherever either could slide to), and
        where both put words in at one place.
    """
    first, second = sorted((one, other), key=lambda edit: (edit.start, edit.end))
    if first.takes and second.takes:
        if max(first.low, second.low) < min(first.high, second.high):
            return True
        return first.end == second.start and first.puts and second.puts and not _border(base, first.end)
    if first.takes or second.takes:
        taking, point = (first, second) if first.takes else (second, first)
        return _point_collides(point, taking, base)
    if first.start == second.start:
        return _points_collide(first, second, base)
    return _put_by_both(first, second) or _put_by_both(second, first)


def _border(base: Tokens, place: int) -> bool:
    """Whether a sentence or a line ends here, so that what stands on either side is read on its own."""
    return reading.border(base, place) >= reading.SENTENCE


def _point_collides(point: Edit, taking: Edit, base: Tokens) -> bool:
    """Words put in between two tokens, against an edit that takes words out."""
    place = point.start
    if _put_by_both(point, taking):
        return True
    if taking.low < place < taking.high or _slides_over(point, taking, base):
        return True
    if place not in (taking.start, taking.end):
        return False
    outside = 1 if place == taking.end else -1  # the side on which the text that stays lies
    if not _border(base, place):
        return taking.puts and point.puts and not point.line
    whole = _border(base, taking.start) and _border(base, taking.end)
    return point.pull == -outside and (taking.puts or whole)


def _slides_over(point: Edit, taking: Edit, base: Tokens) -> bool:
    """Whether the words put in might as well have come in on the other side of a word that the other edit takes out.

    At the border of a sentence or a line it is plain to a reader where they came in.
    """
    plain = point.line or _border(base, point.start)
    return not plain and max(point.low, taking.start) < min(point.high, taking.end)


def _put_by_both(point: Edit, taking: Edit) -> bool:
    """Whether the words put in might be those that the other edit puts in besides, a few equal words further on."""
    size = len(point.words)
    if point.start < taking.start <= point.high:
        return taking.words[:size] == _turned(point.words, taking.start - point.start)
    if point.low <= taking.end < point.start:
        return taking.words[-size:] == _turned(point.words, taking.end - point.start)
    return False


def _turned(words: tuple[str, ...], by: int) -> tuple[str, ...]:
    """The words that come in where an insertion has been slid by some tokens."""
    by %= len(words)
    return words[by:] + words[:by]


def _points_collide(one: Edit, other: Edit, base: Tokens) -> bool:
    """Two edits between the same two tokens.

    Both stand: two new paragraphs or items, unless the one is the other in slightly other words; whole lines or
    sentences, and words that belong to what stands before or after (the end of the line before, the beginning of the
    sentence after); words at the end of a line or sentence, and other white space after it.
    """
    if one.words == other.words and one.nth == other.nth:
        return True  # the same words, with other white space
    if one.line and other.line:
        return _rivals(one.words, other.words)
    leans = {one.pull, other.pull}
    if not (one.puts and other.puts):
        words = one if one.puts else other
        return words.pull >= 0 or words.line or not _border(base, one.start)
    if len(leans) == 1:
        return True
    level = reading.SENTENCE if leans == {0, 1} else reading.LINE
    return reading.border(base, one.start) < level


def _rivals(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two new paragraphs or items are two wordings of one: nearly the same words, and the same numbers."""
    ours, theirs = ([key for key in words if reading.is_word(key)] for words in (one, other))
    if min(len(ours), len(theirs)) < _SHORTEST_RIVAL or likeness(ours, theirs, _LEAST_ALIKE) < _LEAST_ALIKE:
        return False
    figures = [[key for key in words if any(map(str.isdigit, key))] for words in (ours, theirs)]
    return figures[0] == figures[1]
