"""Merge moves of units, provisions and parts: the words stay as they are, and references to them follow."""

from __future__ import annotations

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import children
from charterkit.drafting.merging.spots import Spot
from charterkit.drafting.merging.structure import Structure, named
from charterkit.drafting.references import following
from charterkit.model.paths import within
from charterkit.model.provisions import MAX_DEPTH, Node, Part, depth
from charterkit.model.submissions import Move


def move(structure: Structure, entry: Entry, change: Move) -> None:
    """Merge one move."""
    path = structure.path(change.move, entry.submission.base)
    node, spot = structure.charter.standing(path), structure.spot(entry)
    if node is None:
        _move_what_is_gone(structure, entry, path, spot)
    elif spot is None:
        structure.collide(entry, path, f"its place ({named(change)}) is not in the text any more")
    elif not structure.fits(spot.container, node):
        structure.collide(entry, path, f"it cannot stand in '{spot.container}'")
    elif rivals := [other for other, here in _moves(structure, entry) if here == path]:
        if spot in structure.lineup.spots_of(path)[-1:]:
            structure.join(entry, path, spot, "it has been moved there already")
        else:
            structure.collide(entry, path, "it has been moved elsewhere", rivals)
    elif within(spot.container, path):
        rivals = [other for other, here in _moves(structure, entry) if within(spot.container, here)]
        structure.collide(entry, path, "nothing can be moved into itself", rivals)
    else:
        _relocate(structure, entry, path, node, spot)


def _moves(structure: Structure, entry: Entry) -> list[tuple[Entry, str]]:
    """Return the moves since an entry's base, of this merge too, with the paths that their units have by now."""
    return [(step.entry, here) for step, here in structure.since(entry) if isinstance(step.entry.change, Move)]


def _move_what_is_gone(structure: Structure, entry: Entry, path: str, spot: Spot | None) -> None:
    if spot is not None and spot in structure.lineup.spots_of(path)[-1:]:
        structure.settle(entry, path, "moot", "others moved it there before it was taken out")
    else:
        structure.collide(entry, path, "what it moves is not in the text any more")


def _relocate(structure: Structure, entry: Entry, path: str, node: Node | Part, spot: Spot) -> None:
    after = path if "/" not in path else f"{spot.container}/{path.rpartition('/')[2]}"
    if after != path and structure.charter.find(after) is not None:
        structure.collide(entry, path, f"'{after}' stands there already", structure.adding(after))
        return
    if after != path and (deleting := structure.deleting(after)):
        structure.collide(entry, path, f"'{after}' was taken out of the text; no id is used twice", deleting)
        return
    if "/" in after and after.count("/") + depth(node) > MAX_DEPTH:
        structure.too_deep(entry, path)
        return
    before = children(structure.charter, spot.container)
    charter = structure.put(node, spot, structure.lineup.put(spot, entry, after), path)
    stays = after == path and before == children(charter, spot.container)
    if not stays:
        structure.charter = charter if after == path else following(charter, path, after)
    structure.done(entry, path, after, "moot" if stays else "clean")
    structure.lineup.rename(structure.steps[-1])
