"""Lines filled where inserted words follow struck ones: two places in which WeasyPrint leaves a hole in them, mended.

- Words that stand off from those before them are measured without that distance, so they go over the end of a line, and
  words before them are cut in their stead.
- Between struck and inserted words there is no space, and so no place to end a line: a word and what replaces it would
  go to the next line together. What stands off may begin a line.

The space that hangs over the end of a line is left to ``hanging``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import weasyprint.layout.inline as lines
from weasyprint.formatting_structure.boxes import InlineBox

from charterkit.documents.press.replacing import replaced

_BEGINNING: Final = ("L", "N", "S", "Ps", "Pi")
"""How the Unicode categories of signs begin that may begin a line: letters, figures, symbols, what opens a pair."""


@contextmanager
def lines_filled() -> Iterator[None]:
    """Fill lines to their ends while the block runs."""
    with replaced((lines, "split_inline_box", _standing_off(lines.split_inline_box))):
        yield


def _standing_off(plain: Any) -> Any:
    def split_inline_box(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        _, skip_stack, *_ = rest
        away = box.margin_right if box.style["direction"] == "rtl" else box.margin_left
        if skip_stack is not None or not isinstance(box, InlineBox) or away <= 0:
            return plain(context, box, position_x, max_x, *rest)
        made, resume_at, preserved, first, *others = plain(context, box, position_x, max_x - away, *rest)
        return (made, resume_at, preserved, _may_begin(first) or first, *others)

    return split_inline_box


def _may_begin(first: str | bool | None) -> bool:
    return isinstance(first, str) and unicodedata.category(first).startswith(_BEGINNING)
