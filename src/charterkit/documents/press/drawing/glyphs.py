"""The glyphs of a line that Pango laid out, as a PDF shows them: all of a run at once, where they are plain outlines.

WeasyPrint asks Pango for one glyph after the other. Here a run is read in one piece, and each glyph is written as it
was before; a shape that is kept (``lines.shaping``) is written as the whole was. The bytes are those of WeasyPrint.
What is spelt glyph by glyph, so that it is copied as it was written, is left to ``spelling``.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key

from charterkit.documents.press.lines.shaping import OTHER, Kept

_FIELDS: Final = ffi.sizeof("PangoGlyphInfo") // 4
"""Numbers that Pango gives of a glyph: which, its width, how far aside, how high, where a cluster starts."""
_EMPTY: Final = pango.PANGO_GLYPH_EMPTY
"""The number of a glyph that draws nothing; those from it on are no outlines."""
_MOST: Final = 10_000
"""How many ways to write glyphs of a font in a size are kept."""


class Stretch(NamedTuple):
    """Glyphs of one font."""

    key: int
    font: Any
    size: float
    shown: list[str]
    """How they are written, run by run."""
    texts: dict[int, str]
    """What they stand for."""


def stretches_of(stream: Any, layout: Any) -> list[Stretch] | None:
    """Return the line of a layout of WeasyPrint's; None where it is not so plain, and WeasyPrint has to write it."""
    shape = layout.shape if isinstance(layout, Kept) else None
    if shape and shape.written and _has(stream, shape.written):
        return shape.written  # type: ignore[no-any-return]  # WeasyPrint has no types
    if OTHER.search(layout.text):
        return None
    found = _read(stream, layout)
    if shape:
        shape.written = found
    return found


def _has(stream: Any, stretches: list[Stretch]) -> bool:
    """Tell whether a stream has the fonts of a line."""
    fonts = stream._fonts  # noqa: SLF001  what the stream itself asks
    return all(each.key in fonts and fonts[each.key] is each.font for each in stretches)


def _read(stream: Any, layout: Any) -> list[Stretch] | None:
    raw, before = layout.text.encode(), None
    run = pango.pango_layout_get_line_readonly(layout.layout, 0).runs[0]
    found: list[Stretch] = []
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        if pango_font != before:
            before = pango_font
            key, _, size = get_pango_font_key(pango_font)
            fonts = stream._fonts  # noqa: SLF001  as in WeasyPrint's own way to ask for a font
            font = fonts[key] if key in fonts else stream.add_font(pango_font)[0]
            found.append(Stretch(key, font, size, [], {}))
        shown = _shown(stream, item, raw, found[-1])
        if shown is None:
            return None
        found[-1].shown.append(shown)
    return found


def _shown(stream: Any, item: Any, raw: bytes, stretch: Stretch) -> str | None:
    """Return the glyphs of a run as they are written, and note what they stand for; None where they are not plain."""
    font, count = stretch.font, item.glyphs.num_glyphs
    numbers = memoryview(ffi.buffer(item.glyphs.glyphs, count * _FIELDS * 4)).cast("i").tolist()
    glyphs, heights = numbers[::_FIELDS], numbers[3::_FIELDS]
    outlines = not (font.svg or font.png or font.colr or font.bitmap) and 0 <= min(glyphs) <= max(glyphs) < _EMPTY
    if item.item.analysis.level % 2 or any(heights) or not outlines:
        return None
    if new := set(glyphs) - stretch.texts.keys():
        _tell(item, raw, glyphs, stretch.texts)
        _measure(stream, item.item.analysis.font, new - font.widths.keys(), stretch)
    sizes = font.__dict__.setdefault("charterkit_pieces", {})
    pieces = sizes.get(stretch.size) or sizes.setdefault(stretch.size, _Pieces(font, stretch.size))
    placed = zip(glyphs, numbers[1::_FIELDS], numbers[2::_FIELDS], strict=True)
    written = "<" + "".join(map(pieces.__getitem__, placed))
    return written[:-1] if written[-1] == "<" else written + ">"


def _tell(item: Any, raw: bytes, glyphs: list[int], texts: dict[int, str]) -> None:
    """Note what the glyphs of a run stand for, each where it comes first."""
    ends = [*ffi.unpack(item.glyphs.log_clusters, len(glyphs)), item.item.length]
    first = item.item.offset
    for at, glyph in enumerate(glyphs):
        if glyph not in texts:
            texts[glyph] = raw[first + ends[at] : first + ends[at + 1]].decode()


def _measure(stream: Any, pango_font: Any, glyphs: set[int], stretch: Stretch) -> None:
    """Note how wide glyphs of a font are."""
    for glyph in glyphs:
        pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
        stretch.font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / stretch.size)


class _Pieces(dict[tuple[int, int, int], str]):
    """How a glyph of a font in a size is written, by its number, its width and how far aside it is in its place."""

    def __init__(self, font: Any, size: float) -> None:
        self.widths, self.size = font.widths, size

    def __missing__(self, asked: tuple[int, int, int]) -> str:
        glyph, width, beside = asked
        aside = beside / self.size
        back = self.widths[glyph] + aside - width * 1000 * FROM_UNITS / self.size
        before, after = f">{-aside}<" if aside else "", f">{int(back)}<" if back else ""
        if len(self) > _MOST:
            self.clear()  # spaces of justified lines are of any width
        written = self[asked] = f"{before}{glyph:04x}{after}"
        return written
