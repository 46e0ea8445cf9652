"""What the glyphs of a line stand for, one by one, so that those who read them in order read the text.

Pango says which characters a cluster of glyphs draws: a syllable of Devanagari, a letter with its points. A PDF says
for each glyph of a font what it stands for, once for the whole document. Two things are in the way:

- a vowel sign that is drawn before its consonant, or the sign of an r above what follows it, is not where it is read;
- one glyph stands for different characters in different places: a mirrored bracket, the heh of two languages.

The text of a cluster is therefore shared out among its glyphs in the order in which they are read. A glyph that stands
in one place for something else than by itself is taken from a *second font*: the same letters under another name, in
which it stands for that. Which second font that is follows from the two texts alone, so that pages made in any order
are the same. A glyph that nothing is left for stands for a mark that draws nothing.
"""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, Final

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from charterkit.documents.press.drawing.letters import Letters
from charterkit.documents.undivided import JOINT, MARK

_JOINERS: Final = frozenset("\u200c\u200d\u200e\u200f\u061c\u2060")
"""Characters that draw nothing and are copied all the same."""
_AT: Final = attrgetter("at")
_EMPTY: Final = pango.PANGO_GLYPH_EMPTY
"""The number of a glyph that draws nothing."""
_NAME: Final = 6
"""How many letters name a font."""


@dataclass(slots=True)
class Glyph:
    """A glyph as Pango orders them, from left to right; its cluster's text stands at ``at`` in the line, in bytes."""

    number: int
    at: int
    text: str
    font: Any
    """The font that it is taken from: the one that Pango chose, or a second one of it."""
    size: float
    leftward: bool
    """Whether it belongs to what is read from the right."""
    x: float
    """How far it stands from the beginning of the line, in CSS pixels."""
    rise: float
    said: str = ""
    """The bracket that it stands for where it is drawn mirrored: its glyph is that of the other bracket."""
    unseen: bool = False
    """Whether it is not to be seen, though its font may draw it: a joiner."""

    @property
    def plain(self) -> bool:
        """Whether it is the outline of a letter that its font has, which can be written by its number."""
        coloured = self.font.png or self.font.svg or self.font.colr or self.font.bitmap
        return not (coloured or self.number & pango.PANGO_GLYPH_UNKNOWN_FLAG)

    @property
    def width(self) -> float:
        """How far it moves what is written behind it."""
        return float(self.font.widths[self.number]) / 1000 * self.size

    def joins(self) -> bool:
        """Give a joiner its own glyph, if the font has one; tell whether it has."""
        letters = Letters.of(self.font)
        own = letters.glyphs.get(ord(self.text)) if self.text in _JOINERS else None
        if own is None:
            return False
        self.number, self.rise, self.unseen = own, 0, True
        self.font.widths[own] = letters.width(own)
        self.font.to_unicode.setdefault(own, self.text)
        return True


def glyphs_of(stream: Any, layout: Any) -> list[Glyph]:
    """Return the glyphs of a line of WeasyPrint's in their places, and tell their fonts what each stands for.

    What draws nothing and is no joiner is left out.
    """
    line, _ = layout.get_first_line()
    raw = layout.text.encode()
    run, found, x = line.runs[0], [], 0.0
    while run != ffi.NULL:
        glyphs, x = _placed(stream, run.data, raw, x)
        run = run.next
        for _, cluster in groupby(glyphs, key=_AT):
            there = [glyph for glyph in cluster if glyph.number != _EMPTY]
            if there and there[0].plain:
                _tell(stream, there[:: -1 if there[0].leftward else 1])
        found += [glyph for glyph in glyphs if glyph.number != _EMPTY or glyph.joins()]
    return found


def _placed(stream: Any, item: Any, raw: bytes, x: float) -> tuple[list[Glyph], float]:
    """Return the glyphs of a run of Pango's that begins at ``x``, each of a width that its font knows, and its end."""
    pango_font = item.item.analysis.font
    font, size = stream.add_font(pango_font)
    first, leftward = item.item.offset, bool(item.item.analysis.level % 2)
    starts = ffi.unpack(item.glyphs.log_clusters, item.glyphs.num_glyphs)
    bounds = sorted({*starts, item.item.length})
    texts = {at: raw[first + at : first + end].decode() for at, end in pairwise(bounds)}
    found, widths = [], font.widths
    for at, drawn in zip(starts, ffi.unpack(item.glyphs.glyphs, item.glyphs.num_glyphs), strict=True):
        number, shape = drawn.glyph, drawn.geometry
        if number not in widths and number != _EMPTY:
            pango.pango_font_get_glyph_extents(pango_font, number, stream.ink_rect, stream.logical_rect)
            widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        beside, rise = shape.x_offset * FROM_UNITS, shape.y_offset * FROM_UNITS
        found.append(Glyph(number, first + at, texts[at], font, size, leftward, x + beside, rise))
        x += shape.width * FROM_UNITS
    return found, x


