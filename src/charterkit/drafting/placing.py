"""Where an addition or a move goes, so that it does not matter in which order submissions are merged.

A place in a submission names a gap between two neighbours of its base. What has come into the same gap since is put in
the declared order of the submissions, by participant's code, submission and number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charterkit.drafting.edits import children, container_of
from charterkit.model.charter import Charter
from charterkit.model.submissions import Place

Order = tuple[str, str, int]


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


def index_at(
    gap_index: int, before: Sequence[str], now: Sequence[str], order: Order, newcomers: Mapping[str, tuple[int, Order]]
) -> int:
    """Return where in the present members something goes that belongs into a gap of the base's members.

    Args:
        gap_index: how many of ``before`` stand before the gap.
        before: the container's members in the base.
        now: its members in the present text.
        order: the declared order of the change that is being placed.
        newcomers: the members that came in or moved since the base, with the gap they went to and their order.
    """
    settled = [member for member in before[:gap_index] if member in now and member not in newcomers]
    index = now.index(settled[-1]) + 1 if settled else 0
    while index < len(now) and now[index] in newcomers and newcomers[now[index]] < (gap_index, order):
        index += 1
    return index
