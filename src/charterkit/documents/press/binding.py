"""Sheets become a PDF: pages, links, outline, names, fonts, metadata, and the tags of all sheets as one tree.

WeasyPrint writes the PDF; it is given sheets for pages, and its tagging, which walks laid out boxes, is replaced by one
that numbers the elements that the sheets have already (``structure.tree``). The same sheets give the same bytes.
"""

from __future__ import annotations

import copy
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import pydyf
import weasyprint.pdf as writing
import weasyprint.pdf.anchors as attaching
from weasyprint.matrix import Matrix

from charterkit.documents.press.drawing.typecase import Typecase
from charterkit.documents.press.replacing import replaced
from charterkit.documents.press.sheet import LEVEL, Sheet, written
from charterkit.documents.press.structure.tree import tag

_RECORD: Final = "application/yaml"
"""The type of an attached record (RFC 9512); WeasyPrint would ask the machine, and machines differ."""


class _Leaf:
    """A sheet in the form in which WeasyPrint knows a page."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.width, self.height, self.bleed = sheet.width, sheet.height, sheet.bleed
        self.anchors, self.bookmarks = sheet.anchors, list(sheet.bookmarks)
        self.boxes = [_Linked() for _ in sheet.links]
        self.links = [(*link, box) for link, box in zip(sheet.links, self.boxes, strict=True)]
        self.forms: dict[None, list[Any]] = {None: []}

    def paint(self, stream: Any, _scale: float) -> None:
        """Give the stream what was painted already."""
        stream.stream[:] = [self.sheet.text.content]
        stream.extra, stream.compress = {"Filter": "/FlateDecode"}, False


class _Linked:
    """What WeasyPrint gives a link's annotation to; a link that leads nowhere, which is reported, gets none."""

    def __init__(self) -> None:
        self.link_annotation = pydyf.Dictionary()
        self.link_annotation.number = 0


def bound(
    sheets: Sequence[Sheet],
    like: Any,
    case: Typecase,
    *,
    tags: bool,
    facts: Mapping[str, str] | None = None,
    **options: Any,
) -> bytes:
    """Return the PDF of some sheets.

    Args:
        sheets: the pages in order.
        like: a document of WeasyPrint's, for title, language and everything else that is no page.
        case: the fonts that the sheets were painted with.
        tags: whether the PDF is tagged.
        facts: what else its information says, by key.
        options: as WeasyPrint's ``write_pdf`` takes them.
    """
    leaves = [_Leaf(sheet) for sheet in sheets]
    document = like.copy(leaves)
    document.fonts = _fonts(sheets, case)
    made = io.BytesIO()
    with _binding(leaves):
        document.write_pdf(made, pdf_tags=tags, finisher=partial(_finish, facts or {}), **options)
    return made.getvalue()


def _fonts(sheets: Sequence[Sheet], case: Typecase) -> dict[str, Any]:
    """Return the fonts in the order of their first use, each with the glyphs of all sheets."""
    fonts: dict[str, Any] = {}
    for layer in (layer for sheet in sheets for layer in sheet.layers):
        for name, glyphs in layer.glyphs.items():
            if name not in fonts:
                fonts[name] = copy.copy(case.named(name))  # binding cuts it down to its glyphs
                fonts[name].to_unicode, fonts[name].widths = {}, {}
            for glyph, text in glyphs.texts.items():
                fonts[name].to_unicode.setdefault(glyph, text)
                fonts[name].widths.setdefault(glyph, glyphs.widths[glyph])
    return fonts


def _finish(facts: Mapping[str, str], document: Any, pdf: Any) -> None:
    """Give every page its margins, and the resources that its layers name."""
    pdf.info |= {key: pydyf.String(value) for key, value in facts.items()}
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    shared = pdf.objects[int(pages[0]["Resources"].split()[0])]
    for page, leaf in zip(pages, document.pages, strict=True):
        for box, words in zip(leaf.boxes, leaf.sheet.linked, strict=True):
            if "Contents" in box.link_annotation and words:  # what a screen reader calls it, in place of its address
                box.link_annotation["Contents"] = pydyf.String(words)
        for layer in leaf.sheet.layers:
            shared["ExtGState"] |= layer.states
        if leaf.sheet.margins:
            stream = pydyf.Stream([leaf.sheet.margins.content], {"Filter": "/FlateDecode"})
            pdf.add_object(stream)
            page["Contents"] = pydyf.Array([page["Contents"], stream.reference])
        if any(layer.resources for layer in leaf.sheet.layers):
            page["Resources"] = _own_resources(pdf, shared, leaf.sheet)


