"""Printed numbers in the language of a document: ``Article 6(2)(a)``, ``Статья 6(2)(a)``, ``المادة ٦(٢)(أ)``.

What the numbers are is computed by ``charterkit.drafting.numbering``; here they get words, digits and letters. UN
practice keeps one structure of numbers for all languages, each written in its own signs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from typing import Any, Final

from charterkit.documents.wording.labels import ENGLISH, OwnWords, catalogue, own_words
from charterkit.drafting.numbering import Number, Numbers

_LABEL: Final = re.compile(r"(?P<sign>-*)(?P<plain>[0-9]+|[A-Za-z]+)(?P<letter>[A-Z]*)(?P<words>(?: [a-z]+)*)")
"""A label and what was put to it by insertions: ``5``, ``5A``, ``-a``, ``III bis``."""

_LETTER_DEPTHS: Final = (2, 4)
_ROMAN_DEPTH: Final = 3
_GROUPS: Final = 1000
"""From here on digits are grouped."""
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def _signs(language: str) -> dict[str, Any]:
    return _signs_of(language, own_words())


@lru_cache(maxsize=64)
def _signs_of(language: str, _: OwnWords) -> dict[str, Any]:
    return {**catalogue(ENGLISH)["numbers"], **catalogue(language).get("numbers", {})}


def cite(numbers: Numbers, path: str, language: str, *, within: bool = True) -> str:
    """Return the number of a path as a document cites it, or the path itself where it has none.

    ``within`` a sentence or a table, or else as a heading says it; see ``printed``.
    """
    found = numbers.by_path.get(path)
    return printed(found, language, within=within) if found else path


def printed(number: Number, language: str, *, within: bool = False) -> str:
    """Return a number with the word for what it counts: ``Article 6(2)(a)``, ``Part III``.

    ``within`` a sentence, a language that declines its words abbreviates them: ``ст. 6``, since nobody can know the
    case in which the sentence wants them.
    """
    signs = _signs(language)
    pattern: str = signs.get(f"cited_{number.series}", signs[number.series]) if within else signs[number.series]
    return pattern.format(**_pieces(number, language)).strip()


def _pieces(number: Number, language: str) -> dict[str, str]:
    """Return the pieces of a number, whole and parted: a language may set its word inside it: ``第8条第1款``."""
    first, *steps = number.full.replace(")", "").split("(")
    patterns: list[str] = _signs(language)["steps"]
    below = (
        patterns[min(depth, len(patterns) - 1)].format(**_parted(step, depth + 1, language))
        for depth, step in enumerate(steps)
    )
    parted = _parted(first, 0, language)
    if number.series == "part":
        parted["plain"] = _LABEL.sub(lambda label: _part(label["plain"], language) + label["letter"], parted["plain"])
    return parted | {"n": full(number, language), "below": "".join(below)}


def _parted(label: str, depth: int, language: str) -> dict[str, str]:
    """Return a label as the language writes it: whole, and parted into what it was and what insertions put to it."""
    plain, _, put = label.partition(" ")
    return {
        "n": _spelled(label, depth, language),
        "plain": _spelled(plain, depth, language),
        "ordinal": _ordinal(put, language),
    }


def full(number: Number, language: str) -> str:
    """Return the address within the series: ``6(2)(a)``."""
    if number.series == "part":
        return _LABEL.sub(lambda label: _with_insertions(label, _part(label["plain"], language), language), number.full)
    return _spelled(number.full, 0, language)


def _part(roman: str, language: str) -> str:
    kept = _signs(language)["roman_parts"] or not _is_roman(roman)
    return roman if kept else digits(str(_roman_value(roman)), language)


def own(number: Number, language: str) -> str:
    """Return what stands in front of a paragraph, point or subpoint: ``2.``, ``(a)``, ``(i)``."""
    return _spelled(number.own, number.full.count("("), language)


def digits(text: str, language: str) -> str:
    """Return a text with its digits as the language writes them."""
    return text.translate(_digits_of(language, own_words()))


@lru_cache(maxsize=64)
def _digits_of(language: str, own: OwnWords) -> dict[int, str]:
    return dict(zip(range(ord("0"), ord("9") + 1), _signs_of(language, own)["digits"], strict=True))


def _spelled(text: str, depth: int, language: str) -> str:
    """Spell a chain of numbers, the first of which stands at a depth below its provision."""
    return _spelled_in(text, depth, language, own_words())


@lru_cache(maxsize=4096)  # a few labels stand before the paragraphs and points of all articles
def _spelled_in(text: str, depth: int, language: str, _: OwnWords) -> str:
    depths = count(depth)
    return _LABEL.sub(
        lambda label: _with_insertions(label, _step(label["plain"], next(depths), language), language), text
    )


def _with_insertions(label: re.Match[str], plain: str, language: str) -> str:
    """Return a plain label as the language writes it, with the sign and the words that insertions put to it."""
    put = _ordinal(label["words"], language)
    gap: str = _signs(language)["ordinal_gap"] if put else ""
    return f"{label['sign']}{plain}{label['letter']}{gap}{put}"


def _ordinal(put: str, language: str) -> str:
    """Return what insertions put to a label in the words of a language: ``bis``, ``之二``."""
    words, gap = catalogue(language).get("ordinals", {}), _signs(language)["ordinal_gap"]
    return str(gap).join(words.get(word, word) for word in put.split())


def _step(step: str, depth: int, language: str) -> str:
    signs = _signs(language)
    if step.isdigit():
        return digits(step, language)
    if depth in _LETTER_DEPTHS:
        letters = signs["letters"]
        place = ord(step[0].lower()) - ord("a") + 26 * (len(step) - 1)
        made: str = letters[place % len(letters)] * (place // len(letters) + 1)
        return made.upper() if step.isupper() else made
    if depth == _ROMAN_DEPTH and not signs["roman_subpoints"] and _is_roman(step):
        return digits(str(_roman_value(step)), language)
    return step


def _is_roman(text: str) -> bool:
    """Tell whether a label is a Roman number, and not one with a letter put to it."""
    return set(text.lower()) <= set(_VALUES)


def _roman_value(text: str) -> int:
    values = [_VALUES[letter] for letter in text.lower()]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def page_counter(language: str) -> str:
    """Return the CSS counter style that numbers the pages of a document."""
    style: str = _signs(language)["page_counter"]
    return style


def percent(share: float, language: str) -> str:
    """Return a share of one in hundredths, by the rules of the language: ``37%`` in English."""
    from babel.numbers import format_percent  # noqa: PLC0415  slow to import

    from charterkit.documents.wording.labels import locale  # noqa: PLC0415  likewise

    tag, system = locale(language), _signs(language)["system"]
    shown = format_percent(share, locale=tag, numbering_system=system)
    return digits(shown.replace("%", _signs(language)["percent"]), language)


def grouped(number: float, language: str) -> str:
    """Return a count or a figure as a table prints it, by the rules of the language: ``1,204`` in English."""
    if 0 <= number < _GROUPS and number == int(number):
        return digits(str(int(number)), language)  # no group to set apart, and Babel is slow to import
    from babel.numbers import format_decimal  # noqa: PLC0415  see above

    from charterkit.documents.wording.labels import locale  # noqa: PLC0415  likewise

    return digits(
        format_decimal(number, locale=locale(language), numbering_system=_signs(language)["system"]), language
    )
