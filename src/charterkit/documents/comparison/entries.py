"""The entries of a comparison: each provision that changed, with its title, its notes and its changed paragraphs.

Part of ``worded``, which says what is made of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from charterkit.documents.comparison.pieces import Pieces, pieces
from charterkit.drafting.numbering import Number
from charterkit.history import Attribute, Change, Comparison, Move, Row, TextChange
from charterkit.history.comparing.changes import UNPLACED

_REWRAPPED: Final = "lines wrapped anew, no word changed"

LISTS: Final = {"preamble": "Preamble", "closing": "Closing", "annexes": "Annexes", UNPLACED: "Not in the outline"}


class Paragraph(NamedTuple):
    """One field of a unit, provision or part.

    Attributes:
        label: the printed number, as far as it has to be said: ``6(2)(a)``; or ``heading``; may be empty.
        note: what happened besides words, such as ``added`` or ``moved from Article 5(2)``; may be empty.
        words: the words with what became of them; empty where only the note speaks.
    """

    label: str
    note: str
    words: Pieces


class Entry(NamedTuple):
    """One provision, or a part by itself.

    Attributes:
        title: number and heading; empty for a part, since its section has them.
        path: its id path.
        notes: what happened to it as a whole.
        paragraphs: its words and those of its units, where they changed.
    """

    title: str
    path: str
    notes: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


class Writer(NamedTuple):
    """Puts the rows of a comparison into English; ``context`` as in ``worded``."""

    comparison: Comparison
    context: int | None

    def section_title(self, row: Row) -> str:
        """Return what a part or list is called: ``Part III  Security cooperation``."""
        heading = self._heading(row)
        if not heading:
            return LISTS.get(row.path, row.path)
        gone = row.departed or row.new_path is None
        return f"{f'(was {row.old_number})' if gone else row.new_number or ''}  {heading}".strip()

    def entries(self, section: Row) -> Iterator[Entry]:
        """Yield the part itself where it changed, then the provisions in which something changed."""
        if section.change:
            words = () if section.departed else tuple(self._own(section.change))
            yield Entry("", section.path, tuple(self._notes(section)), words)
        for row in section.rows:
            paragraphs = () if row.departed else tuple(self._paragraphs(row))
            if row.change or paragraphs:
                yield Entry(self._title(row), row.path, tuple(self._notes(row)), paragraphs)

    def _title(self, row: Row) -> str:
        number = _number(row)
        if row.departed or row.new_path is None:
            return f"(was {number or row.old_path})  {self._heading(row)}".strip()
        was = f" (was {row.old_number})" if row.old_number not in {None, number} else ""
        return f"{number or row.path}{was}  {self._heading(row)}".strip()

    def _heading(self, row: Row) -> str:
        """Return the heading in the drafting language; the old one only where there is no new one."""
        sides = ((self.comparison.new, row.new_path), (self.comparison.old, row.old_path))
        for charter, path in sides:
            node = None if path is None else charter.part(path) if row.level == "part" else charter.find(path)
            if node and node.heading:
                return node.heading.get(charter.settings.drafting_language) or next(iter(node.heading.values()))
        return ""

    def _notes(self, row: Row) -> Iterator[str]:
        """Yield what happened besides words."""
        change = row.change
        if change is None:
            return
        if row.departed:
            yield _within(change) or f"moved to {_called(change.new_number, change.path)}"
            return
        if change.kinds[0] in {"added", "deleted"}:
            yield change.kinds[0]
        if change.shares_with:
            side = "words cut from" if change.new_path else "words went into"
            yield f"{side} {change.shares_with}"
        if change.move:
            yield _moved(change, change.move)
        if change.likeness is not None:
            yield f"was {change.old_path}, paired by its words ({change.likeness:.0%} alike)"
        yield from (_attribute(attribute) for attribute in change.attributes if attribute.name != "id")

    def _paragraphs(self, row: Row) -> Iterator[Paragraph]:
        if row.change:
            yield from self._own(row.change)
        whole = row.change.kinds[0] if row.change else ""
        for below in row.rows:
            yield from self._units(below, whole)

    def _units(self, row: Row, above: str) -> Iterator[Paragraph]:
        """Yield the paragraphs of a unit; that it came or went with what is above it isn't said again."""
        change = row.change
        if change:
            number = _number(row)
            label = number.full if number else row.path
            if (row.departed or row.new_path is None) and above != "deleted":
                label = f"was {label}"
            note = "; ".join(note for note in self._notes(row) if note not in {"added", "deleted"} or note != above)
            texts = () if row.departed else change.texts
            if note and not texts:
                yield Paragraph(label, note, ())
            for place, text in enumerate(texts):
                yield self._paragraph(text, label, "" if place else note)
        for below in row.rows:
            yield from self._units(below, change.kinds[0] if change else "")

    def _own(self, change: Change) -> Iterator[Paragraph]:
        """Yield the fields of a part or provision itself; the heading that the title shows isn't said again."""
        whole = change.kinds[0] in {"added", "deleted"}
        for text in change.texts:
            if not (whole and text.field == "heading" and self._is_drafted_in(text.language)):
                yield self._paragraph(text, "", "")

    def _paragraph(self, text: TextChange, label: str, note: str) -> Paragraph:
        field = "heading" if text.field == "heading" else ""
        language = "" if self._is_drafted_in(text.language) else f"[{text.language}]"
        called = " ".join(filter(None, (label, field, language)))
        if text.rewrapped:
            return Paragraph(called, "; ".join(filter(None, (note, _REWRAPPED))), ())
        return Paragraph(called, note, pieces(text.shown, self.context))

    def _is_drafted_in(self, language: str) -> bool:
        return language == self.comparison.new.settings.drafting_language


def _number(row: Row) -> Number | None:
    """Return the number that a row goes by: the old one where it is no longer there."""
    return row.old_number if row.departed else row.new_number or row.old_number


def _called(number: Number | None, path: str) -> str:
    return str(number) if number else path


def _moved(change: Change, move: Move) -> str:
    path = change.old_path or ""
    if move.origin.container == move.goal.container:
        where = f", now after {move.goal.after}" if move.goal.after else ", now the first"
    else:
        where = f" in {move.origin.container}" if "/" not in path else ""
    return f"{_within(change) or f'moved from {_called(move.origin.number, path)}'}{where}"


def _within(change: Change) -> str:
    """Return what stands in place of two numbers that are the same: what moved keeps one until it is renumbered."""
    move = change.move
    if move is None or move.origin.container != move.goal.container or move.origin.number != move.goal.number:
        return ""
    number = move.goal.number
    above = number.full.rpartition("(")[0] if number else ""
    if number and above:
        return f"moved within {Number(number.series, above, above)}"
    return f"moved within {LISTS.get(move.goal.container) or move.goal.container or 'the charter'}"


def _attribute(attribute: Attribute) -> str:
    out = f"out {', '.join(attribute.removed)}" if attribute.removed else ""
    into = f"in {', '.join(attribute.added)}" if attribute.added else ""
    return f"{attribute.name.replace('_', ' ')}: {'; '.join(filter(None, (out, into)))}"
