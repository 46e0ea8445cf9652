"""A screen reader reads every document of the demo in the order in which it is written, from the left and the right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.documents.read_aloud import heard, out_of_order, spoken, worded, written

from charterkit.cli.asked import Asked
from charterkit.cli.set_members import members
from charterkit.documents.kinds import AnyDocument
from charterkit.documents.pages.html import html_of
from charterkit.documents.pdf.making import Printing, to_pdf
from charterkit.documents.pdf.pressroom import Press, running
from charterkit.documents.reports.report import Report
from charterkit.documents.synopsis.value import Synopsis
from charterkit.store.workspace import Workspace

KINDS = {
    "en": {"rolling", "redline", "compilation", "versions", "standing", "statistics", "briefs"},
    "ar": {"clean", "compilation-by-article", "proposals", "sources", "concordance", "contributions", "languages"},
    "zh": {"standing", "history", "languages-concordance"},
}
"""Every kind of document in some language; in Chinese the texts of the demo are English, its reports are not."""


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with running() as found:
        yield found


def documents(demo: Workspace, language: str) -> Iterator[tuple[str, AnyDocument]]:
    """Yield the documents of the set in a language, of briefs and histories the first."""
    asked, seen = Asked(language=language), {"adopted", "corrigendum"}
    for member in members(demo, asked):
        kind = member.name.partition("/")[0]
        if kind not in seen and kind in KINDS[language]:
            seen.add(kind)
            yield kind, member.make(demo, asked)


def template(document: AnyDocument) -> str:
    kind = "report" if isinstance(document, Report) else "synopsis" if isinstance(document, Synopsis) else "document"
    return f"{kind}.html"


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_structure_of_a_pdf_has_the_words_of_its_source_in_its_order(
    demo: Workspace, press: Press, language: str
) -> None:
    """Each word whole and by itself: none is cut where a line or a page ends, none is joined with the next."""
    faults: dict[str, object] = {}
    for name, document in documents(demo, language):
        page = html_of(document, template(document), paged=True)
        made = to_pdf(document, printing=Printing(press=press, processes=1))
        (text, notes), (pieces, said) = written(page), spoken(made)
        assert len(pieces) > 10, name
        for fault in (out_of_order(pieces, text), out_of_order(said, notes)):
            if fault:
                faults[name] = fault
        words, source = heard(made), worded(page)
        numbers = {word for word in words if word.isdigit()}  # of pages and footnotes
        wrong = {*(words - source)} - numbers | {*(source - words)}
        if wrong:
            faults[f"{name}: words"] = wrong
    assert faults == {}


def test_words_that_are_read_in_another_order_are_found() -> None:
    assert out_of_order(["one", "two"], "onetwo") == ""
    assert out_of_order(["two", "one"], "onetwo").startswith("read: two; written: onetwo")
    assert out_of_order(["one"], "onetwo") == "never read: two"
