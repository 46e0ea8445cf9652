"""The press: WeasyPrint in a process of its own, which reads HTML from its input and writes a PDF to its output.

WeasyPrint is imported here and nowhere else. It drops what it cannot draw and says so in its log only. Here nothing is
dropped: what it may fetch is limited to the template folders, and every warning is reported. The process is limited in
memory and pages by itself, and in time by ``pdf``, which starts it. What the reports mean is left to ``pdf``.
"""

from __future__ import annotations

import json
import logging
import re
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from charterkit.documents.announced import announced
from charterkit.documents.copied_text import copied_as_written

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

_LOG: Final = "weasyprint"
_OPTIONS: Final = {"pdf_tags": True}
_ANCHOR: Final = re.compile(r' id="((?:to|note)-[^"]+)"')
_HARMLESS: Final = ("Using fontTools instead of HarfBuzz-Subset",)
"""Reports that cost no words and no form: the other subsetter does the same work."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: its HTML, and how.

    ``folders`` are the only places that files are fetched from, the first also that of relative addresses; ``spoken``
    is as in ``announced``; ``pages`` and ``megabytes`` are limits.
    """

    html: str
    folders: tuple[str, ...]
    identifier: str
    spoken: dict[str, str]
    pages: int
    megabytes: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What the press says of its work: what it has to report, what it refused to fetch, which limit it met."""

    reports: tuple[str, ...] = ()
    refused: str = ""
    over: str = ""
    missing: str = ""


class _TooManyPages(Exception):  # noqa: N818  it never leaves this module
    pass


def main() -> None:
    """Print one order: JSON from standard input; a line of JSON and then the PDF to standard output."""
    _preload()
    order = Order(**json.loads(sys.stdin.buffer.read()))
    _limit_memory(order.megabytes)
    try:
        slip, made = printed(order)
    except MemoryError:
        slip, made = Slip(over="memory"), b""
    sys.stdout.buffer.write(json.dumps(asdict(slip)).encode() + b"\n" + made)


def _preload() -> None:
    """Import what is slow while the HTML is still being made; a library that is missing is reported with the order."""
    try:
        import weasyprint  # noqa: F401, PLC0415  only a PDF pays for it
    except OSError:
        return


def _limit_memory(megabytes: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def printed(order: Order) -> tuple[Slip, bytes]:
    """Return what there is to say, and the PDF; no bytes where it could not be made."""
    try:
        import weasyprint.urls  # noqa: PLC0415  see _preload
    except OSError as missing:
        return Slip(missing=str(missing)), b""
    folders = tuple(map(Path, order.folders))
    reports: list[str] = []
    with _listening(reports), copied_as_written(), announced(order.spoken), _counting(order.pages):
        try:
            base = f"{folders[0].resolve()}/"
            page = weasyprint.HTML(string=order.html, base_url=base, url_fetcher=_fetcher(folders))
            laid = page.render(**_OPTIONS)
            reports += _unprinted(order.html, {name for sheet in laid.pages for name in sheet.anchors})
            made: bytes = laid.write_pdf(pdf_identifier=order.identifier.encode() or None, **_OPTIONS)
        except weasyprint.urls.FatalURLFetchingError as refused:
            return Slip(refused=str(refused)), b""
        except _TooManyPages:
            return Slip(over="pages"), b""
    return Slip(tuple(reports)), made


def _unprinted(html: str, printed_names: set[str]) -> list[str]:
    """Return a report for every provision, unit or footnote that stands in the HTML and on no page."""
    return [f"'{name}' is on no page" for name in map(unescape, _ANCHOR.findall(html)) if name not in printed_names]


@contextmanager
def _counting(most: int) -> Iterator[None]:
    """Stop the layout at the first page over the limit, while the block runs."""
    import weasyprint.layout.page as paging  # noqa: PLC0415  see _preload

    plain = paging.remake_page

    def counted(index: int, *rest: Any, **named: Any) -> Any:
        if index >= most:
            raise _TooManyPages
        return plain(index, *rest, **named)

    paging.remake_page = counted
    try:
        yield
    finally:
        paging.remake_page = plain


def _fetcher(folders: Sequence[Path]) -> URLFetcher:
    """Return a fetcher that opens files of the template folders and stops the rendering at everything else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: PLC0415  see _preload

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
    handler = _Reports(reports)
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)


if __name__ == "__main__":
    main()
