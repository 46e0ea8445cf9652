"""The document as a tagged PDF: the press started beside us, given its order, and its answer read.

What cannot be drawn fails the build with a message. WeasyPrint runs in a process of its own (``press``) with limits on
time, memory and pages, so that no text can hang or exhaust the program. Writing the file is left to
``charterkit.store``.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from charterkit.documents.fonts import check_covered
from charterkit.documents.html import html_of
from charterkit.documents.press.order import Order, Slip
from charterkit.documents.report import Report
from charterkit.documents.synopsis import Synopsis
from charterkit.documents.templates import package_templates
from charterkit.documents.tree import Block, Document, plain
from charterkit.errors import CharterkitError, EnvironmentProblem

_KILLED: Final = (-9, 137)
_LAST_LINES: Final = 3
_MEMORY_SIGNS: Final = ("MemoryError", "memory", "cannot get parse buffer")
"""What Python, the C library or fontconfig say before they fail for want of memory."""

SPOKEN: Final = {"ins": "inserted", "del": "deleted", "ins.moved": "moved_here", "del.moved": "moved_away"}
"""What a screen reader says before changed words, by HTML tag and class: a key of ``labels``."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of time, megabytes of memory, pages.

    300 pages took 41 seconds and 540 megabytes; a treaty that needs more than these is more likely a mistake.
    """

    seconds: float = 900
    megabytes: int = 4096
    pages: int = 1500


class PageFault(CharterkitError):  # noqa: N818  it says what is wrong, as RecordsInvalid does
    """The pages could not be made as the template asks: what WeasyPrint reported, all of it."""

    def __init__(self, reports: Sequence[str], hint: str = "") -> None:
        self.reports = tuple(dict.fromkeys(reports))
        listed = "\n  ".join(self.reports)
        super().__init__(f"the PDF was not made, because it would not be whole [pdf]\n  {listed}", hint)


class FetchRefused(PageFault):
    """A template asked for something outside the template folders."""


class PagesBeyondLimit(PageFault):
    """The document takes more time, memory or pages than any document may."""

    def __init__(self, what: str, limits: Limits) -> None:
        said = {
            "pages": f"it has more than {limits.pages} pages",
            "memory": f"it takes more than {limits.megabytes} megabytes of memory",
            "time": f"it takes more than {limits.seconds:g} seconds",
        }[what]
        super().__init__([said], hint="look for a text that is far too long, or make it as HTML or Markdown")


def to_pdf(document: Document, templates: Sequence[Path] = (), limits: Limits | None = None) -> bytes:
    """Return the document as PDF bytes; the same document, templates and fonts give the same bytes.

    Raises:
        GlyphMissing: a character is in none of the fonts; the message names it, its place and what to install.
        FetchRefused: a template asks for a URL or a file outside the template folders.
        PagesBeyondLimit: the document is too large.
        PageFault: WeasyPrint reports anything at all.
        TemplateFault: a template is missing or fails.
    """
    return pdf_of(document, "document.html", _places(document), templates, limits)


def pdf_of(
    document: Document | Synopsis | Report,
    template: str,
    places: Iterable[tuple[str, str]],
    templates: Sequence[Path] = (),
    limits: Limits | None = None,
) -> bytes:
    """Return what a template makes of a document as PDF bytes; raises as ``to_pdf`` does.

    ``places`` are all stretches of text that will be drawn, each with the place to name if a glyph is missing.
    """
    with _press() as press:  # it warms up while the HTML is made
        check_covered(places)
        html = html_of(document, template, templates, paged=True)
        spoken = {tag: document.words[word] for tag, word in SPOKEN.items()}
        return _ordered(press, html, templates, _identifier(document), spoken, limits or Limits())


def print_pages(html: str, templates: Sequence[Path] = (), identifier: str = "", limits: Limits | None = None) -> bytes:
    """Return HTML as PDF bytes; relative addresses are looked for in the first template folder."""
    with _press() as press:
        return _ordered(press, html, templates, identifier, {}, limits or Limits())


@contextmanager
def _press() -> Iterator[subprocess.Popen[bytes]]:
    """Start the press, and end it whatever happens: an error here, Ctrl-C, or the end of its work."""
    command = [sys.executable, "-P", "-m", "charterkit.documents.press"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_surroundings()
    ) as press:
        try:
            yield press
        finally:
            if press.poll() is None:
                press.kill()


def _surroundings() -> dict[str, str]:
    """Return our environment, with the package's own folder first where modules are looked for."""
    here = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{here}{os.pathsep}{known}" if known else here}


def _ordered(  # noqa: PLR0917  the parts of one order
    press: subprocess.Popen[bytes],
    html: str,
    templates: Sequence[Path],
    identifier: str,
    spoken: dict[str, str],
    limits: Limits,
) -> bytes:
    folders = tuple(str(folder) for folder in (*templates, package_templates()))
    order = Order(html, folders, identifier, spoken, limits.pages, limits.megabytes)
    try:
        answer, said = press.communicate(json.dumps(asdict(order)).encode(), timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        raise PagesBeyondLimit("time", limits) from None
    line, _, made = answer.partition(b"\n")
    if press.returncode or not line:
        raise _broken(press.returncode, said.decode(errors="replace"), limits)
    _check(Slip(**json.loads(line)), limits)
    return made


def _broken(code: int, said: str, limits: Limits) -> CharterkitError:
    """Return the error for a press that ended without an answer."""
    if code in _KILLED or any(sign in said for sign in _MEMORY_SIGNS):
        return PagesBeyondLimit("memory", limits)
    return PageFault([f"WeasyPrint failed ({code})", *said.strip().splitlines()[-_LAST_LINES:]])


def _check(slip: Slip, limits: Limits) -> None:
    """Raise what the press has to say, if it has anything."""
    if slip.missing:
        raise EnvironmentProblem(
            f"WeasyPrint does not find a library it needs: {slip.missing}",
            hint="on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        )
    if slip.refused:
        raise FetchRefused([slip.refused])
    if slip.over:
        raise PagesBeyondLimit(slip.over, limits)
    if slip.reports:
        raise PageFault(slip.reports)


def _identifier(document: object) -> str:
    """Return an identifier that is the same for the same document and differs for every other."""
    return hashlib.sha256(repr(document).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _places(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every stretch of text that will be drawn, with the place to name if a glyph is missing."""
    head = document.masthead
    yield "the masthead", " ".join(str(getattr(head, name)) for name in head.__slots__)
    yield "the labels", " ".join(document.words.values())
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
