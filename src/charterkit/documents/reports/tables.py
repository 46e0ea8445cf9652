"""A table as a value: what ``show`` and ``coverage`` print and what the generated annexes hold.

How it is drawn (terminal, Markdown, HTML) is left to whoever prints it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from charterkit.documents.fonts.scripts import breadth

if TYPE_CHECKING:
    from charterkit.documents.runs import Run

WIDEST: Final = 7
"""So many columns of words an upright page holds, the first among them."""

_LINE: Final = 80
"""So many characters of a table's words fill the width of an upright page."""
_AROUND: Final = 2
"""So many of them the space beside the words of a cell takes."""

_WHOLE: Final = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
"""What no line is broken in: a word, or a Han sign. Compiled by who first asks: a terminal's tables need it not."""

_HIGH: Final = 1800
"""So many characters, spread over the width of a page, are about a third of it high."""

_SHORT: Final = 6
"""So many rows stay together on a page, unless they are too high for that."""


class Table(NamedTuple):
    """Rows for people and the same content for programs.

    Every row has one string per column. ``notes`` stand below the table, ``order`` says how the rows are ordered.
    ``heads`` are the first cells of the rows as runs, where names in them may be in another language than the page.
    ``records`` are plain mappings for JSON, one per row unless said otherwise, with every field of the record.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    order: str = ""
    records: tuple[Mapping[str, Any], ...] = ()
    heads: tuple[tuple[Run, ...], ...] = ()

    @property
    def crowded(self) -> bool:
        """Whether the longest words of all columns may not stand side by side: then some have to be broken."""
        columns = zip(self.columns, *self.rows, strict=True)
        longest = (
            max(breadth(word) for cell in column for word in re.findall(_WHOLE, cell) or ("",)) for column in columns
        )
        return sum(longest) + _AROUND * len(self.columns) > _LINE

    def bands(self) -> tuple[Table, ...]:
        """Return the table as tables of no more columns than a page holds, its first column in each of them."""
        others = len(self.columns) - 1
        count = -(-others // (WIDEST - 1))
        if count <= 1:
            return (self,)
        ends = [1 + others * number // count for number in range(count + 1)]
        return tuple(
            self._replace(
                columns=(self.columns[0], *self.columns[first:end]),
                rows=tuple((row[0], *row[first:end]) for row in self.rows),
                notes=self.notes if end == ends[-1] else (),
                order=self.order if first == 1 else "",
            )
            for first, end in pairwise(ends)
        )


def is_tall(cells: Sequence[Sequence[Run]], shares: Sequence[float] = ()) -> bool:
    """Tell whether a row is so high that a page has to be allowed to break it: no lower one is cut.

    ``shares`` are those of the columns in the table's width; without them the words find their own widths.
    """
    return _height(cells, shares) > _HIGH


def is_short(rows: Sequence[Sequence[Sequence[Run]]], shares: Sequence[float] = ()) -> bool:
    """Tell whether a table of these rows stays together on a page: few rows, and not more than a third of a page."""
    return len(rows) <= _SHORT and sum(_height(row, shares) for row in rows) <= _HIGH


def _height(cells: Sequence[Sequence[Run]], shares: Sequence[float]) -> float:
    """Return how many characters, spread over the width of the table, are as high as a row."""
    lengths = [sum(breadth(run.text) for run in cell) for cell in cells]
    return sum(lengths) if not shares else max(length / share for length, share in zip(lengths, shares, strict=True))
