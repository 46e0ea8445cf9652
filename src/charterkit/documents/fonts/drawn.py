"""Every stretch of text that a document draws, each with the place to name where no font has one of its characters."""

from __future__ import annotations

from collections.abc import Iterator

from charterkit.documents.kinds import AnyDocument
from charterkit.documents.reports.report import Cell, Grid, Heading, Listing, Picture, Prose, Report, shown
from charterkit.documents.runs import Run, plain
from charterkit.documents.synopsis.value import Synopsis
from charterkit.documents.tree import Block, Document, Masthead, Paragraph


def drawn(document: AnyDocument) -> Iterator[tuple[str, str]]:
    """Yield place and text of all that stands on a document's pages."""
    yield "the masthead", _masthead(document.masthead)
    yield "the labels", " ".join(document.words.values())
    yield "the remarks", " ".join(_words(said) for said in document.remarks)
    match document:
        case Document():
            yield from _text(document)
        case Synopsis():
            yield from _rows(document)
        case Report():
            yield from _blocks(document)


def _masthead(head: Masthead) -> str:
    return " ".join(str(getattr(head, name)) for name in head.__slots__)


def _words(said: str | tuple[Run, ...]) -> str:
    return said if isinstance(said, str) else " ".join(run.text for run in said)


def _paragraphs(rows: tuple[Paragraph, ...]) -> str:
    return " ".join(_words(row.runs) for row in rows)


def _summary(document: Document | Synopsis) -> Iterator[tuple[str, str]]:
    for table in document.summary:
        yield "the summary", " ".join((table.title, *(cell for row in (table.columns, *table.rows) for cell in row)))


def _text(document: Document) -> Iterator[tuple[str, str]]:
    yield from _summary(document)
    for block in document.blocks():
        yield block.path, _block(block)
    signing = document.signing
    for signatory in signing.signatories if signing else ():
        yield "the signature pages", signatory.name
    for each in signing.spoken if signing else ():
        yield "the reservations and statements", f"{each.name} {each.on} {each.words}"
    for note in document.footnotes:
        yield f"footnote {note.number}", _paragraphs(note.paragraphs)


def _block(block: Block) -> str:
    cells = (cell for table in block.tables for row in (table.columns, *table.rows, table.notes) for cell in row)
    notices = (notice.text for notice in block.notices)
    heading = (plain(block.heading), _words(block.heading))
    return " ".join((block.label, *heading, _paragraphs(block.paragraphs), *cells, *notices))


def _rows(synopsis: Synopsis) -> Iterator[tuple[str, str]]:
    yield from _summary(synopsis)
    for section in synopsis.sections:
        yield section.path, " ".join((section.title, *(name for band in section.bands for name in band.columns)))
    for line in synopsis.lines():
        notices = (notice.text for cell in line.cells for notice in cell.notices)
        yield (
            line.path,
            " ".join((line.label, line.path, *(_paragraphs(cell.paragraphs) for cell in line.cells), *notices)),
        )


def _blocks(report: Report) -> Iterator[tuple[str, str]]:
    place = "the beginning"
    for block in report.blocks:
        match block:
            case Heading():
                place = f"'{block.text}'"
                yield place, block.text
            case Prose():
                yield block.path or place, block.label + _words(block.runs)
            case Listing():
                yield place, " ".join(map(_words, block.items))
            case Grid():
                yield f"the table '{block.caption}'", _table(block, report.language)
            case Picture():
                yield f"the chart '{block.figures.caption}'", _table(block.figures, report.language)


def _table(grid: Grid, language: str) -> str:
    titles: tuple[Cell, ...] = tuple(column.title for column in grid.columns)
    cells = (_words(shown(cell, language)) for row in (titles, *grid.rows) for cell in row)
    return " ".join((grid.caption, *cells, *grid.notes, grid.order))
