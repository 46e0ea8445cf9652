"""Figures of a text in digits and in words, as numbers: ``30``, ``thirty``, ``тридцати``, ``三十``, ``150万``.

For comparing languages: what a language calls its numbers comes from the caller. Numbers up to three are left alone in
words, for they are said in other ways too (both, the second, a third). What is a date is taken out before.
"""

# ruff: noqa: RUF001  numerals of many scripts
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from charterkit.drafting.correspondence.dates import Calendar

SMALL: Final = 3
"""Up to here a number in words is left alone."""


class Spoken(NamedTuple):
    """How a language names months and numbers; all names as ``as_compared`` gives them."""

    months: Mapping[str, int]
    """The names of months in small letters, with their numbers."""
    numbers: Mapping[str, int]
    """Numbers in words, with blanks between the words."""
    scales: Mapping[str, int]
    """Words behind a figure that multiply it by a power of ten, with the power: ``million``, ``万``."""
    ordinals: Mapping[str, int]
    """Ordinals in words, likewise."""
    calendar: Calendar | None = None
    """Another calendar than the common one."""


SpokenIn = Callable[[str], Spoken]
"""Gives how a language names months and numbers."""


class Quantities(NamedTuple):
    """The figures of a text, each as often as it stands there."""

    digits: Counter[str]
    words: Counter[str]
    ordinals: Counter[str]
    """The ordinals in words, which are among the words too but for the small ones."""
    small: Counter[str]
    """Numbers too small to be told that count something or are one of a series: the other text may have figures."""


_FIGURE: Final = re.compile(r"\d+(?:[.,/:'\u2019\u00a0\u202f\u066b\u066c]\d+| \d{3}(?!\d))*")
_SEPARATORS: Final = re.compile(r"[.,/:' \u2019\u00a0\u202f\u066b\u066c]")
_DECIMAL: Final = re.compile(r"(\d+)[.,\u066b](\d{1,2})")
_WORD: Final = re.compile(r"[^\W\d_]+")
_PREFIX: Final = re.compile("^(?:[وفبلك]?ال|لل|و)")
"""What Arabic writes together with a word: and, the, to the."""
_ALEF: Final = re.compile("[أإٱ]")
"""The letter with its hamza, which texts write or leave out."""
_LASTING: Final = re.compile(r"(\w{4,}?)(?:дневн|летн|месячн|часов|недельн|минутн|кратн|процентн)\w*")
"""What Russian writes as one word: of thirty days, of five years."""
_LONGEST: Final = 4
"""Words of the longest number that is looked for: ``one hundred and twenty``."""

_HAN_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN: Final = re.compile(
    r"(?P<share>百分之)?(?P<ordinal>第)?(?P<number>[〇零一二三四五六七八九十百千万萬亿億两兩]+)(?P<parts>分之[一二三四五六七八九十]+)?"
    r"(?P<counter>[天日年月周週个個名国國项項条條款章次届屆位方小岁歲时時点點％]|世[纪紀])?"
)
_MONTH_OF_YEAR: Final = re.compile(r"(\d{4})\s?年\s?\d{1,2}\s?月(?!\s?\d)")
_MONTH_OF_DAY: Final = re.compile(r"(?<!\d)\d{1,2}\s?[月월]\s?(\d{1,2})\s?[日일号號]")
"""A day of any year: other languages name its month."""
_DECADE: Final = re.compile(r"(\d{2})世[纪紀](\d0)年代")


