"""Two texts beside or below each other: a comparison's rows as a synopsis, its tally as the summary.

Nothing is compared here. Provisions in which nothing changed have no rows; those in which something did have a row for
every unit that changed, with all its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from charterkit.documents.fonts.scripts import direction
from charterkit.documents.front import Front, masthead
from charterkit.documents.references import Names
from charterkit.documents.runs import Mark, Run
from charterkit.documents.synopsis.cells import ABSENT, cell, emphasised, in_language_of
from charterkit.documents.synopsis.summary import tallies
from charterkit.documents.synopsis.value import Band, Cell, Layout, Line, Section, Synopsis
from charterkit.documents.tree import Paragraph
from charterkit.documents.views.clean import label
from charterkit.documents.views.items import Side, whole
from charterkit.documents.views.legend import legend
from charterkit.documents.views.redline_notices import Pages, departure, remarks, row_notices
from charterkit.documents.wording.labels import labels, spoken_of
from charterkit.documents.wording.numerals import full
from charterkit.documents.wording.phrases import titled
from charterkit.drafting.numbering import Numbers, number
from charterkit.history.comparing.changes import Change, Comparison, Row
from charterkit.model.base import LanguageTexts
from charterkit.model.charter import Charter


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts, as a column shows it; ``hidden`` are the words that only the other one has."""

    charter: Charter
    names: Names
    side: Side
    hidden: Mark


def pairs_synopsis(
    comparison: Comparison,
    layout: Layout,
    front: Front | None = None,
    columns: tuple[str, str] = ("", ""),
    sponsors: Mapping[str, Sequence[str]] | None = None,
) -> Synopsis:
    """Return a comparison of two texts as a document.

    Args:
        comparison: what became of one charter in another.
        layout: ``side-by-side`` or ``before-after``.
        front: version, date, commit and whatever else only the caller knows.
        columns: what the two texts are called; empty takes the words of the language.
        sponsors: who put forward the change at each path; given, the summary counts by sponsor too.
    """
    front = front or Front()
    settings = comparison.new.settings
    language = front.page_language(settings)
    words = labels(language)
    pages = Pages(comparison.old, comparison.new, number(comparison.old), number(comparison.new), language)
    named = (columns[0] or words["before"], columns[1] or words["after"])
    return Synopsis(
        language=language,
        direction=direction(language),
        layout=layout,
        iso_date=front.iso_date,
        commit=front.short_commit,
        masthead=masthead(settings, front, layout),
        legend=legend(layout, language, moves=any(text.moves for each in comparison.changes for text in each.texts)),
        remarks=tuple(remarks(comparison, language)),
        summary=tallies(comparison, language, sponsors),
        sections=tuple(_sections(comparison, pages, named)),
        words=words,
    )


def _sections(comparison: Comparison, pages: Pages, columns: tuple[str, str]) -> Iterator[Section]:
    registry = comparison.new.registry
    names = Names(pages.new_numbers, pages.old_numbers, registry, pages.language)
    sides = (_Side(pages.old, names, "old", "insert"), _Side(pages.new, names, "new", "delete"))
    for row in comparison.rows:
        lines = (*_line(row, pages, sides), *(line for below in row.rows for line in _lines(below, pages, sides)))
        if lines:
            yield Section.headed(_title(row, pages), row.path, 2, (Band(columns, lines),))


def _title(row: Row, pages: Pages) -> tuple[Run, ...]:
    """Return what a part or list is called, by its new heading or, where it is gone, by its old one."""
    for charter, numbers, path in (
        (pages.new, pages.new_numbers, row.new_path),
        (pages.old, pages.old_numbers, row.old_path),
    ):
        part = charter.part(path) if path else None
        if part and path:
            return titled(label(path, numbers, pages.language), part.heading, pages.language)
    return (Run(labels(pages.language).get(row.path or "unplaced", row.path)),)


def _lines(row: Row, pages: Pages, sides: tuple[_Side, _Side]) -> Iterator[Line]:
    """Yield the rows of a provision or unit in which something changed, under the heading of the provision."""
    below = [line for inner in row.rows for line in _lines(inner, pages, sides)]
    own = list(_line(row, pages, sides))
    if row.level == "provision" and below and not own:
        own = [_named(row, pages, sides)]
    yield from own
    yield from below


def _line(row: Row, pages: Pages, sides: tuple[_Side, _Side]) -> Iterator[Line]:
    change = row.change
    if change is None or _said_elsewhere(change, pages.language):
        return
    was, now = (
        _number(row.old_path, pages.old_numbers, pages.language),
        _number(row.new_path, pages.new_numbers, pages.language),
    )
    arrow = f"{was} \N{RIGHTWARDS ARROW} {now}"
    shown = arrow if was and now and was != now else now or was
    notices = tuple(row_notices(row, pages))
    if row.departed:
        yield Line(was, row.path, (Cell(notices=(departure(row, pages),)), ABSENT))
        return
    old, new = (_cell(row, side) for side in sides)
    cells = (old, replace(new, notices=notices)) if new is not ABSENT else (replace(old, notices=notices), new)
    heading = row.level != "unit" and all(each.only_heading for each in cells)
    yield Line(shown, row.path, cells, heading)


def _said_elsewhere(change: Change, language: str) -> bool:
    """Whether only the words in other languages changed: their own page shows them."""
    return change.kinds == ("changed",) and all(text.language != language for text in change.texts)


def _cell(row: Row, side: _Side) -> Cell:
    """Return what one text has in a row: the words of each field, those that changed with their marks."""
    path = row.old_path if side.side == "old" else row.new_path
    node = side.charter.standing(path) if path else None
    if node is None:
        return ABSENT
    language = side.names.language
    texts = {text.field: text for text in (row.change.texts if row.change else ()) if text.language == language}
    found: list[Paragraph] = []
    for field in ("heading", "text"):
        if change := texts.get(field):
            found += cell((change,), side.names, side.hidden).paragraphs
        else:
            made = _unchanged(getattr(node, field, {}), side)
            found += emphasised(made) if field == "heading" else made
    return Cell(tuple(found))


def _unchanged(texts: LanguageTexts, side: _Side) -> tuple[Paragraph, ...]:
    """Return words that did not change, in the language of the page or the first that there is."""
    tongue = spoken_of(texts, side.names.language)
    return in_language_of(tongue, whole(texts.get(tongue, ""), side=side.side), side.names)


def _named(row: Row, pages: Pages, sides: tuple[_Side, _Side]) -> Line:
    """Return the heading of a provision that is itself unchanged, above its units that did change."""
    shown = _number(row.new_path, pages.new_numbers, pages.language)
    was = _number(row.old_path, pages.old_numbers, pages.language)
    arrow = f"{was} \N{RIGHTWARDS ARROW} {shown}" if was != shown and was else shown
    cells = []
    for side, path in zip(sides, (row.old_path, row.new_path), strict=True):
        node = side.charter.find(path) if path else None
        cells.append(Cell(tuple(emphasised(_unchanged(node.heading, side)))) if node else ABSENT)
    return Line(arrow, row.path, tuple(cells), heading=True)


def _number(path: str | None, numbers: Numbers, language: str) -> str:
    found = numbers.by_path.get(path or "")
    if found is None:
        return ""
    return full(found, language) if "/" in (path or "") else label(path or "", numbers, language)
