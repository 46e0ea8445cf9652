"""Where a page begins and with what, told by unit, which stays true when others change; the way there through boxes.

WeasyPrint tells a place by the numbers of the boxes on the way to it, each within the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: in a unit, or ``up`` levels above it in an element that begins with it."""

    unit: int
    up: int
    inside: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """What a page begins with. ``place`` is None at the beginning, and where no other layout may go on from."""

    place: Place | None
    forced: str = "any"
    name: str = ""
    groups: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether another layout may begin here."""
        return self.place is not None


class Head(NamedTuple):
    """What the running head of a page follows from, besides the pages before it."""

    name: str
    """How the style sheet calls pages of its kind, "" for most."""
    strings: tuple[tuple[str, str], ...]
    """Values that running heads take from this page."""
    leading: tuple[str, ...]
    """Those of them that the page begins with, by name: ``string(NAME, start)`` takes these."""


def moved(start: Start, by: int) -> Start:
    """Return a start as it is called when units were added before it (or taken away)."""
    return replace(start, place=replace(start.place, unit=start.place.unit + by)) if start.place and by else start


def ways(box: Any, places: Mapping[Any, int], path: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the way to each unit's box, in reading order."""
    for step, child in enumerate(box.children):
        if child.element in places and pseudo(child) == "":
            yield places[child.element], (*path, step)
        elif isinstance(child, boxes.ParentBox) and not isinstance(child, boxes.LineBox):
            yield from ways(child, places, (*path, step))


def pseudo(box: Any) -> str:
    """Return the pseudo-element that a box is of, "" for a box of an element itself."""
    return str(box.element_tag or "").partition("::")[2]


def one_path(resume_at: Any) -> tuple[int, ...] | None:
    """Return a place in boxes as one path; None where it is several at once, as in a row of a table."""
    path = []
    while resume_at is not None:
        if len(resume_at) != 1:
            return None
        ((step, resume_at),) = resume_at.items()
        path.append(step)
    return tuple(path)


def first_path(resume_at: Any) -> tuple[int, ...]:
    """Return the first of several places at once as a path."""
    path = []
    while resume_at:
        step, resume_at = min(resume_at.items(), key=lambda item: item[0])
        path.append(step)
    return tuple(path)


def leading(page: Any) -> Iterator[str]:
    """Yield the names of the values that the first boxes of a page set."""
    box = page
    while box:
        if box.style["string_set"] != "none":
            yield from (name for name, _ in box.style["string_set"])
        box = box.children[0] if box.children else None
