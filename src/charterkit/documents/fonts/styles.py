"""Fonts that a template's styles name and that are not there: pages would be set in others, without a word.

Only families without a way out are looked at. Who names ``serif`` or ``var(--families)`` behind them means that to be
taken. Whether fonts hold every character is looked at in ``families``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from charterkit.documents.fonts.families import installed

_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}")
_NAMED: Final = re.compile(r"font-family\s*:\s*([^;}]+)")
_WAYS_OUT: Final = re.compile(
    r"(?i)\b(?:serif|sans-serif|monospace|cursive|fantasy|system-ui|inherit|initial|unset|revert)\b|var\(|\{\{|\{%"
)


def missing_fonts(style: str) -> Iterator[tuple[int, str]]:
    """Yield the line of each declaration none of whose fonts is there, and what it names.

    Args:
        style: a style sheet, or a page that holds one; fonts that it brings along (``@font-face``) are there.
    """
    brought = {
        name.casefold() for face in _FACE.findall(style) for found in _NAMED.findall(face) for name in _names(found)
    }
    for found in _NAMED.finditer(_FACE.sub(lambda face: re.sub(r"[^\n]", " ", face[0]), style)):
        names = _names(found[1])
        if not (_WAYS_OUT.search(found[1]) or any(name.casefold() in brought or installed(name) for name in names)):
            yield style.count("\n", 0, found.start()) + 1, ", ".join(names)


def _names(listed: str) -> list[str]:
    return [name.strip().strip("\"'") for name in listed.split(",")]
