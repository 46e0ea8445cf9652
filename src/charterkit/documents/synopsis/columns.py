"""Any number of texts in columns: versions, or the present text and what each participant proposes, as a synopsis.

The rows come from ``history.comparing.columns``. Versions stand in one table for each part. Proposals stand in one
table for each provision, with a column for everybody who proposes something there, so that no column stays empty but
the last, which is kept for a compromise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from charterkit.documents.fonts.scripts import direction
from charterkit.documents.front import Front, masthead
from charterkit.documents.references import Names
from charterkit.documents.runs import Mark, Run
from charterkit.documents.synopsis.cells import ABSENT, OPEN, cell, replaced
from charterkit.documents.synopsis.summary import proposals, sponsor_name, tallies
from charterkit.documents.synopsis.value import Band, Cell, Layout, Line, Section, Synopsis
from charterkit.documents.tree import Notice
from charterkit.documents.views.legend import legend
from charterkit.documents.views.vacant import became
from charterkit.documents.wording.labels import labels, sentence_case
from charterkit.documents.wording.numerals import cite, digits, full, printed
from charterkit.documents.wording.phrases import titled
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.sides import CHAIR
from charterkit.history.comparing.changes import TextChange
from charterkit.history.comparing.columns import COMPROMISE, PRESENT, ColumnRow, Columns, Goal
from charterkit.history.comparing.columns import Cell as TextCell
from charterkit.history.comparing.compare import compare
from charterkit.history.comparing.one_language import in_language
from charterkit.model.charter import LISTS, Charter

WIDEST: Final = 6
"""So many columns of text a landscape page holds; more go into another table, the first column again before them."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The columns, their charters and names, and the language of the page."""

    found: Columns
    charters: tuple[Charter, ...]
    numbers: tuple[Numbers, ...]
    headings: tuple[str, ...]
    language: str

    @property
    def words(self) -> dict[str, str]:
        return labels(self.language)

    @property
    def proposed(self) -> bool:
        """Whether the columns are proposals: the last is kept for a compromise."""
        return self.found.labels[-1] == COMPROMISE

    @property
    def drafting(self) -> str:
        """The language whose words stand where there is no translation."""
        return self.charters[0].settings.drafting_language

    def differ(self, row: ColumnRow) -> bool:
        """Tell whether the page shows different things in a row; of proposals every language is looked at."""
        return row.differs if self.proposed else row.differs_in(self.language, self.drafting)

    def title(self, path: str) -> tuple[Run, ...]:
        """Return number and heading of a part or provision, each from the first column that has it."""
        columns = zip(self.charters, self.numbers, strict=True)
        held = [(node, numbers) for charter, numbers in columns if (node := charter.standing(path))]
        if held:
            (first, numbers), *_ = held
            known = numbers.by_path.get(path)
            heading = next((node.heading for node, _ in held if self.language in node.heading), first.heading)
            return titled(printed(known, self.language) if known else "", heading, self.language)
        return (Run(self.words[path or "unplaced"] if path in ("", *LISTS) else path),)

    def container(self, path: str) -> str:
        """Return the part or list that a provision stands in."""
        provision = path.partition("/")[0]
        found = (charter.container_of(provision) for charter in self.charters)
        return next((container for container in found if container), "")


