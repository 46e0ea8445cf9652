"""What is timed: whole documents beside their peers, one clause edited, two processes, dense redlines."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pikepdf
from benchmarks.documents import charters, peers

from charterkit.documents import Front, clean, redline
from charterkit.documents.pages.html import to_html
from charterkit.documents.pdf.making import Printing, to_pdf
from charterkit.documents.pdf.pressroom import running
from charterkit.documents.tree import Document
from charterkit.drafting.digests import text_digest
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter


class Timed(NamedTuple):
    """Seconds, and the pages of the PDF that was made; 0 pages where the program is not installed."""

    seconds: float
    pages: int
    made: bytes


class Row(NamedTuple):
    """One line of a table: what, seconds, over what it is divided by, the bar it is held to, a remark."""

    name: str
    seconds: float
    ratio: float
    bar: float | None
    remark: str


def timed(make: Callable[[], bytes | None], runs: int = 1) -> Timed:
    """Return the best of some runs."""
    best, made = float("inf"), None
    for _ in range(runs):
        start = time.perf_counter()
        made = make()
        best = min(best, time.perf_counter() - start)
    if made is None:
        return Timed(0, 0, b"")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        return Timed(best, len(pdf.pages), made)


def worked(make: Callable[[], bytes | None]) -> Timed:
    """Return the seconds that processors worked for a document, of this process and of those that it ended."""

    def passed() -> float:
        return sum(
            spent.ru_utime + spent.ru_stime
            for spent in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        )

    before = passed()
    found = timed(make)
    return found._replace(seconds=passed() - before)


def beside_peers(pages: int, runs: int) -> list[Row]:
    """Return the times of one document, made whole by each program from a cold start, taking turns."""
    charter = charters.charter(pages)
    document = clean(charter)
    paged, screen = to_html(document, paged=True), to_html(document)
    bare = timed(lambda: peers.weasyprint(paged), runs)
    others = {
        "charterkit, one process": timed(lambda: to_pdf(clean(charter), printing=Printing(processes=1)), runs),
        "charterkit": timed(lambda: to_pdf(clean(charter)), runs),
        "Typst": timed(lambda: peers.typst(document), runs),
        "Chromium (no page numbers, no footnotes)": timed(lambda: peers.chromium(screen), runs),
    }
    rows = [Row(f"WeasyPrint alone, {bare.pages} pages", bare.seconds, 1, None, "")]
    for name, each in others.items():
        bar = 1.03 if name.startswith("charterkit") else None
        remark = f"{each.pages} pages" if each.pages else "not installed"
        rows.append(Row(name, each.seconds, each.seconds / bare.seconds, bar, remark))
    return rows


def after_an_edit(pages: int) -> list[Row]:
    """Return the times of a press that stays, from the edited records to the PDF, over that of the whole document.

    The digest of the words stands at the foot of every page, as in every document made of a repository.
    """
    base = charters.charter(pages)
    rows = []
    with running(stays=True) as press:
        to_pdf(clean(charters.charter(4)), printing=Printing(press=press))
        one = timed(lambda: to_pdf(_issued(base), printing=Printing(press=press, processes=1)))
        rows.append(Row(f"whole, warm, one process, {one.pages} pages", one.seconds, 1, None, ""))
        for place in (0.1, 0.5, 0.9):
            new = charters.edited(base, place)
            plain = to_pdf(_issued(new), printing=Printing(processes=1))
            start = time.perf_counter()
            timed(partial(_print, new, Printing(press=press, preview=True)))
            preview = time.perf_counter() - start
            final = timed(partial(_print, new, Printing(press=press)))
            taken = preview + final.seconds
            same = "the bytes of the plain build" if final.made == plain else "NOT THE PLAIN BUILD"
            rows += [
                Row(f"edit at {place:.0%}: preview", preview, preview / one.seconds, 0.05, ""),
                Row(f"edit at {place:.0%}: tagged", taken, taken / one.seconds, 0.30, same),
            ]
            to_pdf(_issued(base), printing=Printing(press=press))
    return rows


def _print(text: Charter, how: Printing) -> bytes:
    return to_pdf(_issued(text), printing=how)


def _issued(text: Charter) -> Document:
    """Return the clean text as it is made of a repository."""
    return clean(text, Front(commit="0123456789ab", digest=text_digest(text)))


def two_processes(pages: int) -> list[Row]:
    """Return the times of a whole document, laid out by one process and by two, in warm presses."""
    document = clean(charters.charter(pages))
    found = {}
    for processes in (1, 2):
        with running(stays=True) as press:
            to_pdf(clean(charters.charter(4)), printing=Printing(press=press))
            how = Printing(press=press, processes=processes)
            found[processes] = timed(partial(to_pdf, document, printing=how))
    one, two = found[1], found[2]
    same = "the same bytes" if one.made == two.made else "OTHER BYTES"
    return [
        Row(f"one process, {one.pages} pages", one.seconds, 1, None, ""),
        Row("two processes", two.seconds, two.seconds / one.seconds, 0.65, same),
    ]


def dense_redlines(pages: int) -> list[Row]:
    """Return the work of a redline in which every third word changed, over that of the clean text of as many words.

    Work and not time, so that what else the machine does counts less: one process makes each.
    """
    old, new = charters.charter(pages), charters.densely_edited(charters.charter(pages))
    both: tuple[Document, Document] = clean(new), redline(compare(old, new))
    plain, marked = (worked(partial(to_pdf, each, printing=Printing(processes=1))) for each in both)
    ratio = marked.seconds / marked.pages / (plain.seconds / plain.pages)
    return [
        Row(f"clean text, {plain.pages} pages", plain.seconds, 1, None, ""),
        Row(
            f"redline, {marked.pages} pages, a page over a page", marked.seconds, ratio, 1.40, "WeasyPrint alone: 1.73"
        ),
    ]
