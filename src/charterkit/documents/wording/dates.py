"""Dates as each language writes them: in a masthead, in a table; and the names of its months."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from charterkit.documents.wording.labels import ENGLISH, locale
from charterkit.documents.wording.numerals import digits

_EXACT: Final = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_ALSO_SPELLED: Final = {"hi": {"अक्तूबर": 10}}
"""Names of months in spellings that are in official use and not in the CLDR, by language."""


def date_words(date: datetime.date | None, language: str) -> str:
    """Return a date as a masthead prints it: ``14 September 2026``, in the words and digits of the language."""
    if date is None:
        return ""
    from babel.dates import format_date  # noqa: PLC0415  babel is slow to import, and few commands print a date

    found = locale(language)
    form = "d MMMM y" if found == ENGLISH else "long"
    return digits(format_date(date, form, locale=found), language)


def short_date(date: datetime.date, language: str) -> str:
    """Return a date as a table holds it: ``14 Sep 2026``, in the words and digits of the language."""
    from babel.dates import format_date  # noqa: PLC0415  slow to import

    tag = locale(language)
    return digits(format_date(date, "d MMM y" if tag == ENGLISH else "medium", locale=tag), language)


def moment_words(moment: str, language: str) -> str:
    """Return a minute in UTC, ``2026-10-29T18:00Z``, as a sentence says it: ``29 October 2026, 18:00 UTC``."""
    from babel.dates import get_datetime_format  # noqa: PLC0415  slow to import

    day, _, minute = moment.removesuffix("Z").partition("T")
    joined = str(get_datetime_format("medium", locale=locale(language))).replace("'", "")
    time = digits(f"{minute} UTC", language)
    return joined.format(time, date_words(datetime.date.fromisoformat(day), language))


def partial_date(told: str, language: str) -> str:
    """Return a date as a table holds it, as exact as it is told; a year or years as they are.

    ``2024-06`` is ``Jun 2024``, ``2024-06-14`` is ``14 Jun 2024``.
    """
    exact = _EXACT.fullmatch(told)
    if exact is None:
        return digits(told, language)
    first = datetime.date(int(exact[1]), int(exact[2]), int(exact[3] or 1))
    if exact[3]:
        return short_date(first, language)
    from babel.dates import format_skeleton  # noqa: PLC0415  slow to import

    return digits(format_skeleton("yMMM", first, locale=locale(language)), language)


@lru_cache(maxsize=32)
def month_names(language: str) -> Mapping[str, int]:
    """Return the names of months of a language, in lower case, with their numbers; none for an unknown language.

    Those of all countries that speak it: Arabic has three sets of them.
    """
    from babel import UnknownLocaleError  # noqa: PLC0415  see date_words
    from babel.dates import get_month_names  # noqa: PLC0415  likewise
    from babel.localedata import locale_identifiers  # noqa: PLC0415  likewise

    first = language.partition("-")[0]
    spoken = [first, *sorted(each for each in locale_identifiers() if each.startswith(f"{first}_"))]
    contexts: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
    try:
        return {
            name.lower(): month
            for each in spoken
            for context in contexts
            for month, name in get_month_names("wide", context, each).items()
        } | _ALSO_SPELLED.get(first, {})
    except UnknownLocaleError:
        return {}
