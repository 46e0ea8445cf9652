"""The structure of one page: the tags of its text as values that can be kept, sent and bound again.

Numbers of objects are not known before a PDF is bound. They stand as placeholders: a NUL, what is meant (a number
within the page, ``p`` the page, ``d`` the document's element, ``l3`` the link annotation with index 3, ``o4`` a
reference to the element with number 4 if it is there), a NUL. What the tags say beside what WeasyPrint says is left to
``tagging``, paragraphs over two pages to ``over_pages``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Final

import pydyf
import weasyprint.pdf.tags as tagging

from charterkit.documents.press.structure.over_pages import Edges, edges_of, number_of

_TEXT: Final = {"Type", "S", "K", "Pg", "P"}
"""The keys of an element that says nothing of its own."""
_CONTENT: Final = re.compile(rb"\0t(\d+)\0 0 R")


@dataclass(frozen=True, slots=True)
class Structure:
    """The tags of a page: its elements as bytes with placeholders, and what leads to them."""

    elements: tuple[bytes, ...]
    roots: tuple[bytes, ...]
    """References of the elements that stand directly in the document's element."""
    contents: tuple[bytes, ...]
    """References of the elements of the page's marked contents, by their number."""
    links: tuple[tuple[bytes, int], ...]
    """References of the elements that hold links, each with the index of the link."""
    edges: Edges


def links_of(page: Any) -> list[Any]:
    """Return the links of a page: of links themselves, where WeasyPrint repeats each for every element inside."""
    return [link for link in page.links if link[3].link]


class _Numbers:
    """Stands for the pages' numbers while a sheet is made: every page is this one."""

    def __getitem__(self, _: int) -> bytes:
        return b"\0p\0 0 R"


@dataclass(slots=True)
class _Elements:
    """Stands for the PDF while a sheet is made: gives each element a placeholder for its number.

    WeasyPrint puts each stretch of text into a ``Span`` that says nothing; its content is given to the element around.
    """

    objects: list[Any] = field(default_factory=list)
    page_references: _Numbers = field(default_factory=_Numbers)
    homes: dict[int, bytes] = field(default_factory=dict)
    """Marked contents that stand directly in an element: its reference."""

    def add_object(self, element: Any) -> None:
        if element.keys() == _TEXT and element["S"] == "/Span" and len(element["K"]) == 1:
            (content,) = element["K"]
            element.number = f"\0t{content}\0"
            self.homes[content] = element["P"]
        else:
            element.number = f"\0{len(self.objects)}\0"
            self.objects.append(element)


def structure_of(page: Any, body: Any, marks: dict[Any, Any]) -> Structure:
    """Return the structure of a page of WeasyPrint's that was painted with these marks; ``body`` is its text."""
    for place, (*_, box) in enumerate(links_of(page)):
        box.link_annotation = SimpleNamespace(reference=f"\0l{place}\0 0 R".encode(), place=place)
    elements, root = _Elements(), pydyf.Dictionary({"S": "/Document"})
    root.number = "\0d\0"
    contents: dict[int, bytes] = {}
    links: list[tuple[bytes, Any]] = []
    built = tagging._build_box_tree(body, root, elements, 0, contents, links, marks)  # noqa: SLF001  no public way
    top = list(built)
    edges = edges_of(top, elements.objects)
    return Structure(
        tuple(_CONTENT.sub(rb"\1", element.data) for element in elements.objects),
        tuple(b"\0o%d\0" % number_of(element) for element in top),
        tuple(elements.homes.get(content, reference) for content, reference in sorted(contents.items())),
        tuple((reference, annotation.place) for reference, annotation in links),
        edges,
    )
