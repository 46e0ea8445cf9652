"""What a token means to a reader: how much it weighs, and how good a place the border before it is for an edge.

Knows tokens, not changes. The lists here are small on purpose: a rule of thumb that holds in many languages (short
words are light) is worth more than a long list for one.
"""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from charterkit.words.grammar import has_word, starts_unspaced
from charterkit.words.tokens import Tokens

_SENTENCE_END = frozenset([*".!?…。！？．।॥؟۔։።", "...", ".”", "።"])
_CLAUSE_END = frozenset([*",;:،؛，；：、—–"])
COMMAS = frozenset([*",،，、"])
"""What sets one member of an enumeration off from the next."""
_CLOSING = frozenset([*")]}»”’\"'）」』】》"])
_OPENING = frozenset([*"([{«“‘（「『【《"])
_LABEL_END = frozenset([*")）"])
_NOT_FIRST = _CLAUSE_END | _SENTENCE_END | _CLOSING
_NOT_LAST = _OPENING | {"第"}
_FUNCTION_WORDS = frozenset(
    # English, French, Spanish and Russian; the rule of three letters does the rest.
    word
    for line in (
        "shall should will would have been that this these those with from which their there they them than then such",
        "into upon when where while were also must each other",
        "dans pour avec sont leur leurs cette entre",
        "para como está ser los las del con por que",
        "для или как что это при его они",
    )
    for word in line.split()
)
_MOST_CLOSING = 8  # closing marks looked through, lest a text of nothing else take for ever
HAN_NUMBERS = frozenset("〇零一二三四五六七八九十百千")
"""The characters that a number is written with."""
_LIGHT_LETTERS = 3
_WRAPPED_FROM = 40  # characters of a line that goes on in the next, when that begins with a small letter
_WRAPPED_CAPITAL_FROM = 60  # the same when it begins with a capital: shorter lines may be headings
_LABEL_TOKENS = 4  # the most of a label before its closing bracket
_LONGEST_LABEL = 4  # letters before the bracket or full stop of ``b)`` and ``iv.``

# How good the border before a token is as the edge of a change: the larger the better.
TEXT_EDGE, PARAGRAPH, LINE, SENTENCE, CLAUSE, WORD, INSIDE = 6, 5, 4, 3, 2, 1, 0


@lru_cache(maxsize=65_536)
def weight(key: str) -> float:
    """How much a reader is helped by this token standing unchanged: 1 for a word, half for a light one, 0 for marks."""
    if not has_word(key):
        return 0.0
    light = len(key) <= _LIGHT_LETTERS and not key[0].isdigit()
    return 0.5 if light or key.lower() in _FUNCTION_WORDS or starts_unspaced(key) else 1.0


@lru_cache(maxsize=65_536)
def is_word(key: str) -> bool:
    """Whether the token holds a letter or a digit."""
    return has_word(key)


def is_unspaced(key: str) -> bool:
    """Whether the token is of a script that writes no spaces between words."""
    return starts_unspaced(key)


def is_telling(key: str) -> bool:
    """Whether the token is no light word; where no spaces are written every character tells."""
    return weight(key) == 1 or (is_word(key) and is_unspaced(key))


def is_clause_mark(key: str) -> bool:
    """Whether the token is a comma, a semicolon, a colon or the like."""
    return key in _CLAUSE_END


def is_bracket(key: str) -> bool:
    """Whether the token is a bracket or a quotation mark."""
    return key in _CLOSING or key in _OPENING


def ends_sentence(keys: list[str], end: int) -> bool:
    """Whether a sentence may end before ``end``, looking through closing brackets and quotation marks."""
    place = end - 1
    least = max(0, place - _MOST_CLOSING)
    while place > least and keys[place] in _CLOSING:
        place -= 1
    return place >= 0 and keys[place] in _SENTENCE_END


def is_ending(tokens: Tokens, index: int) -> bool:
    """Whether a token is a mark that ends a sentence or clause, and its line with it."""
    key = tokens.keys[index]
    return (key in _SENTENCE_END or key in _CLAUSE_END) and border(tokens, index + 1) >= LINE


MAY_END_SENTENCE = _SENTENCE_END | _CLOSING
"""After no other token a sentence ends, unless its line does."""


def border(tokens: Tokens, index: int) -> int:
    """How good the border before token ``index`` is as the edge of a change."""
    keys = tokens.keys
    if index == 0 or index >= len(keys) - 1:
        return TEXT_EDGE
    full, key = tokens.full[index], keys[index]
    gap = len(full) - len(key)
    if gap and "\n" in full[:gap] and not is_wrapped(tokens, index):
        return PARAGRAPH if full[:gap].count("\n") > 1 else LINE
    before = keys[index - 1]
    if (gap or starts_unspaced(key) or before in "。！？") and ends_sentence(keys, index):
        return SENTENCE
    if before in _CLAUSE_END and (gap or before in "，；：、"):
        return CLAUSE
    if before in _LABEL_END and _ends_label(tokens, index):
        return CLAUSE
    return INSIDE if key in _NOT_FIRST or before in _NOT_LAST else WORD


def _ends_label(tokens: Tokens, index: int) -> bool:
    """Whether the closing bracket before a token ends the label of an item: ``(iv)``, ``b)``."""
    places = range(max(0, index - 1 - _LABEL_TOKENS), index - 1)
    return any(at == 0 or "\n" in tokens.full[at] for at in places)


def stretches(tokens: Tokens, start: int, end: int, level: int) -> list[tuple[int, int]]:
    """Where the lines or sentences (``level``) of a run of tokens begin and end; the run's own ends are borders too."""
    cuts = [start, *(at for at in range(start + 1, end) if border(tokens, at) >= level), end]
    return list(pairwise(cuts))


def is_wrapped(tokens: Tokens, index: int) -> bool:
    """Whether the line break before token ``index`` only wraps a long line: the sentence goes on, and no item begins.

    So in texts kept in lines of one width: a line long enough that ends in no mark but a comma, and then a word that is
    not the label of an item (``b)``, ``iv.``).
    """
    if tokens.gap(index).count("\n") != 1:
        return False
    key, before = tokens.keys[index], tokens.keys[index - 1]
    goes_on = before not in _SENTENCE_END and (before not in _CLAUSE_END or before in ",،、，")
    if not (goes_on and key[:1].isalpha()) or (len(key) <= _LONGEST_LABEL and tokens.keys[index + 1] in {")", "."}):
        return False
    left = _WRAPPED_CAPITAL_FROM if key[0].isupper() else _WRAPPED_FROM
    for at in range(index - 1, -1, -1):
        left -= len(tokens.full[at])
        if left <= 0:
            return True
        if "\n" in tokens.full[at]:
            return False
    return False
