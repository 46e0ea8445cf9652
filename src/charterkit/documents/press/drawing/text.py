"""Text boxes drawn at once: the line under or through a change, the colour, and the glyphs.

WeasyPrint gives each line that it draws under or through words a state of its own, after which colour and font have to
be named again. A redline is made of short stretches, most with such a line. Here only the line is written; but for
these states the page is the same to the byte. Glyphs are read by ``glyphs``. What is not so plain is left to WeasyPrint
(words that are cut short, letters that stand higher, pictures for letters), what is spelt glyph by glyph to
``copied_text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import weasyprint.draw
import weasyprint.draw.text as drawing
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import pango

from charterkit.documents.press.drawing.copied_text import spelt_out
from charterkit.documents.press.drawing.glyphs import Stretch, stretches_of
from charterkit.documents.press.drawing.notation import number
from charterkit.documents.press.lines.joints import draw_end
from charterkit.documents.press.lines.shaping import Kept
from charterkit.documents.press.replacing import replaced

_LOOKS: Final = {"solid": 1, "double": 3}
"""How lines under and through words may look; into how many parts of its thickness each is divided."""
_SIZED: Final = 14_802
"""From this version on Pango's own size of a font is right; WeasyPrint takes that of the style before."""


@contextmanager
def drawn_with_less() -> Iterator[None]:
    """Draw so while the block runs."""
    quick = _drawing(drawing.draw_text)
    with replaced(
        (drawing, "draw_text", quick),
        (weasyprint.draw, "draw_text", quick),
        (drawing, "draw_text_decoration", _decorating(drawing.draw_text_decoration)),
        (weasyprint.draw, "draw_border", _bordering(weasyprint.draw.draw_border)),
        (Stream, "marked", _marked),
    ):
        yield


class _Rule(NamedTuple):
    """A line under or through words: how far below their baseline, in two steps, and how thick."""

    below: float
    half: float
    thickness: float


class _Ink(NamedTuple):
    """What the text boxes of a style are drawn with."""

    colour: Any
    state: tuple[tuple[Any, ...], str]
    """What a stream knows of the colour that it draws with, where it is this one."""
    line: Any
    under: _Rule | None
    through: _Rule | None


