"""Rows of short texts by a key, which only grow: what a replay remembers, searched as it lies.

A history of years has rows by the ten thousand, and one more decision asks for a few. So those of earlier runs lie here
as one long string that nobody takes apart; where it is kept is left to the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

Row = tuple[str, ...]
"""A key and what is said of it; no text in it has a tab or a line end."""

_LINE: Final = "\n"
_CELL: Final = "\t"


class Rows:
    """Rows in the order in which they were added, found by their keys."""

    def __init__(self, packed: str = "") -> None:
        """Begin with nothing, or with what ``packed`` gave."""
        self._packed = packed
        self._added: list[Row] = []
        self._places: dict[str, list[int]] = {}

    def __bool__(self) -> bool:
        """Tell whether there is any row."""
        return bool(self._packed or self._added)

    def add(self, *row: str) -> None:
        """Add a row: its key, and at least one text more."""
        self._places.setdefault(row[0], []).append(len(self._added))
        self._added.append(row)

    def newest_first(self, key: str) -> Iterator[Row]:
        """Yield the rows of a key, the one added last first."""
        for place in reversed(self._places.get(key, ())):
            yield self._added[place]
        wanted, end = f"{_LINE}{key}{_CELL}", len(self._packed)
        while (at := self._packed.rfind(wanted, 0, end)) >= 0:
            yield tuple(self._packed[at + 1 : self._end(at)].split(_CELL))
            end = at + 1

    def _end(self, at: int) -> int:
        end = self._packed.find(_LINE, at + 1)
        return len(self._packed) if end < 0 else end

    def newest(self, key: str) -> Row | None:
        """Return the row of a key that was added last, None where there is none."""
        return next(self.newest_first(key), None)

    def __iter__(self) -> Iterator[Row]:
        """Yield all rows, in the order in which they were added."""
        yield from (tuple(line.split(_CELL)) for line in self._packed.split(_LINE)[1:])
        yield from self._added

    def packed(self) -> str:
        """Return all rows as one string."""
        return self._packed + "".join(_LINE + _CELL.join(row) for row in self._added)
