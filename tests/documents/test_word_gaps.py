"""A justified line of bold Hindi is as wide as it was measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.text.line_break import line_size

from charterkit.documents.fonts.families import css_families
from charterkit.documents.press.lines.gaps import even_gaps

HINDI = "जिस प्रतिभागी से माँग की गई है, वह उत्तर देगा और <a>Helsinki Final Act</a> के अनुसार हितों का संतुलन खोजेगा।"
LATIN = (
    "The Participant that is asked replies, and looks for a balance of interests under the <a>Helsinki Final Act</a>."
)


def short_by(words: str) -> Iterator[float]:
    """Yield by how much what is drawn of each stretch of text falls short of its place in the line."""
    boxes = "".join(f"<p style='width: {width}px'>{words}</p>" for width in range(340, 440, 10))
    style = f"p {{ font: bold 14px {css_families('hi')}; text-align: justify }}"
    for page in HTML(string=f"<html lang=hi><style>{style}</style>{boxes}").render().pages:
        for box in page._page_box.descendants():
            if getattr(box, "justification_spacing", 0):
                layout: Any = box.pango_layout
                layout.reactivate(box.style)
                yield box.width - line_size(layout.get_first_line()[0], box.style)[0]


@pytest.mark.parametrize(("words", "fall"), [(HINDI, True), (LATIN, False)])
def test_what_is_drawn_fills_its_place_where_a_space_set_apart_is_narrower(words: str, fall: bool) -> None:
    assert (max(short_by(words)) > 1) is fall
    with even_gaps():
        found = list(short_by(words))
    assert found
    assert max(map(abs, found)) < 0.1
