"""Documents as tagged PDFs: what is drawn is checked, made HTML, and given to the press as an order.

What cannot be drawn fails the build with a message. The press itself is ``pressroom``'s; writing the file is left to
``charterkit.store``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charterkit.documents.fonts.drawn import drawn
from charterkit.documents.fonts.families import check_covered
from charterkit.documents.kinds import AnyDocument
from charterkit.documents.pages.html import to_html
from charterkit.documents.pages.style_places import placed
from charterkit.documents.pages.templates import package_templates
from charterkit.documents.pdf.pressroom import FetchRefused, Limits, PageFault, PagesBeyondLimit, Press, running
from charterkit.documents.press.order import Lines, Order
from charterkit.documents.tree import Document
from charterkit.documents.wording.numerals import digits

__all__ = ["FetchRefused", "Limits", "PageFault", "PagesBeyondLimit", "Printing", "print_pages", "to_pdf"]

_SAID: Final = "{{{name}}}{{colon}}{{{{}}}}{{list_semicolon}}{{end}}"
SPOKEN: Final = {
    **{tag: _SAID.format(name=name) for tag, name in (
        ("ins", "inserted"), ("del", "deleted"), ("ins.moved", "moved_here"), ("del.moved", "moved_away"),
    )},
    "span.barred": "[{changed_here}] {{}}",
}  # fmt: skip
"""What a screen reader says of changed words (``{}``), by HTML tag and class, made of ``wording.labels``."""

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


def to_pdf(document: AnyDocument, templates: Sequence[Path] = (), printing: Printing | None = None) -> bytes:
    """Return the document as PDF bytes; the same document, templates and fonts give the same bytes.

    Raises:
        GlyphMissing: a character is in none of the fonts; the message names it, its place and what to install.
        FetchRefused: a template asks for a URL or a file outside the template folders.
        PagesBeyondLimit: the document is too large.
        PageFault: WeasyPrint reports anything at all.
        TemplateFault: a template is missing or fails.
    """
    how = printing or Printing()
    if how.press:
        return _printed(how.press, _order(document, templates, how))
    with running(how.limits) as press:  # it warms up while the HTML is made
        return _printed(press, _order(document, templates, how))


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


def _order(document: AnyDocument, templates: Sequence[Path], how: Printing) -> Order:
    check_covered(drawn(document))
    limits = how.limits or Limits()
    html = to_html(document, templates, paged=True, kept=how.press.kept if how.press else None)
    lines = _lines(document) if isinstance(document, Document) else None
    return Order(
        html=html,
        folders=_folders(templates),
        identifier=_identifier(html, lines),
        spoken={tag: said.format_map(document.words) for tag, said in SPOKEN.items()},
        pages=limits.pages,
        megabytes=limits.megabytes,
        preview=how.preview,
        processes=how.processes,
        variant=VARIANTS.get(how.variant, ""),
        attachments=how.attachments,
        dated=document.iso_date,
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
