"""The corrigendum: what is to be corrected in a text that was issued, in each language: *for* these words *read* those.

A document of the differences between the text as issued and the corrected one; finding them is left to
``history.comparing.compare``. A correction may concern some languages only. In an adopted text it is no amendment: the
page then states the procedure of article 79 of the Vienna Convention on the Law of Treaties (1969).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.reports.redlined import cut_short
from charterkit.documents.reports.report import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Prose,
    Report,
    report,
    words,
)
from charterkit.documents.runs import Runs
from charterkit.documents.synopsis.cells import laid_out
from charterkit.documents.views.redline import segment_strands
from charterkit.documents.views.redline_notices import Pages, remarks, row_notices
from charterkit.documents.wording.dates import date_words
from charterkit.documents.wording.labels import labels, language_name
from charterkit.documents.wording.numerals import cite, digits
from charterkit.documents.wording.phrases import STOP, in_tongue, line
from charterkit.drafting.numbering import number
from charterkit.history.comparing.changes import Comparison, Row, TextChange

CONTEXT: Final = 5
"""How many untouched words stand on either side of what is corrected, so that its place is plain."""


def corrigendum(
    comparison: Comparison, front: Front | None = None, place: int = 1, objections_by: datetime.date | None = None
) -> Report:
    """Return the corrections that lead from one text to another.

    Args:
        comparison: the text as issued, and the corrected one.
        front: ``symbol`` and ``compared_with`` name the text as issued.
        place: which corrigendum to that text it is: its symbol ends in ``/Corr.n``.
        objections_by: until when objections may be raised, where that is known.
    """
    front = front or Front()
    settings = comparison.new.settings
    language = front.page_language(settings)
    said = labels(language)
    sections = tuple(_sections(comparison, language))
    adopted = (front.status or comparison.old.settings.status) == "adopted"
    blocks: tuple[Block, ...] = (
        *_procedure(adopted, objections_by, language),
        *(sections or (Prose(words(said["no_differences"])),)),
    )
    symbol = f"{front.symbol or settings.symbol}/Corr.{place}"
    return report(
        settings, replace(front, symbol=symbol), "corrigendum", blocks, remarks=tuple(remarks(comparison, language))
    )


def _procedure(adopted: bool, objections_by: datetime.date | None, language: str) -> Iterator[Block]:
    said = labels(language)
    yield Heading(said["procedure"], 2, "procedure")
    if not adopted:
        yield Prose(words(said["correction_of_draft"]))
        return
    yield Prose(words(said["correction_adopted"]))
    until = date_words(objections_by, language)
    dated = said["correction_until"].format(date=until).replace(STOP * 2, STOP) if until else said["correction_no_date"]
    steps = (said["correction_notice"], dated, said["correction_effected"], said["correction_objected"],
             said["correction_from_start"])  # fmt: skip
    yield Listing(tuple(words(step) for step in steps), ordered=True)


def _sections(comparison: Comparison, language: str) -> Iterator[Block]:
    """Yield a table for each language with something to correct: the drafting language first, then as declared."""
    found: dict[str, list[tuple[Cell, ...]]] = {}
    pages = Pages(comparison.old, comparison.new, number(comparison.old), number(comparison.new), language)
    for row in comparison.walk():
        for text in row.change.texts if row.change and not row.departed else ():
            found.setdefault(text.language, []).extend(_rows(row, text, pages))
    said = labels(language)
    declared = [tag for tag in comparison.new.settings.languages if tag in found]
    for tag in (*declared, *sorted(found.keys() - set(declared))):
        name = said["text_in"].format(language=language_name(tag, language))
        yield Heading(name, 2, f"text-{tag.lower()}")
        columns = (Column(said["provision"], weight=2), Column(said["for"], weight=5), Column(said["read"], weight=5))
        yield Grid("", columns, tuple(found[tag]))
    notices = tuple(_notices(comparison, pages))
    if notices:
        yield Heading(said["other_corrections"], 2, "other-corrections")
        yield Listing(notices)


def _rows(row: Row, text: TextChange, pages: Pages) -> Iterator[tuple[Cell, ...]]:
    """Yield place, words to be replaced and words that replace them, for each stretch that is corrected."""
    names = Names(pages.new_numbers, pages.old_numbers, pages.new.registry, text.language)
    old = row.old_path is not None
    numbers, path = (pages.old_numbers, row.old_path) if row.old_path else (pages.new_numbers, row.path)
    where = cite(numbers, path or row.path, pages.language)
    if text.field == "heading":
        where = pages.words["list_comma"].join((where, pages.words["the_heading"]))
    for place, (before, after) in enumerate(_stretches(text, names)):
        shown = where if place == 0 else ""
        for_, read = (in_tongue(runs, text.language, pages.language) for runs in (before if old else (), after))
        yield shown, for_ or pages.words["nothing_there"], read or pages.words["nothing_there"]


def _stretches(text: TextChange, names: Names) -> Iterator[tuple[Runs, Runs]]:
    """Yield the old and the new words of each stretch, with a few untouched ones around them."""
    waiting = []
    for strand in (*cut_short(segment_strands(text.segments), CONTEXT), None):
        if strand is not None and strand.role != "sign":
            waiting.append(strand)
            continue
        if any(each.mark != "keep" for each in waiting):
            before = laid_out((each for each in waiting if each.mark != "insert"), names)
            after = laid_out((each for each in waiting if each.mark != "delete"), names)
            yield line((row.runs for row in before), "\n"), line((row.runs for row in after), "\n")
        waiting = []


def _notices(comparison: Comparison, pages: Pages) -> Iterator[Runs]:
    """Yield what is corrected besides words: moves, numbers, other facts of a provision."""
    for row in comparison.walk():
        for notice in () if row.departed else row_notices(row, pages):
            where = cite(pages.new_numbers, row.path, pages.language)
            yield words(f"{where}{pages.words['colon']}{digits(notice.text, pages.language)}")
