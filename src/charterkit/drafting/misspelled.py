"""The number that somebody most likely meant who typed one in another way than charterkit prints it.

``9.1``, ``Article 9, paragraph 1``, ``para. 1 of Article 9``, ``Artcile 9``, ``article IX``. What is printed, and is
understood as it stands, is the business of ``numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from charterkit.drafting.numbering import from_roman, upper_roman
from charterkit.drafting.numbers import Numbers
from charterkit.drafting.validate.nearest import most_like

_SERIES: Final = ("article", "part", "annex", "recital")
_BELOW: Final = frozenset(("paragraph", "para", "par", "subparagraph", "point", "section"))
"""Words for what stands in an article: the numbers behind them are enough."""

_MOST_ROMAN: Final = 100
"""No charter has so many parts or annexes."""

_LABEL: Final = re.compile(r"\d+[A-Z]?|[a-z]{1,2}|[ivxIVX]+")


def number_meant(numbers: Numbers, typed: str) -> str:
    """Return the path of the number that was meant; empty where nothing is like it."""
    front, _, of = typed.partition(" of ")
    words = re.findall(r"\d+[A-Za-z]?\b|\d+|[^\W\d_]+", f"{of} {front}" if of else typed)
    series, labels = "article", list[str]()
    for word in words:
        if _LABEL.fullmatch(word):
            labels.append(word)
        elif word.casefold() not in _BELOW:
            begun = (name for name in _SERIES if name.startswith(word.casefold()))
            series = next(begun, "") or most_like(word, _SERIES)
    if not series or not labels:
        return ""
    below = "".join(f"({label})" for label in labels[1:])
    return next(filter(None, (numbers.path(f"{series} {first}{below}") for first in _spellings(labels[0]))), "")


def _spellings(label: str) -> Iterator[str]:
    """Yield a number as it is, in Roman, and in Arabic digits."""
    yield label
    if label.isdigit() and 0 < int(label) < _MOST_ROMAN:
        yield upper_roman(int(label))
    if place := from_roman(label):
        yield str(place)
