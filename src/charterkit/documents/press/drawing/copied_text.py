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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Final

import weasyprint.draw.text as drawing

from charterkit.documents.press.drawing.spelling import Glyph, glyphs_of
from charterkit.documents.press.lines.joints import SOFT_HYPHEN, SPACE, attached, blank, draw_end, end_of, has_space
from charterkit.documents.press.replacing import replaced
from charterkit.documents.undivided import MARK

RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_REORDERED: Final = re.compile("[\u0900-\u109f\u1780-\u17ff\u1a20-\u1aad\u1b00-\u1bff]")
"""Indic scripts; Thai and Lao, whose marks are on a line of their own for some readers; Tibetan, Burmese, Khmer, Tai
Tham, Balinese to Batak."""
_WEAK: Final = re.compile(r"[^\w]")
"""What goes the way of a line from the right where letters beside it do not: signs, spaces, mirrored brackets."""
_UNSEEN: Final = 3
"""The mode in which text is neither filled nor stroked (ISO 32000-2, 9.3.6)."""
_WORD: Final = re.compile(rb"\S+\s*|\s+")


@contextmanager
def copied_as_written() -> Iterator[None]:
    """Write the lines that need it glyph by glyph, while the block runs."""
    plain = drawing.draw_first_line

    def spelt(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        needed = spelt_out(textbox.text, textbox.style["direction"]) and overflow != "ellipsis" and ellipsis == "none"
        glyphs = glyphs_of(stream, textbox.pango_layout) if needed else []
        if not glyphs or not all(glyph.plain for glyph in glyphs):
            emojis = plain(stream, textbox, overflow, ellipsis, matrix)
            draw_end(stream, textbox)
            return emojis
        _write(stream, *_ended(stream, textbox, glyphs), matrix.values)
        return []

    with replaced((drawing, "draw_first_line", spelt)):
        yield


def spelt_out(words: str, direction: str) -> bool:
    """Tell whether words of a direction are written glyph by glyph."""
    if RIGHT_TO_LEFT.search(words) or _REORDERED.search(words):
        return bool(words.strip())
    return direction == "rtl" and bool(words.strip()) and bool(_WEAK.search(words))


def _ended(stream: Any, textbox: Any, glyphs: list[Glyph]) -> tuple[list[Glyph], str]:
    """Return the glyphs of a text, and the text, with what its line ends with."""
    text, end = textbox.pango_layout.text, end_of(textbox)
    if end == SOFT_HYPHEN:
        last = max(glyphs, key=lambda glyph: glyph.at)
        last.said = SOFT_HYPHEN
        return glyphs, text.encode()[: last.at].decode() + SOFT_HYPHEN
    space = blank(stream, textbox.style) if end == SPACE and not has_space(textbox) else None
    if space is None:
        return glyphs, text
    leftward = textbox.style["direction"] == "rtl"
    x = -space.width if leftward else glyphs[-1].x + glyphs[-1].width
    there = Glyph(space.number, len(text.encode()), SPACE, space.font, space.size, leftward, x, rise=0)
    return ([there, *glyphs] if leftward else [*glyphs, there]), text + SPACE


def _write(stream: Any, glyphs: list[Glyph], text: str, matrix: Sequence[float]) -> None:
    """Write a line in pieces: each from left to right, one after the other as they are read, with words attached."""
    raw = text.encode()
    stretches = [list(each) for _, each in groupby(glyphs, key=lambda glyph: glyph.leftward)]
    stretches.sort(key=lambda stretch: min(glyph.at for glyph in stretch))
    ends = [*(min(glyph.at for glyph in stretch) for stretch in stretches[1:]), len(raw)]
    for stretch, end in zip(stretches, ends, strict=True):
        leftward = stretch[0].leftward
        for said, piece in _leftward(stretch) if leftward else _words(stretch, raw, end):
            with attached(stream, said) if said else _marked(stream, reversed_=leftward):
                _show(stream, piece, matrix)


def _leftward(glyphs: Iterable[Glyph]) -> Iterator[tuple[str, list[Glyph]]]:
    """Yield what is read from the right, parted where the font changes or a sign is to be attached."""
    pieces = groupby(glyphs, key=lambda glyph: (glyph.said, glyph.font.hash))
    found = [(said, list(each)) for (said, _), each in pieces]
    yield from ((said * len(each), each) for said, each in reversed(found))  # each of two closing brackets is said


def _words(glyphs: Sequence[Glyph], raw: bytes, end: int) -> Iterator[tuple[str, list[Glyph]]]:
    """Yield what is read from the left word by word, with the space behind it, and what is to be attached to it.

    ``raw`` is the text of the line, ``end`` where in it another stretch begins.
    """
    starts = [word.start() for word in _WORD.finditer(raw, min(glyph.at for glyph in glyphs), end)]
    ends = [*starts[1:], end]
    for number, each in groupby(glyphs, key=lambda glyph: bisect_right(starts, glyph.at) - 1):
        written, word = raw[starts[number] : ends[number]].decode().replace(MARK, ""), list(each)
        if _REORDERED.search(written):
            yield written, word
        else:
            yield from ((said, list(alike)) for said, alike in groupby(word, key=lambda glyph: glyph.said))


def _show(stream: Any, glyphs: Sequence[Glyph], matrix: Sequence[float]) -> None:
    """Write some glyphs, one after the other."""
    *turned, x, y = matrix
    at = glyphs[0].x
    stream.set_text_matrix(*turned, x + at, y)
    for (_, rise, unseen), alike in groupby(glyphs, key=lambda glyph: (glyph.font.hash, glyph.rise, glyph.unseen)):
        written, end = "", False
        for glyph in alike:
            back = round((at - glyph.x) * 1000 / glyph.size)
            written += f"{'>' if end else ''}{back}<{glyph.number:04x}" if back or not end else f"{glyph.number:04x}"
            at, end = at + glyph.width - back * glyph.size / 1000, True
        stream.set_font_size(glyph.font.hash, glyph.size)
        with _turned(stream, rise, unseen=unseen):
            stream.show_text(f"{written}>")


@contextmanager
def _turned(stream: Any, rise: float, *, unseen: bool) -> Iterator[None]:
    """Raise what is written, or let it not be seen, while the block runs."""
    if rise:
        stream.set_text_rise(-rise)
    if unseen:
        stream.set_text_rendering(_UNSEEN)
    yield
    if unseen:
        stream.set_text_rendering(0)
    if rise:
        stream.set_text_rise(0)


@contextmanager
def _marked(stream: Any, *, reversed_: bool) -> Iterator[None]:
    """Say of what is written while the block runs whether it is read from its end (ISO 32000-1, 14.8.2.3.3)."""
    if reversed_:
        stream.begin_marked_content("ReversedChars")
    yield
    if reversed_:
        stream.end_marked_content()
