"""Dates in a text, in digits or with the name of a month, as the languages of the continent write them.

Day, month and year in any order that is in use, with few words between them; years of the Buddhist era and of Japanese
reigns are made those of the common one. Digits are given as ASCII digits and letters in small. The names of months come
from the caller, and so does what makes dates of another calendar those of the common one: no calendar is kept here.
Where such a date stands beside the common one that it is, they are one date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

_GAP: Final = r"[^\d\n;]{0,10}?"
"""What may stand between the pieces of a date: ``th day of``, ``de``, ``жылғы``."""
_DAY: Final = r"(?<!\d)(?P<day>\d{1,2})"
_YEAR: Final = r"(?<!\d)(?P<year>\d{4})(?!\d)"
_MONTH: Final = r"(?P<month>\d{1,2})"
_IN_DIGITS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}\s*[-/.年년]\s*{_MONTH}\s*[-/.月월]\s*(?P<day>\d{{1,2}})(?!\d)(?:\s*[日일])?",
        rf"{_DAY}(?P<sign>[./-])\s?{_MONTH}(?P=sign)\s?(?P<year>\d{{4}})(?!\d)",
        rf"{_YEAR} оны {_MONTH}[^\d\n]{{0,10}}сарын (?P<day>\d{{1,2}})",
        rf"(?:ngày )?{_DAY} tháng {_MONTH},? năm (?P<year>\d{{4}})",
    )
)
_BUDDHIST: Final = re.compile(r"(?:พ\.\s?ศ\.|ພ\.\s?ສ\.|ព\.\s?ស\.)\s*(\d{4})")
_BEFORE_COMMON: Final = 543
_REIGN: Final = re.compile(r"(昭和|平成|令和)\s*(\d{1,2}|元)\s*年")
_BEFORE_REIGN: Final = {"昭和": 1925, "平成": 1988, "令和": 2018}
_HAN: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"\u3007": 0, "元": 1, "正": 1}
_IN_HAN: Final = re.compile(
    "([\u3007零一二三四五六七八九]{4})年([正一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DAYS: Final = re.compile(
    r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?\s?(?:至|到|から|부터|[-\u2013\u2014~\uff5e\u301c])+\s?"
    r"(?:(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[月월]\s?)?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日일]"
)
"""A range of days in the order of East Asia: ``2027年5月10日至15日``."""
_LONG: Final = 6
"""From so many letters on the name of a month is known by its stem: ``октобар``, of ``октобра``."""
_MOST_MONTHS: Final = 12
_MOST_DAYS: Final = 31
_COMMON: Final = 1600
"""Years before are those of another calendar, where the language has one."""


class Calendar(NamedTuple):
    """Another calendar that a language writes dates in."""

    months: Mapping[str, int]
    """The names of its months in small letters, with their numbers."""
    common: Callable[[int, int, int], str]
    """Returns the common date, as ISO 8601 writes it, of a year, month and day."""


def dates_of(text: str, months: Mapping[str, int], other: Calendar | None = None) -> tuple[Counter[str], str]:
    """Return the dates of a text as ISO 8601 writes them, and the text without them.

    Args:
        text: words in small letters, every digit an ASCII one.
        months: the names of months in small letters, with their numbers.
        other: another calendar that the language writes dates in.
    """
    found: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()

    def take(match: re.Match[str]) -> str:
        month, day = _named(match["month"], stems), int(match["day"])
        if month > _MOST_MONTHS >= day:
            month, day = day, month  # 10/29/2026
        if not (1 <= month <= _MOST_MONTHS and 1 <= day <= _MOST_DAYS):
            return match[0]
        if other is not None and int(match["year"]) < _COMMON:
            elsewhere[other.common(int(match["year"]), month, day)] += 1
        else:
            found[f"{match['year']}-{month:02}-{day:02}"] += 1
        return " "

    text = _common_years(text)
    stems = _stems((*months.items(), *(other.months.items() if other else ())))
    for pattern in (*_IN_DIGITS, *_with_names(tuple(stems))):
        text = pattern.sub(take, text)
    return found + Counter({date: count for date, count in elsewhere.items() if date not in found}), text


def _named(month: str, stems: Mapping[str, int]) -> int:
    return int(month) if month.isdecimal() else stems[month]


@lru_cache(maxsize=32)
def _stems(months: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    """Return long names without their last two letters, which languages decline, where that is no other month's."""
    stems = {}
    for name, month in months:
        stem = name[:-2] if len(name) >= _LONG else name
        told = all(other == month for each, other in months if each.startswith(stem))
        stems[stem if told else name] = month
    return stems


@lru_cache(maxsize=32)
def _with_names(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the orders in which a date with the name of a month stands; a name may have a prefix or an ending."""
    if not names:
        return ()
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    month = rf"(?<![^\W\d_])[^\W\d_]{{0,2}}?(?P<month>{longest_first})[^\W\d_]{{0,5}}(?!\u200c)"
    year = r"(?P<year>\d{4})(?!\d)"
    day = r"(?P<day>\d{1,2})(?!\d)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{_DAY}{_GAP}{month}{_GAP}{year}",
            rf"{month}{_GAP}{day}{_GAP}{year}",
            rf"{_YEAR}{_GAP}{day}{_GAP}{month}",
            rf"{_YEAR}{_GAP}{month}{_GAP}{day}",
        )
    )


def _common_years(text: str) -> str:
    """Return a text with the years of other eras, and dates in Han numerals, in digits of the common era."""
    text = _BUDDHIST.sub(lambda each: str(int(each[1]) - _BEFORE_COMMON), text)
    text = _REIGN.sub(lambda each: f"{_BEFORE_REIGN[each[1]] + (1 if each[2] == '元' else int(each[2]))}年", text)
    text = _IN_HAN.sub(lambda each: "{}年{}月{}日".format(*_digits(each)), text)
    return _DAYS.sub(_last_day, text)


def _last_day(days: re.Match[str]) -> str:
    """Return a range of days as its first day and the date on which it ends, as other languages have it."""
    year, month, first, other_month, last = days.groups()
    return f"{first} {year}年{_in_digits(other_month or month)}月{_in_digits(last)}日"


def _digits(date: re.Match[str]) -> Iterator[str]:
    """Yield year, month and day of a date in Han numerals in digits."""
    yield "".join(str(_HAN[sign]) for sign in date[1])
    yield from map(_in_digits, date.groups()[1:])


def _in_digits(number: str) -> str:
    """Return a number up to 31, which may be in Han numerals, in digits."""
    if number.isdecimal():
        return number
    tens, ten, units = number.rpartition("十")
    return str((10 * _HAN.get(tens, 1) if ten else 0) + _HAN.get(units, 0))
