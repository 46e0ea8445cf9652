"""What a token looks like: one grammar, written for every script, and once more for the letters that most texts have.

The rules are told in ``tokens``. To make the patterns of all scripts ready takes a tenth of a first ``status``, so that
is done when a text first asks for them; a text of Latin and Russian letters is cut by a pattern of Python's own ``re``,
which is made of the same rules and cuts it in the same places (``tests/laws/test_words_laws.py``).
"""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import regex


class _Alphabet(NamedTuple):
    """The classes of characters that the rules name, as a pattern writes them.

    Attributes:
        space: white space that stands before a token.
        plain: letters that nothing joins to what follows.
        letter: letters, digits and marks of a word.
        alpha: letters.
        digit: decimal digits.
        money: signs of currencies.
        one: one grapheme cluster.
        end: what must not follow where a token ends.
        word: letters and digits in a row.
        dates: dates that are one token.
        dense: how scripts without spaces between words are cut.
    """

    space: str
    plain: str
    letter: str
    alpha: str
    digit: str
    money: str
    one: str
    end: str
    word: str
    dates: str = ""
    dense: str = ""


_SPACE = r"\t\n\x0b\x0c\r \x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CONTROL_SPACE = r"\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029"
_JOINING = r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]"
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[\p{{L}}\p{{N}}\p{{M}}\u200c\u200d--[{_UNSPACED}]]"
_PLAIN = r"[A-Za-zÀ-ÖØ-öø-ʯА-яЁёΑ-ΡΣ-Ωα-ωא-ת]"
_CITED = r"(?<=[\p{Nd}조항호목])제(?=\p{Nd})"  # where the next part of a Korean reference begins
_CLUSTERS = rf"(?:{_PLAIN}+(?!{_JOINING})|(?={_LETTER})\X)"
_IN_ADDRESS = r"[A-Za-z0-9._~:/?#@!$&'*+,;=%-]"

# \X is one grapheme cluster: a token made of \X alone ends where a cluster ends, whatever comes next.
_EVERY = _Alphabet(
    space=rf"(?: [{_CONTROL_SPACE}] | [{_SPACE}](?!{_JOINING}) )*+",
    plain=_PLAIN,
    letter=_LETTER,
    alpha=r"\p{L}",
    digit=r"\p{Nd}",
    money=r"\p{Sc}",
    one=r"\X",
    end=rf"(?!{_JOINING})",
    word=rf"{_CLUSTERS}(?:(?!{_CITED}){_CLUSTERS})*",
    dates=rf"""  # 2026年12月31日
  | (?=\d++[年月]) (?: \d{{2,4}} 年 )? \d{{1,2}} 月 (?: \d{{1,2}} [日号號] )? (?!{_JOINING})""",
    dense=r"""
  | (?: (?=[\u0e40-\u0e44\u0ec0-\u0ec4]) \X )? (?=[\u0e01-\u0e2e\u0e81-\u0eae]) \X   # Thai, Lao
    (?: (?=[\u0e30\u0e32\u0e45\u0eb0\u0eb2]) \X )*
    (?: (?=[\u0e01-\u0e2e][\u0e31-\u0e3a]?\u0e4c) \X )?
  | (?=[\u1780-\u17b3\u1000-\u102a\u103f]) \X                                       # Khmer, Burmese
    (?: (?<=[\u17d2\u1039]) (?=[\u1780-\u17b3\u1000-\u102a]) \X
      | (?=\p{M}) \X | (?=[\u1000-\u1021]\u1037?\u103a) \X )*""",
)

_FEW_LETTERS = "A-Za-zÀ-ÖØ-öø-ʯЁА-яё"
_FEW = _Alphabet(
    space=r"[\t\n\ ]*+",
    plain=f"[{_FEW_LETTERS}]",
    letter=f"[0-9{_FEW_LETTERS}]",
    alpha=f"[{_FEW_LETTERS}]",
    digit="[0-9]",
    money="[$]",
    one=".",
    end="",
    word=f"[0-9{_FEW_LETTERS}]+",
)
_only_few = re.compile(rf"[\t\n -~«»‘’“”„–—…№§°{_FEW_LETTERS}]*").fullmatch
"""Tells whether a text has characters of the small alphabet alone: none of them joins another in a cluster."""
_few_word = re.compile(f"[0-9{_FEW_LETTERS}]").search
_few_depends = re.compile(r"(?s)[%\t\n ]|.*[\t\n ]\Z|\Z").match


