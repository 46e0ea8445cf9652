"""Gaps between words of a justified line, as wide as the line needs: in bold Hindi they came out narrower.

WeasyPrint widens a space by setting it apart for Pango, which then takes it from the first family that has one, and not
from that of the letters around it. Where the two are not of one width the line falls short, or words in it stand apart
by what was lost. Here what is lost at each space is measured and put to it. Which words a line holds is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import weasyprint.layout.inline as lines
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import Layout, line_size

from charterkit.documents.press.replacing import replaced

_INDIC: Final = re.compile("[\u0900-\u0dff]")
"""Letters of scripts whose families have a space of their own width, and stand behind the one for Latin."""
_GAP: Final = re.compile("[ \xa0]")


@contextmanager
def even_gaps() -> Iterator[None]:
    """Give spaces of justified lines what is lost at them while the block runs."""
    with replaced((lines, "add_word_spacing", _evened(lines.add_word_spacing))):
        yield


def _evened(plain: Any) -> Any:
    def add_word_spacing(context: Any, box: Any, spacing: float, x_advance: float) -> float:
        advanced: float = plain(context, box, spacing, x_advance)
        if isinstance(box, TextBox) and _INDIC.search(box.text):
            gaps = [
                _lost(box.text[max(gap.start() - 2, 0) : gap.end() + 1], box.style) for gap in _GAP.finditer(box.text)
            ]
            if gaps:
                box.pango_layout.justification_spacing = spacing + sum(gaps) / len(gaps)
        return advanced

    return add_word_spacing


def _lost(around: str, style: Any) -> float:
    """Return how much narrower the space in some letters is when it is set apart."""
    known: dict[str, float] = style.__dict__.setdefault("charterkit_gaps", {})
    if around not in known:
        whole, apart = Layout(style), Layout(style, 1)
        whole.set_text(around)
        apart.set_text(around, justify=True)
        known[around] = _width(whole) - (_width(apart) - len(_GAP.findall(around)))
    return known[around]


def _width(layout: Any) -> float:
    width: float = line_size(layout.get_first_line()[0], layout.style)[0]
    return width
