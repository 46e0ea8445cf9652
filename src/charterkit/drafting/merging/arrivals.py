"""What open changes would add to the present text or move in it, each with the member that it would come after.

Half of the rolling text; the contested words are the other. Nothing here is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import children
from charterkit.drafting.merging.lineup import Lineup, node_of
from charterkit.drafting.merging.past import Past
from charterkit.drafting.merging.sameness import same_words
from charterkit.drafting.merging.spots import Spot, Stay
from charterkit.drafting.references import renamed
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part, Provision, walk
from charterkit.model.submissions import Add, Move


class Added(NamedTuple):
    """A provision, unit or part that open changes would add, and the member it goes after (None: it goes first)."""

    container: str
    after: str | None
    node: Node | Part
    entries: tuple[Entry, ...]


class Moved(NamedTuple):
    """A unit that an open change would move: its present path, and the place as the submission gives it."""

    path: str
    container: str
    after: str | None
    entry: Entry


class Arrivals:
    """Open additions and moves on one present text."""

    def __init__(self, charter: Charter, bases: Mapping[str, Charter], past: Past) -> None:
        self.charter = charter
        self.past = past
        self.lineup = Lineup(charter, bases, past)
        self._added: dict[Stay, tuple[Spot, Added]] = {}
        self._moved: dict[Stay, Moved] = {}
        self._members: dict[str, list[str]] = {}
        """The members that open additions bring with them, by the path of what holds them."""

    def add_all(self, waiting: Sequence[Entry]) -> list[Entry]:
        """Take additions, those that go beside or into another one after it; return those without a place."""
        while ready := [(entry, spot) for entry in waiting if (spot := self._spot(entry)) is not None]:
            for entry, spot in ready:
                self._add(entry, spot)
            taken = {entry.ref for entry, _ in ready}
            waiting = [entry for entry in waiting if entry.ref not in taken]
        return list(waiting)

    def move(self, entry: Entry, change: Move) -> bool:
        """Take a move; tell whether what it moves, and its place, are in the present text."""
        path = self.past.present_path(change.move, entry.submission.base)
        spot = self._spot(entry)
        if spot is None or self.charter.standing(path) is None:
            return False
        last = path.rpartition("/")[2]
        after = f"{spot.container}/{last}" if "/" in path else path
        self._moved[self.lineup.put(spot, entry, after)] = Moved(path, spot.container, None, entry)
        return True

    def added(self) -> tuple[Added, ...]:
        """Return the additions; those of one container in the order in which they would stand."""
        containers = dict.fromkeys(spot.container for spot, _ in self._added.values())
        return tuple(
            self._added[stay][1]._replace(after=after)
            for container in containers
            for stay, after in self._waiting(container)
            if stay in self._added
        )

    def moved(self) -> tuple[Moved, ...]:
        """Return the moves in the declared order, each with the member it would come after."""
        places = {
            stay: after
            for container in {moved.container for moved in self._moved.values()}
            for stay, after in self._waiting(container)
        }
        return tuple(moved._replace(after=places[stay]) for stay, moved in self._moved.items())

    def _waiting(self, container: str) -> Iterable[tuple[Stay, str | None]]:
        return self.lineup.waiting(container, self._standing(container) or ())

    def _standing(self, container: str) -> Sequence[str] | None:
        """Return the members of something in the present text, or of something that an open change would add."""
        found = children(self.charter, container)
        return self._members.get(container) if found is None else found

    def _spot(self, entry: Entry) -> Spot | None:
        spot = self.lineup.spot(entry)
        return spot if spot is not None and self._standing(spot.container) is not None else None

    def _add(self, entry: Entry, spot: Spot) -> None:
        change = entry.change
        assert isinstance(change, Add)  # noqa: S101  the caller chose it
        node = renamed(node_of(change), self.past.carrying(entry.submission.base))
        for stay, (where, other) in self._added.items():
            if where == spot and same_words(other.node, node):
                self._added[stay] = where, other._replace(entries=(*other.entries, entry))
                return
        path = node.id if isinstance(node, Provision | Part) else f"{spot.container}/{node.id}"
        if self._stands_already(node, path):
            return
        self._members |= dict(_members(node, path))
        added = Added(spot.container, None, node, (entry,))
        self._added[self.lineup.put(spot, entry, path, node=node)] = spot, added

    def _stands_already(self, node: Node | Part, path: str) -> bool:
        standing = self.charter.standing(path)
        return standing is not None and same_words(standing, node)


def _members(node: Node | Part, path: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, Part):
        yield path, []
        return
    for below, each in walk(node, path):
        yield below, [unit.id for unit in each.units]
