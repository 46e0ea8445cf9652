"""What a screen reader reads of a PDF, in its order: the structure, read with pikepdf, glyph by glyph.

Beside it the order of the source: the paged HTML that the PDF was printed from. What pages add (page numbers in the
contents, bullets, heads of tables that go on) is left out on both sides; footnotes are read where they stand on a page,
and compared by themselves.
"""

from __future__ import annotations

import html.parser
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from charterkit.documents.pdf.words import _fonts

LEFT_OUT = re.compile(r"[\s.:\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad\u2010\u2022]")
VOID = {"meta", "br", "col", "link"}
INLINE = {"Span", "Link", "NonStruct"}
"""Kinds of elements whose words may be part of a word before them; a reader pauses at all others."""
JOINED = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "mark", "q", "s", "small",
          "span", "strong", "sub", "sup", "time", "u"}  # fmt: skip
"""Elements of HTML likewise."""
UNHEARD = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad]")


def plain(text: str) -> str:
    """Return words without what lines and pages put to them; small capitals and capitals by style are no difference."""
    return LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)).casefold()


def spoken(made: bytes) -> tuple[list[str], list[str]]:
    """Return the stretches of text of a PDF in the order of its structure, and those of its footnotes."""
    found: dict[str, list[str]] = {"": [], "Note": [], "THead": []}
    with pikepdf.open(io.BytesIO(made)) as pdf:
        drawn = {page.objgen: drawn_on(page) for page in pdf.pages}
        for home, text in _below(pdf.Root.StructTreeRoot.K[0], drawn, None, ""):
            found[home].append(plain(text))
    return [each for each in found[""] if each], [each for each in found["Note"] if each]


def heard(made: bytes) -> Counter[str]:
    """Return the words that a reader of a PDF's structure is given, as they come: none cut, none joined.

    Those in charts are left out, where others are said.
    """
    found: list[str] = []

    def read(element: Any, page: Any) -> None:
        page = element.Pg.objgen if "/Pg" in element else page
        pause = str(element.S).removeprefix("/") not in INLINE
        found.append(" " * pause)
        kids = element.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                found.append(drawn[page].get(int(kid), ""))
            elif "/MCID" in kid:
                found.append(drawn[kid.Pg.objgen].get(int(kid.MCID), ""))
            elif "/S" in kid and kid.S not in {"/THead", "/Figure"}:
                read(kid, page)
        found.append(" " * pause)

    with pikepdf.open(io.BytesIO(made)) as pdf:
        drawn: dict[Any, dict[int, str]] = {page.objgen: drawn_on(page) for page in pdf.pages}
        read(pdf.Root.StructTreeRoot.K[0], None)
    return _counted("".join(found))


def _counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", UNHEARD.sub("", text)).casefold()))


def _below(element: Any, drawn: Mapping[Any, Mapping[int, str]], page: Any, home: str) -> Iterator[tuple[str, str]]:
    """Yield each marked content below an element with the kind of element that it is kept apart for."""
    page = element.Pg.objgen if "/Pg" in element else page
    kind = str(element.S).removeprefix("/")
    home = home or (kind if kind in {"Note", "THead"} else "")
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _below(kid, drawn, page, home)
        elif not isinstance(kid, pikepdf.Dictionary):
            yield home, drawn[page].get(int(kid), "")
        elif "/MCID" in kid:
            yield home, drawn[kid.Pg.objgen].get(int(kid.MCID), "")


def drawn_on(page: Any) -> dict[int, str]:
    """Return what each marked content of a page says: what it draws, or the text that is attached to it instead."""
    fonts, font, opened = _fonts(page.obj.get("/Resources"), {}), dict[int, str](), list[tuple[int, bool]]()
    back: list[str] = []  # glyphs that are read from the last
    found: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        content, silent = opened[-1] if opened else (-1, False)
        if operator in {"BMC", "BDC"}:
            marks: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            content = int(marks.get("/MCID", content))
            found[content] = found.get(content, "") + ("" if silent else str(marks.get("/ActualText", "")))
            opened.append((content, silent or "/ActualText" in marks))
            back = [""] if str(operands[0]) == "/ReversedChars" else []
        elif operator == "EMC":
            content, _ = opened.pop()
            found[content] += "".join(reversed(back))
            back = []
        elif operator == "Tf":
            font = dict(fonts.get(str(operands[0]), {}))
        elif operator in {"Tj", "TJ"} and opened and not silent:
            shown = operands[0] if operator == "TJ" else [operands[0]]
            raw = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String))
            codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
            glyphs = [font.get(code, "\ufffd") for code in codes]
            if back:
                back += glyphs
            else:
                found[content] += "".join(glyphs)
    return found


class _Source(html.parser.HTMLParser):
    """The words of a page in the order of its elements, footnotes as their calls."""

    def __init__(self, *left_out: str) -> None:
        super().__init__()
        self.text, self.notes, self.open = "", "", list[str]()
        self.left_out = {"style", "title", "thead", "svg", "unseen", *left_out}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pause(tag)
        if tag in VOID:
            return
        given = dict(attrs)
        kind = given.get("class") or ""
        self.open.append(kind if kind in {"footnote", "unseen", "chart"} else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()
        self.pause(tag)

    def pause(self, tag: str) -> None:
        if tag not in JOINED:
            self.text, self.notes = f"{self.text} ", f"{self.notes} "

    def handle_data(self, data: str) -> None:
        if self.left_out & {*self.open}:
            return
        if "footnote" in self.open:
            self.notes += data
        else:
            self.text += data


def written(page: str) -> tuple[str, str]:
    """Return the words of a paged HTML file in its order, and those of its footnotes."""
    source = _Source()
    source.feed(page)
    return plain(source.text), plain(source.notes)


def worded(page: str) -> Counter[str]:
    """Return the words of a paged HTML file, footnotes and all, without those in charts."""
    source = _Source("chart")
    source.feed(page)
    return _counted(f"{source.text} {source.notes}")


def out_of_order(pieces: list[str], source: str) -> str:
    """Return where stretches of text do not follow one another as in the source; nothing where they all do.

    Numbers of pages and of footnotes are not in the source.
    """
    at = 0
    for piece in pieces:
        here = source[at : at + len(piece)]
        if here == piece:
            at += len(piece)
        elif not piece.isdigit():
            return f"read: {piece[:60]}; written: {source[at : at + 80]}; before: {source[max(at - 40, 0) : at]}"
    return "" if at == len(source) else f"never read: {source[at : at + 80]}"
