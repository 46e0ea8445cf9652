"""What a font file says of its glyphs: which text each stands for by itself, and how wide it is.

A glyph stands for the character that the font gives it to, or for what it is made of: a half form, a ligature, the
letter at the end of a word. That does not depend on the text that it is drawn in, so that pages made in any order say
the same. What a glyph stands for in one place is left to ``spelling``.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from fontTools.ttLib import TTFont

_SHAPED: Final = ("<initial>", "<medial>", "<final>", "<isolated>")
"""How decompositions of characters begin that are letters in the shape that they have in one place of a word."""
_SINGLE, _ALTERNATE, _LIGATURE = 1, 3, 4
"""Kinds of substitutions (OpenType, GSUB, lookup types)."""


class Letters:
    """What a font file says of its glyphs."""

    def __init__(self, font: Any) -> None:
        self._file = TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True)

    @staticmethod
    def of(font: Any) -> Letters:
        """Return those of a font of WeasyPrint's; the file is read once."""
        known: Letters | None = getattr(font, "charterkit_letters", None)
        if known is None:
            known = font.charterkit_letters = Letters(font)
        return known

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """The number of each character's own glyph."""
        return {code: self._file.getGlyphID(name) for code, name in (self._file.getBestCmap() or {}).items()}

    @cached_property
    def texts(self) -> dict[int, str]:
        """The text that each glyph stands for; a glyph of which the font does not say it is not there."""
        known: dict[str, str] = {}
        for code, name in sorted((self._file.getBestCmap() or {}).items()):
            known.setdefault(name, _unshaped(chr(code)))
        made_of = dict(reversed(list(self._made_of())))  # of several ways the first

        def text(name: str, within: frozenset[str] = frozenset()) -> str:
            if name not in known and name in made_of and name not in within:
                parts = [text(part, within | {name}) for part in made_of[name]]
                known[name] = "".join(parts) if all(parts) else ""
            return known.get(name, "")

        numbers = self._file.getReverseGlyphMap()
        return {numbers[name]: said for name in (*known, *made_of) if name in numbers and (said := text(name))}

    def _made_of(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the glyphs that the font puts in the place of others, each with those."""
        table = self._file["GSUB"].table if "GSUB" in self._file else None
        for lookup in getattr(getattr(table, "LookupList", None), "Lookup", ()):
            for rule in lookup.SubTable:
                part = getattr(rule, "ExtSubTable", rule)
                if part.LookupType == _SINGLE:
                    yield from ((after, (before,)) for before, after in part.mapping.items())
                elif part.LookupType == _ALTERNATE:
                    yield from ((after, (before,)) for before, found in part.alternates.items() for after in found)
                elif part.LookupType == _LIGATURE:
                    yield from ((each.LigGlyph, (first, *each.Component))
                                for first, found in part.ligatures.items() for each in found)  # fmt: skip

    def width(self, glyph: int) -> int:
        """Return the width of a glyph in thousandths of the font's size."""
        return int(1000 * self._file["hmtx"][self._file.getGlyphName(glyph)][0] / self._file["head"].unitsPerEm)


def _unshaped(character: str) -> str:
    """Return the letter that a character is a shape of, or the character."""
    shaped = unicodedata.decomposition(character).startswith(_SHAPED)
    return unicodedata.normalize("NFKC", character) if shaped else character
