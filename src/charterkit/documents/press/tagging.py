"""Tags that say what WeasyPrint leaves unsaid: what changed, in which language, which way a heading of a table points.

Insertions and deletions, and the first words beside a change bar, are each in a tag with a description, so that a
screen reader says them in words. Standard structure types know no insertion, so the tag is a ``Span`` whose alternate
description (``Alt``, ISO 32000-1, 14.9.3) names it; text that is copied out of the PDF stays as it is printed. Elements
in another language have their ``Lang`` (14.9.2), pictures the words in their place, header cells their ``Scope`` (table
348); the dots that lead to a page number are no words; footnotes are ``Note`` with an ``ID`` each (ISO 14289-1, 7.9)
and their number as its label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import pydyf
import weasyprint.pdf.tags as tagging
from weasyprint import draw
from weasyprint.formatting_structure.boxes import FootnoteAreaBox

from charterkit.documents.press.replacing import replaced
from charterkit.documents.press.structure import words_of

_SCOPES: Final = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
_PAIR: Final = {"dt": "/Lbl", "dd": "/LBody"}


@contextmanager
def tagged(spoken: Mapping[str, str]) -> Iterator[None]:
    """Tag so while the block runs.

    Args:
        spoken: what is said before changed words, by HTML tag and class: ``{"ins.moved": "moved here"}``.
    """
    pictured = [""]
    plain = tagging._build_box_tree  # noqa: SLF001  there is no public place to hook in; a test guards the result

    def described(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
        if isinstance(box, FootnoteAreaBox):
            for note in box.children:
                note.charterkit_note = True
        if box.is_leader:
            return
        label = _label(box)
        pictured.append(label or pictured[-1])
        for element in plain(box, parent, *rest):
            _describe(box, element, spoken)
            _list(box, element, parent)
            if element["S"] == "/Figure" and "Alt" not in element and pictured[-1]:
                element["Alt"] = pydyf.String(pictured[-1])
            yield element
        pictured.pop()

    with replaced(
        (tagging, "_build_box_tree", described), (draw, "draw_inline_level", _unspoken(draw.draw_inline_level))
    ):
        yield


def _unspoken(plain: Any) -> Any:
    """Return a way to draw as the plain one, but for leaders, whose signs are marked as no part of the text."""

    def drawn(stream: Any, page: Any, box: Any, offset: float = 0, *rest: Any) -> None:
        if not getattr(box, "is_leader", False):
            plain(stream, page, box, offset, *rest)
            return
        tagged_too = stream._tags is not None  # noqa: SLF001  as in WeasyPrint's own way to mark what is no text
        if tagged_too:
            stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Layout"}))  # ISO 32000-1, 14.8.2.2.2
        for child in box.children:
            draw.draw_text(stream, child, offset + child.position_x - box.position_x, *rest)
        if tagged_too:
            stream.end_marked_content()

    return drawn


def _list(box: Any, element: Any, parent: Any) -> None:
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


def _label(box: Any) -> str:
    """Return the words in place of a picture that an element around it gives (``role="img"`` with ``aria-label``)."""
    element = box.element
    return str(element.get("aria-label", "")) if element is not None and element.get("role") == "img" else ""


def _describe(box: Any, element: Any, spoken: Mapping[str, str]) -> None:
    if getattr(box, "charterkit_note", False):
        element["S"], element["ID"] = "/Note", pydyf.String(f"note-{element.number}")
    if box.element_tag and box.element_tag.endswith("::footnote-marker"):
        element["S"] = "/Lbl"
    if box.element is None or "::" in box.element_tag:
        return
    said = spoken.get(_named(box))
    if said and element["S"] in {"/NonStruct", "/Span"}:
        element["S"] = "/Span"
        element["Alt"] = pydyf.String(f"{said}: {words_of(box)}")
    if language := box.element.get("lang"):
        element["Lang"] = pydyf.String(language)
    if element["S"] == "/TH":
        element["A"]["Scope"] = _SCOPES.get(box.element.get("scope"), "/Column")


def _named(box: Any) -> str:
    """Return the tag of a box's element with its class, where it has one."""
    found = box.element.get("class")
    return f"{box.element_tag}.{found}" if found else str(box.element_tag or "")
