"""The space at the end of a stretch of text hangs over the end of its line, as CSS asks.

Where words in a line end in a space, and a link or a change follows them, WeasyPrint counts that space: words that fit
without it and not with it are cut after their first word, hyphenated or not, which then stands alone in a line
(``under-``). Here they stay whole; that nothing but a space goes over the end is then seen by what fills lines.

In a line from the right such a space is at the left of the words, and WeasyPrint moves the line by its width; where the
line is justified the words are laid out anew without the space, and stand too far to the left. Here they always are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import weasyprint.layout.inline as lines

from charterkit.documents.press.replacing import replaced

_NARROWEST: Final = 0.2
"""How wide a letter is at least, by its height: a stretch of more letters than fill a line so does not fit."""


@contextmanager
def hanging_spaces() -> Iterator[None]:
    """Let spaces hang while the block runs."""
    with replaced(
        (lines, "split_first_line", _hanging(lines.split_first_line)),
        (lines, "remove_last_whitespace", _removing(lines.remove_last_whitespace)),
    ):
        yield


def _hanging(plain: Any) -> Any:
    def split_first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **how: bool) -> Any:
        made = plain(text, style, context, max_width, *rest, **how)
        layout, _, resume_at, *_ = made
        first_word = resume_at is not None and (
            " " not in layout.text.rstrip(" ") or layout.text.endswith(style["hyphenate_character"])
        )
        if max_width is None or not (first_word and text.endswith(" ") and _may_fit(text, style, max_width)):
            return made
        words = plain(text.rstrip(" "), style, context, max_width, *rest, **how)
        return plain(text, style, context, None, *rest, **how) if words[2] is None else made

    return split_first_line


def _removing(plain: Any) -> Any:
    def remove_last_whitespace(context: Any, line: Any) -> None:
        *around, last = _last_boxes(line)
        text, width, layout = getattr(last, "text", ""), last.width, getattr(last, "pango_layout", None)
        plain(context, line)
        if layout is not None and layout.first_line_direction % 2 and last.text and last.text != text:
            last.pango_layout = lines.split_text_box(context, last, None, 0)[0].pango_layout
            for box in (*around[1:], last):
                box.position_x += width - last.width

    return remove_last_whitespace


def _last_boxes(line: Any) -> list[Any]:
    """Return a line, its last box, the last box in that, and so on."""
    found = [line]
    while children := getattr(found[-1], "children", None):
        found.append(children[-1])
    return found


def _may_fit(text: str, style: Any, width: float) -> bool:
    return len(text) * float(style["font_size"]) * _NARROWEST <= width
