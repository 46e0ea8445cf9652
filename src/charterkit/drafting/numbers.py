"""Printed numbers as values: how they are cited, and what a number that a person types may mean.

What number something has is worked out in ``numbering``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from charterkit.model.numbers import WORDS, Series, series_of

_SPELLINGS: Final = {"art": "article", "articles": "article", "preamble": "recital", "pp": "recital", "para": ""}


class Number(NamedTuple):
    """The printed number of a part, provision or unit."""

    series: Series
    own: str
    """What stands in front of it: ``6``, ``2 bis.``, ``(a)``."""
    full: str
    """Its address within the series: ``6(2 bis)(a)``."""

    def __str__(self) -> str:
        """The number as it is cited in English: ``Article 6(2)(a)``, ``Part III``."""
        return f"{WORDS[self.series]} {self.full}".rstrip()


class Vacancy(NamedTuple):
    """The place of something that had a number when numbers were frozen, and stands there no more."""

    path: str
    number: Number
    container: str
    """The part, list, provision or unit in which it stood."""
    after: str | None
    """The member of the container that it comes after; None: it comes first."""
    moved_to: str
    """Where it stands now, where it moved to another provision or unit."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of everything in one charter, and those that are vacant."""

    by_path: dict[str, Number]
    vacancies: tuple[Vacancy, ...] = ()

    def cite(self, path: str) -> str:
        """Return the printed number of a path in English, that of what is gone said so; the path where it has none."""
        number = self.by_path.get(path)
        if number is None and (gone := self._gone.get(path)) is not None:
            return f"{gone.number}, {'moved' if gone.moved_to else 'deleted'}"
        return str(number) if number else path

    def path(self, printed: str) -> str | None:
        """Return the path that a printed number means: ``6(2)(a)``, ``Art. 6 (2)``, ``Annex 2``, ``Part III``."""
        return self._by_spelling.get(_normal(printed))

    def vacancy(self, printed: str) -> Vacancy | None:
        """Return the vacant place that a printed number means."""
        asked = _normal(printed)
        return next((each for each in self.vacancies if asked in _spellings(each.number)), None)

    def vacant_in(self, container: str) -> Sequence[Vacancy]:
        """Return the vacant places of a part, list, provision or unit, in order."""
        return self._vacant.get(container, ())

    def in_line(self, container: str, members: Sequence[str]) -> Iterator[str | Vacancy]:
        """Yield the members of a container that have a number, with the vacant places where they are."""
        vacant = self.vacant_in(container)
        yield from (each for each in vacant if each.after is None)
        for member in members:
            if member in self.by_path:
                yield member
                yield from (each for each in vacant if each.after == member)

    @cached_property
    def _gone(self) -> Mapping[str, Vacancy]:
        return {vacancy.path: vacancy for vacancy in self.vacancies}

    @cached_property
    def _vacant(self) -> Mapping[str, Sequence[Vacancy]]:
        found: dict[str, list[Vacancy]] = {}
        for each in self.vacancies:
            found.setdefault(each.container, []).append(each)
        return found

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        """The paths by how their numbers may be written; made at the first question, which few commands ask."""
        spellings: dict[str, str] = {}
        for path, value in self.by_path.items():
            for spelling in _spellings(value):
                spellings.setdefault(spelling, path)
        return spellings


def read(printed: str, path: str) -> Number:
    """Read the number of a path as a decision has recorded it."""
    series = series_of(printed)
    full = printed.removeprefix(WORDS[series]).lstrip(" ")
    depth = path.count("/")
    return Number(series, own(full.rpartition("(")[2].rstrip(")"), depth - 1) if depth else full, full)


def own(label: str, depth: int) -> str:
    """Return what stands in front of a unit with a label: a paragraph (depth 0) has a dot, others brackets."""
    return f"{label}." if depth == 0 else f"({label})"


def same_number(printed: str, typed: str) -> bool:
    """Tell whether two spellings are of one number: ``Art. 6 (2)`` and ``Article 6(2)``."""
    return _normal(printed) == _normal(typed)


def _spellings(number: Number) -> Iterator[str]:
    yield _normal(str(number))
    if number.series == "article":
        yield _normal(number.full)


def _normal(printed: str) -> str:
    compact = re.sub(r"[\s,]+", "", printed).casefold().rstrip(".")
    spelled = re.match(r"[a-z]*", compact)
    word = spelled.group() if spelled else ""
    return _SPELLINGS.get(word, word) + compact[len(word) :].lstrip(".")
