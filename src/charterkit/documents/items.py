"""What a view says about a charter before it is laid out: items with strands of text, each with its mark.

A strand is a stretch of one whole text. The views (``outline``, ``redline``, ``rolling_text``) make items; ``assemble``
turns items of every view into the same document tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from charterkit.documents.tree import Mark, Notice, Role
from charterkit.model.provisions import Basis, Generated

Side = Literal["new", "old"]
"""Whose numbers a reference prints."""


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
    paragraph: bool = False
    """Whether it opens a paragraph of its own: a long alternative does."""


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
    linkable: bool = True


@dataclass(frozen=True, slots=True)
class Sections:
    """The items of a whole charter."""

    preamble: tuple[Item, ...] = ()
    parts: tuple[Item, ...] = ()
    closing: tuple[Item, ...] = ()
    annexes: tuple[Item, ...] = ()


def whole(text: str, mark: Mark = "keep", side: Side = "new", by: str = "") -> tuple[Strand, ...]:
    """Return a text as a single strand, or nothing where there is no text."""
    return (Strand(text, 0, len(text), mark, side, by=by),) if text else ()


def added(text: str, role: Role, mark: Mark = "keep", *, paragraph: bool = False) -> Strand:
    """Return characters of the document's own: a bracket, a label, the names of holders."""
    return Strand(text, 0, len(text), mark, role=role, paragraph=paragraph)
