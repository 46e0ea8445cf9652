"""What languages call numbers, for reading them: from the CLDR through ICU and Babel, in every case and gender it has.

What is done with them is the business of ``drafting.quantities``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from charterkit.documents.dates import month_names
from charterkit.drafting.quantities import Spoken, as_compared

_NUMBERS: Final = (*range(1, 121), 150, 180, 365, *range(200, 1000, 100), 1000, 10**6, 10**9)
_OTHER_FORMS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "ar": (("ون", "ين"), ("ة", "")),
    "fa": (("", "م"), ("", "مین")),
}
"""Endings that a language gives its numbers besides those that the CLDR has: cases and genders, ordinals."""
_NO_NUMBERS: Final = {"fa": {"نه"}}
"""Words that mean something else as a rule: ``نه``, nine, is "not"."""


@lru_cache(maxsize=32)
def spoken_in(language: str) -> Spoken:
    """Return how a language names months and numbers; nothing for one that the CLDR does not know."""
    first = language.partition("-")[0]
    without = _NO_NUMBERS.get(first, set())
    numbers = {name: number for number, name in _named(first) if name not in without}
    return Spoken(month_names(language), numbers, _scales(first))


def _named(language: str) -> Iterator[tuple[int, str]]:
    """Yield numbers in words; what has no spaces between words is read sign by sign, not here."""
    from icu import Locale, RuleBasedNumberFormat, URBNFRuleSetTag  # noqa: PLC0415  few commands read numbers

    said = RuleBasedNumberFormat(URBNFRuleSetTag.SPELLOUT, Locale(language))
    rules = [said.getRuleSetName(place) for place in range(said.getNumberOfRuleSetNames())]
    if language in {"zh", "ja"} or str(said.getLocale(0).getLanguage()) != language:
        return
    for rule in rules:
        if not rule.startswith("%%"):
            for number in _NUMBERS:
                yield from _forms(number, as_compared(said.format(number, rule)), language)


def _forms(number: int, name: str, language: str) -> Iterator[tuple[int, str]]:
    if name and not any(char.isdigit() for char in name):
        yield number, name
        for ending, other in _OTHER_FORMS.get(language, ()):
            if name.endswith(ending):
                yield number, f"{name.removesuffix(ending)}{other}"


def _scales(language: str) -> dict[str, int]:
    """Return the words and signs for powers of ten that stand behind a figure."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  likewise

    try:
        formats = Locale.parse(language).compact_decimal_formats
    except (UnknownLocaleError, ValueError):
        return {}
    found = {}
    for length in formats.values():
        for forms in length.values():
            for power, pattern in forms.items():
                said = str(getattr(pattern, "pattern", pattern))
                word = said.strip("0 \u00a0'.").lower()
                if word and (len(word) > 1 or word > "\u3000") and "0" in said:
                    found[word] = len(power) - said.count("0")
    return found
