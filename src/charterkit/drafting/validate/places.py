"""Check where the additions and moves of a submission go: to a place that is there, and one of their own kind.

A place may lie in the base, or beside or in another addition of the same submission, in whatever order these stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from charterkit.drafting.merging.edits import children, container_of
from charterkit.drafting.merging.lineup import PARTS
from charterkit.drafting.merging.placing import gap
from charterkit.drafting.validate.charter import Where
from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import Finding
from charterkit.model.charter import LISTS, Charter
from charterkit.model.numbers import LIST_OF
from charterkit.model.paths import within
from charterkit.model.provisions import MAX_DEPTH, Kind, Provision, Unit, depth
from charterkit.model.submissions import Add, Move, NewPart, Place, Submission, target

What = Literal["part", "provision", "unit"]


def keeping(path: str) -> str:
    """Return what to do in the place of a change that changes nothing."""
    return f"to ask for no change write 'keep: {path}', as charterkit propose keep {path} does"


class Placing:
    """Where one submission's additions and moves go."""

    def __init__(self, record: str, submission: Submission, base: Charter) -> None:
        self.record = record
        self.base = base
        self.name = submission.base
        self._added: dict[str, Add] = {}
        self._homes: dict[str, str] = {}
        """What each of them lies in."""
        waiting = [change for change in submission.changes if isinstance(change, Add)]
        left = 0
        while len(waiting) != left:
            left = len(waiting)
            waiting = [change for change in waiting if not self._settled(change)]

    def _settled(self, change: Add) -> bool:
        """Tell whether an addition has a place in the base or in another one; it is a place for others then."""
        home = self._container(change)
        if home is not None:
            self._added[target(change)], self._homes[target(change)] = change, home
        return home is not None

    def place(self, where: Where, change: Add | Move) -> Iterator[Finding]:
        """Yield what is wrong with the place of an addition or a move."""
        container = self._container(change)
        at = (*where, key_of(change))
        if container is None:
            yield self._unknown(at, change)
            return
        what, kind, name = self._moving(change)
        if isinstance(change, Move) and within(container, name):
            yield Finding(self.record, at, "wrong-place", "nothing can be moved into itself", "name a place outside it")
        elif fault := self._misfit(container, what, kind, name):
            yield Finding(self.record, at, "wrong-place", fault, _home_of(what, kind))
        elif isinstance(change, Move) and self._stays(change):
            message = f"it changes nothing: '{name}' stands there in '{self.name}'"
            yield Finding(self.record, at, "no-change", message, keeping(name))
        elif what == "unit" and container.count("/") + 1 + self._levels(change) > MAX_DEPTH:
            message = f"units would be nested deeper than {MAX_DEPTH} levels"
            yield Finding(self.record, at, "too-deep", message, "name a place higher up")

    def _container(self, place: Place) -> str | None:
        """Return what a place lies in; None where there is no such place."""
        where = gap(self.base, place)
        if where is not None:
            return where.container
        if place.container is not None:
            return place.container if self._holds(place.container) else None
        name = place.neighbour or ""
        if name in self._added:
            return self._container_of_added(name)
        parent = name.rpartition("/")[0]
        return parent if parent and self._inside_addition(name) else None

    def _container_of_added(self, name: str) -> str:
        return name.rpartition("/")[0] if "/" in name else self._homes[name]

    def _holds(self, name: str) -> bool:
        return name in self._added or self._inside_addition(name)

    def _inside_addition(self, name: str) -> bool:
        """Tell whether a path leads to a unit that stands in an addition from the start."""
        for path, change in self._added.items():
            if name.startswith(f"{path}/") and not isinstance(change.add, NewPart):
                node: Provision | Unit | None = change.add
                for step in name.removeprefix(f"{path}/").split("/"):
                    node = next((unit for unit in node.units if unit.id == step), None) if node else None
                if node is not None:
                    return True
        return False

    def _unknown(self, at: Where, change: Add | Move) -> Finding:
        name = change.neighbour or change.container or ""
        known = [*self.base.paths(), *LISTS, *self._added]
        message = f"there is no '{name}' in '{self.name}' to put it by"
        return Finding(self.record, at, "unknown-place", message, nearest(name, known))

    def _moving(self, change: Add | Move) -> tuple[What, Kind | None, str]:
        """Return what is placed, its kind where it is a provision, and its path."""
        name = target(change)
        node = change.add if isinstance(change, Add) else self.base.find(name)
        if isinstance(node, Provision):
            return "provision", node.kind, name
        return ("unit" if isinstance(node, Unit) else "part"), None, name

    def _misfit(self, container: str, what: What, kind: Kind | None, name: str) -> str:
        """Return why something cannot stand in a container; nothing where it can."""
        boxes = {box for box, _ in self.base.settings.outline.containers()}
        boxes |= {path for path, change in self._added.items() if isinstance(change.add, NewPart)}
        if what == "part":
            return "" if container == PARTS else f"a part cannot stand in '{container}'"
        if what == "unit":
            return f"'{name}' cannot stand in '{container}'" if container in boxes or container == PARTS else ""
        home = LIST_OF.get(kind) if kind else None
        fits = container == home if home else container in boxes and container not in LISTS
        return "" if fits else f"a provision of kind '{kind}' cannot stand in '{container}'"

    def _stays(self, change: Move) -> bool:
        """Tell whether a move would leave everything where it is."""
        where = gap(self.base, change)
        if where is None or container_of(self.base, change.move) != where.container:
            return False
        at = (children(self.base, where.container) or ()).index(change.move.rpartition("/")[2])
        return where.index in (at, at + 1)

    def _levels(self, change: Add | Move) -> int:
        """Return how many levels what is placed has below itself."""
        node = change.add if isinstance(change, Add) else self.base.find(change.move)
        return depth(node) - 1 if isinstance(node, Unit) else 0


def key_of(change: Place) -> str:
    """Return the field in which a place is given."""
    names = {"after": change.after, "before": change.before, "in": change.inside, "first": change.first}
    return next((key for key, value in names.items() if value is not None), "last")


def _home_of(what: What, kind: Kind | None) -> str:
    if what == "part":
        return "a part goes among the parts: after or before one, or in 'parts'"
    if what == "unit":
        return "a unit goes into a provision or unit, or beside a unit"
    home = LIST_OF.get(kind) if kind else None
    return f"it goes into '{home}', or beside another {kind}" if home else "name a part, or an article to stand beside"
