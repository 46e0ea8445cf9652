"""What a view says about a charter before it is laid out: items with strands of text, each with its mark.

A strand is a stretch of one whole text. The views (``clean``, ``redline``, ``rolling``) make items;
``assemble`` turns items of every view into the same document tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from charterkit.documents.runs import Mark, Role
from charterkit.documents.tree import Notice
from charterkit.model.provisions import Basis, Generated

Side = Literal["new", "old"]
"""Whose numbers a reference prints."""


Opens = Literal["", "paragraph", "alternative"]


@dataclass(frozen=True, slots=True)
class Strand:
    """``text[start:end]`` with its mark; or, where ``role`` is no word, characters that the document itself adds."""

    text: str
    start: int
    end: int
    mark: Mark = "keep"
    side: Side = "new"
    role: Role = "word"
    by: str = ""
    move: int = 0
    """The number of the move, where a sentence stands at its old place (``delete``) or its new one (``insert``)."""
    rung: str = ""
    """How far these words alone are agreed."""
    opens: Opens = ""
    """Whether it begins a new paragraph: a long alternative does, and what goes on after it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part, provision or unit as one view shows it."""

    path: str
    kind: str
    label: str
    heading: tuple[Strand, ...] = ()
    text: tuple[Strand, ...] = ()
    items: tuple[Item, ...] = ()
    mark: Mark = "keep"
    notices: tuple[Notice, ...] = ()
    basis: tuple[Basis, ...] = ()
    generated: Generated | None = None
    lang: str = ""
    rung: str = ""
    linkable: bool = True


@dataclass(frozen=True, slots=True)
class Sections:
    """The items of a whole charter."""

    preamble: tuple[Item, ...] = ()
    parts: tuple[Item, ...] = ()
    closing: tuple[Item, ...] = ()
    annexes: tuple[Item, ...] = ()

    def each(self, change: Callable[[Item], Item]) -> Sections:
        """Return the same with every item changed, those within an item before itself."""

        def changed(items: tuple[Item, ...]) -> tuple[Item, ...]:
            return tuple(change(replace(item, items=changed(item.items))) for item in items)

        return Sections(*(changed(each) for each in (self.preamble, self.parts, self.closing, self.annexes)))


def whole(text: str, mark: Mark = "keep", side: Side = "new", by: str = "") -> tuple[Strand, ...]:
    """Return a text as a single strand, or nothing where there is no text."""
    return (Strand(text, 0, len(text), mark, side, by=by),) if text else ()


def own(text: str, role: Role, *, opens: Opens = "") -> Strand:
    """Return characters that the document itself adds: a bracket, a label, the names of holders."""
    return Strand(text, 0, len(text), role=role, opens=opens)
