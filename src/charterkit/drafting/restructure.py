"""Merge additions, moves and deletions of units, provisions and parts: the structural half of ``merge``.

Additions come first, then moves, then deletions; ``lineup`` sees to it that the order of members is the same whichever
came first. Words are the other half's business, requests to keep a unit that of ``keeping``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from charterkit.drafting.edits import children, insert, remove
from charterkit.drafting.ledger import Entry
from charterkit.drafting.lineup import PARTS, PENDING, Lineup, Spot, node_of
from charterkit.drafting.outcomes import Collision, Outcome, Result
from charterkit.drafting.past import Past, Step, carried, within
from charterkit.drafting.reach import depth, inside, reached, reduced, same_words
from charterkit.drafting.references import following, renamed
from charterkit.model.charter import Charter
from charterkit.model.provisions import MAX_DEPTH, Node, Part, Provision
from charterkit.model.submissions import Add, Amend, Delete, Move, Place, target


class Restructuring:
    """One present text while changes of structure are merged into it."""

    def __init__(
        self,
        present: Charter,
        bases: Mapping[str, Charter],
        past: Past,
        reworded: Mapping[str, Sequence[Entry]] | None = None,
        charter: Charter | None = None,
    ) -> None:
        """Start from the present text; ``charter`` is that text with merged words in it.

        ``reworded`` names the paths where words change, and by whom.
        """
        self.present = present
        self.charter = charter or present
        self.bases = bases
        self.past = past
        self.reworded = reworded or {}
        self.outcomes: list[Outcome] = []
        self.collisions: list[Collision] = []
        self._steps: list[Step] = []
        self._lineup: Lineup | None = None

    @property
    def lineup(self) -> Lineup:
        """The order of members, worked out when it is first needed."""
        if self._lineup is None:
            self._lineup = Lineup(self.present, self.bases, self.past)
        return self._lineup

    def take_all(self, ordered: Sequence[Entry]) -> None:
        """Merge every addition, move and deletion among the changes."""
        self._add_all([entry for entry in ordered if isinstance(entry.change, Add)])
        for entry in ordered:
            if isinstance(entry.change, Move):
                self._move(entry, entry.change)
        for entry in ordered:
            if isinstance(entry.change, Delete):
                self._delete(entry, entry.change)

    def _add_all(self, waiting: list[Entry]) -> None:
        """Merge additions, those that go beside or into another one after it."""
        while waiting:
            ready = [entry for entry in waiting if self._spot(entry) is not None]
            if not ready:
                break
            for entry in ready:
                self._add(entry, cast("Add", entry.change))
            taken = {entry.ref for entry in ready}
            waiting = [entry for entry in waiting if entry.ref not in taken]
        for entry in waiting:
            change = cast("Add", entry.change)
            self._collide(entry, target(change), f"its place ({_place(change)}) is not in the text")

    def _spot(self, entry: Entry) -> Spot | None:
        """Return where an addition or a move goes, if its container still stands."""
        spot = self.lineup.spot(entry)
        return spot if spot is not None and children(self.charter, spot.container) is not None else None

    def _present_path(self, path: str, base: str) -> str:
        return carried(self.past.present_path(path, base), self._steps)

    def _add(self, entry: Entry, change: Add) -> None:
        spot = self._spot(entry)
        assert spot is not None  # noqa: S101  the caller asked
        node = renamed(node_of(change), lambda name: self._present_path(name, entry.submission.base))
        top = isinstance(node, Provision | Part)
        path = node.id if top else f"{spot.container}/{node.id}"
        standing = self.charter.find(path) or self.charter.part(path)
        if not self._fits(spot.container, node):
            self._collide(entry, path, f"it cannot stand in '{spot.container}'")
        elif standing is not None or self._takers(path):
            self._second(entry, path, spot, standing)
        elif not top and path.count("/") + depth(node) > MAX_DEPTH:
            self._too_deep(entry, path)
        else:
            stay = self.lineup.put(spot, entry, path, PENDING, node)
            index = self.lineup.index(spot, stay, children(self.charter, spot.container) or ())
            self.charter = insert(self.charter, spot.container, index, node)
            self._done(entry, path, path, "clean")

    def _takers(self, path: str) -> list[Entry]:
        """Return the additions, merged or in this merge, that brought what has this path."""
        steps = (*self.past.standing, *((step, step.after) for step in self._steps))
        return [step.entry for step, here in steps if here == path and isinstance(step.entry.change, Add)]

    def _second(self, entry: Entry, path: str, spot: Spot, standing: Node | Part | None) -> None:
        """Settle an addition whose id is taken: the same words at the same place stand already, others collide."""
        takers = self._takers(path)
        change = cast("Add", entry.change)
        same = any(same_words(node_of(cast("Add", taker.change)), node_of(change)) for taker in takers)
        if not takers and standing is not None:
            same = same_words(standing, node_of(change))
        elif self.lineup.spots_of(path)[:1] != [spot]:
            same = False
        if same and standing is not None:
            joined = any(step.entry in takers for step in self._steps)
            note = "another adds the same" if joined else "its words already stand"
            self._joined(entry, path, spot, note)
        else:
            reason = "another addition has taken this id" if standing is not None else "it was taken out of the text"
            self._collide(entry, path, reason, takers)

    def _move(self, entry: Entry, change: Move) -> None:
        path = self._present_path(change.move, entry.submission.base)
        node = self.charter.find(path) or self.charter.part(path)
        spot = self._spot(entry)
        if node is None:
            self._collide(entry, path, "what it moves is not in the text any more")
        elif spot is None:
            self._collide(entry, path, f"its place ({_place(change)}) is not in the text any more")
        elif not self._fits(spot.container, node):
            self._collide(entry, path, f"it cannot stand in '{spot.container}'")
        elif rivals := self._moves_of(path, entry):
            self._moved_again(entry, path, spot, rivals)
        elif within(spot.container, path):
            rivals = self._moves_of(spot.container, entry, above=True)
            self._collide(entry, path, "nothing can be moved into itself", rivals)
        else:
            self._relocate(entry, path, node, spot)

    def _fits(self, container: str, node: Node | Part) -> bool:
        """Tell whether something can stand in a container: units in provisions and units, parts among the parts."""
        if isinstance(node, Part):
            return container == PARTS
        into_unit = self.charter.find(container) is not None
        return into_unit != isinstance(node, Provision) and container != PARTS

    def _relocate(self, entry: Entry, path: str, node: Node | Part, spot: Spot) -> None:
        last = path.rpartition("/")[2]
        after = path if "/" not in path else f"{spot.container}/{last}"
        if after != path and self.charter.find(after) is not None:
            self._collide(entry, path, f"'{after}' stands there already", self._takers(after))
            return
        if "/" in after and after.count("/") + depth(node) > MAX_DEPTH:
            self._too_deep(entry, path)
            return
        before = children(self.charter, spot.container)
        stay = self.lineup.put(spot, entry, after)
        removed = remove(self.charter, path)
        index = self.lineup.index(spot, stay, children(removed, spot.container) or ())
        inserted = insert(removed, spot.container, index, node)
        stays = after == path and before == children(inserted, spot.container)
        if not stays:
            self.charter = inserted if after == path else following(inserted, path, after)
        self._done(entry, path, after, "moot" if stays else "clean")
        self.lineup.rename(self._steps[-1])

    def _moves_of(self, path: str, entry: Entry, *, above: bool = False) -> list[Entry]:
        """Return the moves since an entry's base, merged or in this merge, of what stands at a path (or above it)."""
        return [
            step.entry
            for step, here in self._since(entry)
            if isinstance(step.entry.change, Move) and (here == path or (above and within(path, here)))
        ]

    def _since(self, entry: Entry) -> list[tuple[Step, str]]:
        """Return the steps since an entry's base with the paths that their units have by now."""
        done = [(step, carried(here, self._steps)) for step, here in self.past.present(entry.submission.base)]
        return [*done, *((step, carried(step.after, self._steps[i + 1 :])) for i, step in enumerate(self._steps))]

    def _moved_again(self, entry: Entry, path: str, spot: Spot, rivals: list[Entry]) -> None:
        if self.lineup.spots_of(path)[-1:] == [spot]:
            self._joined(entry, path, spot, "it has been moved there already")
        else:
            self._collide(entry, path, "it has been moved elsewhere", rivals)

    def _joined(self, entry: Entry, path: str, spot: Spot, note: str) -> None:
        """Let an entry stand behind what another put there; its order may bring it before others at the same spot."""
        stay = self.lineup.join(spot, entry, path)
        node = self.charter.find(path) or self.charter.part(path)
        before = children(self.charter, spot.container)
        result: Result = "moot"
        if stay is not None and node is not None and spot in self.lineup.spots_of(path):
            removed = remove(self.charter, path)
            index = self.lineup.index(spot, stay, children(removed, spot.container) or ())
            inserted = insert(removed, spot.container, index, node)
            if children(inserted, spot.container) != before:
                self.charter, result = inserted, "clean"
        self.outcomes.append(Outcome(entry, path, result, note=note))

    def _delete(self, entry: Entry, change: Delete) -> None:
        path = self._present_path(change.delete, entry.submission.base)
        part = self.charter.part(path)
        if part is not None and part.provisions:
            inside = [step.entry for step, here in self._since(entry) if here in part.provisions]
            self._collide(entry, path, "the part still holds provisions: delete or move them first", inside)
        elif part is None and self.charter.find(path) is None:
            self._gone(entry, change, path)
        elif (rivals := self._changed_inside(entry, change.delete)) is not None:
            self._collide(entry, path, "it deletes what another changes", rivals)
        else:
            self.charter = remove(self.charter, path)
            self._done(entry, path, path, "clean")

    def _gone(self, entry: Entry, change: Delete, path: str) -> None:
        """Settle the deletion of what does not stand any more; what others moved out of it before may still stand."""
        base = entry.submission.base
        steps = [step.entry for step in inside(change.delete, base, self.past)]
        steps += self._changing_with(self.past.present_path(change.delete, base))
        own = entry.submission.id
        rivals = [each for each in steps if isinstance(each.change, Move) and each.submission.id != own]
        if rivals:
            self._collide(entry, path, "it deletes what another changes", rivals)
        else:
            self.outcomes.append(Outcome(entry, path, "moot", note="it has been taken out already"))

    def _changed_inside(self, entry: Entry, old: str) -> list[Entry] | None:
        """Return who changed what a deletion takes away, since its base or in this merge; None where nobody did.

        What its own submission moves out of there before is no matter, nor what others take out of it too.
        """
        base = entry.submission.base
        steps = list(inside(old, base, self.past))
        found = [step.entry for step in steps if isinstance(step.entry.change, Add | Move)]
        found += self._changing_with(self.past.present_path(old, base))
        if not self._reduced(old, base):
            found += [step.entry for step in steps if isinstance(step.entry.change, Amend)]
            if not steps:
                return []
        others = {each.ref: each for each in found if each.submission.id != entry.submission.id}
        return list(others.values()) or None

    def _reduced(self, old: str, base: str) -> bool:
        """Tell whether the words of a unit are those of a base, or what deletions left of them."""
        before, here = self.bases[base], self.past.present_path(old, base)
        if (part := before.part(old)) is not None:
            now = self.present.part(here)
            return now is None or now.heading == part.heading
        standing, present = before.find(old), self.present.find(here)
        if standing is None or present is None:
            return True
        return reduced(renamed(standing, lambda path: self.past.present_path(path, base)), present)

    def _changing_with(self, path: str) -> list[Entry]:
        """Return the changes of this merge, but deletions, that alter something at or below a path."""
        found = [by for there, entries in self.reworded.items() if within(there, path) for by in entries]
        found += [
            step.entry
            for step in self._steps
            if not isinstance(step.entry.change, Delete)
            and any(within(each, path) for each in self._reached(step.entry))
        ]
        return found

    def _reached(self, entry: Entry) -> tuple[str, ...]:
        return reached(entry, self.bases[entry.submission.base], self.past)

    def _done(self, entry: Entry, path: str, after: str, result: Result) -> None:
        self.outcomes.append(Outcome(entry, after, result))
        self._steps.append(Step(PENDING, entry, path, after))

    def _too_deep(self, entry: Entry, path: str) -> None:
        rivals = [step.entry for step, here in self._since(entry) if within(here, path) or within(path, here)]
        self._collide(entry, path, f"units would be nested deeper than {MAX_DEPTH} levels", rivals)

    def _collide(self, entry: Entry, path: str, reason: str, against: Sequence[Entry] = ()) -> None:
        rivals = [each for each in against if each.ref != entry.ref]
        rivals = rivals or [each for each in self.past.touching(path, entry.submission.base) if each.ref != entry.ref]
        self.collisions.append(Collision(entry.ref, path, reason, tuple(rivals)))
        self.outcomes.append(Outcome(entry, path, "collides", note=reason))


def _place(change: Place) -> str:
    given = {"after": change.after, "before": change.before, "in": change.container}
    return next(f"{key} {value}" for key, value in given.items() if value)
