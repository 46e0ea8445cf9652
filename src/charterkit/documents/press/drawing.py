"""Drawing done with less: short stretches written as they were written before, lines of changes in few words.

A redline has an underline or a line through every changed word. WeasyPrint puts each into a state of its own, after
which the colour and the font have to be named again; here only the line is written. What it looks like is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final, NamedTuple

import pydyf
import weasyprint.draw.text as drawing
from weasyprint.text.fonts import get_pango_font_key

from charterkit.documents.press.replacing import replaced
from charterkit.documents.press.shaping import Kept

_PLAIN: Final = ("solid", "double")
_TEXTS: Final = 16_384
"""Of so many texts the bytes are kept."""
_ONCE: Final = object()
"""In place of what was written: it was drawn once, and may never be again."""


@contextmanager
def drawn_with_less() -> Iterator[None]:
    """Draw so while the block runs."""
    with replaced(
        (drawing, "draw_first_line", _drawing(drawing.draw_first_line)),
        (drawing, "draw_text_decoration", _decorating(drawing.draw_text_decoration)),
        (pydyf, "_to_bytes", (to_bytes := _writing(pydyf._to_bytes))),  # noqa: SLF001  there is no public name for it
        (pydyf.Dictionary, "data", property(_dictionary(to_bytes))),
        (pydyf.String, "data", property(_literal(pydyf.String.data.fget))),
    ):
        yield


class _Written(NamedTuple):
    """What drawing a stretch of text wrote, all in one font."""

    key: int
    font: Any
    size: float
    texts: tuple[str, ...]
    glyphs: dict[int, str]


class _Witness:
    """Stands for a stream while a text is drawn, and notes what is written and what its glyphs stand for."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.fonts: list[tuple[int, Any, dict[int, str]]] = []
        self.sizes: list[float] = []
        self.texts: list[str] = []
        self.simple = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def add_font(self, pango_font: Any) -> Any:
        """Note a font; what its glyphs stand for is collected anew until ``written``."""
        font, size = self.stream.add_font(pango_font)
        self.fonts.append((get_pango_font_key(pango_font)[0], font, font.to_unicode))
        font.to_unicode = {}
        self.simple &= not (font.svg or font.png or font.colr or font.bitmap)
        return font, size

    def set_font_size(self, name: str, size: float) -> None:
        """Note the size of the font."""
        self.sizes.append(size)
        self.stream.set_font_size(name, size)

    def set_text_rise(self, height: float) -> None:
        """Note that glyphs stand higher or lower, which is not repeated."""
        self.simple = False
        self.stream.set_text_rise(height)

    def show_text(self, text: str) -> None:
        """Note glyphs."""
        self.texts.append(text)
        self.stream.show_text(text)

    def written(self) -> _Written | None:
        """Give the fonts their glyphs, and return what was written; None where it cannot simply be repeated."""
        own: dict[int, str] = {}
        for _, font, before in reversed(self.fonts):
            own, font.to_unicode = font.to_unicode, before
            for glyph, text in own.items():
                before.setdefault(glyph, text)
        if not self.simple or len(self.fonts) != 1:
            return None
        key, font, _ = self.fonts[0]
        return _Written(key, font, self.sizes[0], tuple(self.texts), own)


def _drawing(plain: Any) -> Any:
    def draw_first_line(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        layout = textbox.pango_layout
        shape = layout.shape if isinstance(layout, Kept) else None
        if shape is None or not textbox.text.strip():
            return plain(stream, textbox, overflow, ellipsis, matrix)
        if overflow == "ellipsis" or ellipsis != "none":
            layout.part(textbox.style)  # it may be cut short
            return plain(stream, textbox, overflow, ellipsis, matrix)
        if isinstance(shape.drawn, _Written) and _repeated(shape.drawn, stream, matrix):
            return []
        if shape.drawn is None:
            shape.drawn = _ONCE
            return plain(stream, textbox, overflow, ellipsis, matrix)
        witness = _Witness(stream)
        emojis = plain(witness, textbox, overflow, ellipsis, matrix)
        shape.drawn = witness.written() or _ONCE
        return emojis

    return draw_first_line


def _repeated(written: _Written, stream: Any, matrix: Any) -> bool:
    """Write again what was written before, where the stream has the same font; tell whether it has."""
    fonts = stream._fonts  # noqa: SLF001  what the stream itself asks
    if written.key not in fonts or fonts[written.key] is not written.font:
        return False
    stream.set_text_matrix(*matrix.values)
    stream.set_font_size(written.font.hash, written.size)
    for text in written.texts:
        stream.show_text(text)
    for glyph, text in written.glyphs.items():
        written.font.to_unicode.setdefault(glyph, text)
    return True


def _decorating(plain: Any) -> Any:
    def draw_text_decoration(  # noqa: PLR0917  as WeasyPrint calls it
        stream: Any, textbox: Any, offset_x: float, offset_y: float, thickness: float, color: Any
    ) -> None:
        style = textbox.style["text_decoration_style"]
        if style not in _PLAIN:
            plain(stream, textbox, offset_x, offset_y, thickness, color)
            return
        start, end = textbox.position_x, textbox.position_x + textbox.width
        y = textbox.position_y + offset_y
        double = style == "double"
        stream.set_color(color, stroke=True)
        stream.set_line_width(thickness / 3 if double else thickness)
        for line in (y - thickness / 3, y + thickness / 3) if double else (y,):
            stream.move_to(start, line)
            stream.line_to(end, line)
        stream.stroke()

    return draw_text_decoration


def _dictionary(to_bytes: Callable[[Any], bytes]) -> Any:
    """Return what makes bytes of a dictionary."""

    @lru_cache(maxsize=1024)
    def opened(key: str) -> bytes:
        return b"/" + key.encode("ascii") + b" "

    def data(self: Any) -> bytes:
        pieces = [b"<<"]
        for key, value in self.items():
            pieces += (opened(key) if type(key) is str else b"/" + to_bytes(key) + b" ", to_bytes(value))
        pieces.append(b">>")
        return b"".join(pieces)

    return data


def _literal(plain: Any) -> Any:
    """Return what makes bytes of a text: the name of an anchor stands in each link to it and in the list of names."""

    @lru_cache(_TEXTS)
    def literal(text: str) -> Any:
        return plain(pydyf.String(text))

    return lambda each: literal(each.string)


def _writing(plain: Any) -> Any:
    """Return what makes bytes of numbers and texts as pydyf does, the kinds that pages are made of first."""

    def to_bytes(item: Any) -> Any:
        kind = type(item)
        if kind is str:
            return item.encode("ascii")
        if kind is bytes:
            return item
        if kind is int or (kind is float and item.is_integer()):
            return b"%d" % item
        if kind is float:
            return (b"%f" % item).rstrip(b"0")
        return plain(item)

    return to_bytes
