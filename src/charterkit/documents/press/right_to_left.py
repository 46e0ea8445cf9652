"""Lines of right-to-left scripts drawn so that readers copy their words in order, with every letter, mark and joiner.

Readers put the letters of such words in order by where they stand, so attached words (``ActualText``) would be turned
round; what helps them is left:

- words are drawn in the order in which they are read, each from left to right, for readers that keep the order of
  drawing;
- each glyph of a cluster stands for its own character, where WeasyPrint gives all to the first drawn;
- a joiner (ZWNJ and its like), which draws nothing, is there as a glyph that is not seen;
- a bracket that is drawn mirrored says which it is (``ActualText`` of this one sign): its glyph is that of the other
  bracket, which words from the left need for itself.

The page looks the same. Vowel points stand where they are drawn: some readers put a space beside them.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any, Final

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.text.ffi import ffi, pango

RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_JOINERS: Final = frozenset("\u200c\u200d\u200e\u200f\u061c\u2060")
"""Characters that draw nothing and are copied all the same."""
_TOKEN: Final = re.compile("<([0-9a-f]*)>|([^<>]+)")
_WORD: Final = re.compile(rb"\S+|\s")
_UNSEEN: Final = 3
"""The mode in which text is neither filled nor stroked (ISO 32000-2, 9.3.6)."""
_CODE: Final = 4
"""Hexadecimal digits of a glyph's number."""


@dataclass(slots=True)
class _Glyph:
    """A glyph as Pango orders it, from left to right; its text stands at ``at`` in the line, in bytes."""

    number: int
    at: int
    run: int
    text: str
    font: Any
    said: str = ""
    """The character it stands for here, where its glyph is that of another: a mirrored bracket."""

    @property
    def drawn(self) -> bool:
        return bool(self.number != pango.PANGO_GLYPH_EMPTY)


@dataclass(slots=True)
class _Stroke:
    """A glyph in its place: how far from the beginning of the line, how far raised, at what size."""

    x: float
    rise: float
    size: float
    glyph: _Glyph
    unseen: bool = False
    """Whether its font would draw what is not to be seen."""

    @property
    def width(self) -> float:
        return float(self.glyph.font.widths[self.glyph.number]) / 1000 * self.size


class Letters:
    """What a font file says of its characters."""

    def __init__(self, font: Any) -> None:
        self._file = TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True)

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """The number of each character's own glyph."""
        return {code: self._file.getGlyphID(name) for code, name in (self._file.getBestCmap() or {}).items()}

    @cached_property
    def mirrored(self) -> dict[int, str]:
        """The characters that have a mirrored twin, by their own glyphs: brackets and their like."""
        return {glyph: chr(code) for code, glyph in self.glyphs.items() if unicodedata.mirrored(chr(code))}

    def width(self, glyph: int) -> int:
        """Return the width of a glyph in thousandths of the font's size."""
        return int(1000 * self._file["hmtx"][self._file.getGlyphName(glyph)][0] / self._file["head"].unitsPerEm)

    @staticmethod
    def of(font: Any) -> Letters:
        """Return those of a font of WeasyPrint's; the file is read once."""
        known: Letters | None = getattr(font, "charterkit_letters", None)
        if known is None:
            known = font.charterkit_letters = Letters(font)
        return known


@dataclass(slots=True)
class _Scribe:
    """Stands for a stream while a line is drawn, and notes what is written."""

    stream: Any
    matrix: tuple[float, ...] = ()
    rise: float = 0
    size: float = 0
    written: list[tuple[float, float, str]] = field(default_factory=list)
    """How far raised, at what size, what."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def set_text_matrix(self, *matrix: float) -> None:
        self.matrix = matrix

    def set_font_size(self, _: str, size: float) -> None:
        self.size = size

    def set_text_rise(self, height: float) -> None:
        self.rise = height

    def show_text(self, text: str) -> None:
        self.written.append((self.rise, self.size, text))

    def strokes(self, glyphs: Iterator[_Glyph]) -> Iterator[_Stroke]:
        """Yield the glyphs of the line where they stand; joiners too, if their font has glyphs for them."""
        x = 0.0
        for rise, size, text in self.written:
            for codes, number in _TOKEN.findall(text):
                if number:
                    x -= float(number) / 1000 * size
                for _ in range(len(codes) // _CODE):
                    while not (glyph := next(glyphs)).drawn:
                        if _joined(glyph):
                            yield _Stroke(x, 0, size, glyph, unseen=True)
                    yield (stroke := _Stroke(x, rise, size, glyph))
                    x += stroke.width


def _joined(glyph: _Glyph) -> bool:
    """Give a joiner its own glyph, if the font has one; tell whether it has."""
    letters = Letters.of(glyph.font)
    own = letters.glyphs.get(ord(glyph.text)) if glyph.text in _JOINERS else None
    if own is None:
        return False
    glyph.number = own
    glyph.font.widths[own] = letters.width(own)
    glyph.font.to_unicode.setdefault(own, glyph.text)
    return True


def draw_in_reading_order(plain: Any, stream: Any, textbox: Any, *rest: Any) -> Any:
    """Draw a line as ``plain``, WeasyPrint's own way, would, but word by word as they are read."""
    glyphs = list(_glyphs(stream, textbox.pango_layout))
    if any(glyph.font.png or glyph.font.svg or glyph.font.colr or glyph.font.bitmap for glyph in glyphs):
        return plain(stream, textbox, *rest)
    scribe = _Scribe(stream)
    found = plain(scribe, textbox, *rest)
    starts = [match.start() for match in _WORD.finditer(textbox.pango_layout.text.encode())]

    def word(stroke: _Stroke) -> tuple[int, int]:
        return sum(start <= stroke.glyph.at for start in starts), stroke.glyph.run

    words = [list(each) for _, each in groupby(scribe.strokes(iter(glyphs)), key=word)]
    for strokes in sorted(words, key=lambda strokes: min(stroke.glyph.at for stroke in strokes)):
        _write(stream, strokes, scribe.matrix)
    return found


