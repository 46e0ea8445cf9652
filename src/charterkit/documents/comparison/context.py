"""How much of the words that two texts share is shown around a change, and where the rest is left out.

What stands in place of the rest is said in ``pieces``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise
from typing import Final

LEAST: Final = 4
"""So few words aren't worth leaving out."""

_CLOSING: Final = frozenset({"Pe", "Pf", "Po", "Zs", "Zl", "Zp", "Cc"})
"""Categories of the characters that close what was left out: nothing starts with them."""

_SPACED: Final = re.compile(r"\s*\S+(?:\s+\Z)?|\s+\Z")
_UNSPACED: Final = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
"""Thai, Lao, Myanmar, Khmer, Han and kana: scripts that put no spaces between words."""


def both_ends(text: str, head: int, tail: int) -> tuple[str, str] | None:
    """Return the first and the last words of a text, as they stand there.

    Args:
        text: words that two texts share.
        head: how many of the first words to show.
        tail: how many of the last words.

    Returns:
        None where so little would be left out that the whole is better shown.
    """
    words = _words(text)
    if len(words) < head + tail + LEAST:
        return None
    rest = "".join(words[len(words) - tail :])
    return "".join(words[:head]), "".join(dropwhile(_closes, rest))


def _words(text: str) -> Sequence[str]:
    """Return the words of a text, with the signs and white space behind them; by spaces where its script has these."""
    if text.isascii() or not re.search(_UNSPACED, text):
        return _SPACED.findall(text)
    found: list[str] = []
    for piece in _divided(text):
        if found and not any(map(str.isalnum, piece)):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _divided(text: str) -> Iterator[str]:
    """Yield words and signs as the dictionaries of Unicode's ICU tell them apart: no word is cut."""
    from icu import BreakIterator, Locale, UnicodeString  # noqa: PLC0415  few documents are in these scripts

    whole, words = UnicodeString(text), BreakIterator.createWordInstance(Locale.getRoot())
    words.setText(whole)
    for start, end in pairwise((0, *words)):
        yield str(whole[start:end])


def _closes(char: str) -> bool:
    return unicodedata.category(char) in _CLOSING
