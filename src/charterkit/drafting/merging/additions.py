"""Merge additions of units, provisions and parts: those that go beside or into another addition come after it."""

from __future__ import annotations

from collections.abc import Sequence

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.lineup import PENDING, node_of
from charterkit.drafting.merging.sameness import same_words
from charterkit.drafting.merging.spots import Spot
from charterkit.drafting.merging.structure import Structure, named
from charterkit.drafting.references import renamed
from charterkit.model.provisions import MAX_DEPTH, Part, Provision, depth
from charterkit.model.submissions import Add, target

Waiting = Sequence[tuple[Entry, Add]]


def add_all(structure: Structure, waiting: Waiting) -> None:
    """Merge additions in the declared order, as far as their places are there."""
    while ready := [(entry, change) for entry, change in waiting if structure.spot(entry) is not None]:
        for entry, change in ready:
            _add(structure, entry, change)
        taken = {entry.ref for entry, _ in ready}
        waiting = [(entry, change) for entry, change in waiting if entry.ref not in taken]
    for entry, change in waiting:
        structure.collide(entry, target(change), f"its place ({named(change)}) is not in the text")


def _add(structure: Structure, entry: Entry, change: Add) -> None:
    spot = structure.spot(entry)
    assert spot is not None  # noqa: S101  the caller asked
    node = renamed(node_of(change), lambda name: structure.path(name, entry.submission.base))
    top = isinstance(node, Provision | Part)
    path = node.id if top else f"{spot.container}/{node.id}"
    if not structure.fits(spot.container, node):
        structure.collide(entry, path, f"it cannot stand in '{spot.container}'")
    elif structure.charter.standing(path) is not None or structure.adding(path):
        _add_again(structure, entry, change, path, spot)
    elif not top and path.count("/") + depth(node) > MAX_DEPTH:
        structure.too_deep(entry, path)
    else:
        stay = structure.lineup.put(spot, entry, path, PENDING, node)
        structure.charter = structure.put(node, spot, stay)
        structure.done(entry, path, path)


def _add_again(structure: Structure, entry: Entry, change: Add, path: str, spot: Spot) -> None:
    """Settle an addition whose id is taken: the same words at the same place stand already, others collide."""
    standing, others = structure.charter.standing(path), structure.adding(path)
    if not _is_same(structure, change, path, spot):
        reason = "another addition has taken this id" if standing is not None else "it was taken out of the text"
        structure.collide(entry, path, reason, others)
    elif standing is None:
        structure.settle(entry, path, "moot", "others added it before it was taken out")
    else:
        with_this = any(step.entry in others for step in structure.steps)
        note = "another adds the same" if with_this else "its words already stand"
        structure.join(entry, path, spot, note)


def _is_same(structure: Structure, change: Add, path: str, spot: Spot) -> bool:
    """Tell whether an addition puts what is there, or was, at the place where it came in."""
    standing, node = structure.charter.standing(path), node_of(change)
    added = [other.change for other in structure.adding(path)]
    if not added:
        return standing is not None and same_words(standing, node)
    first = structure.lineup.spots_of(path)[:1]
    return list(first) == [spot] and any(same_words(node_of(each), node) for each in added if isinstance(each, Add))
