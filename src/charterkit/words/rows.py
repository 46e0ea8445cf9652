"""Lines or sentences of several texts side by side, tied where they begin at the same words.

For comparison tables and side-by-side views, and for finding which sentence became which. What changed inside a row is
``diff``'s business; printing is the documents'.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from charterkit.words import reading
from charterkit.words.diff import changed
from charterkit.words.slides import Hunk
from charterkit.words.tokens import LONGEST_REMEMBERED, Tokens, tokenise

Level = Literal["line", "sentence"]
_LEVELS: dict[Level, int] = {"line": reading.LINE, "sentence": reading.SENTENCE}


class Row(NamedTuple):
    """Text before and the text after that stands for it; one of them is empty where a whole row is new or gone."""

    before: str
    after: str


def sentences(text: str) -> list[str]:
    """The sentences of a text, list items and headings among them, each with the white space before it.

    Those of a text of a few pages are remembered for a while: a base is merged with one proposal after the other.
    """
    return [*(_remembered(text) if len(text) <= LONGEST_REMEMBERED else _cut(text))]


@lru_cache(maxsize=128)
def _remembered(text: str) -> tuple[str, ...]:
    return _cut(text)


def _cut(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    tokens = tokenise(text)
    *whole, (start, _) = reading.stretches(tokens, 0, len(tokens.keys) - 1, reading.SENTENCE)
    return *(tokens.text(at, to) for at, to in whole), tokens.text(start, len(tokens.keys))


def rows(before: str, after: str, level: Level = "line") -> list[Row]:
    """Two texts side by side.

    Args:
        before: the old text.
        after: the new text.
        level: whether a row is a line (a paragraph, a list item) or a sentence.

    Returns:
        Rows in reading order; their columns joined are the two texts, to the character.
    """
    return [Row(*row) for row in columns(before, [after], level)]


def columns(base: str, others: Sequence[str], level: Level = "line") -> list[tuple[str, ...]]:
    """Any number of texts side by side, tied to the first.

    Args:
        base: the text that the others are compared with.
        others: the other texts.
        level: whether a row is a line (a paragraph, a list item) or a sentence.

    Returns:
        Rows of ``1 + len(others)`` texts; every column joined is its text. A row is as short as all texts allow.
    """
    tokens = tokenise(base)
    made = [tokenise(other) for other in others]
    ties = [_ties(tokens, other, _LEVELS[level]) for other in made]
    shared = set(ties[0]).intersection(*ties[1:]) if ties else set(_starts(tokens, _LEVELS[level]))
    end = len(tokens.keys) - 1
    places = sorted(shared | {0, end})
    bases = [text for at, to in pairwise(places) for text in ("", tokens.text(at, to))]
    table = [[*bases, "", tokens.full[end]]]
    table += [_column(other, tie, places) for other, tie in zip(made, ties, strict=True)]
    return [row for row in zip(*map(_ended, table), strict=True) if any(row)]


def _column(other: Tokens, tie: dict[int, tuple[int, int]], places: list[int]) -> list[str]:
    """What another text has before each place, as rows of its own, and from each place to the next."""
    end = len(other.keys) - 1
    spans = [tie.get(place, (0, 0) if not place else (end, end)) for place in places]
    spans[0] = (0, spans[0][1])
    found = []
    for (first, last), (following, _) in zip(spans, [*spans[1:], (len(other.keys), 0)], strict=True):
        found += [other.text(first, last), other.text(last, following)]
    return found


def _ended(column: list[str]) -> list[str]:
    """A column in which the white space at the end of the text goes with the last row that has words."""
    *body, rest = column
    last = max((number for number, text in enumerate(body) if text), default=0)
    return [*body[:last], body[last] + rest, *body[last + 1 :]]


def _starts(tokens: Tokens, level: int) -> list[int]:
    return [at for at in range(len(tokens.keys) - 1) if reading.border(tokens, at) >= level]


def _ties(base: Tokens, other: Tokens, level: int) -> dict[int, tuple[int, int]]:
    """Tokens of the base that begin a row in both texts.

    Each with the place where it stands in the other text, and the place before that from which whole rows were put in
    in front of it.
    """
    tie: dict[int, tuple[int, int]] = {}
    at, to = 0, 0
    ends = (len(base.keys) - 1, len(other.keys) - 1)
    for start, end, _, last in [*changed(base, other), Hunk(ends[0], ends[0], ends[1], ends[1])]:
        for place in range(at, start + 1):
            twin = to + place - at
            if reading.border(base, place) >= level and reading.border(other, twin) >= level:
                tie[place] = (tie.get(place, (twin, 0))[0], twin)
        at, to = end, last
    return tie
