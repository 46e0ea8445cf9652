"""The space at the end of a stretch of text hangs over the end of its line, as CSS asks.

Where words in a line end in a space, and a link or a change follows them, WeasyPrint counts that space: words that fit
without it and not with it are hyphenated at their first word, which then stands alone in a line (``under-``). Here they
stay whole; that nothing but a space goes over the end is then seen by what fills lines.
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
    with replaced((lines, "split_first_line", _hanging(lines.split_first_line))):
        yield


def _hanging(plain: Any) -> Any:
    def split_first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **how: bool) -> Any:
        made = plain(text, style, context, max_width, *rest, **how)
        layout, _, resume_at, *_ = made
        hyphenated = resume_at is not None and layout.text.endswith(style["hyphenate_character"])
        if max_width is None or not (hyphenated and text.endswith(" ") and _may_fit(text, style, max_width)):
            return made
        words = plain(text.rstrip(" "), style, context, max_width, *rest, **how)
        return plain(text, style, context, None, *rest, **how) if words[2] is None else made

    return split_first_line


def _may_fit(text: str, style: Any, width: float) -> bool:
    return len(text) * float(style["font_size"]) * _NARROWEST <= width
