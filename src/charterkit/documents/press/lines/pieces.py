"""Elements within a paragraph that lines divide, joined again for the tags: one change is told once, one link is one.

WeasyPrint makes a box for each line that an inserted passage, a link or a term stands on, and would tag each by itself.
How a line ends, and whether an element goes on over it, was marked when it was laid out (``joints``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import InlineBox, LineBox

from charterkit.documents.press.lines.joints import SOFT_HYPHEN, end_of, goes_on


def joined_lines(box: Any) -> Any:
    """Return a box of WeasyPrint's with the pieces of each element on its lines joined; without such pieces, itself."""
    lines = [child for child in box.children if isinstance(child, LineBox)]
    if len(lines) < 2:  # noqa: PLR2004  nothing is divided
        return box
    children = list(_joined(child for line in lines for child in line.children))
    return box.copy_with_children([lines[0].copy_with_children(children)])


def words_of(box: Any) -> str:
    """Return the words in a box and in everything inside it; where lines divide them, as they stand in their source."""
    text = getattr(box, "text", None)
    if not isinstance(text, str):
        return "".join(words_of(child) for child in getattr(box, "children", ()))
    end = end_of(box)
    return text.removesuffix(box.style["hyphenate_character"]) if end == SOFT_HYPHEN else text + end


def links_on(box: Any) -> tuple[Any, ...]:
    """Return the link annotations of the lines that a joined box goes on to."""
    return tuple(getattr(box, "charterkit_links", ()))


def _joined(children: Iterable[Any]) -> Iterator[Any]:
    before = None
    for child in children:
        if before is not None and _goes_on(before, child):
            before = _both(before, child)
            continue
        if before is not None:
            yield before
        before = child
    if before is not None:
        yield before


def _goes_on(before: Any, after: Any) -> bool:
    same = isinstance(before, InlineBox) and isinstance(after, InlineBox) and before.element is after.element
    return same and before.element is not None and before.element_tag == after.element_tag


def _both(before: Any, after: Any) -> Any:
    both = before.copy_with_children(list(_joined((*before.children, *after.children))))
    both.charterkit_goes_on = goes_on(after)
    if after.link_annotation:
        both.charterkit_links = (*links_on(before), after.link_annotation)
    return both