def _token(of: _Alphabet) -> str:
    return rf"""{of.space}
(?P<word>
    {of.plain}++ (?=[\ ,;)\n]|\Z)                                                      # most words, quickly
  | \[\[ [^\[\]\s]+ \]\] {of.end}                                                   # a reference
  {of.dates}
  | (?: (?:https?|ftp)://|www\.) (?: {_IN_ADDRESS} | {of.plain} | \( {_IN_ADDRESS}*+ \) )+ (?<![.,:;!?'*]) {of.end}
  | (?> [A-Z][A-Z0-9]*+ (?: / [A-Z0-9][A-Za-z0-9]*+ (?: [.-][A-Z0-9][A-Za-z0-9]*+ )*+ )++ ) (?!{of.letter}) {of.end}
  | (?: (?={of.money}{of.digit}|[\#@]{of.letter}) {of.one} )?                         # an amount of money, #topic
    {of.word}
    (?: (?: (?=[-'’_\u2010\u2011\u00b7]{of.letter}) {of.one}                          # 30-day, l’État
          | (?<={of.digit}) (?=[.,:/\u00a0\u202f\u2009\u066b\u066c]{of.digit}) {of.one}  # 1,000.50  12:30
          | (?<={of.alpha}) (?=[.]{of.alpha}) {of.one}                                # e.g.
          | (?: (?<={of.alpha}) | (?<={of.digit}) ) (?=@{of.letter}) {of.one} )         # desk@example.org
        {of.word} )*
    (?: (?<={of.digit}) (?=[\ \u00a0\u202f]?[%‰٪]) [\ \u00a0\u202f]? {of.one} )?        # 12.5 %
  {of.dense}
  | (?=[-.*_~=\#—–…]) ({of.one}) \2* {of.end}                                       # ... ** —
  | {of.one}
)
"""


_few = re.compile("(?xs)" + _token(_FEW)).finditer


@cache
def _every() -> tuple[Callable[..., Iterator[regex.Match[str]]], Callable[[str], regex.Match[str] | None]]:
    """Return what cuts a text of any script, and what tells whether a piece of it hangs together with its neighbour."""
    import regex  # noqa: PLC0415  see above

    dependent = rf"(?V1)^(?:[{_SPACE}%‰٪]|{_JOINING}|$)|[{_SPACE}\p{{GCB=Prepend}}]$"
    return regex.compile("(?xV1)" + _token(_EVERY)).finditer, regex.compile(dependent).search


@cache
def _of_words() -> tuple[Callable[[str], regex.Match[str] | None], Callable[[str], regex.Match[str] | None]]:
    import regex  # noqa: PLC0415  see above

    return regex.compile(r"[\p{L}\p{N}]").search, regex.compile(rf"[{_UNSPACED}]").match


def cut(text: str, *span: int) -> Iterator[re.Match[str] | regex.Match[str]]:
    """Yield the tokens of a text, or of a span of it, as matches: each with the white space before it, ``[1]`` without.

    White space at the end belongs to none of them.
    """
    return _few(text, *span) if _only_few(text) else _every()[0](text, *span)


def depends(piece: str) -> bool:
    """Tell whether a piece between two blanks hangs together with its neighbour, so that it can't be cut alone."""
    return bool(_few_depends(piece) if _only_few(piece) else _every()[1](piece))


def has_word(token: str) -> bool:
    """Tell whether a token has a letter or a digit."""
    return bool(_few_word(token) if _only_few(token) else _of_words()[0](token))


def starts_unspaced(token: str) -> bool:
    """Tell whether a token begins with a letter of a script that writes no spaces between words."""
    return not _only_few(token) and bool(_of_words()[1](token))
