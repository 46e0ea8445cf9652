"""Times of day in a text, on a clock of twelve hours: ``3.30 p.m.`` and ``15:30`` are one.

Read where a text says plainly that it is a time. Another language may write it in ways that look like any figures
(``15 ч. 30 мин.``): these are taken for the time where they fit it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from charterkit.drafting.correspondence.quantities import SMALL, Quantities

_TIME: Final = re.compile(
    r"(?<![\d.,:/])(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?\s?[ap]\.?\s?m\b\.?"
    r"|(?<![\d.,:/])(?P<hours>[01]?\d|2[0-4]):(?P<minutes>[0-5]\d)(?![\d:,])"
)
_HALF_DAY: Final = 12


class Time(NamedTuple):
    """A time of day, on a clock of twelve hours."""

    hour: int
    minute: int

    def __str__(self) -> str:
        """Return it as it is told."""
        return f"{self.hour or _HALF_DAY}:{self.minute:02}"


def times_of(text: str) -> tuple[Counter[Time], str]:
    """Return the times of a text in small letters, and the text without them."""
    found: Counter[Time] = Counter()

    def take(match: re.Match[str]) -> str:
        hour, minute = match["hour"] or match["hours"], match["minute"] or match["minutes"] or "0"
        found[Time(int(hour) % _HALF_DAY, int(minute))] += 1
        return " "

    return found, _TIME.sub(take, text)


def without(times: Counter[Time], figures: Quantities) -> tuple[Counter[Time], Quantities]:
    """Return the times that figures of another text do not say, and the figures that are none of these times."""
    left: Counter[Time] = Counter()
    digits, words = Counter(figures.digits), Counter(figures.words)
    for time in times.elements():
        whole = [pieces for pieces in _written(time) if all((digits + words)[piece] for piece in pieces)]
        said = next(iter((*whole, *(pieces for pieces in _written(time) if _fits(pieces, digits + words)))), None)
        if said is None:
            left[time] += 1
        for piece in said or ():
            (digits if digits[piece] else words)[piece] -= 1
    return left, figures._replace(digits=+digits, words=+words)


def _written(time: Time) -> Iterator[tuple[str, ...]]:
    """Yield the figures by which a time may be said: of both clocks, in one or in two."""
    for hour in dict.fromkeys((time.hour, time.hour + _HALF_DAY)):
        yield (f"{hour}{time.minute:02}",)
        yield (str(hour), str(time.minute)) if time.minute else (str(hour),)


def _fits(pieces: tuple[str, ...], figures: Counter[str]) -> bool:
    """Tell whether figures are there; small ones may stand in words that are not read."""
    return all(figures[piece] or (int(piece) <= SMALL and len(pieces) > 1) for piece in pieces)
