"""Nothing is dropped in silence: what may be fetched, how many pages there may be, every footnote and warning kept.

WeasyPrint drops what it cannot draw and says so in its log only. What the reports mean is left to ``pdf.making``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

import weasyprint.layout.page as paging
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from charterkit.documents.press.replacing import replaced

_LOG: Final = "weasyprint"
_HARMLESS: Final = ("Using fontTools instead of HarfBuzz-Subset",)
"""Reports that cost no words and no form: the other subsetter does the same work."""


class TooManyPages(Exception):  # noqa: N818  it never leaves the press
    """The layout reached a page over the limit."""


@contextmanager
def counting(most: int) -> Iterator[None]:
    """Stop the layout at the first page over the limit, while the block runs."""
    plain = paging.remake_page

    def counted(index: int, *rest: Any, **named: Any) -> Any:
        if index >= most:
            raise TooManyPages
        return plain(index, *rest, **named)

    with replaced((paging, "remake_page", counted)):
        yield


@contextmanager
def carried() -> Iterator[None]:
    """Keep footnotes that go on to the next page, while the block runs.

    Where WeasyPrint lays out a document once more, to print page numbers, it takes pages that stay as they are, and
    drops those after the text that hold the rest of its footnotes. Pages with such a rest are therefore laid out anew.
    """
    plain = paging.remake_page

    def kept(index: int, context: Any, *rest: Any) -> Any:
        came = bool(context.reported_footnotes)
        made = plain(index, context, *rest)
        if came or context.reported_footnotes:
            context.page_maker[index][-1]["pages_wanted"] = True
        return made

    with replaced((paging, "remake_page", kept)):
        yield


class TemplateFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Opens files of the template folders and stops the rendering at everything else."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)
        self._allowed = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the file at an address; raises FatalURLFetchingError where there may be or is none."""
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not any(path.is_relative_to(folder) for folder in self._allowed):
            raise FatalURLFetchingError(f"'{url}' is outside the template folders and was not fetched")
        if not path.is_file():
            raise FatalURLFetchingError(f"'{url}' does not exist")
        return super().fetch(url, headers)


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
def listening(reports: list[str]) -> Iterator[None]:
    """Collect WeasyPrint's warnings while the block runs, and keep them off the console."""
    logger = logging.getLogger(_LOG)
    handler = _Reports(reports)
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)
