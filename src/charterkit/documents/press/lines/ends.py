"""Lines filled where inserted words follow struck ones: four places in which WeasyPrint breaks them badly, mended.

- Words that stand off from those before them are measured without that distance, so they go over the end of a line, and
  words before them are cut in their stead.
- Between struck and inserted words there is no space, and so no place to end a line: a word and what replaces it would
  go to the next line together. What stands off may begin a line, and stands off from nothing there.
- A word that is longer than a line is cut only where it begins one: behind a bracket, it would go off the paper.
- A short word behind others in the element that begins a line is taken to begin it, and cut rather than moved.

The space that hangs over the end of a line is left to ``hanging``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import weasyprint.layout.inline as lines
from weasyprint.formatting_structure.boxes import InlineBox, TextBox

from charterkit.documents.press.replacing import replaced

_LONG: Final = re.compile(r"[^\s\-/\u2e80-\uffef]{40}")
"""Letters that no line can end between, but for want of room."""
_SHORT: Final = re.compile(r"[^\s\u2e80-\uffef]{1,17}(?:\s|$)")
"""A word that has room in any line, and is moved to the next one rather than cut."""
_NEAR: Final = 0.01
"""So near to where lines begin, in CSS pixels, a box begins one."""
_BEGINNING: Final = ("L", "N", "S", "Ps", "Pi")
"""How the Unicode categories of signs begin that may begin a line: letters, figures, symbols, what opens a pair."""


@contextmanager
def lines_filled() -> Iterator[None]:
    """Fill lines to their ends while the block runs."""
    with replaced(
        (lines, "split_inline_box", _standing_off(lines.split_inline_box)),
        (lines, "split_inline_level", _moving(lines.split_inline_level)),
    ):
        yield


def _standing_off(plain: Any) -> Any:
    def split_inline_box(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        _, skip_stack, around, *_ = rest
        if skip_stack is not None or not isinstance(box, InlineBox):
            return plain(context, box, position_x, max_x, *rest)
        side = "margin_right" if box.style["direction"] == "rtl" else "margin_left"
        away = max(0, getattr(box, side))
        if away and position_x - around.content_box_x() < _NEAR:
            away = 0
            setattr(box, side, 0)  # it is found out anew wherever the box is laid out
        made, resume_at, preserved, first, *others = plain(context, box, position_x, max_x - away, *rest)
        begins = _is_long(box) or (away > 0 and _may_begin(first))
        return (made, resume_at, preserved, begins or first, *others)

    return split_inline_box


def _moving(plain: Any) -> Any:
    def split_inline_level(context: Any, box: Any, position_x: float, *rest: Any) -> Any:
        *others, line_children, first_letter_style, first_line_style = rest
        if isinstance(box, TextBox) and not line_children:
            _, _, skip_stack, around, *_ = rest
            begins = position_x - around.content_box_x() < _NEAR
            if not begins and skip_stack is None and _SHORT.match(box.text):
                line_children = [box]  # all that is asked of a text is whether anything is before it
        return plain(context, box, position_x, *others, line_children, first_letter_style, first_line_style)

    return split_inline_level


def _is_long(box: Any) -> bool:
    """Tell whether a box begins with a word that fills half a line: it would not be cut within one."""
    while not isinstance(box, TextBox):
        if not getattr(box, "children", None):
            return False
        box = box.children[0]
    return bool(_LONG.match(box.text))


def _may_begin(first: str | bool | None) -> bool:
    return isinstance(first, str) and unicodedata.category(first).startswith(_BEGINNING)
