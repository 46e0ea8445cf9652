"""Merge additions, moves and deletions of units, provisions and parts: the structural half of ``merge``.

Additions come first, then moves, then deletions, each in the declared order; ``placing`` sees to it that the result is
the same whichever came first. Words are the other half's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charterkit.drafting.digests import digest
from charterkit.drafting.edits import children, container_of, insert, remove
from charterkit.drafting.ledger import Entry
from charterkit.drafting.outcomes import Collision, Outcome, Result
from charterkit.drafting.past import Past, Step, moved, with_references
from charterkit.drafting.placing import Gap, Order, gap, index_at
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part, Provision, Unit, walk
from charterkit.model.submissions import Add, Delete, Move, NewPart, target


class Restructuring:
    """One present text while changes of structure are merged into it."""

    def __init__(
        self, charter: Charter, bases: Mapping[str, Charter], past: Past, touched: Mapping[str, Sequence[Entry]]
    ) -> None:
        self.present = charter
        self.charter = charter
        self.bases = bases
        self.past = past
        self.touched = {path: list(entries) for path, entries in touched.items()}
        self.outcomes: list[Outcome] = []
        self.collisions: list[Collision] = []
        self._steps: list[Step] = []

    def take_all(self, ordered: Sequence[Entry]) -> None:
        """Merge every addition, move and deletion among the changes."""
        for kind, take in ((Add, self._add), (Move, self._move), (Delete, self._delete)):
            for entry in ordered:
                if isinstance(entry.change, kind):
                    take(entry)

    def _since(self, base: str) -> tuple[Step, ...]:
        return (*self.past.since(base), *self._steps)

    def _present_path(self, path: str, base: str) -> str:
        path = self.past.present_path(path, base)
        for step in self._steps:
            path = moved(path, step.path, step.after)
        return path

    def _add(self, entry: Entry) -> None:
        change, base = entry.change, entry.submission.base
        assert isinstance(change, Add)  # noqa: S101  take_all chose it
        node = self._carried(_node(change), base)
        where = self._gap(change, base, entry)
        if where is None:
            self._collide(entry, target(change), f"its place ({_place(change)}) is not in the text", base)
            return
        path = (
            node.id
            if "/" not in where.container and isinstance(node, Provision | Part)
            else f"{where.container}/{node.id}"
        )
        if (standing := self.charter.find(path) or self.charter.part(path)) is not None:
            self._second(entry, path, _same(standing, node))
            return
        index = self._index(where, base, entry.order)
        self.charter = insert(self.charter, where.container, index, node)
        self._done(entry, path, path, "clean")

    def _second(self, entry: Entry, path: str, same: bool) -> None:
        """Settle an addition whose path is taken: the same words are moot or joined, others collide."""
        rivals = tuple(step.entry for step in self._since(entry.submission.base) if step.path == path)
        if same:
            note = (
                "its words already stand" if not any(step.entry in rivals for step in self._steps) else "same addition"
            )
            self.outcomes.append(Outcome(entry, path, "moot", note=note))
        else:
            self._collide(entry, path, "another addition has taken this id", against=rivals)

    def _carried(self, node: Node | Part, base: str) -> Node | Part:
        if isinstance(node, Part):
            return node
        texts = {
            key: with_references(text, lambda name: self._present_path(name, base)) for key, text in node.text.items()
        }
        units = tuple(unit for unit in (self._carried(unit, base) for unit in node.units) if isinstance(unit, Unit))
        return (
            node
            if texts == node.text and units == node.units
            else node.model_copy(update={"text": texts, "units": units})
        )

    def _move(self, entry: Entry) -> None:
        change, base = entry.change, entry.submission.base
        assert isinstance(change, Move)  # noqa: S101  take_all chose it
        path = self._present_path(change.move, base)
        node = self.charter.find(path) or self.charter.part(path)
        where = self._gap(change, base, entry)
        rivals = self._moves_of(path, base, entry)
        if node is None or where is None:
            what = "what it moves" if node is None else f"its place ({_place(change)})"
            self._collide(entry, path, f"{what} is not in the text any more", base)
        elif rivals:
            self._moved_twice(entry, path, rivals)
        elif where.container == path or where.container.startswith(f"{path}/"):
            self._collide(entry, path, "nothing can be moved into itself", base)
        else:
            self._relocate(entry, path, node, where)

    def _relocate(self, entry: Entry, path: str, node: Node | Part, where: Gap) -> None:
        base = entry.submission.base
        last = path.rpartition("/")[2]
        after = path if "/" not in path else f"{where.container}/{last}"
        if after != path and self.charter.find(after) is not None:
            self._collide(entry, path, f"'{after}' stands there already", base)
            return
        before = self.charter
        removed = remove(before, path)
        index = self._index(where, base, entry.order, leaving=last)
        self.charter = insert(removed, where.container, index, node)
        if after != path:
            self.charter = _following(self.charter, path, after)
        self._done(entry, path, after, "moot" if self.charter == before else "clean")

    def _moves_of(self, path: str, base: str, entry: Entry) -> tuple[Entry, ...]:
        return tuple(
            step.entry
            for step in self._since(base)
            if isinstance(step.entry.change, Move) and step.after == path and step.entry is not entry
        )

    def _moved_twice(self, entry: Entry, path: str, rivals: tuple[Entry, ...]) -> None:
        change = entry.change
        if all(_place(rival.change) == _place(change) for rival in rivals if isinstance(rival.change, Move)):
            self.outcomes.append(Outcome(entry, path, "moot", note="it has been moved there already"))
        else:
            self._collide(entry, path, "it has been moved elsewhere", against=rivals)

    def _delete(self, entry: Entry) -> None:
        change, base = entry.change, entry.submission.base
        assert isinstance(change, Delete)  # noqa: S101  take_all chose it
        path = self._present_path(change.delete, base)
        part = self.charter.part(path)
        node = self.charter.find(path)
        if part is not None and part.provisions:
            self._collide(entry, path, "the part still holds provisions: delete or move them first", base)
        elif part is None and node is None:
            self.outcomes.append(Outcome(entry, path, "moot", note="it has been taken out already"))
        elif rivals := self._changed_inside(entry, change.delete, path):
            self._collide(entry, path, "it deletes what another changes", against=rivals)
        else:
            self.charter = remove(self.charter, path)
            self._done(entry, path, path, "clean")

    def _changed_inside(self, entry: Entry, old: str, path: str) -> tuple[Entry, ...]:
        """Return the changes, merged since the base or in this merge, that touch what a deletion takes away."""
        base = entry.submission.base
        inside = [e for there, by in self.touched.items() if _within(there, path) for e in by]
        inside += [step.entry for step in self._steps if _within(step.after, path) and step.after != path]
        before, now = self.bases[base].find(old), self.present.find(path)
        if before is not None and now is not None and _digests(before) != _digests(now):
            inside += self.past.touching(path, base) or ()
        own = entry.submission.id
        return tuple({e.ref: e for e in inside if e.submission.id != own}.values())

    def _gap(self, place: Add | Move, base: str, entry: Entry) -> Gap | None:
        """Return the gap a change means, with its container's path in the present text."""
        where = gap(self.bases[base], place)
        if where is not None:
            container = self._present_path(where.container, base)
            return None if children(self.charter, container) is None else Gap(container, where.index)
        where = gap(self.charter, place)
        return where if where is not None and self._own_neighbour(place, entry) else None

    def _own_neighbour(self, place: Add | Move, entry: Entry) -> bool:
        """Tell whether a place that the base does not know was made by the same or an earlier change."""
        name = place.neighbour or place.container or ""
        return any(step.after == name for step in self._since(entry.submission.base))

    def _index(self, where: Gap, base: str, order: Order, leaving: str | None = None) -> int:
        before = self._members_in_base(where, base)
        now = [member for member in children(self.charter, where.container) or () if member != leaving]
        if before is None:
            return min(where.index, len(now))
        return index_at(where.index, before, now, order, self._newcomers(where, base, before))

    def _members_in_base(self, where: Gap, base: str) -> tuple[str, ...] | None:
        if (found := children(self.bases[base], where.container)) is not None:
            return found
        origin = next((step.path for step in self.past.since(base) if step.after == where.container), None)
        return children(self.bases[base], origin) if origin else None

    def _newcomers(self, where: Gap, base: str, before: Sequence[str]) -> dict[str, tuple[int, Order]]:
        """Return what came into the container or moved in it since the base, with the gap it went to and its order."""
        found: dict[str, tuple[int, Order]] = {}
        for step in self._since(base):
            if not isinstance(step.entry.change, Add | Move):
                continue
            if container_of(self.charter, step.after) == where.container:
                found[step.after.rpartition("/")[2]] = (_gap_index(step.entry.change, before), step.entry.order)
        return found

    def _done(self, entry: Entry, path: str, after: str, result: Result) -> None:
        self.outcomes.append(Outcome(entry, after, result))
        self._steps.append(Step(0, entry, path, after))

    def _collide(self, entry: Entry, path: str, reason: str, base: str = "", against: tuple[Entry, ...] = ()) -> None:
        rivals = against or (self.past.touching(path, base) if base else ())
        self.collisions.append(Collision(entry.ref, path, reason, rivals))
        self.outcomes.append(Outcome(entry, path, "collides", note=reason))


