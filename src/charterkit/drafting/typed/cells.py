"""The rows of a table in plain text: a word processor parts their cells by tabs, a charter's text by strokes.

A text has no tables of its own; each row is a line or a paragraph of it, in which the cells must not run together.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

STROKE: Final = " | "
"""What stands between two cells."""

_TABS: Final = re.compile(r" *\t[ \t]*")
_LABELLED: Final = re.compile(r"(?:\S{1,8}[.)]|[^\w\s])\s*\t")
"""A paragraph or an item of a list with its number or sign and a tab behind it, which is no row."""


def with_strokes(text: str) -> str:
    """Return a text with strokes for the tabs of lines that have as many as the line before or after them.

    Every other tab is a space: it stands behind a number, or indents.
    """
    lines = [line.strip(" \t") for line in text.split("\n")]
    cells = [0 if _LABELLED.match(line) else len(_TABS.findall(line)) for line in lines]
    filled = [place for place, line in enumerate(lines) if line]
    rows = {
        place for one, other in pairwise(filled) for place in (one, other) if cells[one] and cells[one] == cells[other]
    }
    return "\n".join(
        _TABS.sub(STROKE, stripped) if place in rows else line.replace("\t", " ")
        for place, (line, stripped) in enumerate(zip(text.split("\n"), lines, strict=True))
    )
