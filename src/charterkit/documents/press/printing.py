"""One order printed: laid out, painted sheet by sheet, bound."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any, Final

import weasyprint
from weasyprint.urls import FatalURLFetchingError

from charterkit.documents.press.announced import announced
from charterkit.documents.press.binding import bound
from charterkit.documents.press.copied_text import copied_as_written
from charterkit.documents.press.order import Order, Slip
from charterkit.documents.press.sheet import Typecase, sheet_of
from charterkit.documents.press.watching import TemplateFiles, TooManyPages, counting, listening

_ANCHOR: Final = re.compile(r' id="((?:to|note)-[^"]+)"')


def printed(order: Order) -> tuple[Slip, bytes]:
    """Return what there is to say, and the PDF; no bytes where it could not be made."""
    reports: list[str] = []
    with listening(reports), copied_as_written(), announced(order.spoken), counting(order.pages):
        try:
            made = _made(order, reports)
        except FatalURLFetchingError as refused:
            return Slip(refused=str(refused)), b""
        except TooManyPages:
            return Slip(over="pages"), b""
    return Slip(tuple(reports)), made


def _made(order: Order, reports: list[str]) -> bytes:
    laid: Any = page_source(order).render(pdf_tags=True)
    reports += _unprinted(order.html, {name for page in laid.pages for name in page.anchors})
    case = Typecase()
    sheets = [sheet_of(page, case, tags=True) for page in laid.pages]
    return bound(sheets, laid, case, tags=True, pdf_identifier=order.identifier.encode() or None)


def page_source(order: Order) -> Any:
    """Return the order's HTML as WeasyPrint takes it."""
    folders = tuple(map(Path, order.folders))
    base = f"{folders[0].resolve()}/"
    return weasyprint.HTML(string=order.html, base_url=base, url_fetcher=TemplateFiles(folders))


def _unprinted(html: str, printed_names: set[str]) -> list[str]:
    """Return a report for every provision, unit or footnote that stands in the HTML and on no page."""
    return [f"'{name}' is on no page" for name in map(unescape, _ANCHOR.findall(html)) if name not in printed_names]