def _gap_index(place: Add | Move, before: Sequence[str]) -> int:
    neighbour = (place.neighbour or "").rpartition("/")[2]
    if neighbour in before:
        return before.index(neighbour) + (place.after is not None)
    return 0 if place.at_start else len(before)


def _node(change: Add) -> Node | Part:
    added = change.add
    return Part(id=added.id, heading=added.heading) if isinstance(added, NewPart) else added


def _same(standing: Node | Part, node: Node | Part) -> bool:
    if isinstance(standing, Part) or isinstance(node, Part):
        return standing.heading == node.heading
    return _digests(standing) == _digests(node)


def _digests(node: Node) -> list[str]:
    return [digest(each) for _, each in walk(node)]


def _within(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}/")


def _place(change: object) -> str:
    if not isinstance(change, Add | Move):
        return ""
    given = {"after": change.after, "before": change.before, "in": change.container}
    return next(f"{key} {value}" for key, value in given.items() if value)


def _following(charter: Charter, old: str, new: str) -> Charter:
    """Let references to a unit follow it to its new path."""

    def followed(node: Node) -> Node:
        texts = {key: with_references(text, lambda name: moved(name, old, new)) for key, text in node.text.items()}
        units = tuple(followed(unit) for unit in node.units)
        changed = texts != node.text or any(a is not b for a, b in zip(units, node.units, strict=True))
        return node.model_copy(update={"text": texts, "units": units}) if changed else node

    provisions = {key: followed(provision) for key, provision in charter.provisions.items()}
    return charter.model_copy(update={"provisions": provisions})
