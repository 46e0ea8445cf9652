"""Cuts a text into tokens: the atoms that a change can add or take away.

A token is a word, a number, a reference or a mark of punctuation, together with the white space before it. The
tokens of a text joined are the text, to the character, and every cut lies between two extended grapheme clusters.
What a token means for a reader (light or heavy, end of a sentence) is said in ``reading``; the patterns are in
``grammar``; finding what changed is left to ``align``.

Words follow Unicode word boundaries (UAX 29) with these rules on top:

* ``30-day``, ``self-determination``, ``l’État``, ``2026-10-29``, ``2026年10月29日``, ``1,000.50``, ``12.5 %``, ``€5``
  and ``[[reference]]`` are one token; ZWNJ and ZWJ stay in their word;
* a Korean reference (``제44조의7제4항``) is cut before each ``제``;
* so is what is written to be copied whole: an address (``https://example.org/a``, ``desk@example.org``), a document's
  symbol (``A/RES/60/1``, ``XAA/2026/WD.3``) and ``#topic``;
* Han and Hiragana are cut by character, Thai, Lao, Khmer and Burmese by syllable cluster (a leading vowel stays with
  its consonant): these scripts write no space between words;
* the rest is one mark a token, and a run of one mark (``...``, ``**``) is one token.
"""

# ruff: noqa: RUF002  characters of many scripts are this file's subject
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from charterkit.words.grammar import cut, depends

_ENDS = (",", ".", ";", ":")
"""Marks after a word: what ``is_plain`` needs no pattern."""
_LONGEST_PIECE = 64
_MOST_PIECES = 50_000
LONGEST_REMEMBERED = 20_000  # characters


class Tokens(NamedTuple):
    """A text in tokens, not to be changed. The last token is the white space at the end of the text, be it empty.

    Attributes:
        full: each token with the white space before it; joined they are the text.
        keys: each token without that white space: what is compared. The last one is empty.
    """

    full: list[str]
    keys: list[str]

    def gap(self, index: int) -> str:
        """The white space before a token."""
        full, key = self.full[index], self.keys[index]
        return full[: len(full) - len(key)]

    def text(self, start: int, end: int) -> str:
        """The tokens from ``start`` up to ``end`` with the white space before each."""
        return "".join(self.full[start:end])


class DependentPieceError(Exception):
    """A piece can't be cut without its neighbours."""


class _Pieces(dict[str, tuple[str, ...]]):
    """Remembers how a piece between two blanks is cut; one of these keeps the tokens, one their keys."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if is_plain(piece) and len(piece) <= _LONGEST_PIECE:
            word, marks = (piece[:-1], (piece[-1],)) if piece[-1] in _ENDS else (piece, ())
            _full.remember(piece, (f" {word}", *marks))
            _keys.remember(piece, (word, *marks))
            return self[piece]
        if depends(piece):
            raise DependentPieceError
        found = list(cut(" " + piece))
        full, keys = tuple([match[0] for match in found]), tuple([match[1] for match in found])
        if len(piece) <= _LONGEST_PIECE:
            _full.remember(piece, full)  # who asks for the one asks for the other too
            _keys.remember(piece, keys)
        return full if self is _full else keys

    def remember(self, piece: str, tokens: tuple[str, ...]) -> None:
        if len(self) > _MOST_PIECES:
            self.clear()
        self[piece] = tokens


def is_plain(piece: str) -> bool:
    """Tell whether a piece is a word of ASCII letters, alone or before a mark that ends it, as most of English are."""
    word = piece[:-1] if piece[-1:] in _ENDS else piece
    return word.isascii() and word.isalpha()


_full, _keys = _Pieces(), _Pieces()
full_of, keys_of = _full.__getitem__, _keys.__getitem__
_chained = chain.from_iterable


@lru_cache(maxsize=128)
def _remembered(text: str) -> Tokens:
    return _tokenised(text)


def tokenise(text: str) -> Tokens:
    """Cut any text into tokens. A text of a few pages is remembered for a while: a base is compared many times.

    Args:
        text: any string, lone surrogates and control characters included.

    Returns:
        The tokens; ``"".join(tokens.full) == text``.
    """
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _tokenised(text)


def _tokenised(text: str) -> Tokens:
    pieces = text.split(" ")
    try:
        full, keys = [*_chained(map(full_of, pieces)), ""], [*_chained(map(keys_of, pieces)), ""]
    except DependentPieceError:
        return _tokenise_whole(text)
    full[0] = full[0][1:]
    return Tokens(full, keys)


def _tokenise_whole(text: str) -> Tokens:
    end = len(text.rstrip()) + 1  # at white space that ends a text the pattern would try its luck again and again
    found = list(cut(text, 0, end))
    rest = text[found[-1].end() if found else 0 :]
    return Tokens([*(match[0] for match in found), rest], [*(match[1] for match in found), ""])


def tokenise_beside(text: str, base: str, tokens: Tokens, ends: list[int]) -> Tokens:
    """Cut a text that is mostly another one: what both begin and end with is not cut again.

    Args:
        text: the text to cut.
        base: the other text.
        tokens: the other text's tokens.
        ends: where each of them begins in ``base``, and last where the text ends.

    Returns:
        The same tokens as ``tokenise(text)``.
    """
    start = base.rfind(" ", 0, shared(base, text))
    end = base.find(" ", len(base) - shared(base[: max(0, start) : -1], text[: max(start, 0) : -1]))
    first, last = bisect_left(ends, start), bisect_left(ends, end)
    apart = 0 < start < end and ends[first] == start and ends[last] == end
    if not apart or depends(base[end + 1 :].partition(" ")[0]):
        return tokenise(text)
    pieces = text[start + 1 : len(text) - (len(base) - end)].split(" ")
    try:
        full, keys = _chained(map(full_of, pieces)), _chained(map(keys_of, pieces))
        return Tokens(
            [*tokens.full[:first], *full, *tokens.full[last:]], [*tokens.keys[:first], *keys, *tokens.keys[last:]]
        )
    except DependentPieceError:
        return tokenise(text)


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two texts or lists begin with alike; halving beats counting, for comparing slices is fast."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low
