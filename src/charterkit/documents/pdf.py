"""Documents as tagged PDFs: what is drawn is checked, made HTML, and given to the press as an order.

What cannot be drawn fails the build with a message. The press itself is ``pressroom``'s; writing the file is left to
``charterkit.store``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charterkit.documents.fonts import check_covered
from charterkit.documents.front import masthead_drawn
from charterkit.documents.html import html_of
from charterkit.documents.numerals import digits
from charterkit.documents.press.order import Lines, Order
from charterkit.documents.pressroom import FetchRefused, Limits, PageFault, PagesBeyondLimit, Press, running
from charterkit.documents.reports.report import Report
from charterkit.documents.style_places import placed
from charterkit.documents.synopsis.value import Synopsis
from charterkit.documents.templates import package_templates
from charterkit.documents.tree import Block, Document, plain

__all__ = [
    "FetchRefused",
    "Limits",
    "PageFault",
    "PagesBeyondLimit",
    "Printing",
    "pdf_of",
    "places",
    "print_pages",
    "to_pdf",
]

SPOKEN: Final = {
    "ins": "inserted",
    "del": "deleted",
    "ins.moved": "moved_here",
    "del.moved": "moved_away",
    "span.barred": "changed_here",
}
"""What a screen reader says before changed words, by HTML tag and class: a key of ``labels``."""

_BESIDE_TEXT: Final = 7
_BESIDE_NUMBERS: Final = 15
"""Millimetres between text and the numbers of lines, without and with the numbers of paragraphs in between."""

VARIANTS: Final = {"ua": "pdf/ua-1", "a": "pdf/a-3a"}
"""The standards that a PDF may keep to, by the name that a user gives: PDF/UA-1 (ISO 14289-1) for screen readers,
PDF/A-3a (ISO 19005-3) for archives."""


@dataclass(frozen=True, slots=True)
class Printing:
    """How a document is printed."""

    preview: bool = False
    """Whether it is only looked at: without tags, and so there sooner. Pages and words are the same."""
    processes: int = 0
    """How many processes may lay it out; 0 leaves it to the press. The bytes are the same."""
    variant: str = ""
    """A key of ``VARIANTS``, or none."""
    attachments: tuple[tuple[str, str, str], ...] = ()
    """Files to go with it, in a variant for archives: name, text, what it is."""
    limits: Limits | None = None
    press: Press | None = None
    """A press that runs already; without one, one is started."""


def to_pdf(document: Document, templates: Sequence[Path] = (), printing: Printing | None = None) -> bytes:
    """Return the document as PDF bytes; the same document, templates and fonts give the same bytes.

    Raises:
        GlyphMissing: a character is in none of the fonts; the message names it, its place and what to install.
        FetchRefused: a template asks for a URL or a file outside the template folders.
        PagesBeyondLimit: the document is too large.
        PageFault: WeasyPrint reports anything at all.
        TemplateFault: a template is missing or fails.
    """
    return pdf_of(document, "document.html", places(document), templates, printing)


def pdf_of(
    document: Document | Synopsis | Report,
    template: str,
    drawn: Iterable[tuple[str, str]],
    templates: Sequence[Path] = (),
    printing: Printing | None = None,
) -> bytes:
    """Return what a template makes of a document as PDF bytes; raises as ``to_pdf`` does.

    ``drawn`` are all stretches of text that will be drawn, each with the place to name if a glyph is missing.
    """
    how = printing or Printing()
    if how.press:
        return _printed(how.press, _order(document, template, drawn, templates, how))
    with running(how.limits) as press:  # it warms up while the HTML is made
        return _printed(press, _order(document, template, drawn, templates, how))


def _printed(press: Press, order: Order) -> bytes:
    """Return the PDF of an order; what is wrong with its style is told by template and line."""
    try:
        return press.printed(order)
    except PageFault as fault:
        folders = [Path(folder) for folder in order.folders]
        told = tuple(placed(report, order.html, folders) for report in fault.reports)
        if told == fault.reports:
            raise
        raise PageFault(told, fault.hint) from None


def _order(
    document: Document | Synopsis | Report,
    template: str,
    drawn: Iterable[tuple[str, str]],
    templates: Sequence[Path],
    how: Printing,
) -> Order:
    check_covered(drawn)
    limits = how.limits or Limits()
    html = html_of(document, template, templates, paged=True, kept=how.press.kept if how.press else None)
    lines = _lines(document) if isinstance(document, Document) else None
    return Order(
        html=html,
        folders=_folders(templates),
        identifier=_identifier(html, lines),
        spoken={tag: document.words[word] for tag, word in SPOKEN.items()},
        pages=limits.pages,
        megabytes=limits.megabytes,
        preview=how.preview,
        processes=how.processes,
        variant=VARIANTS.get(how.variant, ""),
        attachments=how.attachments,
        dated=getattr(document, "iso_date", ""),
        lines=lines,
    )


def _lines(document: Document) -> Lines | None:
    asked = document.line_numbers
    if asked is None:
        return None
    apart = _BESIDE_NUMBERS if document.numbered else _BESIDE_TEXT
    return Lines(asked.every, asked.through, digits("0123456789", document.language), apart)


def print_pages(html: str, templates: Sequence[Path] = (), limits: Limits | None = None) -> bytes:
    """Return HTML as PDF bytes; relative addresses are looked for in the first template folder."""
    most = limits or Limits()
    with running(most) as press:
        return press.printed(Order(html, _folders(templates), "", {}, most.pages, most.megabytes))


def _folders(templates: Sequence[Path]) -> tuple[str, ...]:
    return tuple(str(folder) for folder in (*templates, package_templates()))


def _identifier(html: str, lines: Lines | None) -> str:
    """Return an identifier that is the same for the same pages and differs for all others."""
    return hashlib.sha256(f"{html}{lines}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def places(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every stretch of text that will be drawn, with the place to name if a glyph is missing."""
    yield masthead_drawn(document.masthead)
    yield "the labels", " ".join(document.words.values())
    yield "the remarks", " ".join(run.text for remark in document.remarks for run in remark)
    for table in document.summary:
        yield "the summary", " ".join((table.title, *(cell for row in (table.columns, *table.rows) for cell in row)))
    for block in document.blocks():
        yield block.path, _drawn(block)
    yield from _signed(document)
    for note in document.footnotes:
        yield f"footnote {note.number}", " ".join(run.text for row in note.paragraphs for run in row.runs)


def _drawn(block: Block) -> str:
    runs = (*block.heading, *(run for row in block.paragraphs for run in row.runs))
    cells = (cell for table in block.tables for row in (table.columns, *table.rows, table.notes) for cell in row)
    notices = (notice.text for notice in block.notices)
    return " ".join((block.label, plain(block.heading), *(run.text for run in runs), *cells, *notices))


def _signed(document: Document) -> Iterator[tuple[str, str]]:
    signing = document.signing
    for signatory in signing.signatories if signing else ():
        yield "the signature pages", signatory.name
    for each in signing.spoken if signing else ():
        yield "the reservations and statements", f"{each.name} {each.on} {each.words}"
