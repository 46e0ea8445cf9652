"""Cells of a synopsis: a field's words with their marks, as one side of a comparison or as both.

The words were compared before; here they are laid out as everywhere else, with references resolved. Footnotes stay in
their cell, below its words: a table has no foot of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.references import Names
from charterkit.documents.runs import Mark, Run
from charterkit.documents.synopsis.value import Cell
from charterkit.documents.tree import Notice, Paragraph
from charterkit.documents.views.items import Strand
from charterkit.documents.views.redline import strands
from charterkit.documents.weave import weave
from charterkit.documents.wording.numerals import digits
from charterkit.documents.wording.phrases import in_tongue
from charterkit.history.comparing.changes import TextChange

ABSENT: Final = Cell(state="absent")
OPEN: Final = Cell(state="open")


def cell(changes: Iterable[TextChange], names: Names, hidden: Mark, notices: tuple[Notice, ...] = ()) -> Cell:
    """Return the words of some fields, one below the other.

    Args:
        changes: the fields, headings before texts.
        names: what references print.
        hidden: the words that are not shown: inserted ones on the old side, deleted ones on the new; ``keep`` shows
            both.
        notices: what is said above the words.
    """
    return Cell(tuple(row for change in changes for row in _field(change, names, hidden)), notices)


def replaced(change: TextChange) -> bool:
    """Tell whether nothing but white space of the first text stands in the second, so that a redline shows nothing."""
    ops = {segment.op for segment in change.segments if segment.text.strip()}
    return ops == {"delete", "insert"}


def _field(change: TextChange, names: Names, hidden: Mark) -> Iterator[Paragraph]:
    shown = [strand for strand in strands(change, names.language) if hidden == "keep" or strand.mark != hidden]
    paragraphs = in_language_of(change.language, shown, names)
    if change.field == "heading":
        yield from emphasised(paragraphs)
    else:
        yield from paragraphs


def in_language_of(tongue: str, shown: Iterable[Strand], names: Names) -> tuple[Paragraph, ...]:
    """Return strands of a text in a language as paragraphs: it bears its tag and cites in its own words."""
    if tongue == names.language:
        return laid_out(shown, names)
    rows = laid_out(shown, replace(names, language=tongue))
    return tuple(replace(row, runs=in_tongue(row.runs, tongue, names.language)) for row in rows)


def emphasised(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs with all their words in italics, as headings stand in a cell."""
    return (replace(row, runs=tuple(replace(run, emphasis=True) for run in row.runs)) for row in paragraphs)


def laid_out(shown: Iterable[Strand], names: Names) -> tuple[Paragraph, ...]:
    """Return strands as paragraphs, footnotes below them, numbered in the order in which they are called.

    What is called and not shown, or shown and not called, keeps its name.
    """
    woven = weave(shown, names)
    called = dict.fromkeys(run.text for row in woven.paragraphs for run in row.runs if run.role == "note")
    numbered = enumerate((name for name in called if name in woven.notes), start=1)
    numbers = {name: digits(str(number), names.language) for number, name in numbered}

    def plain(run: Run) -> Run:
        """Return a run that leads nowhere: a synopsis holds only what differs, seldom what a reference leads to."""
        return replace(run, target="", text=f"[^{numbers.get(run.text, run.text)}]" if run.role == "note" else run.text)

    words = (replace(row, runs=tuple(map(plain, row.runs))) for row in woven.paragraphs)
    ordered = dict.fromkeys((*numbers, *woven.notes))
    below = ((numbers.get(name, name), row) for name in ordered for row in woven.notes[name])
    notes = (replace(row, runs=(Run(f"[^{name}]: ", role="note"), *map(plain, row.runs))) for name, row in below)
    return (*words, *notes)
