"""Where lines may break in scripts that do not set their words apart: Lao, Khmer and Burmese.

The press breaks lines at spaces, and in Thai, whose words its library knows; browsers know those of all four. What is
to be printed in the other three is given a mark (U+200B) wherever ICU's dictionaries end a word.
``press.copied_text`` leaves the marks out of what is copied.
"""

from __future__ import annotations

import re
from typing import Final

_STRETCH: Final = re.compile("[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f]{2,}")
_TEXT: Final = re.compile("(?<=>)[^<>]+")
MARK: Final = "\u200b"
"""ZERO WIDTH SPACE: draws nothing; a line may break there."""


def divided(page: str) -> str:
    """Return an HTML page with marks between the words of its body that nothing else divides."""
    head, start, body = page.partition("<body")
    if not _STRETCH.search(body):
        return page
    from icu import BreakIterator, Locale  # noqa: PLC0415  few documents are in these scripts

    words = BreakIterator.createLineInstance(Locale.getRoot())

    def marked(stretch: re.Match[str]) -> str:
        words.setText(stretch[0])
        ends = list(words)
        return MARK.join(stretch[0][begin:end] for begin, end in zip((0, *ends), ends, strict=False))

    return head + start + _TEXT.sub(lambda text: _STRETCH.sub(marked, text[0]), body)
