"""A report as one value: a masthead and blocks of headings, prose, tables, charts and lists, in reading order.

The third kind of document beside ``tree`` (the text of a charter) and ``synopsis.value`` (texts set in rows): for
whatever is told about a charter, such as its standing, a brief, a source table or a drafting history. One module per
document builds a report out of values of the rooms below; ``formats`` makes text, Markdown, HTML, PDF, CSV and JSON of
it, and ``charterkit.cli.report_options`` gives commands their ``--format`` and ``-o``.

How a document is made::

    def standing_report(charter: Charter, found: Standing, front: Front) -> Report:
        counts = Grid("Brackets by article", (Column("Article"), Column("Brackets", "number")),
                      tuple((each.title, each.brackets) for each in found.articles))
        blocks = (Heading("Where the text stands", 2, "standing"),
                  Prose(words("Of all units, ", stressed("12"), " are agreed; see ", link("Counts", "standing"))),
                  counts,
                  drawn(Chart("bars", "Brackets", ("Article 1", "Article 2"), (Series("open", (3, 1)),)), "en"))
        return report(charter.settings, front, "standing", blocks)

``view`` names the document: its title stands as ``view_standing`` in ``languages/en.toml``. Fixed words are never
written in a builder: they are sentences of the languages' files (``wording.phrases``). Numbers and dates in cells are
given as such: people read them as the language writes them, programs as they are. Redlines are runs with a ``mark``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from charterkit.documents.fonts.scripts import direction
from charterkit.documents.front import Front, masthead
from charterkit.documents.reports.charts import Chart, Value, alternative
from charterkit.documents.reports.charts_svg import svg
from charterkit.documents.runs import Run, Runs, text_of
from charterkit.documents.tree import Masthead
from charterkit.documents.views.legend import Legend
from charterkit.documents.wording.dates import short_date
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.numerals import grouped
from charterkit.documents.wording.phrases import spoken
from charterkit.model.charter import Settings

Kind = Literal["text", "number"]
"""What a column holds: words, or numbers, which stand at the end of their cell."""

Cell = str | int | float | datetime.date | Runs
"""What one cell holds: plain words, a number, a date, or words with marks, emphasis and links."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section; ``path`` is where links to it lead, and has to differ from every other.

    Attributes:
        text: its words.
        level: how deep it stands.
        path: where links to it lead.
        runs: the same words, where some of them are in another language than the report or in emphasis.
    """

    text: str
    level: Literal[2, 3] = 2
    path: str = ""
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph.

    Attributes:
        runs: its words, with their marks, emphasis and links.
        label: a number that hangs in front of it: ``1.``, ``(a)``.
        path: where links to it lead.
        quoted: whether it is the words of a record, which stand indented.
        lang: the language of its words, where that is not the report's.
        depth: how many steps it is indented, as a unit below another.
        leads: whether it belongs to what follows, as a heading does.
    """

    runs: Runs
    label: str = ""
    path: str = ""
    quoted: bool = False
    lang: str = ""
    depth: int = 0
    leads: bool = False

    @property
    def changed(self) -> bool:
        """Whether any of its words are put in or taken out: a bar stands beside it then."""
        return any(run.mark != "keep" for run in self.runs)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: a mark or a number before each item."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``weight`` is its share of the width beside the others'; 0 leaves it to the words."""

    title: str
    kind: Kind = "text"
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in a document; every row has one cell per column.

    ``notes`` stand below it, ``order`` says how its rows are ordered, ``records`` are the same for programs where the
    cells say less than there is to know.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    order: str = ""
    records: tuple[Mapping[str, Any], ...] = ()

    @property
    def weights(self) -> tuple[float, ...]:
        """The share of each column in hundredths, or nothing where no column asks for one."""
        if not any(column.weight for column in self.columns):
            return ()
        whole = sum(column.weight or 1 for column in self.columns)
        return tuple(round(100 * (column.weight or 1) / whole, 2) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with what it says in words, and its figures, so that nobody needs to see it."""

    svg: str
    alternative: str
    figures: Grid


Block = Heading | Prose | Listing | Grid | Picture
NAMES: Final[Mapping[type, str]] = {
    Heading: "heading", Prose: "prose", Listing: "list", Grid: "table", Picture: "chart",
}  # fmt: skip
"""What templates and programs call each kind of block."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; ``words`` holds the fixed words of its language.

    Attributes:
        view: what document it is: ``standing``, ``brief``.
        contents: whether a table of contents stands at its head.
        landscape: whether its pages lie on their side, for wide tables.
        record: the same for programs; where it is None, JSON has the blocks.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    view: str
    iso_date: str
    commit: str
    masthead: Masthead
    legend: Legend
    remarks: tuple[str, ...]
    blocks: tuple[Block, ...]
    words: dict[str, str]
    contents: bool = False
    landscape: bool = False
    record: Mapping[str, Any] | None = None

    def headings(self) -> Iterator[Heading]:
        """Yield the headings in reading order."""
        yield from (block for block in self.blocks if isinstance(block, Heading))

    def grids(self) -> Iterator[Grid]:
        """Yield every table in reading order, those of charts among them."""
        for block in self.blocks:
            if isinstance(block, Grid):
                yield block
            elif isinstance(block, Picture):
                yield block.figures


def report(
    settings: Settings,
    front: Front,
    view: str,
    blocks: tuple[Block, ...],
    *,
    legend: Legend = (),
    remarks: tuple[str, ...] = (),
    contents: bool = False,
    landscape: bool = False,
    record: Mapping[str, Any] | None = None,
) -> Report:
    """Return a report with the masthead that all documents of a charter have; raises KeyError for an unnamed view."""
    language = spoken(front.page_language(settings))
    return Report(
        language=language,
        direction=direction(language),
        view=view,
        iso_date=front.iso_date,
        commit=front.short_commit,
        masthead=masthead(settings, replace(front, language=language), view),
        legend=legend,
        remarks=remarks,
        blocks=blocks,
        words=labels(language),
        contents=contents,
        landscape=landscape,
        record=record,
    )


def words(*pieces: str | Run | Runs) -> Runs:
    """Return pieces of a sentence as runs: plain words, single runs, and runs that were made already."""
    made: list[Run] = []
    for piece in pieces:
        made += [Run(piece)] if isinstance(piece, str) else [piece] if isinstance(piece, Run) else piece
    return tuple(run for run in made if run.text)


def headed(runs: Runs, level: Literal[2, 3], path: str) -> Heading:
    """Return a heading of words some of which may be in another language than the report, or in emphasis."""
    return Heading(text_of(runs), level, path, runs if any(run.lang or run.emphasis for run in runs) else ())


def stressed(text: str) -> Run:
    """Return words in emphasis."""
    return Run(text, emphasis=True)


def link(text: str, path: str) -> Run:
    """Return words that lead to the block with this path, in the same document."""
    return Run(text, role="reference", target=path)


def shown(cell: Cell, language: str) -> Runs:
    """Return a cell as runs, a number or date as the language writes it."""
    if isinstance(cell, tuple):
        return cell
    if isinstance(cell, datetime.date):
        return (Run(short_date(cell, language)),)
    return (Run(cell if isinstance(cell, str) else grouped(cell, language)),)


def _cell(value: Value) -> Cell:
    return "" if value is None else value


def drawn(chart: Chart, language: str) -> Picture:
    """Return a chart as a block: its drawing, what it says, and its figures as a table."""
    columns = (Column(chart.axis), *(Column(series.name, "number") for series in chart.series))
    rows = tuple(
        (label, *(_cell(series.values[place]) for series in chart.series)) for place, label in enumerate(chart.labels)
    )
    return Picture(svg(chart, language), alternative(chart, language), Grid(chart.title, columns, rows))
