"""Sets several texts side by side: n versions of a charter, or the present text and what each sponsor proposes.

Rows are tied to the paths of the first column and stand in the reading order of all columns together. Which rows to
show and how is left to ``charterkit.documents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from charterkit.drafting.numbering import Number, number
from charterkit.history.changes import Level, TextChange
from charterkit.history.fields import text_change, texts_against
from charterkit.history.moves import moved_keys
from charterkit.history.order import weave
from charterkit.history.pairing import pair
from charterkit.history.trees import ROOT, Tree, grow, level_of, numbers, path_of
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part

PRESENT = "Present text"
COMPROMISE = "Compromise"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says at one row.

    Attributes:
        path: the path in that column's own charter.
        number: the printed number there, None where it has none.
        texts: its headings and texts against those of the first column.
        moved: True where it stands elsewhere than in the first column.
    """

    path: str
    number: Number | None
    texts: tuple[TextChange, ...]
    moved: bool = False

    @property
    def sentences_moved(self) -> bool:
        """Whether sentences moved within its texts, against those of the first column."""
        return any(text.moves for text in self.texts)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One part, provision or unit in all columns; None where a column has nothing there."""

    level: Level
    path: str
    cells: tuple[Cell | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the columns say different things here."""
        marked = (part.op for cell in self.cells if cell for text in cell.texts for part in text.segments)
        return (
            None in self.cells or any(cell and cell.moved for cell in self.cells) or any(op != "keep" for op in marked)
        )


@dataclass(frozen=True, slots=True)
class Columns:
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

    def node(self, row: str) -> Node | Part | None:
        key = self.key_of.get(row, "")
        return self.tree.nodes.get(key) or self.tree.parts.get(key)


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
    return ColumnRow(level_of(row), path, tuple(_cell(side, row, first) for side in sides))


def _cell(side: _Column, row: str, first: Node | Part | None) -> Cell | None:
    node, key = side.node(row), side.key_of.get(row)
    if node is None or key is None:
        return None
    return Cell(path_of(key), side.numbers.get(key), texts_against(first, node), moved=key in side.moved)


def by_participant(
    charter: Charter, proposed: Mapping[str, Mapping[str, str]], sponsors: Sequence[str] = (), language: str = ""
) -> Columns:
    """Set the present text beside what each sponsor proposes, with an empty column for a compromise.

    Args:
        charter: the present text.
        proposed: for each path of a provision or unit, new ones too, the whole text that each sponsor proposes there;
            an empty text proposes a deletion.
        sponsors: the sponsors in the order of the columns; the others follow in alphabetical order.
        language: the language of the texts; the drafting language where none is given.

    Returns:
        A row for each path that something is proposed for. The first column is the present text, the last is empty.
    """
    tag = language or charter.settings.drafting_language
    known = number(charter).by_path
    everyone = dict.fromkeys((*sponsors, *sorted({sponsor for texts in proposed.values() for sponsor in texts})))
    rows = []
    for path in _in_reading_order(charter, proposed):
        node = charter.find(path)
        present = node.text.get(tag, "") if node else ""
        texts: list[str | None] = [present if node else None, *(proposed[path].get(sponsor) for sponsor in everyone)]
        cells = (None if text is None else _text_cell(path, known.get(path), tag, present, text) for text in texts)
        rows.append(ColumnRow(level_of(path), path, (*cells, None)))
    return Columns((PRESENT, *everyone, COMPROMISE), tuple(rows))


def _text_cell(path: str, printed: Number | None, language: str, present: str, text: str) -> Cell:
    return Cell(path, printed, (text_change("text", language, present, text),))


def _in_reading_order(charter: Charter, paths: Iterable[str]) -> list[str]:
    """Return the paths in reading order; what is not there yet comes after what is there under the same parent."""
    place = {path: position for position, (path, _) in enumerate(charter.walk())}

    def key(path: str) -> tuple[float, str]:
        parent = path.rpartition("/")[0]
        inside = [position for known, position in place.items() if known == parent or known.startswith(f"{parent}/")]
        return place.get(path, max(inside, default=len(place)) + 0.5), path

    return sorted(paths, key=key)
