"""The numbers that the last release or renumbering froze, as one value that a charter carries with it.

What number something has today is computed from them in ``charterkit.drafting.numbering``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Final, Literal

from charterkit.model.base import ID_PATTERN
from charterkit.model.paths import moved
from charterkit.model.record import Matches

Style = Literal["bis", "letters"]
"""How what is inserted after Article 5 is numbered: ``5 bis``, ``5 ter``, or ``5A``, ``5B``."""

Series = Literal["part", "recital", "article", "testimonium", "annex"]

SERIES: Final[dict[str, Series]] = {
    "recital": "recital",
    "principle": "article",
    "article": "article",
    "testimonium": "testimonium",
    "annex": "annex",
}
"""The series that a provision is numbered in, by its kind."""

WORDS: Final[dict[Series, str]] = {
    "part": "Part",
    "recital": "Recital",
    "article": "Article",
    "testimonium": "Testimonium",
    "annex": "Annex",
}

LIST_OF: Final[dict[str, str]] = {"recital": "preamble", "testimonium": "closing", "annex": "annexes"}
"""The list of the outline in which the provisions of a series stand; articles stand in parts."""

_LABEL: Final = r"-*[0-9A-Za-z]+(?: [a-z]+)*"
_PRINTED: Final = rf"^(?:{'|'.join(WORDS.values())})(?: {_LABEL})?(?: ?\({_LABEL}\))*$"

NumberedPath = Annotated[str, Matches(rf"^{ID_PATTERN[1:-1]}(?:/{ID_PATTERN[1:-1]})*$")]
"""A path as ``base.Path`` has it, checked in one step: a decision may hold thousands."""

Printed = Annotated[str, Matches(_PRINTED)]
"""A number as it is cited in English: ``Article 6 bis(2)(a)``."""


class Frozen:
    """Printed numbers by path, in reading order, with those of what was taken out since; and what moved since.

    Both are asked for when a number is first needed, since most commands read a charter and print none.
    """

    def __init__(
        self,
        numbers: Callable[[], Mapping[str, str]] = dict,
        renamed: Callable[[], Sequence[tuple[str, str]]] = tuple,
    ) -> None:
        """Take what gives the numbers, and what gives the old and new path of every unit that moved, in order."""
        self._numbers = numbers
        self._renamed = renamed

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The printed numbers by path, in reading order."""
        return self._numbers()

    @cached_property
    def renamed(self) -> Sequence[tuple[str, str]]:
        """The path that something had and the one it came to have, in the order in which units moved."""
        return self._renamed()

    def __eq__(self, other: object) -> bool:
        """Tell whether the same numbers are frozen."""
        return isinstance(other, Frozen) and dict(self.numbers) == dict(other.numbers)

    def __repr__(self) -> str:
        """Say what it is; the numbers are worked out only when somebody asks for them."""
        return "Frozen()"

    def __hash__(self) -> int:
        """Return a hash that equal values share."""
        return hash(tuple(self.numbers))

    @cached_property
    def below(self) -> Mapping[str, Mapping[str, str]]:
        """The labels of units by id, by the path of what they stand in: ``2 bis`` of ``Article 6(2 bis)``."""
        found: dict[str, dict[str, str]] = {}
        for path, printed in self.numbers.items():
            parent, _, last = path.rpartition("/")
            if parent:
                found.setdefault(parent, {})[last] = printed.rpartition("(")[2].rstrip(")")
        return found

    @cached_property
    def top(self) -> Mapping[Series, Mapping[str, str]]:
        """The labels of parts and provisions by id, by series."""
        found: dict[Series, dict[str, str]] = {}
        for path, printed in self.numbers.items():
            if "/" not in path:
                found.setdefault(series_of(printed), {})[path] = printed.partition(" ")[2]
        return found

    @cached_property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """The provisions by the part or list that they stood in, in order."""
        found: dict[str, list[str]] = {}
        part = ""
        for path, printed in self.numbers.items():
            if "/" not in path:
                series = series_of(printed)
                part = path if series == "part" else part
                if series != "part":
                    found.setdefault(LIST_OF.get(series, part), []).append(path)
        return {name: tuple(ids) for name, ids in found.items()}

    def earlier(self, path: str) -> str:
        """Return the path that something had when numbers were frozen, where it moved since."""
        for old, new in reversed(self.renamed):
            if path in self.numbers:
                break  # what moved before numbers were frozen has one where it came to stand
            path = moved(path, new, old)
        return path

    def today(self, path: str) -> str:
        """Return the path that something has now."""
        for old, new in self.renamed:
            path = moved(path, old, new)
        return path

    def moved(self, old: str, new: str) -> Frozen:
        """Return the same numbers after what stood at ``old`` came to stand at ``new``."""
        return Frozen(lambda: self.numbers, lambda: (*self.renamed, (old, new)))


def series_of(printed: str) -> Series:
    """Return the series of a printed number."""
    word = printed.partition(" ")[0].partition("(")[0]
    return next(series for series, name in WORDS.items() if name == word)
