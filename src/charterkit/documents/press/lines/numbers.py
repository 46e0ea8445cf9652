"""Lines numbered in the margin: where the lines of a page stand, and their numbers drawn.

Lines are those of the text: headings, paragraphs and units; not of tables, footnotes, contents and what stands in
margins. The numbers are drawn with the running heads, as no part of the text: a screen reader passes over them, and
they are not copied (their ``ActualText`` is empty).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pydyf
import weasyprint.draw.text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from charterkit.documents.press.order import Lines

TEXT: Final = "main"
"""The element whose lines are counted."""
_SIZE: Final = 10.0
"""Of the numbers, in CSS pixels: 7.5 points."""
_MILLIMETRE: Final = 96 / 25.4
_LEVEL: Final = 1.0
"""Lines nearer than this to the line before stand beside it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a page: how far down each stands, where their margin begins, and on which side that is."""

    baselines: tuple[float, ...] = ()
    edge: float = 0
    right: bool = False


def text_of(body: Any) -> Any:
    """Return the box of the text on a page of WeasyPrint's; None where there is none."""
    return next((box for box in body.descendants() if box.element_tag == TEXT), None)


def rows_of(text: Any) -> Rows:
    """Return the lines of a page, given the box of its text."""
    found: list[float] = []
    for line in _lines(text):
        baseline = line.position_y + line.baseline
        if not found or abs(baseline - found[-1]) > _LEVEL:
            found.append(baseline)
    right = text.style["direction"] == "rtl"
    start = text.content_box_x()
    return Rows(tuple(found), start + text.width if right else start, right)


def _lines(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            if any(getattr(each, "text", "").strip() for each in child.descendants()):
                yield child
        elif isinstance(child, boxes.BlockContainerBox) and child.height and not _aside(child):
            yield from _lines(child)


def _aside(box: Any) -> bool:
    """Tell whether a block is no part of the running text."""
    return bool(box.is_table_wrapper or not box.is_in_normal_flow() or isinstance(box, boxes.FootnoteAreaBox))


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers beside the lines of one page; ``style`` is that of the text."""

    style: Any
    rows: Rows
    lines: Lines
    before: int
    """How many lines were counted before the page."""

    def draw(self, stream: Any) -> None:
        """Draw the numbers."""
        style = self._style()
        away = self.lines.apart * _MILLIMETRE
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String("")}))
        for number, baseline in enumerate(self.rows.baselines, start=self.before + 1):
            if number % self.lines.every:
                continue
            written = "".join(self.lines.digits[int(digit)] for digit in str(number))
            box = boxes.TextBox(TEXT, style, None, written)
            box.pango_layout, _, _, box.width, _, box.baseline = inline.split_first_line(
                written, style, None, None, 0
            )  # fmt: skip
            box.position_x = self.rows.edge + away if self.rows.right else self.rows.edge - away - box.width
            box.position_y = baseline - box.baseline
            drawing.draw_text(stream, box, 0, "clip", "none")
        stream.end_marked_content()

    def _style(self) -> Any:
        """Return the style of the text in the numbers' size; it stays with that of the text."""
        known = self.style.__dict__.get("charterkit_numbers")
        if known is None:
            known = self.style.charterkit_numbers = self.style.copy()
            known["font_size"] = _SIZE
        return known
