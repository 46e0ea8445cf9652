"""Sets the present text beside what each sponsor proposes, with an empty column for a compromise.

What each proposes is read off the rolling text by ``charterkit.drafting.sides``; versions are set beside each other in
``columns``, whose values these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from charterkit.drafting.numbering import Number, number
from charterkit.drafting.sides import Proposed
from charterkit.history.comparing.changes import Level, TextChange
from charterkit.history.comparing.columns import COMPROMISE, PRESENT, Cell, ColumnRow, Columns, Goal
from charterkit.history.comparing.fields import text_change
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part


def by_participant(
    charter: Charter,
    proposed: Mapping[str, Mapping[str, Proposed | str]],
    sponsors: Sequence[str] = (),
    language: str = "",
) -> Columns:
    """Set the present text beside what each sponsor proposes, with an empty column for a compromise.

    Args:
        charter: the present text.
        proposed: for each path of a part, provision or unit, new ones too, what each sponsor proposes there; a mere
            text is the whole text proposed, an empty one proposes a deletion. What is not there yet stands after what
            it is named after here, or where it has none after what stands under the same parent.
        sponsors: the sponsors in the order of the columns; the others follow in alphabetical order.
        language: the language of the texts; the drafting language where none is given.

    Returns:
        A row for each path that something is proposed for, in reading order. The first column is the present text, the
        last is empty.
    """
    tag = language or charter.settings.drafting_language
    known = number(charter).by_path
    everyone = dict.fromkeys((*sponsors, *sorted({code for sides in proposed.values() for code in sides})))
    rows = []
    for path in _in_reading_order(charter, proposed):
        sides = {code: Proposed(side) if isinstance(side, str) else side for code, side in proposed[path].items()}
        spot = _Spot(path, charter.standing(path), tag, known)
        cells = (spot.side(sides[code]) if code in sides else None for code in everyone)
        rows.append(ColumnRow(_level(charter, path), path, (spot.present(sides.values()), *cells, None)))
    return Columns((PRESENT, *everyone, COMPROMISE), tuple(rows))


class _Spot:
    """One row in the making: a path, what stands there now, the language, the numbers of the present text."""

    def __init__(self, path: str, node: Node | Part | None, language: str, known: Mapping[str, Number]) -> None:
        self._path = path
        self._node = node
        self._language = language
        self._known = known
        self._heading = node.heading.get(language, "") if node else ""
        self._text = "" if node is None or isinstance(node, Part) else node.text.get(language, "")

    def present(self, sides: Iterable[Proposed]) -> Cell | None:
        """Return the cell of the present text: its text, and its heading where somebody speaks of it or no text is."""
        if self._node is None:
            return None
        named = not self._text or any(side.heading is not None and side.text is None for side in sides)
        heading = self._change("heading", self._heading, self._heading if named else None)
        return self._cell((*heading, *self._change("text", self._text, self._text)))

    def side(self, side: Proposed) -> Cell:
        """Return the cell of one sponsor."""
        heading = side.heading if side.heading or not self._text else None
        texts = (*self._change("heading", self._heading, heading), *self._change("text", self._text, side.text))
        return self._cell(texts, None if side.place is None else self._goal(*side.place), keeps=side.keep)

    def _change(self, field: str, before: str, after: str | None) -> tuple[TextChange, ...]:
        """Return a field against the present text; nothing where nobody speaks of it, or there are no words."""
        if after is None or not (before or after):
            return ()
        return (text_change("heading" if field == "heading" else "text", self._language, before, after),)

    def _cell(self, texts: tuple[TextChange, ...], goal: Goal | None = None, *, keeps: bool = False) -> Cell:
        return Cell(self._path, self._known.get(self._path), texts, goal=goal, keeps=keeps)

    def _goal(self, container: str, after: str | None) -> Goal:
        inside = f"{container}/{after}"
        path = inside if inside in self._known else after
        return Goal(container, self._known.get(container), path, self._known.get(path or ""))


def _level(charter: Charter, path: str) -> Level:
    if "/" in path:
        return "unit"
    return "part" if charter.part(path) else "provision"


def _in_reading_order(charter: Charter, paths: Iterable[str]) -> list[str]:
    """Return the paths in reading order; what is not there yet comes after the one before it, if that stands near."""
    place = {path: position for position, path in enumerate(_present(charter))}
    last: dict[str, float] = dict(place)
    for path, position in place.items():
        last.update(dict.fromkeys(_parents(path), position))
    keys: dict[str, tuple[float, int]] = {}
    before = ""
    for rank, path in enumerate(paths):
        if path in place:
            keys[path] = (place[path], -1)
        else:
            keys[path] = (_new_place(path, before, last, len(place)), rank)
            last[path] = keys[path][0]
        before = path
    return sorted(keys, key=lambda path: keys[path])


def _new_place(path: str, before: str, last: dict[str, float], end: int) -> float:
    """Return where something new stands: after what stands before it under the same parent, else at its end."""
    around = next((parent for parent in _parents(path) if parent in last), "")
    inside = f"{around}/" if around else ""
    if before.startswith(inside):
        around = inside + before.removeprefix(inside).partition("/")[0]
    return float(int(last.get(around, end)) + 0.5)


def _present(charter: Charter) -> Iterable[str]:
    """Yield the parts, provisions and units of the present text in reading order."""
    container = None
    for path, _ in charter.walk():
        held = charter.container_of(path) if "/" not in path else container
        if held != container and held is not None and charter.part(held):
            yield held
        container = held
        yield path


def _parents(path: str) -> list[str]:
    """Return what a path lies in, the nearest first."""
    steps = path.split("/")
    return ["/".join(steps[:size]) for size in range(len(steps) - 1, 0, -1)]