def _glyphs(stream: Any, layout: Any) -> Iterator[_Glyph]:
    """Yield the glyphs of a line, and tell their fonts what each stands for."""
    line, _ = layout.get_first_line()
    raw = layout.text.encode()
    run, number = line.runs[0], 0
    while run != ffi.NULL:
        item, run, number = run.data, run.next, number + 1
        count, starts = item.glyphs.num_glyphs, item.glyphs.log_clusters
        font, _ = stream.add_font(item.item.analysis.font)
        first = item.item.offset
        ends = sorted({*starts[0:count], item.item.length})
        found = []
        for place in range(count):
            start = starts[place]
            text = raw[first + start : first + ends[ends.index(start) + 1]].decode()
            found.append(_Glyph(item.glyphs.glyphs[place].glyph, first + start, number, text, font))
        for _, cluster in groupby(found, key=lambda glyph: glyph.at):
            _tell(list(cluster)[:: -1 if item.item.analysis.level % 2 else 1])
        yield from found


def _tell(cluster: Sequence[_Glyph]) -> None:
    """Tell the font what each glyph of a cluster, in the order of reading, stands for."""
    text, font = cluster[0].text, cluster[0].font
    if len(cluster) == len(text) == 1 and unicodedata.mirrored(text):
        seen = Letters.of(font).mirrored.get(cluster[0].number, text)
        cluster[0].said = text if seen != text else ""
        text = seen
    pieces = [text, *[""] * (len(cluster) - 1)]
    if len(cluster) == len(text) > 1:
        pieces = _matched(cluster, list(text), Letters.of(font).glyphs)
    for glyph, piece in zip(cluster, pieces, strict=True):
        if glyph.drawn:
            font.to_unicode.setdefault(glyph.number, piece)


def _matched(cluster: Sequence[_Glyph], characters: list[str], own: dict[int, int]) -> list[str]:
    """Return each glyph's character: marks may have changed places, and are known by their glyphs."""
    found: list[str | None] = []
    for glyph in cluster:
        match = next((char for char in characters if own.get(ord(char)) == glyph.number), None)
        if match:
            characters.remove(match)
        found.append(match)
    return [characters.pop(0) if match is None else match for match in found]


def _write(stream: Any, strokes: Sequence[_Stroke], matrix: Sequence[float]) -> None:
    """Write some glyphs from left to right."""
    *turned, x, y = matrix
    at = strokes[0].x
    stream.set_text_matrix(*turned, x + at, y)
    for (rise, unseen, said), alike in groupby(strokes, key=lambda each: (each.rise, each.unseen, each.glyph.said)):
        written = ""
        for stroke in alike:
            back = round((at - stroke.x) * 1000 / stroke.size)
            written += f"{back or ''}<{stroke.glyph.number:04x}>"
            at += stroke.width - back * stroke.size / 1000
        stream.set_font_size(stroke.glyph.font.hash, stroke.size)
        with _turned(stream, rise, unseen=unseen), _said(stream, said):
            stream.show_text(written)


@contextmanager
def _said(stream: Any, character: str) -> Iterator[None]:
    """Attach to what is written the character that it stands for, where its glyph is that of another."""
    if character:
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(character)}))
    yield
    if character:
        stream.end_marked_content()


@contextmanager
def _turned(stream: Any, rise: float, *, unseen: bool) -> Iterator[None]:
    """Raise what is written, or let it not be seen, while the block runs."""
    if rise:
        stream.set_text_rise(rise)
    if unseen:
        stream.set_text_rendering(_UNSEEN)
    yield
    if unseen:
        stream.set_text_rendering(0)
    if rise:
        stream.set_text_rise(0)
