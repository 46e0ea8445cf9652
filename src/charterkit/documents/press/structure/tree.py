"""The structures of all pages as one tree: elements numbered, paragraphs that go on over the page made one.

What a page's structure is, with placeholders for numbers, is said in ``page``; which paragraphs go on over its
edges in ``over_pages``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf

from charterkit.documents.press.structure.over_pages import MORE
from charterkit.documents.press.structure.page import Structure

_PLACEHOLDER: Final = re.compile(rb"\0([lo]?)(\d*)([pd]?)\0")


def tag(pdf: Any, pages: Sequence[tuple[Structure, Sequence[Any]]]) -> None:
    """Put the elements of all pages into the tree that WeasyPrint made for a document without pages.

    Args:
        pdf: of pydyf's.
        pages: each with the annotations of its links.
    """
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    tree = _Tree(pdf, pdf.objects[int(root["K"][0].split()[0])])
    mapping = pdf.objects[int(root["ParentTree"].split()[0])]
    for place, (structure, links) in enumerate(pages):
        contents, linked = tree.add(place, structure, links)
        mapping["Nums"] += [place, contents]
        tree.linked += linked
    tree.close()
    for number, (reference, annotation) in enumerate(tree.linked, start=len(pages)):
        mapping["Nums"] += [number, reference]
        annotation["StructParent"] = number


class _Raw(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that is written as it was made before."""

    data = b""  # in place of the property that would make it

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.data = content


@dataclass(slots=True)
class _Open:
    """The last paragraph of a page, until it is known what stands in it on the next."""

    element: _Raw
    sign: int
    rest: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Tree:
    """The tree while pages are added to it."""

    pdf: Any
    document: Any
    last: _Open | None = None
    linked: list[tuple[bytes, Any]] = field(default_factory=list)
    """References of elements that hold links, each with the annotation."""

    def add(self, place: int, structure: Structure, links: Sequence[Any]) -> tuple[Any, Iterable[tuple[bytes, Any]]]:
        """Add a page; return the references of the elements of its contents, and those of its links."""
        edges = structure.edges
        whole = self.last if self.last and edges.begun >= 0 and self.last.sign == edges.begun_sign else None
        left_out = edges.emptied if whole else frozenset[int]()
        there = [at for at in range(len(structure.elements)) if at not in left_out]
        numbers = dict(zip(there, range(len(self.pdf.objects), len(self.pdf.objects) + len(there)), strict=True))
        if whole:
            numbers[edges.begun] = whole.element.number
        numbered = self._numbering(place, numbers, left_out, links)
        made = {at: _Raw(numbered(structure.elements[at])) for at in there}
        for element in made.values():
            self.pdf.add_object(element)
        if whole:
            whole.rest.append(numbered(edges.rest))
        if edges.last not in left_out:
            self.close()
            self.last = _Open(made[edges.last], edges.last_sign) if edges.last in made else None
        self.document["K"] += filter(None, map(numbered, structure.roots))
        contents = pydyf.Array(map(numbered, structure.contents))
        return contents, ((numbered(reference), links[link]) for reference, link in structure.links)

    def close(self) -> None:
        """Write what stands on other pages into the last paragraph."""
        if self.last:
            self.last.element.data = self.last.element.data.replace(MORE, b" ".join(self.last.rest))

    def _numbering(
        self, place: int, numbers: dict[int, int], left_out: frozenset[int], links: Sequence[Any]
    ) -> Callable[[bytes], bytes]:
        """Return what puts numbers in the place of a page's placeholders."""
        known = {b"p": self.pdf.page_references[place].split()[0], b"d": b"%d" % self.document.number}

        def number(match: re.Match[bytes]) -> bytes:
            kind, digits, other = match.groups()
            if other:
                return bytes(known[other])
            if kind == b"l":
                return b"%d" % links[int(digits)].number
            if kind == b"o":
                return b"" if int(digits) in left_out else b"%d 0 R" % numbers[int(digits)]
            return b"%d" % numbers[int(digits)]

        return lambda content: _PLACEHOLDER.sub(number, content)