def as_compared(text: str) -> str:
    """Return words in the form in which they are looked for: small letters, no points, joiners or prefixed articles."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("\u200c", " ").replace("ँ", "ं")
    plain = "".join(each for each in plain if not (unicodedata.combining(each) and "\u0590" <= each <= "\u06ff"))
    plain = _ALEF.sub("ا", plain)
    return " ".join(filter(None, (_PREFIX.sub("", word[0]) for word in _WORD_OR_MARKED.finditer(plain))))


_WORD_OR_MARKED: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f])*")
"""A word with the vowel signs that Indic scripts write after its letters."""


def quantities(text: str, spoken: Spoken, romans: Counter[str] | None = None) -> Quantities:
    """Return the figures of a text.

    Args:
        text: words in small letters, every digit an ASCII one.
        spoken: how its language names numbers.
        romans: what stood in it in Roman numerals (``romans.romans_of``); counted as words are.
    """
    digits: Counter[str] = Counter()
    words = Counter(romans or {})
    ordinals: Counter[str] = Counter()
    text = _MONTH_OF_DAY.sub(r" \1 ", _MONTH_OF_YEAR.sub(r"\1 ", text))
    text = _DECADE.sub(lambda found: f"{int(found[1]) - 1}{found[2]}", text)
    for found in _HAN.finditer(text):
        _take_han(found, digits, words)
        if found["ordinal"]:
            ordinals[str(han_number(found["number"]))] += 1
    for figure in _FIGURE.finditer(text):
        digits[_scaled(figure[0], text[figure.end() :], spoken.scales)] += 1
    plain = as_compared(text)
    words.update(str(number) for number in _in_words(plain, spoken.numbers) if number > SMALL)
    ordinals.update(str(number) for number in _in_words(plain, spoken.ordinals))
    small = Counter({number: count for number, count in words.items() if int(number) <= SMALL})
    return Quantities(digits, words - small, ordinals, small)


def _take_han(found: re.Match[str], digits: Counter[str], words: Counter[str]) -> None:
    """Count a number in Han numerals: a share as the figure it stands for, a part of a whole not at all."""
    if found["parts"]:
        return
    number = han_number(found["number"])
    told = len(found["number"]) > 1 or found["ordinal"] or found["counter"]
    if found["share"]:
        digits[str(number)] += 1
    elif told:
        words[str(number)] += 1


def han_number(numerals: str) -> int:
    """Return what Han numerals say: 23 for ``二十三`` and for ``二三``."""
    if not any(sign in _HAN_UNITS or sign in _HAN_SCALES for sign in numerals):
        return int("".join(str(_HAN_DIGITS[sign]) for sign in numerals))
    whole = section = digit = 0
    for sign in numerals:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        elif sign in _HAN_UNITS:
            section, digit = section + (digit or 1) * _HAN_UNITS[sign], 0
        else:
            whole, section, digit = whole + (section + digit or 1) * _HAN_SCALES[sign], 0, 0
    return whole + section + digit


def _scaled(figure: str, after: str, scales: Mapping[str, int]) -> str:
    """Return a figure without its separators, multiplied by the word that follows it, if that is one for a power."""
    word = after[1:] if after[:1] in {" ", "\u00a0"} else after
    scale = next((power for name, power in _by_length(scales) if _begins(word, name)), None)
    if scale is None:
        return _SEPARATORS.sub("", figure)
    decimal = _DECIMAL.fullmatch(figure)
    whole, part = decimal.groups() if decimal else (_SEPARATORS.sub("", figure), "")
    return str(int(whole + part) * 10 ** (scale - len(part)))


def _by_length(scales: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    yield from sorted(scales.items(), key=lambda each: -len(each[0]))


def _begins(text: str, name: str) -> bool:
    """Tell whether a text begins with a word for a power, which ends there or is written in Han characters."""
    following = text[len(name) : len(name) + 1]
    return text.startswith(name) and (not following.isalpha() or name[-1] >= "\u4e00")


def _in_words(text: str, numbers: Mapping[str, int]) -> Iterator[int]:
    """Yield the numbers that stand in words, the longest each."""
    found, place = text.split(), 0
    while place < len(found):
        for size in range(min(_LONGEST, len(found) - place), 0, -1):
            said = " ".join(found[place : place + size])
            lasting = _LASTING.fullmatch(said)
            number = numbers.get(lasting[1] if lasting else said)
            if number is not None:
                yield number
                break
        else:
            size = 1
        place += size
