"""A line written glyph by glyph: where WeasyPrint's drawing puts each, and how some of them are written again.

What each glyph stands for is left to ``spelling``, which lines are written so to ``copied_text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from charterkit.documents.press.spelling import Glyph

_TOKEN: Final = re.compile("<([0-9a-f]*)>|([^<>]+)")
_UNSEEN: Final = 3
"""The mode in which text is neither filled nor stroked (ISO 32000-2, 9.3.6)."""
_CODE: Final = 4
"""Hexadecimal digits of a glyph's number."""


@dataclass(slots=True)
class Stroke:
    """A glyph in its place: how far from the beginning of the line, how far raised, at what size."""

    x: float
    rise: float
    size: float
    glyph: Glyph
    unseen: bool = False
    """Whether its font would draw what is not to be seen."""

    @property
    def width(self) -> float:
        """How far it moves what follows."""
        return float(self.glyph.font.widths[self.glyph.number]) / 1000 * self.size


@dataclass(slots=True)
class Scribe:
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
        """Note where the line stands."""
        self.matrix = matrix

    def set_font_size(self, _: str, size: float) -> None:
        """Note the size of what follows; its font is known by its glyphs."""
        self.size = size

    def set_text_rise(self, height: float) -> None:
        """Note how far what follows is raised."""
        self.rise = height

    def show_text(self, text: str) -> None:
        """Note glyphs, and the distances between them."""
        self.written.append((self.rise, self.size, text))

    def strokes(self, glyphs: Iterator[Glyph]) -> Iterator[Stroke]:
        """Yield the glyphs of the line where they stand; joiners too, if their font has glyphs for them."""
        x = 0.0
        for rise, size, text in self.written:
            for codes, number in _TOKEN.findall(text):
                if number:
                    x -= float(number) / 1000 * size
                for _ in range(len(codes) // _CODE):
                    while not (glyph := next(glyphs)).drawn:
                        if glyph.joins():
                            yield Stroke(x, 0, size, glyph, unseen=True)
                    yield (stroke := Stroke(x, rise, size, glyph))
                    x += stroke.width


def write(stream: Any, strokes: Sequence[Stroke], matrix: Sequence[float]) -> None:
    """Write some glyphs, one after the other."""
    *turned, x, y = matrix
    at = strokes[0].x
    stream.set_text_matrix(*turned, x + at, y)
    for (font, rise, unseen), alike in groupby(strokes, key=_alike):
        written = ""
        for stroke in alike:
            back = round((at - stroke.x) * 1000 / stroke.size)
            written += f"{back or ''}<{stroke.glyph.number:04x}>"
            at += stroke.width - back * stroke.size / 1000
        stream.set_font_size(font, stroke.size)
        with _turned(stream, rise, unseen=unseen):
            stream.show_text(written.replace("><", ""))


def _alike(stroke: Stroke) -> tuple[str, float, bool]:
    """Return what has to be the same for glyphs to be written at once."""
    return stroke.glyph.font.hash, stroke.rise, stroke.unseen


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
