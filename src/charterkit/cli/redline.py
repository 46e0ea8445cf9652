"""A redline as terminal text: deletions and insertions told apart by marks, and by colour where there is colour."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from charterkit.cli.context import coloured

if TYPE_CHECKING:
    from charterkit.words import Segment

MARKS: Final = {"keep": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
STYLES: Final = {"keep": "", "delete": "red strike", "insert": "green underline"}
NARROWEST: Final = 40
USUAL: Final = 100
"""How wide lines are where nobody looks at a terminal, in characters."""

__all__ = ["coloured", "redline"]


def redline(segments: Iterable[Segment], indent: str = "") -> str:
    """Return segments as lines that fit the terminal: ``[-deleted-]``, ``{+inserted+}``, coloured where possible."""
    from rich.console import Console  # noqa: PLC0415  slow to import
    from rich.padding import Padding  # noqa: PLC0415  likewise
    from rich.text import Text  # noqa: PLC0415  likewise

    text = Text()
    for segment in segments:
        before, after = MARKS[segment.op]
        text.append(f"{before}{segment.text}{after}", STYLES[segment.op])
    width = max(shutil.get_terminal_size((USUAL, 24)).columns, NARROWEST)
    page = io.StringIO()
    console = Console(file=page, width=width, force_terminal=coloured(), highlight=False, legacy_windows=False)
    console.print(Padding(text, (0, 0, 0, len(indent)), expand=False))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())