def columns_synopsis(
    found: Columns, charters: Sequence[Charter], front: Front | None = None, *, every: bool = False
) -> Synopsis:
    """Return texts in columns as a document.

    Args:
        found: the rows, from ``history.comparing.columns`` or ``history.by_participant``.
        charters: the charter of every column, or one for all of them: numbers and headings come from there.
        front: version, date, commit and whatever else only the caller knows.
        every: whether to show the rows too in which all say the same.
    """
    front = front or Front()
    own = tuple(charters) if len(charters) == len(found.labels) else (charters[0],) * len(found.labels)
    present = own[-1]
    language = front.page_language(present.settings)
    counted = {id(charter): number(charter) for charter in own}
    headings = tuple(_heading(label, present, language) for label in found.labels)
    pages = _Pages(found, own, tuple(counted[id(charter)] for charter in own), headings, language)
    layout: Layout = "participants" if pages.proposed else "columns"
    rows = [row for row in found.rows if every or pages.differ(row)]
    left_out = len(rows) < len(found.rows)
    return Synopsis(
        language=language,
        direction=direction(language),
        layout=layout,
        iso_date=front.iso_date,
        commit=front.short_commit,
        masthead=masthead(present.settings, front, layout),
        legend=legend(layout, language, moves=any(cell.sentences_moved for row in rows for cell in row.cells if cell)),
        remarks=(pages.words["same_left_out"],) if left_out else (),
        summary=proposals(found, headings, language)
        if pages.proposed
        else tallies(in_language(compare(own[0], own[-1]), language), language),
        sections=tuple(_by_provision(rows, pages) if pages.proposed else _by_part(rows, pages)),
        words=pages.words,
    )


def _heading(label: str, charter: Charter, language: str) -> str:
    """Return what stands above a column: a version, or a participant's code and name."""
    words = labels(language)
    if label in (PRESENT, COMPROMISE):
        return words["present" if label == PRESENT else "compromise"]
    code, _, rest = label.partition(", ")
    if code == CHAIR:
        return sentence_case(words["chairs_list"])
    name = sponsor_name(code, charter.registry, language)
    return words["alternative"].format(sponsor=name, number=digits(rest.rpartition(" ")[2], language)) if rest else name


def _by_part(rows: Iterable[ColumnRow], pages: _Pages) -> Iterator[Section]:
    """Yield a section for each part or list, its own row of headings in front."""
    for part, members in groupby(rows, lambda row: row.path if row.level == "part" else pages.container(row.path)):
        yield Section.headed(pages.title(part), part, 2, tuple(_bands(list(members), pages)))


def _by_provision(rows: Iterable[ColumnRow], pages: _Pages) -> Iterator[Section]:
    """Yield a section for each provision, in front of the first of a part one for the part."""
    gathered: dict[str, dict[str, list[ColumnRow]]] = {}
    part = ""
    for row in rows:
        provision = row.path.partition("/")[0]
        part = provision if row.level == "part" else pages.container(provision) or part
        gathered.setdefault(part, {}).setdefault(provision, []).append(row)
    for part, provisions in gathered.items():
        if part:
            yield Section.headed(pages.title(part), part, 2)
        for provision, members in provisions.items():
            title = _new_title(members[0], pages) or pages.title(provision)
            yield Section.headed(title, provision, 3, tuple(_bands(members, pages)))


def _new_title(row: ColumnRow, pages: _Pages) -> tuple[Run, ...]:
    """Return what a proposed provision would be called, by the first heading proposed; empty where it stands."""
    texts = (text for cell in row.cells if cell and row.cells[0] is None and row.level != "unit" for text in cell.texts)
    heading = next((text for text in texts if text.field == "heading"), None)
    words = "".join(segment.text for segment in heading.segments if segment.op != "delete") if heading else ""
    return titled(pages.words["new_unit"], {heading.language: words}, pages.language) if heading and words else ()


def _bands(rows: Sequence[ColumnRow], pages: _Pages) -> Iterator[Band]:
    """Yield tables of no more columns than a page holds."""
    if pages.proposed:
        yield from _proposed_bands(rows, pages)
        return
    others = range(1, len(pages.headings))
    for start in range(0, max(len(others), 1), WIDEST - 1):
        shown = [0, *others[start : start + WIDEST - 1]]
        lines = tuple(_line(row, shown, pages) for row in rows)
        yield Band(tuple(pages.headings[place] for place in shown), lines)


