"""Figures in a text, in digits of any script or in words: ``30``, ``thirty``, ``тридцати``, ``trente``.

Only what is needed to see that two places disagree. Words are known for English, French, Spanish and Russian; in other
languages figures are read where they stand in digits. Numbers of provisions and references are no figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_UNITS: Final[Mapping[str, Mapping[int, str]]] = {
    "en": {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
           11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
           18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty",
           70: "seventy", 80: "eighty", 90: "ninety"},
    "fr": {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf", 10: "dix",
           11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze", 16: "seize", 20: "vingt", 30: "trente",
           40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingts", 90: "quatre-vingt-dix"},
    "es": {2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho", 9: "nueve", 10: "diez",
           11: "once", 12: "doce", 13: "trece", 14: "catorce", 15: "quince", 20: "veinte", 30: "treinta",
           40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta", 80: "ochenta", 90: "noventa"},
    "ru": {4: "четыре четырех четырёх", 5: "пять пяти", 6: "шесть шести", 7: "семь семи", 8: "восемь восьми",
           9: "девять девяти", 10: "десять десяти", 12: "двенадцать двенадцати", 14: "четырнадцать четырнадцати",
           15: "пятнадцать пятнадцати", 20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока",
           45: "сорок_пять сорока_пяти", 50: "пятьдесят пятидесяти", 60: "шестьдесят шестидесяти",
           90: "девяносто девяноста"},
}  # fmt: skip

_REFERENCE: Final = re.compile(r"\[\[[^\[\]\n]*\]\]|\[\^[^\[\]\n]*\]")
_FOLLOWING: Final = re.compile(r"[\s\u00a0-]+(\w+)")
_DIGITS: Final = r"(?<![\w.,/\u066b\u066c-])\d{1,3}(?:[ ,\u00a0\u202f\u066c]?\d{3}){0,6}(?![\w/]|[.,\u066b]\d)"
"""Of more digits than any quantity has, there is no figure to compare."""

TENS: Final = 20
"""From where a word may be followed by one for the units: ``twenty-one``."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where it stands in its text; ``after`` is the word that follows, in small letters."""

    value: int
    start: int
    end: int
    written: str
    after: str


def knows_words(language: str) -> bool:
    """Tell whether figures in words are read in a language."""
    return language.partition("-")[0] in _UNITS


def figures(text: str, language: str) -> Iterator[Figure]:
    """Yield the figures of a text in order, those in references left out."""
    hidden = _REFERENCE.sub(lambda found: "\0" * len(found[0]), text)
    for found in _pattern(language.partition("-")[0]).finditer(hidden):
        following = _FOLLOWING.match(hidden, found.end())
        after = following[1].casefold() if following else ""
        yield Figure(_value(found[0], language), found.start(), found.end(), found[0], after)


def _value(written: str, language: str) -> int:
    digits = "".join(str(unicodedata.digit(char)) for char in written if char.isdigit())
    if digits:
        return int(digits)
    words, said = _words(language.partition("-")[0]), " ".join(written.casefold().split())
    if said in words:
        return words[said]
    tens, units = re.split(r"[ -](?!.*[ -])", said)
    return words[tens] + words[units]


@lru_cache(maxsize=16)
def _words(language: str) -> dict[str, int]:
    """Return every word for a number with its value."""
    found = _UNITS.get(language, {})
    return {
        word.replace("_", " "): value for value, words in found.items() for word in words.split() if "_" not in word
    }


@lru_cache(maxsize=16)
def _pattern(language: str) -> re.Pattern[str]:
    words = _words(language)
    if not words:
        return re.compile(_DIGITS)
    tens = "|".join(sorted((word for word, value in words.items() if value >= TENS), key=len, reverse=True))
    units = "|".join(sorted((word for word, value in words.items() if value < TENS), key=len, reverse=True))
    return re.compile(rf"{_DIGITS}|\b(?:(?:{tens})(?:[\s-](?:{units}))?|(?:{units}))\b", re.IGNORECASE)