def _tell(stream: Any, cluster: Sequence[Glyph]) -> None:
    """Tell the fonts what each glyph of a cluster, in the order of reading, stands for."""
    font, numbers = cluster[0].font, tuple(glyph.number for glyph in cluster)
    for glyph, (alone, text) in zip(cluster, _spelt(font, numbers, cluster[0].text), strict=True):
        font.to_unicode.setdefault(glyph.number, alone or text)
        if alone == text:
            continue
        if len(text) == 1 and unicodedata.mirrored(text):
            glyph.said = text
        else:
            glyph.font = _second(stream, font, alone, text)
            glyph.font.to_unicode.setdefault(glyph.number, text)


def _spelt(font: Any, numbers: tuple[int, ...], text: str) -> list[tuple[str, str]]:
    """Return what each glyph of a cluster is by itself and here; most clusters come again and again."""
    known = font.__dict__.setdefault("charterkit_spelt", {})
    found: list[tuple[str, str]] | None = known.get((numbers, text))
    if found is None:
        own = [Letters.of(font).texts.get(number, "") for number in numbers]
        found = known[numbers, text] = list(zip(own, shared_out(text.replace(MARK, ""), own), strict=True))
    return found


def shared_out(text: str, own: Sequence[str]) -> list[str]:
    """Share the text of a cluster out among its glyphs, given in the order of reading with what each is by itself.

    Joined, the parts are the text, or one that Unicode calls equal to it: points of a letter may change places. A glyph
    keeps what it is by itself where that is in its place; what stands between two such is added to the first of them.
    """
    joined = "".join(own)
    if len(joined) == len(text) and unicodedata.normalize("NFC", joined) == unicodedata.normalize("NFC", text):
        return list(own)
    kept = dict(_in_order(text, own)) or {0: 0}
    starts = [0 if not number else start for number, start in enumerate(kept.values())]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    shares = dict(zip(kept, parts, strict=True))
    return [shares.get(place, JOINT) for place in range(len(own))]


def _in_order(text: str, own: Sequence[str]) -> list[tuple[int, int]]:
    """Return the glyphs that stand where they are read, each with where its text begins: letters rather than signs."""
    best: list[tuple[int, list[tuple[int, int]]]] = [(0, [])]
    taken: set[int] = set()
    for place, said in enumerate(own):
        start = next((at for at in range(len(text)) if said and text.startswith(said, at) and at not in taken), None)
        if start is None:
            continue
        taken.add(start)
        weight = 1 if any(unicodedata.category(character).startswith("M") for character in said) else len(text)
        before = max((each for each in best if not each[1] or _end(own, each[1]) <= start), key=lambda each: each[0])
        best.append((before[0] + weight, [*before[1], (place, start)]))
    return max(best, key=lambda each: each[0])[1]


def _end(own: Sequence[str], kept: Sequence[tuple[int, int]]) -> int:
    place, start = kept[-1]
    return start + len(own[place])


def _second(stream: Any, font: Any, alone: str, text: str) -> Any:
    """Return the second font in which what is ``alone`` by itself stands for ``text``."""
    digest = _digest(font.hash, alone, text)
    fonts, key = stream._fonts, -int.from_bytes(digest[:8], "big") - 1  # noqa: SLF001  what ``add_font`` looks into
    if key not in fonts:
        made = copy.copy(font)
        made.to_unicode, made.widths = {}, font.widths
        made.hash = "".join(chr(65 + letter % 26) for letter in digest[:_NAME])
        made.name = b"/" + made.hash.encode() + font.name[1 + _NAME :]
        fonts[key] = made
    return fonts[key]


@lru_cache(16_384)
def _digest(name: str, alone: str, text: str) -> bytes:
    return md5(f"{name}\0{_change(alone, text)}".encode(), usedforsecurity=False).digest()


def _change(alone: str, text: str) -> str:
    """Name what makes one text of the other: what is put around it, in which order it is put, or else the new text."""
    if alone and alone in text:
        return "\0".join(("around", *text.split(alone, 1)))
    if alone and sorted(alone) == sorted(text):
        return "\0".join(("order", *(str(alone.index(character)) for character in text)))
    return f"text\0{text}"
