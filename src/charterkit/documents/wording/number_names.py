"""What languages call numbers, for reading them: from the CLDR through ICU and Babel, in every case and gender it has.

What is done with them is the business of ``drafting.correspondence.quantities``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from charterkit.documents.wording.dates import month_names
from charterkit.drafting.correspondence.dates import Calendar
from charterkit.drafting.correspondence.quantities import Spoken, as_compared

_NUMBERS: Final = (*range(1, 121), 150, 180, 365, *range(200, 1000, 100), 1000, 10**6, 10**9)
_OTHER_FORMS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "ar": (("ون", "ين"), ("ة", "")),
    "fa": (("", "م"), ("", "مین")),
}
"""Endings that a language gives its numbers besides those that the CLDR has: cases and genders, ordinals."""
_ALSO: Final[Mapping[str, Mapping[str, int]]] = {
    "ar": {"احد عشر": 11, "اثني عشر": 12, "اثنا عشر": 12, "اثنتي عشرة": 12},
}
"""Numbers that the CLDR gives in one case or gender only."""
_SOFT_HYPHEN: Final = "\u00ad"
"""The CLDR has it in long words: ``einundzwanzig``."""
_ORDINALS: Final = range(1, 32)
_A_YEAR: Final = 1405
"""Any year of the Persian calendar."""
_NO_NUMBERS: Final = {"fa": {"نه"}}
"""Words that mean something else as a rule: ``نه``, nine, is "not"."""


@lru_cache(maxsize=32)
def spoken_in(language: str) -> Spoken:
    """Return how a language names months and numbers; nothing for one that the CLDR does not know."""
    first = language.partition("-")[0]
    without = _NO_NUMBERS.get(first, set())
    numbers = {name: number for number, name in _named(first) if name not in without} | dict(_ALSO.get(first, {}))
    ordinals = {name: number for number, name in _named(first, "ordinal") if number in _ORDINALS}
    months = month_names(language)
    return Spoken(months, numbers, _scales(first), ordinals, _persian(first, months))


def _persian(language: str, months: Mapping[str, int]) -> Calendar | None:
    """Return the Persian calendar where a language has names of its own for its months; these are exact dates."""
    from icu import Calendar as Days  # noqa: PLC0415  few commands read dates
    from icu import Locale, SimpleDateFormat, TimeZone  # noqa: PLC0415  likewise

    place, zone = Locale(f"{language}@calendar=persian"), TimeZone.createTimeZone("UTC")
    days, named = Days.createInstance(zone, place), SimpleDateFormat("LLLL", place)
    named.setTimeZone(zone)

    def moment(year: int, month: int, day: int) -> float:
        days.clear()
        days.set(year, month - 1, day)
        return float(days.getTime())

    def common(year: int, month: int, day: int) -> str:
        return datetime.datetime.fromtimestamp(moment(year, month, day), datetime.UTC).date().isoformat()

    names = {named.format(moment(_A_YEAR, month, 15)).casefold(): month for month in range(1, 13)}
    own = all(name.isalpha() for name in names) and not names.keys() & months.keys()
    return Calendar(names, common) if own else None


def _named(language: str, kind: str = "") -> Iterator[tuple[int, str]]:
    """Yield numbers in words, or one kind; what has no spaces between words is read sign by sign, not here."""
    from icu import Locale, RuleBasedNumberFormat, URBNFRuleSetTag  # noqa: PLC0415  few commands read numbers

    said = RuleBasedNumberFormat(URBNFRuleSetTag.SPELLOUT, Locale(language))
    rules = [said.getRuleSetName(place) for place in range(said.getNumberOfRuleSetNames())]
    if language in {"zh", "ja"} or str(said.getLocale(0).getLanguage()) != language:
        return
    for rule in rules:
        if not rule.startswith("%%") and kind in rule:
            for number in _NUMBERS:
                yield from _forms(number, as_compared(said.format(number, rule).replace(_SOFT_HYPHEN, "")), language)


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
