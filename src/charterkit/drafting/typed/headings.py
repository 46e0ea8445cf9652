"""The lines of a plain text that head a part, an article or an annex: a word with a number, in any language.

``Article 1``, ``§ 1``, ``Часть II``, ``第三条``, ``Chapter Two``, ``Erster Teil``. Which word heads what is told by
``plain_text``, from where they stand; what a language calls its numbers, by who calls.
"""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import regex

from charterkit.drafting.correspondence.quantities import as_compared
from charterkit.drafting.succession import ORDINALS

_LONGEST: Final = 150
ENDS_A_SENTENCE: Final = tuple(".;:,。；：，،؛।")

_REST: Final = r"\s*+(?P<sign>[.:\u2013\u2014-]*)\s*+(?P<rest>(?!\p{Ll}|\(\w{1,3}\)|[,;]).*)"
_FORMS: Final = (
    regex.compile(
        r"(?P<word>\p{L}[\p{L}\p{M}]+)\.?[ \u00a0](?:№[ \u00a0]?)?"
        r"\(?(?P<number>(?:\p{Nd}{1,3}(?:[A-Z]|er|re|\.?[ºª°])?|[IVXLC]{1,6}|\p{Lu}(?=\s*(?:[.:\u2013\u2014-]|$))|"
        r"(?i:premi(?:er|ère)|primer[oa]))(?![\p{L}\p{N}])\)?"
        rf"(?:[ \u00a0-](?:{'|'.join(ORDINALS)})\b)?){_REST}"
    ),
    regex.compile(rf"(?P<word>§)\s?(?P<number>\p{{Nd}}{{1,4}}(?:\s?\p{{L}})?)(?![\p{{L}}\p{{N}}]){_REST}"),
    regex.compile(
        r"(?P<sign>第)(?P<number>[〇零一二三四五六七八九十百\p{Nd}]{1,6})(?P<word>条|條|章|编|編|部分|节|節)[\s:：、.]*(?P<rest>(?![的第和至]).*)"
    ),
    regex.compile(
        r"(?P<sign>제)\s?(?P<number>\p{Nd}{1,4})\s?(?P<word>조|장|편|절|부)(?:\s?의\s?\p{Nd}+)?(?=[\s(:.]|$)[\s:.]*+"
        r"(?:\((?P<rest>[^()]+)\)|(?P<rest>(?!(?:및|또는|내지|부터|제\s?\p{Nd})).*))"
    ),
    regex.compile(
        r"(?P<word>附件|附录|附錄|附表)\s?(?P<number>[一二三四五六七八九十\p{Nd}]{1,3})(?P<sign>[:：、.]?)\s*(?P<rest>.*)"
    ),
)
"""A line that heads something: its word and number, and the heading or the words that follow on the line."""

_WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}]+")
_SIGNS: Final = ".:\u2013\u2014-"
"""What may stand between a number and its heading."""

_MOST_WORDS: Final = 4
"""Of how many words a number in words is made, at most: ``vingt et un`` has three."""

_PERSIAN: Final[Mapping[str, int]] = {"اول": 1, "سوم": 3}
"""What Persian calls the first and the third, which are made of no number and which the CLDR does not have."""


class Named(NamedTuple):
    """What a language calls numbers, as ``quantities.as_compared`` gives them: all, and those that say a place."""

    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]


NO_NAMES: Final = Named({}, {})


class Heading(NamedTuple):
    """A line that heads something: the word that says what, its number, and what follows on the line."""

    word: str
    number: str
    """As it was written; one in words, in digits."""
    rest: str
    in_words: bool = False
    """Whether its number is a word: so begin or end headings that are words alone, ``Third States``, ``Phase two``."""


def heading(line: str, names: Named = NO_NAMES) -> Heading | None:
    """Return what a line heads; None where it heads nothing, as a sentence that begins with ``Article 5`` does.

    Args:
        line: without spaces around it.
        names: what the text's language calls numbers.
    """
    for form in _FORMS:
        found = form.fullmatch(line)
        if found and (found["sign"] or could_head(found["rest"])):
            return Heading(found["word"].casefold(), found["number"].replace(")", ""), found["rest"])
    return _worded(line, names) if names.numbers and len(line) <= _LONGEST else None


def could_head(line: str) -> bool:
    """Tell whether words are short enough for a heading, and no sentence."""
    return len(line) <= _LONGEST and not line.endswith(ENDS_A_SENTENCE)


def _worded(line: str, names: Named) -> Heading | None:
    """Return what a line heads whose number is a word: ``Chapter Two``, or ``Second Part`` with nothing or a sign."""
    words = line.split()
    if not words or words[0][0].islower():
        return None
    for many in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        number = names.numbers.get(_name(words[1 : many + 1])) or _PERSIAN.get(words[many].rstrip(_SIGNS))
        rest, signed = _after(words, many)
        written = not words[1][0].islower() or signed or not rest
        if number and written and _WORD.fullmatch(words[0]) and not rest[:1].islower() and could_head(rest):
            return Heading(words[0].casefold(), str(number), rest, in_words=True)
        number = names.ordinals.get(_name(words[:many]))
        word = words[many].rstrip(_SIGNS)
        if number and (signed or not rest) and _WORD.fullmatch(word):
            return Heading(word.casefold(), str(number), rest, in_words=True)
    return None


def _name(words: Sequence[str]) -> str:
    """Return the words of a number as they are compared, none where anything but a hyphen stands between them."""
    plain = " ".join(words).rstrip(_SIGNS)
    return "" if any(sign in plain for sign in ".:,;(") else as_compared(plain)


def _after(words: Sequence[str], place: int) -> tuple[str, bool]:
    """Return what follows a word of a line, and whether a sign stands between them."""
    rest = " ".join(words[place + 1 :])
    plain = rest.lstrip(_SIGNS).lstrip()
    return plain, plain != rest or words[place] != words[place].rstrip(_SIGNS)
