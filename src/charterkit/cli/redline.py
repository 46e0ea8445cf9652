"""A redline as lines for the terminal that a command speaks to: its width, and colour where it shows colour.

How words are marked, wrapped and made safe to print is one for all views, in ``charterkit.documents``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from charterkit.cli.context import coloured

if TYPE_CHECKING:
    from charterkit.words import Segment

USUAL: Final = 100
"""How wide lines are where nobody looks at a terminal, in characters."""

__all__ = ["coloured", "redline"]


def redline(segments: Iterable[Segment], indent: str = "") -> str:
    """Return segments as lines that fit the terminal: ``[-deleted-]``, ``{+inserted+}``, or coloured."""
    from charterkit.documents.comparison.lines import Line, word_runs, write  # noqa: PLC0415  slow to import
    from charterkit.documents.comparison.pieces import pieces  # noqa: PLC0415  likewise
    from charterkit.words import quiet  # noqa: PLC0415  likewise

    line = Line(word_runs(pieces(quiet(segments))), indent=len(indent))
    import shutil  # noqa: PLC0415  slow to import

    return write([line], shutil.get_terminal_size((USUAL, 24)).columns, colour=coloured()).rstrip("\n")
