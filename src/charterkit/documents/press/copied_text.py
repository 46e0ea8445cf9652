"""Text that is copied out of a PDF as it was written, in scripts whose signs are not drawn in the order they stand in.

A PDF maps each glyph to characters, which cannot tell where a vowel sign that is drawn before its consonant belongs.
The words of such a line are therefore attached to it (``ActualText``, ISO 32000-2, 14.9.4). WeasyPrint has no setting
for that: its drawing of a line is wrapped while a document is made. Right-to-left lines are drawn in their own way,
``right_to_left``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf
import weasyprint.draw.text as drawing

from charterkit.documents.press.replacing import replaced
from charterkit.documents.press.right_to_left import RIGHT_TO_LEFT, draw_in_reading_order
from charterkit.documents.undivided import MARK

_REORDERED: Final = re.compile("[\u0900-\u109f\u1780-\u17ff\u1a20-\u1aad\u1b00-\u1bff]")
"""Indic scripts; Thai and Lao, whose marks are on a line of their own for some readers; Tibetan, Burmese, Khmer, Tai
Tham, Balinese to Batak."""

_BRACKETS: Final = re.compile(r"[()\[\]{}<>\u00ab\u00bb\u2039\u203a]")
"""What is drawn mirrored where a line goes from the right, also among letters that do not."""


@contextmanager
def copied_as_written() -> Iterator[None]:
    """Attach the words to the lines that need them, while the block runs."""
    plain = drawing.draw_first_line

    def attached(stream: Any, textbox: Any, *rest: Any) -> Any:
        words = textbox.text
        mirrored = textbox.style["direction"] == "rtl" and _BRACKETS.search(words)
        if (mirrored or RIGHT_TO_LEFT.search(words)) and words.strip():
            return draw_in_reading_order(plain, stream, textbox, *rest)
        if not _REORDERED.search(words):
            return plain(stream, textbox, *rest)
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(words.replace(MARK, ""))}))
        try:
            return plain(stream, textbox, *rest)
        finally:
            stream.end_marked_content()

    with replaced((drawing, "draw_first_line", attached)):
        yield
