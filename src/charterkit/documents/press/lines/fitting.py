"""Changes that fit into what is left of a line are put there at once.

WeasyPrint looks for a place to break each element within a line, and asks the same of the text inside it. Most changes
of a redline are a word or a few, and are not broken. What such an element is in the line follows from how wide its
words are. The rest is left to WeasyPrint, and where lines end to ``ends`` and ``hanging``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import weasyprint.layout.inline as lines
from weasyprint.formatting_structure.boxes import InlineBox, TextBox

from charterkit.documents.press.lines.shaping import Shapes
from charterkit.documents.press.replacing import replaced

_ROUNDING: Final = 1 + 1e-9
"""By how much WeasyPrint takes a line to be wider than it is."""


@contextmanager
def fitted_at_once(shapes: Shapes) -> Iterator[None]:
    """Put them there while the block runs; ``shapes`` say how wide words are."""
    with replaced((lines, "split_inline_box", _fitting(lines.split_inline_box, shapes))):
        yield


def _fitting(plain: Any, shapes: Shapes) -> Any:
    def split_inline_box(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        _, skip_stack, around, *_, line_children, first_letter_style, first_line_style = rest
        if skip_stack is None and not first_letter_style and not first_line_style and _is_plain(box):
            (text,) = box.children
            room = max_x * _ROUNDING - position_x
            if shapes.fitting(text.text, text.style, room):
                lines.resolve_percentages(text, around)
                text.position_x, text.position_y = position_x, box.position_y
                made, *_ = lines.split_text_box(context, text, room, 0, is_line_start=not line_children)
                return _filled(box, made, text)
        return plain(context, box, position_x, max_x, *rest)

    return split_inline_box


def _is_plain(box: Any) -> bool:
    """Tell whether a box is an element with nothing but a text in it, and no space after that."""
    if type(box) is not InlineBox or len(box.children) != 1 or box.is_leader or box.style["position"] == "relative":
        return False
    side = "left" if box.style["direction"] == "rtl" else "right"
    after = getattr(box, f"padding_{side}") + getattr(box, f"margin_{side}") + getattr(box, f"border_{side}_width")
    return type(box.children[0]) is TextBox and bool(box.children[0].text) and not after


def _filled(box: Any, words: Any, text: Any) -> tuple[Any, None, bool, str, str | bool, dict[str, float]]:
    """Return what ``split_inline_box`` does of a box whose words all fit."""
    made = box.copy_with_children([words])
    made.position_x = words.position_x
    words.position_x += box.padding_left + box.margin_left + box.border_left_width
    made.width = words.position_x + words.margin_width() - made.content_box_x()
    lines._adjust_line_height(made)  # noqa: SLF001  as WeasyPrint does it
    last = text.trailing_collapsible_space or text.text[-1]
    return made, None, False, text.text[0], last, {"left": 0, "right": 0}
