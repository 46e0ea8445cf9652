"""Tags that say what WeasyPrint leaves unsaid: what changed, in which language, which way a heading of a table points.

Insertions and deletions, and the first words beside a change bar, are each in a tag with a description, so that a
screen reader says them in words. Standard structure types know no insertion, so the tag is a ``Span`` whose alternate
description (``Alt``, ISO 32000-1, 14.9.3) names it; text that is copied out of the PDF stays as it is printed. Elements
in another language have their ``Lang`` (14.9.2), pictures the words in their place, header cells their ``Scope`` (table
348); the dots that lead to a page number are no words. The contents are a ``TOC`` (table 333), the number before an
item its label (table 336), a footnote's number a ``Reference``, after the heading that it stands in; footnotes are
``Note`` with an ``ID`` each (ISO 14289-1, 7.9) and their number as its label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pydyf
import weasyprint.pdf.tags as tagging
from weasyprint import draw
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, InlineBox, PageBox, TextBox

from charterkit.documents.press.lines.joints import goes_on, went_on
from charterkit.documents.press.lines.pieces import joined_lines, links_on, words_of
from charterkit.documents.press.places import pseudo
from charterkit.documents.press.replacing import replaced
from charterkit.documents.press.structure.kinds import (
    give_kind,
    give_picture,
    is_number,
    is_repeated_call,
    picture_words,
)

_SCOPES: Final = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
_WORDS: Final = frozenset({"NonStruct", "Span"})
"""What WeasyPrint makes of elements that are no more than words."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@contextmanager
def tagged(spoken: Mapping[str, str]) -> Iterator[None]:
    """Tag so while the block runs.

    Args:
        spoken: what is said of changed words, which stand in it as ``{}``, by HTML tag and class:
            ``{"ins.moved": "moved here: {}; end"}``.
    """
    walk = _Walk(tagging._build_box_tree, spoken)  # noqa: SLF001  no public place to hook in; tests guard the result
    with replaced(
        (tagging, "_build_box_tree", walk.elements), (draw, "draw_inline_level", _unspoken(draw.draw_inline_level))
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


@dataclass(slots=True)
class _Heading:
    """A heading while its box is walked, and the paragraph after it for the numbers of its footnotes."""

    parent: Any
    calls: Any = None


class _Around(NamedTuple):
    """What a box stands in."""

    height: float = 0
    """Of the page, in CSS pixels."""
    contents: bool = False
    picture: bool = False
    heading: _Heading | None = None
    item: Any = None
    """The element of the innermost item of a list, where its number may still come."""


@dataclass(slots=True)
class _Walk:
    """Goes through the boxes of a page in WeasyPrint's own way, and has its elements say more."""

    plain: Any
    spoken: Mapping[str, str]
    around: list[_Around] = field(default_factory=lambda: [_Around()])

    def elements(self, box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
        """Yield the elements of a box, as ``_build_box_tree`` does."""
        if isinstance(box, FootnoteAreaBox):
            for note in box.children:
                note.charterkit_note = True
        if box.is_leader:
            return
        around, kind = self.around[-1], pseudo(box)
        if around.heading and (kind == "footnote-call" or is_repeated_call(box)):
            self._after(around.heading, box, *rest)
        elif kind == "footnote-call":
            yield self._within("/Reference", box, parent, *rest)
        elif kind == "footnote-marker" and box.link:
            yield self._within("/Lbl", box, parent, *rest)
        elif around.item is not None and not around.item["K"] and is_number(box):
            around.item["K"].append(self._within("/Lbl", box, around.item, *rest).reference)
        else:
            yield from self._walked(box, parent, *rest)

    def _walked(self, box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
        self.around.append(inside := self._inside(box, parent))
        joined = joined_lines(box)
        for element in self._made(joined, parent, *rest):
            self._describe(joined, element, parent)
            self._go_on(joined, element, *rest)
            yield element
        if hasattr(joined, "mark"):
            box.mark = joined.mark  # by which WeasyPrint knows the cells of a table afterwards
        self.around.pop()
        heading = inside.heading
        if heading and heading is not self.around[-1].heading and heading.calls is not None:
            yield heading.calls

    def _made(self, box: Any, parent: Any, *rest: Any) -> Iterable[Any]:
        """Return the elements of a box as WeasyPrint makes them; of nothing but words within a line, at once."""
        kind = tagging._get_pdf_tag(box.element_tag) if type(box) is InlineBox else ""  # noqa: SLF001  no public way
        plainly = kind in _WORDS and not box.link_annotation and not box.widget_annotation
        if not plainly or not all(type(child) is TextBox for child in box.children):
            return self.plain(box, parent, *rest)  # type: ignore[no-any-return]  # WeasyPrint has no types
        element = _element(f"/{kind}", parent, *rest)
        _, _, numbers, _, marks = rest
        for child in box.children:
            number = marks.pop(child)["mcid"]
            element["K"].append(number)
            numbers[number] = element.reference
        return (element,)

    def _inside(self, box: Any, parent: Any) -> _Around:
        around, tag = self.around[-1], box.element_tag
        if isinstance(box, PageBox):
            return around._replace(height=box.margin_height())
        if tag == "nav":
            return around._replace(contents=True)
        if tag in _HEADINGS and around.heading is None:
            return around._replace(heading=_Heading(parent))
        if tag == "li" and parent["S"] == "/LI" and not around.contents:
            return around._replace(item=parent)
        return around._replace(picture=True) if picture_words(box) else around

    def _after(self, heading: _Heading, box: Any, *rest: Any) -> None:
        """Keep the number of a footnote to be told after the heading, whose name ends before it."""
        if heading.calls is None:
            heading.calls = _element("/P", heading.parent, *rest)
        heading.calls["K"].append(self._within("/Reference", box, heading.calls, *rest).reference)

    def _within(self, kind: str, box: Any, parent: Any, *rest: Any) -> Any:
        """Return an element of a kind with the elements of a box in it; the number of a footnote is a link."""
        around = _element(kind, parent, *rest)
        for element in self._walked(box, around, *rest):
            if box.link and box.element_tag != "a":
                element["S"] = "/Link"
            around["K"].append(element.reference)
        return around

    def _describe(self, box: Any, element: Any, parent: Any) -> None:
        around = self.around[-1]
        if not hasattr(element, "charterkit_box"):
            element.charterkit_box = box  # the innermost: elements of a body are those of its page as well
        give_kind(box, element, parent, contents=around.contents)
        if around.picture:
            give_picture(box, element, around.height)
        if box.element is None or "::" in box.element_tag:
            return
        said = self._said(box)
        if said and element["S"] in {"/NonStruct", "/Span"}:
            element["S"], element["Alt"] = "/Span", pydyf.String(said)
        if language := box.element.get("lang"):
            element["Lang"] = pydyf.String(language)
        if element["S"] == "/TH":
            element["A"]["Scope"] = _SCOPES.get(box.element.get("scope"), "/Column")

    def _said(self, box: Any) -> str:
        """Return what is said in place of a box: of changed words what became of them, of a sign what it stands for.

        It stands apart from what is read before and after. Of words that go on over the page, what is said before them
        is said where they begin, and their end where they end.
        """
        if changed := self.spoken.get(_named(box)):
            before, _, after = changed.partition("{}")
            words = words_of(box)
            if not went_on(box):
                words = f" {before}{words.lstrip()}"
            return words if goes_on(box) else f"{words.rstrip()}{after} "
        return str(box.element.get("aria-label", "")) if box.element_tag == "span" else ""

    @staticmethod
    def _go_on(box: Any, element: Any, pdf: Any, page: int, _numbers: Any, links: Any, _tags: Any) -> None:
        """Put the links of the other lines that an element stands on into it."""
        for annotation in links_on(box):
            reference = pydyf.Dictionary(
                {"Type": "/OBJR", "Obj": annotation.reference, "Pg": pdf.page_references[page]}
            )
            pdf.add_object(reference)
            element["K"].append(reference.reference)
            links.append((element.reference, annotation))


def _element(kind: str, parent: Any, pdf: Any, page: int, *_: Any) -> Any:
    """Return a new element, as WeasyPrint makes them."""
    element = pydyf.Dictionary({
        "Type": "/StructElem", "S": kind, "K": pydyf.Array(), "Pg": pdf.page_references[page], "P": parent.reference,
    })  # fmt: skip
    pdf.add_object(element)
    return element


def _named(box: Any) -> str:
    """Return the tag of a box's element with its class, where it has one."""
    found = box.element.get("class")
    return f"{box.element_tag}.{found}" if found else str(box.element_tag or "")
