"""Where lines may break in Lao, Khmer and Burmese, which do not set their words apart, in Korean, and in numbers.

The press breaks lines at spaces, and in Thai, whose words its library knows; browsers know those of all four. What is
to be printed in the other three is given a mark (U+200B) wherever ICU's dictionaries end a word.
``press.copied_text`` leaves the marks out of what is copied. A Korean line ends at a space, as the standard for the
language has it (``word-break: keep-all``, which the press does not know): its syllables are joined by a mark that draws
nothing and has no glyph (U+2060). Of a number whose thousands a space sets apart (``25 000``) no line takes a part.
"""

from __future__ import annotations

import re
from typing import Final

_UNSPACED: Final = "\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_STRETCH: Final = re.compile(f"[{_UNSPACED}]{{2,}}")
_KOREAN: Final = re.compile(r"[\w.,·]*[\uac00-\ud7a3][\w.,·]*")
"""A word with a Korean syllable in it: ``제3조에``."""
_MARKED: Final = re.compile(f"[{_UNSPACED}\uac00-\ud7a3]")
_THOUSANDS: Final = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_TEXT: Final = re.compile("(?<=>)[^<>]+")
MARK: Final = "\u200b"
"""ZERO WIDTH SPACE: draws nothing; a line may break there."""
JOINT: Final = "\u2060"
"""WORD JOINER: draws nothing; no line may break there."""


def divided(page: str) -> str:
    """Return an HTML page with marks between the words of its body that nothing else divides, and in Korean ones."""
    head, start, body = page.partition("<body")
    if _THOUSANDS.search(body):
        body = _TEXT.sub(lambda text: _THOUSANDS.sub("\N{NO-BREAK SPACE}", text[0]), body)
        page = head + start + body
    if not _MARKED.search(body):
        return page
    body = _TEXT.sub(lambda text: _KOREAN.sub(lambda word: JOINT.join(word[0]), text[0]), body)
    if not _STRETCH.search(body):
        return head + start + body
    from icu import BreakIterator, Locale  # noqa: PLC0415  few documents are in these scripts

    words = BreakIterator.createLineInstance(Locale.getRoot())

    def marked(stretch: re.Match[str]) -> str:
        words.setText(stretch[0])
        ends = list(words)
        return MARK.join(stretch[0][begin:end] for begin, end in zip((0, *ends), ends, strict=False))

    return head + start + _TEXT.sub(lambda text: _STRETCH.sub(marked, text[0]), body)
