"""Which kind of element a box of WeasyPrint's is in the structure of a PDF, where that follows from where it stands.

Going through the boxes, and what elements say besides their kind, is left to ``tagging``.
"""

from __future__ import annotations

from typing import Any, Final

import pydyf

from charterkit.documents.press.places import pseudo

_PAIR: Final = {"dt": "/Lbl", "dd": "/LBody"}
_LISTED: Final = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
"""What a list and its parts are in the contents."""
_ONCE: Final = frozenset({"/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/P", "/Caption"})
"""Kinds that do not stand in one of their own: WeasyPrint gives them to the boxes that it makes within one, too."""
_POINTS: Final = 0.75
"""PDF points in a CSS pixel."""


def give_kind(box: Any, element: Any, parent: Any, *, contents: bool) -> None:
    """Give an element of a box the kind that it has in its parent; ``contents`` tells that it is in the contents."""
    if getattr(box, "charterkit_note", False):
        element["S"], element["ID"] = "/Note", pydyf.String(f"note-{element.number}")
    elif pseudo(box) == "footnote-marker" and parent["S"] == "/Note":
        element["S"] = "/Lbl"
    elif element["S"] == "/Link" and pseudo(box):
        element["S"] = "/Span"
    elif element["S"] in _ONCE and parent["S"] == element["S"]:
        element["S"] = "/NonStruct"
    elif contents:
        element["S"] = _LISTED.get(element["S"], element["S"])
    else:
        _pair(box, element, parent)


def give_picture(box: Any, element: Any, height: float) -> None:
    """Make one picture with its words of an element that gives them, and nothing of what is drawn in it.

    ``height`` is that of the page, in CSS pixels.
    """
    words = picture_words(box)
    if words:
        right, bottom = box.content_box_x() + box.width, box.content_box_y() + box.height
        sides = (box.content_box_x(), height - bottom, right, height - box.content_box_y())
        area = pydyf.Array(side * _POINTS for side in sides)  # ISO 32000-1, table 344: in the page's own units
        element["S"], element["Alt"] = "/Figure", pydyf.String(words)
        element["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": area})
    elif element["S"] == "/Figure":
        element["S"] = "/NonStruct"
        for key in ("Alt", "A"):
            element.pop(key, None)


def picture_words(box: Any) -> str:
    """Return the words in place of a picture that an element around it gives (``role="img"`` with ``aria-label``)."""
    element = box.element
    return str(element.get("aria-label", "")) if element is not None and element.get("role") == "img" else ""


def is_repeated_call(box: Any) -> bool:
    """Tell whether a box is the number of a footnote that was called before."""
    return str(box.element_tag) == "sup" and _classes(box) == ["call"]


def is_number(box: Any) -> bool:
    """Tell whether a box is the number of a provision or unit."""
    return str(box.element_tag) == "span" and _classes(box)[:1] == ["number"]


def _classes(box: Any) -> list[str]:
    return str(box.element.get("class") or "").split()


def _pair(box: Any, element: Any, parent: Any) -> None:
    """Make an item with label and body of a term and its meaning that stand together (``div`` in ``dl``).

    WeasyPrint makes each of them an item with a body.
    """
    tag, kind, around = box.element_tag, element["S"], parent["S"]
    if tag == "div" and kind == "/Div" and around == "/L":
        element["S"] = "/LI"
    elif tag in _PAIR and kind == "/LBody":
        box.charterkit_body = element
    elif tag in _PAIR and kind == "/LI" and around == "/Div":
        element["S"], box.charterkit_body["S"] = _PAIR[tag], "/NonStruct"
