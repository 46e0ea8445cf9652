"""Where in a base an addition or a move would go: the container, and the gap between two of its members.

Where that gap lies in a text that has moved on, and who comes first in it, is said in ``lineup``.
"""

from __future__ import annotations

from dataclasses import dataclass

from charterkit.drafting.merging.edits import children, container_of
from charterkit.model.charter import Charter
from charterkit.model.submissions import Place


@dataclass(frozen=True, slots=True)
class Gap:
    """A container, by its path in some text, and how many of its members stand before the gap."""

    container: str
    index: int


def gap(charter: Charter, place: Place) -> Gap | None:
    """Return the gap that a place means in a charter, or None where the neighbour or the container is not there."""
    if place.container is not None:
        members = children(charter, place.container)
        return None if members is None else Gap(place.container, 0 if place.at_start else len(members))
    neighbour = place.neighbour or ""
    container = container_of(charter, neighbour)
    last = neighbour.rpartition("/")[2]
    members = children(charter, container) if container else None
    if container is None or members is None or last not in members:
        return None
    return Gap(container, members.index(last) + (place.after is not None))
