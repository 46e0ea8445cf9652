"""Orders printed: laid out whole or in parts, painted sheet by sheet, bound. All ways give the same bytes.

A document is laid out in two parts by two processes where that is quicker, and what was laid out for the last order is
used again by a press that stays. Where a document cannot be taken apart exactly, it is laid out whole.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, Final

import weasyprint
from weasyprint.document import Document
from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from charterkit.documents.press.binding import bound
from charterkit.documents.press.cutting import Cut, cut
from charterkit.documents.press.drawing.copied_text import copied_as_written
from charterkit.documents.press.drawing.notation import written_sooner
from charterkit.documents.press.drawing.text import drawn_with_less
from charterkit.documents.press.drawing.typecase import Typecase
from charterkit.documents.press.lines.bars import ending_with_their_lines
from charterkit.documents.press.lines.ends import lines_filled
from charterkit.documents.press.lines.fitting import fitted_at_once
from charterkit.documents.press.lines.gaps import even_gaps
from charterkit.documents.press.lines.hanging import hanging_spaces
from charterkit.documents.press.lines.joints import ends_marked
from charterkit.documents.press.lines.shaping import shaped_once
from charterkit.documents.press.order import Order, Slip
from charterkit.documents.press.pagination import Pagination
from charterkit.documents.press.partner import partner
from charterkit.documents.press.sheet import Sheet, sheet_of
from charterkit.documents.press.structure.note_links import notes_linked
from charterkit.documents.press.structure.tagging import tagged
from charterkit.documents.press.styles.reading import Sheets, read_once
from charterkit.documents.press.styles.shared import shared_styles
from charterkit.documents.press.styles.twins import twins_matched_once
from charterkit.documents.press.walking import walked_straight
from charterkit.documents.press.watching import TemplateFiles, TooManyPages, carried, counting, listening
from charterkit.documents.press.window import Bench, Unfit

_ANCHOR: Final = re.compile(r' id="((?:to|note)-[^"]+)"')
_APART: Final = re.compile(r'<section class="[^"]*\bapart\b')
"""A section that begins a page of its own, as the templates mark it: elsewhere nobody knows where a page begins."""
_LONG: Final = 150_000
"""From how many characters of HTML on two processes are quicker than one: some forty pages."""
_ALIKE: Final = 0.5
"""How much of a document has to be that laid out last for it to be taken as that one edited."""
_OURS: Final = 0.44
"""Which part of the text the first process lays out; contents, running heads and binding are its work, too."""

_SHOWN: Final = 60
"""How many characters of words that cannot be printed are told."""
_FAR: Final = 0.15
"""How far from there it may be, as part of the text."""


@dataclass(slots=True)
class Shop:
    """What a press keeps between orders: its fonts, and the pages of the last document if it ``stays``."""

    stays: bool = False
    case: Typecase = field(default_factory=Typecase)
    fonts: Any = field(default_factory=FontConfiguration)
    last: Pagination | None = None
    asked: tuple[object, ...] = ()
    """What else than its HTML the last document followed from."""
    styles: Sheets = field(default_factory=dict)

    def printed(self, order: Order) -> tuple[Slip, bytes]:
        """Return what there is to say, and the PDF; no bytes where it could not be made."""
        reports: list[str] = []
        with (
            listening(reports), counting(order.pages), carried(), tagged(order.spoken), _in_fewer_steps(self.styles),
            shaped_once() as shapes, hanging_spaces(), even_gaps(), fitted_at_once(shapes),
            lines_filled(), ending_with_their_lines(), ends_marked(), copied_as_written(), notes_linked(),
        ):  # fmt: skip
            try:
                made = self._made(order, reports)
            except FatalURLFetchingError as refused:
                return Slip(refused=str(refused)), b""
            except TooManyPages:
                return Slip(over="pages"), b""
        if reports:
            self.last = None  # what was reported would not be reported again
            self.styles.clear()
        return Slip(tuple(dict.fromkeys(reports))), made

    def _made(self, order: Order, reports: list[str]) -> bytes:
        sheets = self._sheets(order, reports)
        if len(sheets) > order.pages:
            raise TooManyPages
        reports += _beyond(sheets)
        reports += _unprinted(order.html, {name for sheet in sheets for name in sheet.anchors})
        source = _source(order, order.html.partition("<body")[0])
        facts = DocumentMetadata(**get_html_metadata(source))
        intent = "srgb" if order.variant.startswith("pdf/a") else None
        like = Document([], facts, source.url_fetcher, self.fonts, {}, intent)
        identifier = order.identifier.encode() or None
        return bound(
            sheets, like, self.case, tags=not order.preview, facts=_facts(facts), pdf_identifier=identifier,
            pdf_variant=order.variant or None, attachments=list(_attachments(order)) or None,
        )  # fmt: skip

    def _sheets(self, order: Order, reports: list[str]) -> Sequence[Sheet]:
        text = cut(order.html)
        processes = order.processes or (len(os.sched_getaffinity(0)) if len(order.html) >= _LONG else 1)
        if text is None or not (self.stays or processes > 1):
            return self._whole(order)
        try:
            return self._in_parts(order, text, reports, apart=processes > 1)
        except Unfit:
            self.last = None
            return self._whole(order)

    def _in_parts(self, order: Order, text: Cut, reports: list[str], *, apart: bool) -> Sequence[Sheet]:
        asked = (order.folders, tuple(order.spoken.items()), order.pages, order.lines)
        if self.last and self.asked == asked and self.last.cut.kept_in(text) >= _ALIKE:
            self.last.change(text)
        else:
            self.last, self.asked = self._begun(order, text, reports, apart=apart), asked
        return self.last.sheets()

    def _begun(self, order: Order, text: Cut, reports: list[str], *, apart: bool) -> Pagination:
        made = Pagination(Bench(lambda html: _source(order, html), self.fonts, self.case, order.lines), text)
        unit = _split(text)
        if not apart or not unit:
            made.begin()
            return made
        with partner(made, unit, reports) as others:
            made.join(unit, others)
        return made

    def _whole(self, order: Order) -> Sequence[Sheet]:
        laid: Any = _source(order, order.html).render(pdf_tags=True, font_config=self.fonts)
        sheets: list[Sheet] = []
        before = 0
        for page in laid.pages:
            sheets.append(sheet_of(page, self.case, order.lines, before))
            before += len(sheets[-1].rows.baselines) if order.lines and order.lines.through else 0
        return sheets


@contextmanager
def _in_fewer_steps(styles: Sheets) -> Iterator[None]:
    """Do what makes no other page in fewer steps than WeasyPrint, while the block runs."""
    with (
        twins_matched_once(), shared_styles(), read_once(styles), walked_straight(), drawn_with_less(),
        written_sooner(),
    ):  # fmt: skip
        yield


def _source(order: Order, html: str) -> Any:
    """Return HTML as WeasyPrint takes it."""
    folders = tuple(map(Path, order.folders))
    base = f"{folders[0].resolve()}/"
    return weasyprint.HTML(string=html, base_url=base, url_fetcher=TemplateFiles(folders))


def _facts(known: Any) -> dict[str, str]:
    """Return what the information of the PDF says besides title and author: where it comes from."""
    stated = known.custom.get("charterkit-origin")
    return {"CharterkitOrigin": stated} if stated else {}


def _attachments(order: Order) -> Iterator[Any]:
    """Yield the files that go with the PDF, dated as its text."""
    then = datetime.datetime.fromisoformat(order.dated or "1970-01-01").replace(tzinfo=datetime.UTC)
    for name, text, what in order.attachments:
        yield weasyprint.Attachment(
            string=text, name=name, description=what, created=then, modified=then, relationship="Source"
        )


def _split(text: Cut) -> int:
    """Return the unit at which the other process begins: the first of a section apart, near the middle; 0 for none."""
    whole = sum(text.lengths)
    passed, found, distance = 0, 0, _FAR * whole
    for unit, length in enumerate(text.lengths):
        if unit and _APART.search(text.units[unit - 1].after) and abs(passed - whole * _OURS) < distance:
            found, distance = unit, abs(passed - whole * _OURS)
        passed += length
    return found


def _beyond(sheets: Iterable[Sheet]) -> list[str]:
    """Return a report for every page with words that stand beyond its edge, where nobody sees them."""
    return [
        f"page {number}: words stand beyond the edge of the page: '{sheet.beyond[:_SHOWN]}'"
        for number, sheet in enumerate(sheets, start=1)
        if sheet.beyond
    ]


def _unprinted(html: str, printed_names: Iterable[str]) -> list[str]:
    """Return a report for every provision, unit or footnote that stands in the HTML and on no page."""
    names = frozenset(printed_names)
    return [f"'{name}' is on no page" for name in map(unescape, _ANCHOR.findall(html)) if name not in names]