def _proposed_bands(rows: Sequence[ColumnRow], pages: _Pages) -> Iterator[Band]:
    """Yield tables of the present text, what is proposed, and room for a compromise in the last of them.

    Those who propose the same share a column. Where they are more than a page holds, rows on which the same sponsors
    speak stand together, so that no column is empty.
    """
    room, last = WIDEST - 2, len(pages.headings) - 1
    whole = _alike(rows)
    gathered = [list(rows)] if len(whole) <= room else [list(group) for _, group in groupby(rows, _speaking)]
    for members in gathered:
        columns = _alike(members)
        for start in range(0, max(len(columns), 1), room):
            shared = columns[start : start + room]
            final = (last,) if start + room >= len(columns) else ()
            lines = tuple(_line(row, (0, *(places[0] for places in shared), *final), pages) for row in members)
            names = (pages.headings[0], *(_shared(places, pages) for places in shared))
            yield Band((*names, *(pages.headings[place] for place in final)), lines)


def _alike(rows: Sequence[ColumnRow]) -> list[tuple[int, ...]]:
    """Return the sponsors who speak in some row, those together who say the same in all of them."""
    found: dict[tuple[TextCell | None, ...], list[int]] = {}
    for place in range(1, len(rows[0].cells) if rows else 0):
        said = tuple(row.cells[place] for row in rows)
        if any(said):
            found.setdefault(said, []).append(place)
    return [tuple(places) for places in found.values()]


def _speaking(row: ColumnRow) -> tuple[int, ...]:
    return tuple(place for place, cell in enumerate(row.cells) if cell is not None)


def _shared(places: Sequence[int], pages: _Pages) -> str:
    """Return the head of a column: name and code of one sponsor, the codes of several."""
    if len(places) == 1:
        return pages.headings[places[0]]
    codes = (pages.found.labels[place].partition(", ")[0] for place in places)
    return pages.words["list_comma"].join(dict.fromkeys(codes))


def _line(row: ColumnRow, shown: Sequence[int], pages: _Pages) -> Line:
    cells = tuple(_cells(row, shown, pages))
    heading = row.level != "unit" and not pages.proposed and all(each.only_heading for each in cells)
    return Line(_label(row, pages), row.path, cells, heading)


def _label(row: ColumnRow, pages: _Pages) -> str:
    known = next((cell.number for cell in row.cells if cell and cell.number), None)
    if known is None:
        return pages.words["new_unit"] if row.cells[0] is None else ""
    return full(known, pages.language) if row.level == "unit" else printed(known, pages.language)


def _cells(row: ColumnRow, shown: Sequence[int], pages: _Pages) -> Iterator[Cell]:
    for place in shown:
        if pages.proposed and place == len(pages.headings) - 1:
            yield OPEN
        else:
            yield _cell(row, place, pages)


def _cell(row: ColumnRow, place: int, pages: _Pages) -> Cell:
    """Return a column's words: the first as they are, the others against it, or alone where nothing of it is kept."""
    found = row.cells[place]
    if found is None:
        gone = row.vacancy(place)
        return Cell(notices=(Notice(became(gone, pages.numbers[place], pages.language)),)) if gone else ABSENT
    texts = found.texts_in(pages.language, pages.drafting)
    notices = tuple(Notice(words) for words in _notices(row, place, texts, pages))
    names = Names(pages.numbers[place], pages.numbers[0], pages.charters[place].registry, pages.language)
    hidden: Mark = "delete" if texts and all(map(replaced, texts)) else "keep"
    return cell(texts, names, hidden, notices)


def _goal(goal: Goal, pages: _Pages) -> str:
    """Return where a sponsor would move something, as the rolling text says it."""
    if goal.after is None:
        return pages.words["move_to_start"].format(place=cite(pages.numbers[0], goal.container, pages.language))
    return pages.words["move_after"].format(place=cite(pages.numbers[0], goal.after, pages.language))


def _notices(row: ColumnRow, place: int, texts: Sequence[TextChange], pages: _Pages) -> Iterator[str]:
    found, words = row.cells[place], pages.words
    if not place or found is None:
        return
    if found.goal:
        yield _goal(found.goal, pages)
    if found.keeps:
        yield words["keep_unchanged"]
    if found.moved:
        yield words["moved_to"].format(place=cite(pages.numbers[place], found.path, pages.language))
    if pages.proposed and found.deletes:
        yield words["proposes_deletion"]
    elif texts and all(map(replaced, texts)):
        yield words["whole_replaced"]
