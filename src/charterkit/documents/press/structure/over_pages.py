"""A paragraph that goes on over the page is one paragraph in the structure, with what stands in it on both pages.

WeasyPrint makes an element of it on each page: a screen reader would end a sentence, or a word, in the middle, and tell
the footnotes between its halves. Here a page says which paragraph it begins within and which it ends with; where both
are the same, what stands on the later page is put into the element on the one before (ISO 32000-1, 14.7.4.2), and
elements that have nothing else are left out. Lists and tables that go on are still elements on each page.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from charterkit.documents.press.lines.joints import went_on

MORE: Final = b"\0more\0"
"""Stands where what comes on the next page goes."""
_ELEMENT: Final = re.compile(rb"\0(\d+)\0 0 R")
_CONTENT: Final = re.compile(rb"\0t(\d+)\0 0 R")
_PARAGRAPH: Final = "/P"
_APART: Final = frozenset({"/Note", "/Table", "/TOC", "/Figure"})
"""Kinds of elements in which no paragraph is looked for that goes on."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The paragraphs at the edges of a page, as the numbers of their elements; -1 where there is none."""

    begun: int = -1
    """The one that began on a page before."""
    rest: bytes = b""
    """What stands in it, as it is written in an element of another page."""
    emptied: frozenset[int] = frozenset()
    """It, and the elements that have nothing but it."""
    begun_sign: int = 0
    last: int = -1
    last_sign: int = 0
    """What tells whether two elements are of one paragraph: a digest of its words in the source."""


def edges_of(roots: Sequence[Any], objects: Sequence[Any]) -> Edges:
    """Return the edges of a page, whose elements are marked where what comes on the next page goes, or may be left out.

    Args:
        roots: the elements that stand directly in the document's element.
        objects: all elements by number.
    """
    begun = [path for root in roots for path in _begun(root, objects, ())]
    last = next((each for root in reversed(roots) for each in _paragraphs_back(root, objects)), None)
    rest, emptied = b"", list[Any]()
    if len(begun) == 1:
        rest = b" ".join(map(_elsewhere, begun[0][-1]["K"]))
        emptied = _emptied(begun[0])
    if last is not None:
        last["K"].append(MORE)
    return Edges(
        number_of(begun[0][-1]) if emptied else -1, rest, frozenset(map(number_of, emptied)),
        _sign(begun[0][-1]) if emptied else 0, number_of(last) if last else -1, _sign(last) if last else 0,
    )  # fmt: skip


def _begun(element: Any, objects: Sequence[Any], path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the paragraphs in an element that go on from the page before, each with all elements that it stands in."""
    if not went_on(getattr(element, "charterkit_box", None)):
        return
    path = (*path, element)
    deeper = [found for kid in _kids(element, objects) for found in _begun(kid, objects, path)]
    yield from deeper
    if element["S"] == _PARAGRAPH and not deeper:
        yield path


def _paragraphs_back(element: Any, objects: Sequence[Any]) -> Iterator[Any]:
    """Yield the paragraphs in an element, the last first, without those that no page goes on with."""
    if element["S"] in _APART:
        return
    for kid in reversed(list(_kids(element, objects))):
        yield from _paragraphs_back(kid, objects)
    if element["S"] == _PARAGRAPH:
        yield element


def _emptied(path: Sequence[Any]) -> list[Any]:
    """Return the last of some elements that stand in one another, and those that have nothing else in them."""
    found = [path[-1]]
    for around in reversed(path[:-1]):
        if len(around["K"]) > 1:
            around["K"][:] = [b"\0o%d\0" % number_of(found[-1]) if item == found[-1].reference else item
                              for item in around["K"]]  # fmt: skip
            break
        found.append(around)
    return found


def _kids(element: Any, objects: Sequence[Any]) -> Iterator[Any]:
    for item in element["K"]:
        reference = _ELEMENT.fullmatch(item) if isinstance(item, bytes) else None
        if reference and "S" in objects[int(reference[1])]:  # and no link's annotation
            yield objects[int(reference[1])]


def _elsewhere(item: Any) -> bytes:
    """Return a child as it is written in an element of another page: a content says which page it is on."""
    content = _CONTENT.fullmatch(item) if isinstance(item, bytes) else None
    if isinstance(item, bytes) and not content:
        return item
    return b"<</Type /MCR /Pg \0p\0 0 R /MCID %d>>" % int(content[1] if content else item)


def number_of(element: Any) -> int:
    """Return the number of an element within its page."""
    return int(element.number.strip("\0"))


def _sign(paragraph: Any) -> int:
    box = getattr(paragraph, "charterkit_box", None)  # there is none for the numbers of a heading's footnotes
    return zlib.crc32("".join(box.element.itertext()).encode()) if box else 0
