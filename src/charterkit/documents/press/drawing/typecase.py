"""The fonts of a press, read once for all pages, and those of one page with the glyphs that it uses of them.

How they are painted with is left to ``sheet``, how they are put into a PDF to ``binding``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Typecase:
    """The fonts of a press: each is read once, by the key that WeasyPrint gives it."""

    fonts: dict[int, Any] = field(default_factory=dict)

    def named(self, name: str) -> Any:
        """Return the font with a name (WeasyPrint's hash of its description), or None."""
        return next((font for font in self.fonts.values() if font.hash == name), None)


class Used(dict[int, Any]):
    """The fonts of one page in the order of their first use; glyphs are collected afresh for each page."""

    def __init__(self, case: Typecase) -> None:
        super().__init__()
        self._case = case

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        if not isinstance(key, int) or (font := self._case.fonts.get(key)) is None:
            return False
        font.to_unicode = {}
        super().__setitem__(key, font)
        return True

    def __setitem__(self, key: int, font: Any) -> None:
        self._case.fonts[key] = font
        super().__setitem__(key, font)
