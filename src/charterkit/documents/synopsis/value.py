"""A synopsis as one value: texts set beside or below each other, row by row, with a summary in numbers.

The twin of ``tree`` for documents that compare in rows. Which rows there are is the business of ``pairs`` (two
texts), ``columns`` (versions, participants) and ``languages``; what they look like, of the templates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from charterkit.documents.reports.tables import Table, is_tall
from charterkit.documents.runs import Mark, Run, text_of
from charterkit.documents.tree import Masthead, Notice, Paragraph
from charterkit.documents.views.legend import Legend

Layout = Literal["side-by-side", "before-after", "columns", "participants", "parallel"]

State = Literal["text", "absent", "open"]
"""What a cell holds: words, nothing because the column has nothing there, or room for words to be found."""

_UPRIGHT: Final = 2
"""So many languages fit an upright page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says in one row."""

    paragraphs: tuple[Paragraph, ...] = ()
    notices: tuple[Notice, ...] = ()
    state: State = "text"
    lang: str = ""
    """The language of its words, where that may be another than the page's."""
    direction: Literal["", "ltr", "rtl"] = ""

    @property
    def only_heading(self) -> bool:
        """Whether it holds no more than a heading, which stands in italics; or nothing at all."""
        return all(run.emphasis or not run.text.strip() for row in self.paragraphs for run in row.runs)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a heading, or the words of one provision or unit in every column.

    ``label`` is the printed number, ``path`` the stable address. A heading's row stands out and is never parted from
    the row below it.
    """

    label: str
    path: str
    cells: tuple[Cell, ...]
    heading: bool = False

    @property
    def tall(self) -> bool:
        """Whether it is so long that a page has to be allowed to break it."""
        words = [[run for row in cell.paragraphs for run in row.runs] for cell in self.cells]
        return is_tall(words, [1 / len(words)] * len(words))


@dataclass(frozen=True, slots=True)
class Band:
    """One table: as many columns as a page can hold."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    languages: tuple[str, ...] = ()
    """The language of each column, where columns differ in that."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part, list or provision with its tables."""

    title: str
    path: str
    level: Literal[2, 3]
    bands: tuple[Band, ...] = ()
    mark: Mark = "keep"
    runs: tuple[Run, ...] = ()
    """Its title, where some words of it are in another language than the page."""

    @classmethod
    def headed(cls, runs: tuple[Run, ...], path: str, level: Literal[2, 3], bands: tuple[Band, ...] = ()) -> Section:
        """Return a section under a title of words some of which may be in another language."""
        return cls(text_of(runs), path, level, bands, runs=runs if any(run.lang for run in runs) else ())


@dataclass(frozen=True, slots=True)
class Synopsis:
    """A whole comparison as a document; ``words`` holds the fixed words of its language."""

    language: str
    direction: Literal["ltr", "rtl"]
    layout: Layout
    iso_date: str
    commit: str
    masthead: Masthead
    legend: Legend
    remarks: tuple[str, ...]
    summary: tuple[Table, ...]
    """Counts of provisions and words, by part and by sponsor."""
    sections: tuple[Section, ...]
    words: dict[str, str]

    @property
    def view(self) -> Layout:
        """What the document is, for its style: every document has a view."""
        return self.layout

    @property
    def wide(self) -> bool:
        """Whether its pages lie on their side: two languages fit an upright page, most other columns do not."""
        most = max((len(band.columns) for section in self.sections for band in section.bands), default=0)
        return self.layout != "before-after" and not (self.layout == "parallel" and most <= _UPRIGHT)

    def lines(self) -> Iterator[Line]:
        """Yield every row in reading order."""
        for section in self.sections:
            for band in section.bands:
                yield from band.lines
