"""A change list put into English: sections, entries and paragraphs, before any of it is laid out.

The terminal and Markdown views print these values, so that both say the same; JSON has the changes themselves. Words
for numbers come from ``drafting.numbering``, those for parts from the charter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from charterkit.documents.comparison_pieces import Pieces, pieces
from charterkit.drafting.numbering import Number
from charterkit.history import Change, Comparison, RegistryChange, Row, Tally, TextChange, summarise
from charterkit.history.changes import UNPLACED
from charterkit.model.charter import Charter

CONTEXT: Final = 12
"""How many unchanged words the views show on either side of a change."""

LISTS: Final = {"preamble": "Preamble", "closing": "Closing", "annexes": "Annexes", UNPLACED: "Not in the outline"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One field of a unit or provision.

    Attributes:
        label: the printed number, as far as it has to be said: ``6(2)(a)``; or ``heading``.
        note: what happened besides words, such as ``added`` or ``moved from Article 5(2)``; may be empty.
        words: the words with what became of them; empty where only the note speaks.
    """

    label: str
    note: str
    words: Pieces


@dataclass(frozen=True, slots=True)
class Entry:
    """One provision, or a part by itself.

    Attributes:
        title: number and heading; empty for a part, whose section has them.
        path: its id path.
        notes: what happened to it as a whole.
        paragraphs: its words and those of its units, where they changed.
    """

    title: str
    path: str
    notes: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part or list in which something changed."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole comparison in English.

    Attributes:
        labels: what the two texts are called.
        sections: the parts and lists in which something changed, in reading order.
        renumbered: (old number, new number, path).
        settings: a line for each setting of the charter that changed.
        registry: a line for each list of the registry that changed.
        totals: (title of a part, what was counted), the whole charter last; empty where nothing changed.
    """

    labels: tuple[str, str]
    sections: tuple[Section, ...]
    renumbered: tuple[tuple[str, str, str], ...]
    settings: tuple[str, ...]
    registry: tuple[str, ...]
    totals: tuple[tuple[str, Tally], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report."""
        return not (self.sections or self.settings or self.registry)


def report(comparison: Comparison, labels: tuple[str, str], context: int | None = CONTEXT) -> Report:
    """Put a comparison into English.

    Args:
        comparison: what became of one charter in another.
        labels: what the two are called: versions, commits, dates.
        context: how many unchanged words to keep around a change; None keeps all.
    """
    writer = _Writer(comparison, context)
    sections = (Section(writer.section_title(row), tuple(writer.entries(row))) for row in comparison.rows)
    return Report(
        labels=labels,
        sections=tuple(section for section in sections if section.entries),
        renumbered=tuple((str(line.old), str(line.new), line.new_path) for line in comparison.renumbered),
        settings=tuple(f"{line.name}: {line.old or '(none)'} → {line.new or '(none)'}" for line in comparison.settings),
        registry=tuple(map(_registry_line, comparison.registry)),
        totals=tuple(writer.totals()),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Knows the two charters while their comparison is put into English."""

    comparison: Comparison
    context: int | None

    def section_title(self, row: Row) -> str:
        if row.path in LISTS and not self._part_heading(row):
            return LISTS[row.path]
        number = self._number(row)
        return f"{number or 'Part'}  {self._part_heading(row)}".rstrip()

    def _part_heading(self, row: Row) -> str:
        part = self.comparison.new.part(row.new_path or "") or self.comparison.old.part(row.old_path or "")
        return _first(part.heading, self.comparison.new) if part else ""

    def _number(self, row: Row) -> Number | None:
        change = row.change
        if change:
            return change.old_number if row.departed else change.new_number or change.old_number
        return self._numbers().get(row.path)

    def _numbers(self) -> dict[str, Number]:
        from charterkit.drafting.numbering import number_outline

        return dict(number_outline(self.comparison.new))

    def entries(self, section: Row) -> Iterator[Entry]:
        raise NotImplementedError

    def totals(self) -> Iterator[tuple[str, Tally]]:
        raise NotImplementedError
