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
from hashlib import md5
from itertools import groupby
from typing import Any, Final

from weasyprint.text.ffi import ffi, pango

from charterkit.documents.press.letters import Letters
from charterkit.documents.undivided import JOINT, MARK

_JOINERS: Final = frozenset("\u200c\u200d\u200e\u200f\u061c\u2060")
"""Characters that draw nothing and are copied all the same."""
_NAME: Final = 6
"""How many letters name a font."""


@dataclass(slots=True)
class Glyph:
    """A glyph as Pango orders them, from left to right; its cluster's text stands at ``at`` in the line, in bytes."""

    number: int
    at: int
    run: int
    text: str
    font: Any
    """The font that it is taken from: the one that Pango chose, or a second one of it."""
    leftward: bool
    """Whether it belongs to what is read from the right."""
    said: str = ""
    """The bracket that it stands for where it is drawn mirrored: its glyph is that of the other bracket."""

    @property
    def drawn(self) -> bool:
        """Whether it draws anything."""
        return bool(self.number != pango.PANGO_GLYPH_EMPTY)

    @property
    def plain(self) -> bool:
        """Whether it is the outline of a letter that its font has, which can be written again by its number."""
        coloured = self.font.png or self.font.svg or self.font.colr or self.font.bitmap
        return not (coloured or self.number & pango.PANGO_GLYPH_UNKNOWN_FLAG)

    def joins(self) -> bool:
        """Give a joiner its own glyph, if the font has one; tell whether it has."""
        letters = Letters.of(self.font)
        own = letters.glyphs.get(ord(self.text)) if self.text in _JOINERS else None
        if own is None:
            return False
        self.number = own
        self.font.widths[own] = letters.width(own)
        self.font.to_unicode.setdefault(own, self.text)
        return True


def glyphs_of(stream: Any, layout: Any) -> list[Glyph]:
    """Return the glyphs of a line of WeasyPrint's, and tell their fonts what each stands for."""
    line, _ = layout.get_first_line()
    raw = layout.text.encode()
    run, number, found = line.runs[0], 0, []
    while run != ffi.NULL:
        item, run, number = run.data, run.next, number + 1
        count, starts = item.glyphs.num_glyphs, item.glyphs.log_clusters
        font, _ = stream.add_font(item.item.analysis.font)
        first, leftward = item.item.offset, bool(item.item.analysis.level % 2)
        ends = sorted({*starts[0:count], item.item.length})
        glyphs = []
        for place in range(count):
            start = starts[place]
            text = raw[first + start : first + ends[ends.index(start) + 1]].decode()
            glyphs.append(Glyph(item.glyphs.glyphs[place].glyph, first + start, number, text, font, leftward))
        for _, cluster in groupby(glyphs, key=lambda glyph: glyph.at):
            there = [glyph for glyph in cluster if glyph.drawn]
            _tell(stream, there[:: -1 if leftward else 1])
        found += glyphs
    return found


def _tell(stream: Any, cluster: Sequence[Glyph]) -> None:
    """Tell the fonts what each glyph of a cluster, in the order of reading, stands for."""
    if not cluster:
        return
    font, whole = cluster[0].font, cluster[0].text.replace(MARK, "")
    own = [Letters.of(font).texts.get(glyph.number, "") for glyph in cluster]
    for glyph, alone, text in zip(cluster, own, shared_out(whole, own), strict=True):
        font.to_unicode.setdefault(glyph.number, alone or text)
        if len(whole) == 1 and unicodedata.mirrored(whole):
            glyph.said = whole if alone != whole else ""
        elif alone != text:
            glyph.font = _second(stream, font, alone, text)
            glyph.font.to_unicode.setdefault(glyph.number, text)


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
    digest = md5(f"{font.hash}\0{_change(alone, text)}".encode(), usedforsecurity=False).digest()
    fonts, key = stream._fonts, -int.from_bytes(digest[:8], "big") - 1  # noqa: SLF001  what ``add_font`` looks into
    if key not in fonts:
        made = copy.copy(font)
        made.to_unicode, made.widths = {}, font.widths
        made.hash = "".join(chr(65 + letter % 26) for letter in digest[:_NAME])
        made.name = b"/" + made.hash.encode() + font.name[1 + _NAME :]
        fonts[key] = made
    return fonts[key]


def _change(alone: str, text: str) -> str:
    """Name what makes one text of the other: what is put around it, in which order it is put, or else the new text."""
    if alone and alone in text:
        return "\0".join(("around", *text.split(alone, 1)))
    if alone and sorted(alone) == sorted(text):
        return "\0".join(("order", *(str(alone.index(character)) for character in text)))
    return f"text\0{text}"
