"""Sets n versions of a charter side by side; what each sponsor proposes is set beside the present text likewise.

Rows are tied to the paths of the first column and stand in the reading order of all columns together. Which rows to
show and how is left to ``charterkit.documents``; the columns of sponsors are made in ``participants``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from typing import NamedTuple

from charterkit.drafting.numbering import Number, Vacancy, number
from charterkit.history.comparing.changes import Level, TextChange
from charterkit.history.comparing.fields import texts_against
from charterkit.history.comparing.moves import moved_keys
from charterkit.history.comparing.order import weave
from charterkit.history.comparing.pairing import pair
from charterkit.history.comparing.trees import ROOT, Tree, grow, level_of, numbers, path_of
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part

PRESENT = "Present text"
COMPROMISE = "Compromise"


class Goal(NamedTuple):
    """Where a sponsor would move something: into a container, after one of its members (None: it goes first).

    The numbers are the printed ones of the present text, None where there is none.
    """

    container: str
    container_number: Number | None
    after: str | None
    after_number: Number | None


class Cell(NamedTuple):
    """What one column says at one row.

    Attributes:
        path: the path in that column's own charter.
        number: the printed number there, None where it has none.
        texts: its headings and texts against those of the first column.
        moved: True where it stands elsewhere than in the first column.
        goal: where the sponsor of this column would move it.
        keeps: True where the sponsor of this column asks that it stay unchanged.
    """

    path: str
    number: Number | None
    texts: tuple[TextChange, ...]
    moved: bool = False
    goal: Goal | None = None
    keeps: bool = False

    @property
    def deletes(self) -> bool:
        """Whether all of its words go, and there are some."""
        ops = {segment.op for text in self.texts for segment in text.segments if segment.text}
        return ops == {"delete"}

    def texts_in(self, language: str, drafting: str) -> tuple[TextChange, ...]:
        """Return its heading and text in a language, each in the drafting language where it is not translated."""
        ranked = sorted(self.texts, key=lambda text: (text.language != language, text.language != drafting))
        chosen = {text.field: text for text in reversed(ranked)}
        return tuple(chosen[field] for field in ("heading", "text") if field in chosen)

    @property
    def sentences_moved(self) -> bool:
        """Whether sentences moved within its texts, against those of the first column."""
        return any(text.moves for text in self.texts)


class ColumnRow(NamedTuple):
    """One part, provision or unit in all columns.

    Attributes:
        level: what it is.
        path: its path in the first column that has it.
        cells: what each column says; None where it has nothing there.
        gone: for each column that once had it, the place that it left with its number; empty where none did.
    """

    level: Level
    path: str
    cells: tuple[Cell | None, ...]
    gone: tuple[Vacancy | None, ...] = ()

    def vacancy(self, place: int) -> Vacancy | None:
        """Return the place that it left in a column, None where it stands there or never did."""
        return self.gone[place] if self.gone else None

    @property
    def differs(self) -> bool:
        """Whether the columns say different things here, in any language."""
        return self._differs(text for cell in self.cells if cell for text in cell.texts)

    def differs_in(self, language: str, drafting: str) -> bool:
        """Whether what a page in a language shows of the columns is different here (``Cell.texts_in``)."""
        return self._differs(text for cell in self.cells if cell for text in cell.texts_in(language, drafting))

    def _differs(self, texts: Iterable[TextChange]) -> bool:
        if None in self.cells or any(cell and cell.moved for cell in self.cells):
            return True
        return any(segment.op != "keep" for text in texts for segment in text.segments)


class Columns(NamedTuple):
    """A table of texts: a label for each column, and the rows in reading order."""

    labels: tuple[str, ...]
    rows: tuple[ColumnRow, ...]


def columns(charters: Sequence[tuple[str, Charter]]) -> Columns:
    """Set charters side by side.

    Args:
        charters: labels and charters, from the one that the others are shown against.

    Returns:
        A row for every part, provision and unit of any of them. Partners of the first column's are found as ``compare``
        finds them; what the first doesn't have is one row where it has the same path.
    """
    trees = [grow(charter) for _, charter in charters]
    sides = [
        _Column(charter, tree, trees[0], place)
        for place, ((_, charter), tree) in enumerate(zip(charters, trees, strict=True))
    ]
    rows = (_row(key, sides) for key in _reading_order(ROOT, sides))
    return Columns(tuple(label for label, _ in charters), tuple(row for row in rows if any(row.cells)))


class _Column:
    """One charter of several: which of its keys belongs to which row."""

    def __init__(self, charter: Charter, tree: Tree, first: Tree, place: int) -> None:
        self.charter = charter
        self.tree = tree
        self.numbers = numbers(charter, tree)
        pairing = pair(first, tree)
        self.moved = moved_keys(pairing)
        self.row_of = {ROOT: ROOT}
        for key in tree.parents:
            own = key if key not in first.parents else f"{key}#{place}"  # the row of that path is another's
            self.row_of[key] = pairing.old_of.get(key, own)
        self.key_of = {row: key for key, row in self.row_of.items()}

    def below(self, row: str) -> list[str]:
        key = self.key_of.get(row)
        return [] if key is None else [self.row_of[child] for child in self.tree.below(key)]

    def parent(self, row: str) -> str:
        return self.row_of[self.tree.parents[self.key_of[row]]]

    @cached_property
    def vacant(self) -> dict[str, Vacancy]:
        """The places with frozen numbers at which nothing stands any more, by the path of what stood there."""
        return {vacancy.path: vacancy for vacancy in number(self.charter).vacancies}

    def node(self, row: str) -> Node | Part | None:
        key = self.key_of.get(row, "")
        return self.tree.node(key) or self.tree.parts.get(key)


def _reading_order(parent: str, sides: Sequence[_Column]) -> Iterable[str]:
    """Yield the rows below a row; each has its place where the first column that has it at all puts it."""
    below = ([row for row in side.below(parent) if _home(row, sides) == parent] for side in sides)
    for row in reduce(weave, below, list[str]()):
        yield row
        yield from _reading_order(row, sides)


def _home(row: str, sides: Sequence[_Column]) -> str:
    return next(side.parent(row) for side in sides if row in side.key_of)


def _row(row: str, sides: Sequence[_Column]) -> ColumnRow:
    first = sides[0].node(row)
    path = path_of(next(side.key_of[row] for side in sides if row in side.key_of))
    cells = tuple(_cell(side, row, first) for side in sides)
    gone = tuple(None if cell else side.vacant.get(path) for cell, side in zip(cells, sides, strict=True))
    return ColumnRow(level_of(row), path, cells, gone if any(gone) else ())


def _cell(side: _Column, row: str, first: Node | Part | None) -> Cell | None:
    node, key = side.node(row), side.key_of.get(row)
    if node is None or key is None:
        return None
    return Cell(path_of(key), side.numbers.get(key), texts_against(first, node), moved=key in side.moved)
