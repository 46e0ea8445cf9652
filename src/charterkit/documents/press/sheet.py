"""A sheet: everything that one laid out page gives to a PDF, as values that can be kept, sent and bound again.

A page is painted once; its sheet is bound into as many PDFs as contain that page. Sheets of one layout are the same
whichever process painted them and whatever was painted before. Binding is left to ``binding``.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import pydyf
from weasyprint.draw import draw_page, draw_stacking_context
from weasyprint.formatting_structure.boxes import MarginBox, TextBox
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from charterkit.documents.press.drawing.typecase import Typecase, Used
from charterkit.documents.press.lines.numbers import Numbering, Rows, rows_of, text_of
from charterkit.documents.press.lines.pieces import words_of
from charterkit.documents.press.order import Lines
from charterkit.documents.press.structure.page import Structure, links_of, structure_of

SCALE: Final = 0.75
"""PDF points in a CSS pixel."""

LEVEL: Final = 6
"""Of compression. 9, which WeasyPrint uses, takes three times as long and saves one byte in a hundred."""

_ROUNDING: Final = 2.0
"""CSS pixels by which words may lie beyond an edge: rounding, and the white around letters."""

_GAP: Final = b"\0"
"""Stands for the pieces of margins that are not there yet; nothing that is painted is this."""

_KINDS: Final = ("ExtGState", "XObject", "Pattern", "Shading")

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of one font that a page draws: what each stands for, and its width."""

    texts: dict[int, str]
    widths: dict[int, float]


@dataclass(frozen=True, slots=True)
class Layer:
    """What is painted in one go: a page's text, or what stands in its margins."""

    content: bytes
    """The content stream, compressed."""
    states: dict[str, Any]
    """Graphics states by name, for those that any page may share because their name says what they are."""
    resources: dict[str, dict[str, Any]]
    """Groups, patterns, shadings and other states that only this layer names."""
    images: dict[str, Any]
    glyphs: dict[str, Glyphs]

    @property
    def portable(self) -> bool:
        """Whether another process can bind it: images stay where they were read."""
        return not self.images


@dataclass(frozen=True, slots=True)
class Sheet:
    """One painted page."""

    width: float
    height: float
    bleed: dict[str, float]
    anchors: dict[str, Rectangle]
    bookmarks: tuple[tuple[int, str, tuple[float, float], str], ...]
    links: tuple[tuple[str, str, Rectangle], ...]
    linked: tuple[str, ...]
    """The words of each link."""
    rows: Rows
    """Its lines, where they are numbered in the margin."""
    text: Layer
    structure: Structure
    beyond: str = ""
    """Words that stand beyond the edge of the page, or of its foot: the first of them."""
    margins: Layer | None = None
    """Running heads and page numbers: the only part that knows the other pages."""

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Both layers, in the order in which they are painted."""
        return (self.text, self.margins) if self.margins else (self.text,)


def sheet_of(page: Any, case: Typecase, lines: Lines | None = None, before: int = 0) -> Sheet:
    """Paint a page of WeasyPrint's and return its sheet.

    ``lines`` says how lines are numbered, after those ``before``.
    """
    marks: dict[Any, Any] = {}
    whole = page._page_box  # noqa: SLF001  a page has nothing public that could be painted in parts
    body = whole.copy_with_children([box for box in whole.children if not isinstance(box, MarginBox)])
    text = _painted(page, case, marks, partial(draw_page, body))
    main = text_of(body) if lines else None
    rows = rows_of(main) if main else Rows()
    numbering = Numbering(main.style, rows, lines, before) if main and lines and rows.baselines else None
    return Sheet(
        width=page.width,
        height=page.height,
        bleed=dict(page.bleed),
        anchors=dict(page.anchors),
        bookmarks=tuple(page.bookmarks),
        links=tuple((kind, target, rectangle) for kind, target, rectangle, _ in links_of(page)),
        linked=tuple(" ".join(_called(box).split()) for *_, box in links_of(page)),
        text=text,
        structure=structure_of(page, body, marks),
        beyond=_beyond(body),
        rows=rows,
        margins=margins_of(page, whole, case, text, numbering),
    )


def _called(box: Any) -> str:
    """Return the words of a link: all of them on each line that it stands on, without the page number beside them."""
    return "".join(box.element.itertext()) if box.element_tag == "a" else words_of(box)


def _beyond(body: Any) -> str:
    """Return the first words of a page's text that stand outside it, by where they are before any transformation.

    Where a box begins counts, and a line's height is given for rounding.
    """
    right, bottom = body.margin_width() + _ROUNDING, body.margin_height() + _ROUNDING
    for box in body.descendants():
        inside = not isinstance(box, TextBox) or (
            -box.width < box.position_x <= right - box.width and -_ROUNDING <= box.position_y <= bottom - box.height
        )
        if not inside and box.text.strip():
            return str(box.text)
    return ""


def margins_of(
    page: Any, box: Any, case: Typecase, text: Layer, numbering: Numbering | None = None
) -> Layer | None:  # fmt: skip
    """Paint what stands in a page's margins, which is no part of the text and is marked so; None where nothing does.

    ``box`` is the page's box with its margin boxes, ``text`` the layer below, whose names are not taken again;
    ``numbering`` numbers the lines.
    """
    there = numbering or any(isinstance(child, MarginBox) for child in box.children)
    return _aside(page, case, text, partial(_draw_margins, box), numbering) if there else None


def piece_of(page: Any, box: Any, case: Typecase) -> Layer | None:
    """Paint some of a page's margin boxes, to be ``joined``; None where they name what only one page may name."""
    stream = _stream(page, case, None)
    stream.transform(a=SCALE, d=SCALE)
    stream.stream.clear()  # the page says this once, before all pieces
    _draw_margins(box, stream)
    made = _layer(stream, {})
    return None if made.resources or made.images else made


