"""The document as a tagged PDF by WeasyPrint, which is imported here and nowhere else.

WeasyPrint drops what it cannot draw and says so in its log only. Here nothing is dropped: what it may fetch is limited
to the template folders, and every warning becomes an error. Writing the file is left to ``charterkit.store``.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from charterkit.documents.copied_text import copied_as_written
from charterkit.documents.fonts import check_covered
from charterkit.documents.html import to_html
from charterkit.documents.templates import package_templates
from charterkit.documents.tree import Block, Document, plain
from charterkit.errors import CharterkitError, EnvironmentProblem

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

_LOG: Final = "weasyprint"
_OPTIONS: Final = {"pdf_tags": True}
_ANCHOR: Final = re.compile(r' id="((?:to|note)-[^"]+)"')
_HARMLESS: Final = ("Using fontTools instead of HarfBuzz-Subset",)
"""Reports that cost no words and no form: the other subsetter does the same work."""


class PageFault(CharterkitError):  # noqa: N818  it says what is wrong, as RecordsInvalid does
    """The pages could not be made as the template asks: what WeasyPrint reported, all of it."""

    def __init__(self, reports: Sequence[str]) -> None:
        self.reports = tuple(dict.fromkeys(reports))
        listed = "\n  ".join(self.reports)
        super().__init__(f"the PDF was not made, because it would not be whole [pdf]\n  {listed}")


class FetchRefused(PageFault):
    """A template asked for something outside the template folders."""


def to_pdf(document: Document, templates: Sequence[Path] = ()) -> bytes:
    """Return the document as PDF bytes; the same document, templates and fonts give the same bytes.

    Raises:
        GlyphMissing: a character is in none of the fonts; the message names it, its place and what to install.
        FetchRefused: a template asks for a URL or a file outside the template folders.
        PageFault: WeasyPrint reports anything at all.
        TemplateFault: a template is missing or fails.
    """
    check_covered(_places(document))
    return print_pages(to_html(document, templates, paged=True), templates, _identifier(document))


def print_pages(html: str, templates: Sequence[Path] = (), identifier: bytes = b"") -> bytes:
    """Return HTML as PDF bytes; relative addresses are looked for in the first template folder."""
    weasyprint = _weasyprint()
    folders = (*templates, package_templates())
    fetcher = _fetcher(folders)
    reports: list[str] = []
    with _listening(reports), copied_as_written():
        try:
            page = weasyprint.HTML(string=html, base_url=f"{folders[0].resolve()}/", url_fetcher=fetcher)
            laid = page.render(**_OPTIONS)
            reports += _unprinted(html, {name for sheet in laid.pages for name in sheet.anchors})
            made: bytes = laid.write_pdf(pdf_identifier=identifier or None, **_OPTIONS)
        except weasyprint.urls.FatalURLFetchingError as refused:
            raise FetchRefused([str(refused)]) from None
    if reports:
        raise PageFault(reports)
    return made


def _unprinted(html: str, printed: set[str]) -> list[str]:
    """Return a report for every provision, unit or footnote that stands in the HTML and on no page."""
    return [f"'{name}' is on no page" for name in map(unescape, _ANCHOR.findall(html)) if name not in printed]


def engine_version() -> str:
    """Return WeasyPrint's version.

    Raises:
        EnvironmentProblem: a library it needs is not there.
    """
    return str(_weasyprint().__version__)


def _weasyprint() -> Any:
    try:
        import weasyprint.urls  # type: ignore[import-untyped]  # noqa: PLC0415  0.8 seconds that only a PDF pays
    except OSError as missing:
        raise EnvironmentProblem(
            f"WeasyPrint does not find a library it needs: {missing}",
            hint="on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ) from None
    return weasyprint


def _fetcher(folders: Sequence[Path]) -> URLFetcher:
    """Return a fetcher that opens files of the template folders and stops the rendering at everything else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: PLC0415  see _weasyprint

    allowed = tuple(folder.resolve() for folder in folders)

    class TemplateFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            parts = urlsplit(url)
            path = Path(url2pathname(parts.path)).resolve()
            if parts.scheme != "file" or parts.netloc or not any(path.is_relative_to(folder) for folder in allowed):
                raise FatalURLFetchingError(f"'{url}' is outside the template folders and was not fetched")
            if not path.is_file():
                raise FatalURLFetchingError(f"'{url}' does not exist")
            return super().fetch(url, headers)

    return TemplateFiles(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)


class _Reports(logging.Handler):
    """Keeps what WeasyPrint says in the caller's list."""

    def __init__(self, kept: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_HARMLESS):
            self.kept.append(message)


@contextmanager
def _listening(reports: list[str]) -> Iterator[None]:
    """Collect WeasyPrint's warnings while the block runs, and keep them off the console."""
    logger = logging.getLogger(_LOG)
    handler, before, level, off = _Reports(reports), logger.propagate, logger.level, logger.disabled
    logger.addHandler(handler)
    logger.propagate, logger.disabled = False, False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate, logger.disabled = before, off
        logger.setLevel(level)


def _identifier(document: Document) -> bytes:
    """Return an identifier that is the same for the same document and differs for every other."""
    return hashlib.sha256(repr(document).encode("utf-8", "surrogatepass")).hexdigest()[:32].encode()


def _places(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every stretch of text that will be drawn, with the place to name if a glyph is missing."""
    head = document.masthead
    yield "the masthead", " ".join(str(getattr(head, name)) for name in head.__slots__)
    yield "the labels", " ".join(document.words.values())
    for block in document.blocks():
        yield block.path, _drawn(block)
    for note in document.footnotes:
        yield f"footnote {note.number}", " ".join(run.text for row in note.paragraphs for run in row.runs)


def _drawn(block: Block) -> str:
    runs = (*block.heading, *(run for row in block.paragraphs for run in row.runs))
    cells = (cell for table in block.tables for row in (table.columns, *table.rows, table.notes) for cell in row)
    notices = (notice.text for notice in block.notices)
    return " ".join((block.label, plain(block.heading), *(run.text for run in runs), *cells, *notices))
