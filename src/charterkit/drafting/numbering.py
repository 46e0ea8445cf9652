"""Numbers: computed for display from the order of provisions, never stored in them.

Principles and articles share one series of Arabic numbers; annexes and recitals have their own; parts are Roman. Below
a provision: paragraphs 1, 2, 3; points (a), (b); subpoints (i), (ii) (UN Editorial Manual). The words of a printed
number in other languages than English are left to ``charterkit.documents``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from charterkit.model.charter import Charter
from charterkit.model.provisions import Node

Series = Literal["part", "recital", "article", "testimonium", "annex"]

SERIES: Final[dict[str, Series]] = {
    "recital": "recital",
    "principle": "article",
    "article": "article",
    "testimonium": "testimonium",
    "annex": "annex",
}
WORDS: Final[dict[Series, str]] = {
    "part": "Part",
    "recital": "Recital",
    "article": "Article",
    "testimonium": "Testimonium",
    "annex": "Annex",
}
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SPELLINGS: Final = {"art": "article", "articles": "article", "preamble": "recital", "pp": "recital", "para": ""}


@dataclass(frozen=True, slots=True)
class Number:
    """The printed number of a part, provision or unit."""

    series: Series
    own: str
    """What stands in front of it: ``6``, ``2.``, ``(a)``."""
    full: str
    """Its address within the series: ``6(2)(a)``."""

    def __str__(self) -> str:
        """The number as it is cited in English: ``Article 6(2)(a)``, ``Part III``."""
        return f"{WORDS[self.series]} {self.full}".rstrip()


@dataclass(frozen=True)
class Numbers:
    """The numbers of everything in one charter."""

    by_path: dict[str, Number]

    def cite(self, path: str) -> str:
        """Return the printed number of a path in English, or the path itself where it has none."""
        number = self.by_path.get(path)
        return str(number) if number else path

    def path(self, printed: str) -> str | None:
        """Return the path that a printed number means: ``6(2)(a)``, ``Art. 6 (2)``, ``Annex 2``, ``Part III``."""
        return self._by_spelling.get(_normal(printed))

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        """The paths by how their numbers may be written; made at the first question, which few commands ask."""
        spellings: dict[str, str] = {}
        for path, value in self.by_path.items():
            spellings.setdefault(_normal(str(value)), path)
            if value.series == "article":
                spellings.setdefault(_normal(value.full), path)
        return spellings


def number(charter: Charter) -> Numbers:
    """Return the numbers of every part, provision and unit of a charter."""
    return Numbers(dict(_numbered(charter)))


def _numbered(charter: Charter) -> Iterator[tuple[str, Number]]:
    for path, here in number_outline(charter):
        yield path, here
        provision = charter.provisions.get(path)
        if provision and here.series != "part":
            yield from number_below(provision, path, here)


def number_outline(charter: Charter) -> Iterator[tuple[str, Number]]:
    """Yield the ids and numbers of parts, then of provisions, in reading order; nothing below them."""
    for position, part in enumerate(charter.settings.outline.parts, start=1):
        roman = _roman(position).upper()
        yield part.id, Number("part", roman, roman)
    counts: dict[Series, int] = {}
    for provision in charter.ordered():
        series = SERIES[provision.kind]
        counts[series] = counts.get(series, 0) + 1
        own = "" if series == "testimonium" and counts[series] == 1 else str(counts[series])
        yield provision.id, Number(series, own, own)


def number_below(node: Node, path: str, here: Number, depth: int = 0) -> Iterator[tuple[str, Number]]:
    """Yield the paths and numbers of everything below a provision (depth 0) or unit with this path and number."""
    for position, unit in enumerate(node.units, start=1):
        label = _label(position, depth)
        own = f"{label}." if depth == 0 else f"({label})"
        number_here = Number(here.series, own, f"{here.full}({label})")
        yield f"{path}/{unit.id}", number_here
        yield from number_below(unit, f"{path}/{unit.id}", number_here, depth + 1)


def _label(position: int, depth: int) -> str:
    match depth:
        case 0:
            return str(position)
        case 1:
            return _letters(position)
        case 2:
            return _roman(position)
        case 3:
            return _letters(position).upper()
        case _:
            return str(position)


def _letters(position: int) -> str:
    """Return a to z, then aa, bb, cc, as paragraphs are lettered in treaties."""
    turn, letter = divmod(position - 1, 26)
    return chr(ord("a") + letter) * (turn + 1)


def _roman(position: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, position = divmod(position, value)
        text += letters * count
    return text


def _normal(printed: str) -> str:
    compact = re.sub(r"[\s,]+", "", printed).casefold().rstrip(".")
    spelled = re.match(r"[a-z]*", compact)
    word = spelled.group() if spelled else ""
    return _SPELLINGS.get(word, word) + compact[len(word) :].lstrip(".")