def around_pieces(page: Any, case: Typecase, text: Layer, numbering: Numbering | None = None) -> Layer:
    """Paint margins with a gap where the pieces go: the same for all pages of one size that number no lines."""
    return _aside(page, case, text, lambda stream: stream.stream.append(_GAP), numbering)


def joined(around: Layer, pieces: Sequence[Layer]) -> Layer:
    """Return the margins of a page made of pieces, as ``margins_of`` paints them."""
    layers = (*pieces, around)
    before, after = zlib.decompress(around.content).split(b"\n%b\n" % _GAP)
    content = b"\n".join((before, *filter(None, (zlib.decompress(piece.content) for piece in pieces)), after))
    glyphs: dict[str, Glyphs] = {}
    for layer in layers:
        for name, each in layer.glyphs.items():
            known = glyphs.setdefault(name, Glyphs({}, {}))
            known.texts.update(each.texts | known.texts)
            known.widths.update(each.widths | known.widths)
    states = {name: state for each in layers for name, state in each.states.items()}
    return replace(around, content=zlib.compress(content, LEVEL), states=states, glyphs=glyphs)


def _aside(
    page: Any, case: Typecase, text: Layer, draw: Callable[[Any], None], numbering: Numbering | None
) -> Layer:  # fmt: skip
    """Paint what is no part of the text, and the numbers of lines."""

    def all_of_it(stream: Any) -> None:
        stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
        draw(stream)
        if numbering:
            numbering.draw(stream)
        stream.end_marked_content()

    return _painted(page, case, None, all_of_it, above=text)


def _draw_margins(box: Any, stream: Any) -> None:
    for child in box.children:
        if isinstance(child, MarginBox):
            draw_stacking_context(stream, StackingContext.from_box(child, box))


def _painted(
    page: Any, case: Typecase, marks: dict[Any, Any] | None, draw: Callable[[Any], None], above: Layer | None = None
) -> Layer:
    taken = above.resources if above else {}
    stream = _stream(page, case, marks, taken)
    if above is None:
        stream.transform(d=-1, f=page.height * SCALE)
    with stream.stacked():
        stream.transform(a=SCALE, d=SCALE)
        draw(stream)
    return _layer(stream, taken)


def _stream(page: Any, case: Typecase, marks: dict[Any, Any] | None, taken: Mapping[str, Any] | None = None) -> Any:
    """Return a stream to paint a page to, in which some names are taken."""
    names = taken or {}
    resources = pydyf.Dictionary({kind: pydyf.Dictionary(names.get(kind, {})) for kind in _KINDS} | {"ColorSpace": b""})
    width = page.width + page.bleed["left"] + page.bleed["right"]
    height = page.height + page.bleed["top"] + page.bleed["bottom"]
    area = (-page.bleed["left"], -page.bleed["top"], width, height)
    return Stream(Used(case), area, resources, {}, marks, {}, None, compress=True)


def _layer(stream: Any, taken: Mapping[str, Any]) -> Layer:
    """Return what was painted, without the names that were taken before."""
    resources = stream._resources  # noqa: SLF001  there is no public way
    for kind, names in taken.items():
        for name in names:
            del resources[kind][name]
    states = {name: state for name, state in resources["ExtGState"].items() if name[0] in "aA"}
    content = zlib.compress(written(stream), LEVEL)
    return Layer(content, states, _own(resources, states), stream._images, _glyphs(stream._fonts))  # noqa: SLF001  likewise


def written(stream: Any) -> bytes:
    """Return the bytes of a stream of pydyf's as it stands in a PDF that is not compressed."""
    return b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001  as pydyf writes a stream


def _glyphs(used: Used) -> dict[str, Glyphs]:
    found: dict[str, Glyphs] = {}
    for font in used.values():
        texts: dict[int, str] = font.to_unicode
        known = found.setdefault(font.hash, Glyphs({}, {}))
        for glyph, text in texts.items():
            known.texts.setdefault(glyph, text)
            known.widths.setdefault(glyph, font.widths[glyph])
    return found


def _own(resources: Any, shared: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what only this page names, free of everything that is bound to this process."""
    streams: dict[int, Any] = {}
    own = {kind: {name: _loose(each, streams) for name, each in resources[kind].items()} for kind in _KINDS[1:]}
    own["ExtGState"] = {name: _loose(each, streams) for name, each in resources["ExtGState"].items()
                        if name not in shared}  # fmt: skip
    return {kind: each for kind, each in own.items() if each}


def _loose(value: Any, streams: dict[int, Any]) -> Any:
    """Return an object of pydyf's with WeasyPrint's streams made plain; one stream stays one."""
    if isinstance(value, pydyf.Stream):
        if id(value) not in streams:
            extra = pydyf.Dictionary({name: _loose(each, streams) for name, each in value.extra.items()})
            streams[id(value)] = pydyf.Stream([written(value)], extra, compress=True)
        return streams[id(value)]
    if isinstance(value, pydyf.Dictionary):
        return pydyf.Dictionary({name: _loose(each, streams) for name, each in value.items()})
    return value
