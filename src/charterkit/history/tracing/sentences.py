"""The sentences of a text, as tracing sees them: where they begin and end, and which of them moved between texts.

A sentence ends at a sentence mark, a line end or a paragraph's end; the number of a line, as in ``(12)`` or ``a)``,
stands by itself, so that renumbering a paragraph is no rewording of it. Borders are told apart in ``words.reading``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from charterkit.words import reading
from charterkit.words.tokens import Tokens

SHORTEST_TIE: Final = 4
"""Tokens of the shortest sentence that ties two texts together."""
_LABEL: Final = 3
"""Tokens of the number of a line in brackets."""
_LONGEST_LABEL: Final = 4
"""Characters of the longest number of a line: ``viii``."""

Sentence = tuple[str, ...]


def is_cut(tokens: Tokens, at: int) -> bool:
    """Tell whether a sentence begins or ends before a token; one begins after the number or letter of its line too."""
    if 0 < at < len(tokens.keys) - 1:
        before = tokens.keys[at - 1]
        if before not in reading.MAY_END_SENTENCE and "\n" not in tokens.full[at]:
            return False  # most words, quickly
    return reading.border(tokens, at) >= reading.SENTENCE or _ends_label(tokens, at)


def _ends_label(tokens: Tokens, at: int) -> bool:
    """Tell whether ``(12)``, ``(a)`` or ``a)`` ends before a token, at the beginning of a line."""
    keys = tokens.keys
    if at < _LABEL or keys[at - 1] != ")" or len(keys[at - 2]) > _LONGEST_LABEL:
        return False
    return reading.border(tokens, at - 3 if keys[at - 3] == "(" else at - 2) >= reading.LINE


def sentences(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return where the sentences of a stretch begin and end, those that are whole in it."""
    return pairwise(at for at in range(start, end + 1) if is_cut(tokens, at))


def sentences_around(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return where the sentences begin and end that a run of tokens stands in."""
    last = len(tokens.keys) - 1
    while start > 0 and not is_cut(tokens, start):
        start -= 1
    while end < last and not is_cut(tokens, end):
        end += 1
    return start, end


def single_sentences(tokens: Tokens, start: int, end: int) -> dict[Sentence, int]:
    """Return the whole sentences of a stretch that stand in it once, with their places."""
    found = [(tuple(tokens.keys[at:to]), at) for at, to in sentences(tokens, start, end)]
    count = Counter(sentence for sentence, _ in found)
    return {sentence: at for sentence, at in found if count[sentence] == 1 and len(sentence) >= SHORTEST_TIE}


def travellers(pairs: Iterable[tuple[Tokens, Tokens]]) -> AbstractSet[Sentence]:
    """Return the sentences that left one of several texts, before and after, and came to another."""
    gone: set[Sentence] = set()
    came: set[Sentence] = set()
    for old, new in pairs:
        before = single_sentences(old, 0, len(old.keys) - 1).keys()
        after = single_sentences(new, 0, len(new.keys) - 1).keys()
        gone |= before - after
        came |= after - before
    return gone & came
