"""Text that is copied out of a PDF as it was written, in scripts whose signs are not drawn in the order they stand in.

WeasyPrint has no setting for that: its drawing of a line is wrapped while a document is made, and such lines are
written glyph by glyph, each of which says what it stands for (``spelling``). The page looks the same.

- In Indic scripts and their like, readers that put glyphs in order by where they stand part a sign from its letter; the
  words are attached, one by one (``ActualText``, ISO 32000-2, 14.9.4).
- In right-to-left scripts readers put letters in order by where they stand and would turn attached words round: only
  to a bracket that is drawn mirrored is attached which it is. What is read from the right is written from left to right
  with its spaces, as readers expect of any maker, and is marked as reversed for those that read the structure; words
  and numbers read from the left among it stand in their order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Final

import pydyf
import weasyprint.draw.text as drawing

from charterkit.documents.press.replacing import replaced
from charterkit.documents.press.spelling import glyphs_of
from charterkit.documents.press.strokes import Scribe, Stroke, write
from charterkit.documents.undivided import MARK

RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_REORDERED: Final = re.compile("[\u0900-\u109f\u1780-\u17ff\u1a20-\u1aad\u1b00-\u1bff]")
"""Indic scripts; Thai and Lao, whose marks are on a line of their own for some readers; Tibetan, Burmese, Khmer, Tai
Tham, Balinese to Batak."""
_WEAK: Final = re.compile(r"[^\w]")
"""What goes the way of a line from the right where letters beside it do not: signs, spaces, mirrored brackets."""
_WORD: Final = re.compile(rb"\S+\s*|\s+")


@contextmanager
def copied_as_written() -> Iterator[None]:
    """Write the lines that need it glyph by glyph, while the block runs."""
    plain = drawing.draw_first_line

    def spelt(stream: Any, textbox: Any, *rest: Any) -> Any:
        if not _needed(textbox.text, textbox.style["direction"]):
            return plain(stream, textbox, *rest)
        glyphs = glyphs_of(stream, textbox.pango_layout)
        if not all(glyph.plain for glyph in glyphs):
            return plain(stream, textbox, *rest)
        scribe = Scribe(stream)
        found = plain(scribe, textbox, *rest)
        _write(stream, list(scribe.strokes(iter(glyphs))), scribe.matrix, textbox.pango_layout.text)
        return found

    with replaced((drawing, "draw_first_line", spelt)):
        yield


def _needed(words: str, direction: str) -> bool:
    if RIGHT_TO_LEFT.search(words) or _REORDERED.search(words):
        return bool(words.strip())
    return direction == "rtl" and bool(words.strip()) and bool(_WEAK.search(words))


def _write(stream: Any, strokes: list[Stroke], matrix: tuple[float, ...], text: str) -> None:
    """Write a line in pieces: each from left to right, one after the other as they are read, with words attached."""
    stretches = [list(each) for _, each in groupby(strokes, key=lambda stroke: stroke.glyph.leftward)]
    for stretch in sorted(stretches, key=lambda stretch: min(stroke.glyph.at for stroke in stretch)):
        leftward = stretch[0].glyph.leftward
        for said, piece in _leftward(stretch) if leftward else _words(stretch, text):
            with _attached(stream, said) if said else _marked(stream, reversed_=leftward):
                write(stream, piece, matrix)


def _leftward(strokes: Iterable[Stroke]) -> Iterator[tuple[str, list[Stroke]]]:
    """Yield what is read from the right, parted where the font changes or a sign is to be attached."""
    pieces = groupby(strokes, key=lambda stroke: (stroke.glyph.said, stroke.glyph.font.hash))
    found = [(said, list(each)) for (said, _), each in pieces]
    yield from ((said * len(each), each) for said, each in reversed(found))  # each of two closing brackets is said


def _words(strokes: Iterable[Stroke], text: str) -> Iterator[tuple[str, list[Stroke]]]:
    """Yield what is read from the left word by word, with the space behind it, and what is to be attached to it."""
    starts = [word.start() for word in _WORD.finditer(text.encode())]
    ends = [*starts[1:], len(text.encode())]

    def word(stroke: Stroke) -> int:
        return bisect_right(starts, stroke.glyph.at) - 1

    for number, each in groupby(strokes, key=word):
        said = text.encode()[starts[number] : ends[number]].decode().replace(MARK, "")
        yield said if _REORDERED.search(said) else "", list(each)


@contextmanager
def _attached(stream: Any, words: str) -> Iterator[None]:
    """Attach words to what is written while the block runs."""
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(words)}))
    yield
    stream.end_marked_content()


@contextmanager
def _marked(stream: Any, *, reversed_: bool) -> Iterator[None]:
    """Say of what is written while the block runs whether it is read from its end (ISO 32000-1, 14.8.2.3.3)."""
    if reversed_:
        stream.begin_marked_content("ReversedChars")
    yield
    if reversed_:
        stream.end_marked_content()