class _Marked:
    """Marks what is drawn inside of it as the content of a box; a generator would take as long as the drawing."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        if self.stream is not None:
            self.stream.append(b"EMC")


def _marked(stream: Any, box: Any, tag: str) -> _Marked:
    tags = stream._tags  # noqa: SLF001  as the stream itself does
    if tags is None:
        return _Marked(None)
    stream.stream.append(b"/%b\n<</MCID %d>>\nBDC" % (tag.encode(), len(tags)))
    tags[box] = {"tag": tag, "mcid": len(tags)}
    return _Marked(stream.stream)


def _drawing(plain: Any) -> Any:
    def draw_text(stream: Any, box: Any, offset_x: float, overflow: str, ellipsis: str) -> None:
        layout, style = box.pango_layout, box.style
        if overflow == "ellipsis" or ellipsis != "none":
            if isinstance(layout, Kept):
                layout.shape = None  # it may be cut short
            plain(stream, box, offset_x, overflow, ellipsis)
            return
        layout.reactivate(style)
        ink = None if spelt_out(box.text, style["direction"]) else _ink(style, layout)
        stretches = stretches_of(stream, layout) if ink and box.text.strip() else []
        if ink is None or stretches is None:
            plain(stream, box, offset_x, overflow, ellipsis)
        else:
            _draw(stream, box, ink, stretches)
            layout.deactivate()

    return draw_text


def _ink(style: Any, layout: Any) -> _Ink | None:
    """Return what a style is drawn with, from a layout in it; None where WeasyPrint has to draw it."""
    if "charterkit_ink" not in style.__dict__:
        style.charterkit_ink = _mixed(style, layout)
    return style.charterkit_ink  # type: ignore[no-any-return]  # WeasyPrint has no types


def _mixed(style: Any, layout: Any) -> _Ink | None:
    lines, look = style["text_decoration_line"], style["text_decoration_style"]
    usual = style["text_decoration_thickness"] in {"auto", "from-font"} and style["text_underline_offset"] == "auto"
    if style["visibility"] != "visible" or pango.pango_version() < _SIZED or style["font_size"] < 1:
        return None
    under = through = None
    if lines != "none":
        if look not in _LOOKS or not usual or "overline" in lines:
            return None
        if "underline" in lines:
            thickness = layout.underline_thickness
            under = _Rule(-layout.underline_position, thickness / 2, thickness)
        if "line-through" in lines:
            through = _Rule(-layout.strikethrough_position, 0, layout.strikethrough_thickness)
    *channels, alpha = colour = style["color"]
    state = ((colour.space, *channels), f"a{alpha}")
    return _Ink(colour, state, get_color(style, "text_decoration_color"), under, through)


def _draw(stream: Any, box: Any, ink: _Ink, stretches: list[Stretch]) -> None:
    """Draw a text box."""
    x, y = box.position_x, box.position_y + box.baseline
    if ink.under:
        _draw_rule(stream, box, ink, ink.under)
    if (stream._current_color, stream._current_alpha) != ink.state:  # noqa: SLF001  what the stream itself asks
        stream.set_color(ink.colour)
    stream.begin_text()
    if stretches:
        stream.stream.append(b"1 0 0 -1 %b %b Tm" % (number(x), number(y)))
    for stretch in stretches:
        known = stretch.font.to_unicode
        if not stretch.texts.keys() <= known.keys():
            stretch.font.to_unicode = known | stretch.texts | known
        stream.set_font_size(stretch.font.hash, stretch.size)
        stream.stream.append(b"[%b] TJ" % "".join(stretch.shown).encode())
    draw_end(stream, box)
    stream.end_text()
    if ink.through:
        _draw_rule(stream, box, ink, ink.through)


def _draw_rule(stream: Any, box: Any, ink: _Ink, rule: _Rule) -> None:
    stream.set_color(ink.line, stroke=True)
    _draw_line(stream, box, box.baseline + rule.below + rule.half, rule.thickness)


def _draw_line(stream: Any, box: Any, offset_y: float, thickness: float) -> None:
    """Draw a line as long as a text box, or the two of a double one."""
    parts = _LOOKS[box.style["text_decoration_style"]]
    start, end, middle = number(box.position_x), number(box.position_x + box.width), box.position_y + offset_y
    thin = thickness / parts
    stream.stream.append(number(thin) + b" w")
    for y in (middle - thin, middle + thin) if parts > 1 else (middle,):
        at = number(y)
        stream.stream.append(b"%b %b m\n%b %b l" % (start, at, end, at))
    stream.stroke()


def _decorating(plain: Any) -> Any:
    """Return what draws a line of a text box that WeasyPrint draws."""

    def draw_text_decoration(  # noqa: PLR0917  as WeasyPrint calls it
        stream: Any, box: Any, offset_x: float, offset_y: float, thickness: float, colour: Any
    ) -> None:
        if box.style["text_decoration_style"] not in _LOOKS:
            plain(stream, box, offset_x, offset_y, thickness, colour)
            return
        stream.set_color(colour, stroke=True)
        _draw_line(stream, box, offset_y, thickness)

    return draw_text_decoration


def _bordering(plain: Any) -> Any:
    """Return what draws the borders of a box: none at once within a line, where nearly no box has any."""

    def draw_border(stream: Any, box: Any) -> None:
        inline = isinstance(box, InlineBox | LineBox | TextBox) and box.style["border_image_source"][0] == "none"
        wide = box.border_top_width or box.border_right_width or box.border_bottom_width or box.border_left_width
        if wide or not inline:
            plain(stream, box)

    return draw_border
