"""What stands between the words of two lines, for those who read the text and not the page.

A program that reads a PDF by its structure, as a screen reader does, puts nothing between two lines. ISO 32000-1 asks
for what it needs: a space after each word, also where a line ends (14.8.2.5), and a soft hyphen, U+00AD, where a line's
end divides a word (14.8.2.2.3). WeasyPrint takes the space away and draws the hyphen as any other.

Here each line is marked with how it ends while it is laid out; what it ends with is drawn with it. The space draws
nothing; the hyphen is the one that was drawn, with the soft hyphen attached (``ActualText``, 14.9.4), so that readers
which know no attached words see it as before. Nothing moves. A space that stands alone between two elements, which
WeasyPrint does not draw, is drawn as well. Lines that are written glyph by glyph are left to ``drawing.copied_text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import pydyf
import weasyprint.layout.inline as lines
from weasyprint.formatting_structure.boxes import BlockBox, InlineBox, LineBox, TextBox
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import Layout

from charterkit.documents.press.replacing import replaced

SPACE: Final = " "
SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
_WITHIN: Final = frozenset({"a", "b", "bdi", "caption", "em", "i", "small", "span", "strong"})
"""Elements whose last line may not be the last of what they stand in: of a heading, or beside others in a title."""
_LAST_GLYPH: Final = re.compile(rb"\[(.*?)(<?)([0-9a-f]{4})>(-?[\d.]*)\] TJ", re.DOTALL)
"""The last glyph of what was shown last, and what the text moves by behind it."""


class Blank(NamedTuple):
    """The space of a style: its glyph in the font, and how wide it is in CSS pixels."""

    font: Any
    size: float
    number: int
    width: float


@contextmanager
def ends_marked() -> Iterator[None]:
    """Mark each line that is laid out, and each piece of an element, with how it ends while the block runs."""
    with replaced(
        (lines, "get_next_linebox", _marking(lines.get_next_linebox)),
        (InlineBox, "remove_decoration", _parting(InlineBox.remove_decoration)),
        (BlockBox, "remove_decoration", _parting(BlockBox.remove_decoration)),
    ):
        yield


def end_of(textbox: Any) -> str:
    """Return what the last text of a line ends with: a space, the soft hyphen of a cut word, or nothing."""
    return str(getattr(textbox, "charterkit_end", ""))


def went_on(box: Any) -> bool:
    """Tell whether a piece of an element goes on from a line, or page, before."""
    return bool(getattr(box, "charterkit_went_on", False))


def goes_on(box: Any) -> bool:
    """Tell whether a piece of an element in a line goes on in a line after."""
    return bool(getattr(box, "charterkit_goes_on", False))


def blank(stream: Any, style: Any) -> Blank | None:
    """Return the space of a style for a stream, which learns what its glyph stands for; None where it has no glyph."""
    known = style.__dict__.get("charterkit_blank")
    if known is None:
        layout = Layout(style)
        layout.set_text(SPACE)
        line, _ = layout.get_first_line()
        run = line.runs[0].data
        glyph = run.glyphs.glyphs[0]
        known = style.charterkit_blank = layout, run.item.analysis.font, glyph.glyph, glyph.geometry.width * FROM_UNITS
    _, pango_font, number, width = known
    if number == pango.PANGO_GLYPH_EMPTY or number & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        return None
    font, size = stream.add_font(pango_font)
    font.to_unicode.setdefault(number, SPACE)
    font.widths.setdefault(number, round(width * 1000 / size))
    return Blank(font, size, number, width)


def draw_end(stream: Any, textbox: Any) -> None:
    """Draw what a text that was just drawn ends with, or the text where it is a space alone."""
    end = end_of(textbox)
    if end == SOFT_HYPHEN:
        _attach(stream)
    elif textbox.text.isspace() or (end and not has_space(textbox)):
        _draw_space(stream, textbox)


def has_space(textbox: Any) -> bool:
    """Tell whether the space that a line ends with is drawn with its text: WeasyPrint may only leave it uncounted."""
    return bool(textbox.text) and bool(textbox.pango_layout.text.endswith(SPACE))


def _draw_space(stream: Any, textbox: Any) -> None:
    space = blank(stream, textbox.style)
    if space is None:
        return
    leftward, alone = textbox.style["direction"] == "rtl", not textbox.text.strip()
    if leftward or alone:
        aside = 0 if alone else space.width
        stream.set_text_matrix(1, 0, 0, -1, textbox.position_x - aside, textbox.position_y + textbox.baseline)
    stream.set_font_size(space.font.hash, space.size)
    stream.show_text(f"<{space.number:04x}>")


def _attach(stream: Any) -> None:
    """Attach a soft hyphen to the glyph that was shown last."""
    shown = _LAST_GLYPH.fullmatch(stream.stream[-1])
    if shown is None:
        return
    before, opened, glyph, _ = (part.decode() for part in shown.groups())
    stream.stream.pop()
    if text := before if opened else before and f"{before}>":
        stream.show_text(text)
    with attached(stream, SOFT_HYPHEN):
        stream.show_text(f"<{glyph}>")


@contextmanager
def attached(stream: Any, words: str) -> Iterator[None]:
    """Attach words to what is written while the block runs."""
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(words)}))
    yield
    stream.end_marked_content()


def _parting(plain: Any) -> Any:
    def remove_decoration(box: Any, start: bool, end: bool) -> None:
        box.charterkit_went_on, box.charterkit_goes_on = start, end
        plain(box, start, end)

    return remove_decoration


def _marking(plain: Any) -> Any:
    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        line, resume_at = plain(context, linebox, *rest)
        if line is not None and resume_at is not None:
            _mark_pieces(linebox, line, resume_at)
        ends = line is not None and (resume_at is not None or linebox.element_tag in _WITHIN)
        if ends and (last := _last_text(line)) is not None:
            last.charterkit_end = (
                _end(linebox, resume_at, last) if resume_at else SPACE * (not last.text.endswith(SPACE))
            )
        return line, resume_at

    return get_next_linebox


def _mark_pieces(box: Any, piece: Any, place: Any) -> None:
    """Mark the pieces of elements at the end of a line: one of which but spaces are left goes on nowhere."""
    (index, inner), *_ = place.items()
    source = box.children[index] if inner is not None else None
    if isinstance(source, InlineBox):
        there = next((child for child in reversed(piece.children) if child.element is source.element), None)
        if isinstance(there, InlineBox):
            there.charterkit_goes_on = any(text.strip() for text in _on_from(source, inner))
            _mark_pieces(source, there, inner)


def _end(linebox: Any, resume_at: Any, last: Any) -> str:
    """Return what a line ends with whose source goes on at a place."""
    before = next(filter(None, _back_from(linebox, resume_at)), "")
    if before[-1:].isspace() or next(filter(None, _on_from(linebox, resume_at)), "")[:1].isspace():
        return SPACE
    hyphen = last.style["hyphenate_character"]
    return SOFT_HYPHEN if last.text.endswith(hyphen) and not before.endswith(hyphen) else ""


def _last_text(box: Any) -> Any:
    """Return the last box of text in a line, None where something else ends it."""
    if isinstance(box, TextBox):
        return box
    if not isinstance(box, LineBox | InlineBox):
        return None
    within = (_last_text(child) for child in reversed(box.children) if child.is_in_normal_flow() and not _empty(child))
    return next(within, None)


def _empty(box: Any) -> bool:
    """Tell whether an element has nothing in its line, as one that only ends it."""
    return isinstance(box, InlineBox) and all(map(_empty, box.children))


def _on_from(box: Any, place: Any) -> Iterator[str]:
    """Yield the stretches of text in a box from a place on."""
    index, inner = next(iter(place.items())) if place else (0, None)
    if isinstance(box, TextBox):
        yield box.text.encode()[index:].decode()
    elif isinstance(box, LineBox | InlineBox):
        for child in box.children[index:]:
            if child.is_in_normal_flow():
                yield from _on_from(child, inner)
            inner = None
    else:
        yield "\N{OBJECT REPLACEMENT CHARACTER}"


def _back_from(box: Any, place: Any) -> Iterator[str]:
    """Yield the stretches of text in a box before a place, the last first; of the whole box where no place is given."""
    if isinstance(box, TextBox):
        yield box.text.encode()[: next(iter(place)) if place else None].decode()
    elif isinstance(box, LineBox | InlineBox):
        index, inner = next(iter(place.items())) if place else (len(box.children), None)
        if inner is not None:
            yield from _back_from(box.children[index], inner)
        for child in reversed(box.children[:index]):
            if child.is_in_normal_flow():
                yield from _back_from(child, None)
    else:
        yield "\N{OBJECT REPLACEMENT CHARACTER}"
