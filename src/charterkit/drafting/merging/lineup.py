"""The order of members in every container, worked out from all merged changes, so that merging in any order agrees.

Every member that ever came into a container holds a spot: before or after one that was there already, as the
submission's base shows. Those who hold the same spot stand in the declared order of the submissions, by participant's
code, submission and number. What was taken out or moved away keeps its spot, so that others can still stand beside it.
The spots form a tree, and reading it gives the order; none of them depends on when something was merged (after the
Fugue algorithm: M. Weidner, M. Kleppmann, The Art of the Fugue, 2023, arXiv:2305.00583).

Whether a place may be used at all is judged in ``restructure``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import children
from charterkit.drafting.merging.past import Past, Step, carried
from charterkit.drafting.merging.placing import gap
from charterkit.drafting.merging.spots import Row, Spot, Stay
from charterkit.model.charter import LISTS, Charter
from charterkit.model.paths import moved
from charterkit.model.provisions import Node, Part, walk
from charterkit.model.submissions import Add, Move, NewPart, Place

PENDING: Final = sys.maxsize
"""Stands for the decision that has not been taken yet."""

PARTS: Final = "parts"
"""The container of the parts themselves."""


class Lineup:
    """The rows of all containers, by their present paths."""

    def __init__(self, present: Charter, bases: Mapping[str, Charter], past: Past) -> None:
        """Line up everything since the earliest base that is known.

        Args:
            present: the present text; it counts where the record of changes says nothing.
            bases: the charter at each base.
            past: the changes merged so far.
        """
        earliest = min(bases, key=past.number, default="")
        self._origin = bases.get(earliest, present)
        self._since = past.number(earliest) if bases else PENDING
        self._present = present
        self._bases = bases
        self._past = past
        self._rows: dict[str, Row] = {}
        self._brought: dict[str, tuple[Node | Part, int]] = {}
        """What came in with additions, by its path of today; its rows are made when they are needed."""
        self._homes = {name: box for box, names in self._origin.settings.outline.containers() for name in names}
        self._spots: dict[str, list[Spot]] = {}
        self._renames: list[Step] = []
        self._opened: set[str] = set()

    def spot(self, entry: Entry) -> Spot | None:
        """Return the spot of an addition or a move, or None where its neighbour or container is not there."""
        change = entry.change
        if not isinstance(change, Add | Move):
            return None
        base = self._bases.get(entry.submission.base)
        where = gap(base, change) if base else None
        if base is not None and where is not None:
            self._open(self._area(where.container))
            container = self._carried(where.container, entry)
            row = self._row(container)
            members = (children(base, where.container) or ())[: where.index]
            number = self._past.number(entry.submission.base)
            if row is None:
                return None
            return Spot(container, *row.between(members, lambda each: each.born <= number, at_start=change.at_start))
        return self._beside_newcomer(change, entry)

    def put(self, spot: Spot, entry: Entry, path: str, born: int = PENDING, node: Node | Part | None = None) -> Stay:
        """Let what an entry adds or moves come in at a spot; ``path`` is the path that it has there."""
        stay = Stay(path.rpartition("/")[2], born, entry.order)
        row = self._row(spot.container)
        assert row is not None  # noqa: S101  the spot was found in it
        row.put(stay, spot.beside, spot.side)
        self._spots.setdefault(path, []).append(spot)
        if "/" not in path:
            self._homes[path] = spot.container
        if node is not None and path not in self._brought:
            self._brought[path] = node, born
            if isinstance(node, Part):
                self._homes[path] = PARTS
        return stay

    def join(self, spot: Spot, entry: Entry, path: str) -> Stay | None:
        """Let an entry stand behind what came in at a spot before; the first of both decides who stands before it."""
        row = self._row(spot.container)
        stay = row.latest(path.rpartition("/")[2]) if row else None
        if row is not None and stay is not None and entry.order < stay.order:
            stay.order = entry.order
            siblings = spot.beside.before if spot.side == "before" else spot.beside.after
            siblings.sort(key=lambda each: each.order)
        return stay

    def spots_of(self, path: str) -> Sequence[Spot]:
        """Return the spots at which something came in and to which it was moved; none for what was there already."""
        self._open(path.partition("/")[0] if "/" in path else "")
        return self._spots.get(path, ())

    def index(self, spot: Spot, stay: Stay, now: Sequence[str]) -> int:
        """Return where a stay comes among the present members of its container."""
        row = self._row(spot.container)
        return row.index(stay, now) if row else len(now)

    def waiting(self, container: str, members: Sequence[str]) -> Iterator[tuple[Stay, str | None]]:
        """Yield what was put into a container and is not decided yet, in order, with the member that it comes after.

        The members are those that stand there without it; what has none of them before it comes with None.
        """
        row = self._row(container)
        last: str | None = None
        for stay in row.start.reading() if row else ():
            settled = row.latest(stay.name, lambda each: each.initial or each.born < PENDING) if row else None
            if settled is stay and stay.name in members:
                last = stay.name
            elif stay.born == PENDING and not stay.initial:
                yield stay, last

    def rename(self, step: Step) -> None:
        """Let everything below a moved unit follow it."""
        if step.path == step.after:
            return
        standing = self._origin.find(step.path)
        for path, _ in walk(standing, step.path) if standing else ():
            self._row(path)
        self._rows = {moved(path, step.path, step.after): row for path, row in self._rows.items()}
        self._brought = {moved(path, step.path, step.after): each for path, each in self._brought.items()}
        arrived = self._spots.pop(step.after)
        self._spots = {moved(path, step.path, step.after): spots for path, spots in self._spots.items()}
        self._spots.setdefault(step.after, []).extend(arrived)
        self._renames.append(step)

    def _open(self, area: str) -> None:
        """Retrace the past of a provision, or of provisions and parts among each other, when first asked for it."""
        if area in self._opened:
            return
        self._opened.add(area)
        if (brought := self._past.added.get(area)) is not None and brought.decision > self._since:
            self._bring(brought)
        steps = self._past.arrivals.get(area, ())
        self._opened.update(top for step in steps for top in _tops(step))
        for step in steps:
            if step.decision > self._since:
                self._retrace(step)

    def _bring(self, step: Step) -> None:
        change = step.entry.change
        if isinstance(change, Add):
            self._brought.setdefault(step.path, (node_of(change), step.decision))

    def _area(self, container: str) -> str:
        """Return the provision that a container is or lies in; nothing for parts and lists."""
        added = self._past.added.get(container)
        boxes = (PARTS, *LISTS)
        if container in boxes or self._origin.part(container) or self._present.part(container):
            return ""
        is_part = (
            added is not None and isinstance(added.entry.change, Add) and isinstance(added.entry.change.add, NewPart)
        )
        return "" if is_part else container.partition("/")[0]

    def _retrace(self, step: Step) -> None:
        """Take a step of the past; one whose place is not known any more is left out."""
        change = step.entry.change
        if not isinstance(change, Add | Move) or (spot := self.spot(step.entry)) is None:
            return
        if spot in self.spots_of(step.after) or (isinstance(change, Add) and self.spots_of(step.after)):
            self.join(spot, step.entry, step.after)  # the same was added or moved there before
            return
        self.put(spot, step.entry, step.after, step.decision, node_of(change) if isinstance(change, Add) else None)
        self.rename(step)

    def _carried(self, path: str, entry: Entry) -> str:
        return carried(path, self._renames, self._past.number(entry.submission.base))

    def _beside_newcomer(self, place: Place, entry: Entry) -> Spot | None:
        """Return the spot beside or in something that its base does not hold: another addition."""
        if place.container is not None:
            self._open(self._area(place.container))
            container = self._carried(place.container, entry)
            row = self._row(container)
            return Spot(container, *row.among_initial(None, at_start=place.at_start)) if row else None
        name = place.neighbour or ""
        parent, _, last = name.rpartition("/")
        self._open(self._area(parent) if parent else "")
        container = self._carried(parent, entry) if parent else self._homes.get(name, "")
        row = self._row(container)
        beside = row.latest(last) if row else None
        if row is None or beside is None:
            return None
        if beside.initial:
            return Spot(container, *row.among_initial(last, at_start=place.before is not None))
        return Spot(container, beside, "after" if place.after is not None else "before")

    def _row(self, container: str) -> Row | None:
        self._open(self._area(container))
        if container not in self._rows:
            brought = self._brought_by(container)
            members = children(self._origin, container) if brought is None else brought[0]
            members = children(self._present, container) if members is None else members
            if members is None:
                return None
            self._rows[container] = Row(members, brought[1] if brought else 0)
        return self._rows[container]

    def _brought_by(self, container: str) -> tuple[tuple[str, ...], int] | None:
        """Return the members of something that came in with an addition, and the decision that brought it."""
        path, steps = container, 0
        while path not in self._brought and "/" in path:
            path, steps = path.rpartition("/")[0], steps + 1
        if path not in self._brought:
            return None
        found, born = self._brought[path]
        node: Node | None = None if isinstance(found, Part) else found
        for step in container.split("/")[len(container.split("/")) - steps :]:
            node = next((unit for unit in node.units if unit.id == step), None) if node else None
        if isinstance(found, Part) and not steps:
            return (), born
        return (tuple(unit.id for unit in node.units), born) if node else None


def _tops(step: Step) -> set[str]:
    return {path.partition("/")[0] for path in (step.path, step.after)} if "/" in step.after else set()


def node_of(change: Add) -> Node | Part:
    """Return what an addition puts into the text."""
    added = change.add
    return Part(id=added.id, heading=added.heading) if isinstance(added, NewPart) else added
