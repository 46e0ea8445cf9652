"""A text on its way through changes of structure: what every addition, move and deletion of a merge needs to know.

What is done with each of them is said in ``additions``, ``moves`` and ``deletions``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import children, insert, remove
from charterkit.drafting.merging.lineup import PARTS, PENDING, Lineup
from charterkit.drafting.merging.outcomes import Collision, Outcome, Result
from charterkit.drafting.merging.past import Past, Step, carried
from charterkit.drafting.merging.spots import Spot, Stay
from charterkit.model.charter import Charter
from charterkit.model.paths import touching
from charterkit.model.provisions import MAX_DEPTH, Node, Part, Provision
from charterkit.model.submissions import Add, Delete, Place


@dataclass
class Structure:
    """The present text, the text as it has become in this merge, and what was done to it so far."""

    present: Charter
    charter: Charter
    """The present text with the words that this merge changes, then with each change of structure."""
    bases: Mapping[str, Charter]
    past: Past
    reworded: Mapping[str, Sequence[Entry]]
    """The paths where this merge changes words, and by whom."""
    steps: list[Step] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    collisions: list[Collision] = field(default_factory=list)

    @cached_property
    def lineup(self) -> Lineup:
        """The order of members, worked out when it is first needed."""
        return Lineup(self.present, self.bases, self.past)

    def path(self, path: str, base: str) -> str:
        """Return the path that a unit of a base has by now."""
        return carried(self.past.present_path(path, base), self.steps)

    def spot(self, entry: Entry) -> Spot | None:
        """Return where an addition or a move goes, if its container still stands."""
        spot = self.lineup.spot(entry)
        return spot if spot is not None and children(self.charter, spot.container) is not None else None

    def fits(self, container: str, node: Node | Part) -> bool:
        """Tell whether something can stand in a container: units in provisions and units, parts among the parts."""
        if isinstance(node, Part):
            return container == PARTS
        into_unit = self.charter.find(container) is not None
        return into_unit != isinstance(node, Provision) and container != PARTS

    def since(self, entry: Entry) -> list[tuple[Step, str]]:
        """Return the steps since an entry's base, of this merge too, with the paths that their units have by now."""
        done = [(step, carried(here, self.steps)) for step, here in self.past.present(entry.submission.base)]
        return [*done, *((step, carried(step.after, self.steps[i + 1 :])) for i, step in enumerate(self.steps))]

    def adding(self, path: str) -> list[Entry]:
        """Return the additions, merged or in this merge, that brought what has this path."""
        steps = (*self.past.standing, *((step, step.after) for step in self.steps))
        return [step.entry for step, here in steps if here == path and isinstance(step.entry.change, Add)]

    def deleting(self, path: str) -> list[Entry]:
        """Return the deletions, merged before, of what had this path: nothing else may ever stand at it."""
        return [
            step.entry for step, here in self.past.standing if here == path and isinstance(step.entry.change, Delete)
        ]

    def put(self, node: Node | Part, spot: Spot, stay: Stay, without: str | None = None) -> Charter:
        """Return the text with something put where a stay stands in its container, and taken from where it stood."""
        charter = remove(self.charter, without) if without is not None else self.charter
        index = self.lineup.index(spot, stay, children(charter, spot.container) or ())
        return insert(charter, spot.container, index, node)

    def join(self, entry: Entry, path: str, spot: Spot, note: str) -> None:
        """Let an entry stand behind what another put there; its order may bring it before others at the same spot."""
        node = self.charter.standing(path)
        result: Result = "moot"
        stay = self.lineup.join(spot, entry, path) if spot in self.lineup.spots_of(path)[-1:] else None
        if stay is not None and node is not None:
            joined = self.put(node, spot, stay, path)
            if children(joined, spot.container) != children(self.charter, spot.container):
                self.charter, result = joined, "clean"
        self.settle(entry, path, result, note)

    def done(self, entry: Entry, path: str, after: str, result: Result = "clean") -> None:
        """Take down what was done with an entry: the path that it touched, and the path that its unit has now."""
        self.settle(entry, after, result)
        self.steps.append(Step(PENDING, entry, path, after))

    def settle(self, entry: Entry, path: str, result: Result, note: str = "") -> None:
        """Take down the outcome of an entry that changes nothing, or nothing more."""
        self.outcomes.append(Outcome(entry, path, result, note=note))

    def too_deep(self, entry: Entry, path: str) -> None:
        """Take down that units would be nested too deep, and who put them there."""
        rivals = [step.entry for step, here in self.since(entry) if touching(here, path)]
        self.collide(entry, path, f"units would be nested deeper than {MAX_DEPTH} levels", rivals)

    def collide(self, entry: Entry, path: str, reason: str, against: Sequence[Entry] = ()) -> None:
        """Take down a collision; without rivals, it is with those who touched the place since the entry's base."""
        rivals = [each for each in against if each.ref != entry.ref]
        rivals = rivals or [each for each in self.past.touching(path, entry.submission.base) if each.ref != entry.ref]
        self.collisions.append(Collision(entry.ref, path, reason, tuple(rivals)))
        self.settle(entry, path, "collides", reason)


def named(place: Place) -> str:
    """Return a place in words: ``after notice/one``."""
    given = {"after": place.after, "before": place.before, "in": place.container}
    return next(f"{key} {value}" for key, value in given.items() if value)