def _own_resources(pdf: Any, shared: Any, sheet: Sheet) -> Any:
    """Add the resources of a sheet that names some of its own; return their reference."""
    own = pydyf.Dictionary({"ColorSpace": shared["ColorSpace"], "Font": shared["Font"]})
    own |= {kind: pydyf.Dictionary() for kind in ("ExtGState", "XObject", "Pattern", "Shading")}
    images: dict[str, Any] = {}
    for layer in sheet.layers:
        own["ExtGState"] |= layer.states
        for kind, each in copy.deepcopy(layer.resources).items():
            own[kind] |= each
        images |= {name: image | {"x_object": None} for name, image in layer.images.items()}
    _give_colours(own, shared["ColorSpace"])
    writing._use_references(pdf, own, images, {})  # noqa: SLF001  there is no public way
    pdf.add_object(own)
    return own.reference


def _give_colours(resources: Any, space: Any) -> None:
    """Name the colour space in the resources of every group and pattern, however deep: charts are drawn in groups."""
    for kind in ("XObject", "Pattern"):
        for each in resources.get(kind, {}).values():
            inner = each.extra.get("Resources") if each is not None else None
            if inner is not None:
                inner["ColorSpace"] = space
                _give_colours(inner, space)


@contextmanager
def _binding(leaves: Sequence[_Leaf]) -> Iterator[None]:
    """Let WeasyPrint tag with the sheets' elements and compress every stream once, while the block runs."""
    plain = writing.add_tags

    def add_tags(pdf: Any, document: Any, version: Any, _streams: Any) -> None:
        plain(pdf, document.copy([]), version, [])
        tag(pdf, [(leaf.sheet.structure, [box.link_annotation for box in leaf.boxes]) for leaf in leaves])

    with replaced(
        (writing, "add_tags", add_tags),
        (attaching, "MIMETYPES", _Types),
        (pydyf.Stream, "data", property(_once)),
        (pydyf.PDF, "page_references", property(_references)),
        (pydyf.PDF, "write", _writing(pydyf.PDF.write)),
        (Matrix, "transform_point", _transformed),
    ):
        yield


class _Types:
    """The types of attached files: records, and lists of keys beside them."""

    @staticmethod
    def guess_type(name: str, *, strict: bool) -> tuple[str, None]:  # noqa: ARG004  as WeasyPrint calls it
        """Return the type of a file, and that it is not packed."""
        return (_RECORD if name.endswith(".yaml") else "text/plain"), None


def _once(stream: Any) -> bytes:
    """Return the bytes of a stream; a PDF with an identifier asks for them twice."""
    known = getattr(stream, "charterkit_made", None)
    if known is None or known[0] != len(stream.stream):
        content = written(stream)
        extra = pydyf.Dictionary(dict(stream.extra))
        if stream.compress and extra.get("Type") != "/Metadata":  # so that any program finds what the file says
            extra["Filter"], content = "/FlateDecode", zlib.compress(content, LEVEL)
        extra["Length"] = len(content)
        known = len(stream.stream), b"\n".join((extra.data, b"stream", content, b"endstream"))
        stream.charterkit_made = known
    return bytes(known[1])


def _writing(plain: Any) -> Any:
    """Return what writes a PDF with every object made into bytes once, though an identifier asks for them twice."""

    def write(pdf: Any, *rest: Any, **named: Any) -> None:
        kinds = [(kind, "data", property(_kept(kind.data.fget))) for kind in (pydyf.Dictionary, pydyf.Array)]
        with replaced(*kinds):
            plain(pdf, *rest, **named)

    return write


def _kept(plain: Any) -> Any:
    def data(each: Any) -> bytes:
        known: bytes | None = getattr(each, "charterkit_data", None)
        if known is None:
            known = each.charterkit_data = plain(each)
        return known

    return data


def _transformed(matrix: Any, x: float, y: float) -> list[float]:
    """Return where a matrix takes a point, without making matrices of both."""
    (a, b, _), (c, d, _), (e, f, _) = matrix
    return [x * a + y * c + e, x * b + y * d + f]


def _references(pdf: Any) -> tuple[bytes, ...]:
    """Return the references of the pages; pydyf makes all of them for each outline entry that asks for one."""
    kids = pdf.pages["Kids"]
    known = getattr(pdf, "charterkit_pages", ())
    if len(known) * 3 != len(kids):
        known = pdf.charterkit_pages = tuple(b"%d 0 R" % number for number in kids[::3])
    return tuple(known)
