"""The ladder of agreement and what was said, as texts print them: letters, borders, notes and an annex."""

# ruff: noqa: RUF001  Chinese brackets
from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.drafting.negotiations import DAY, Table, submission, written

from charterkit.documents import clean, rolling_text
from charterkit.documents.formats import output
from charterkit.documents.front import Front
from charterkit.documents.markdown.document import to_markdown
from charterkit.documents.pages.html import to_html
from charterkit.documents.reports.standing_report import standing_report
from charterkit.documents.tree import Document
from charterkit.documents.views.spoken import ANNEX
from charterkit.drafting.agreement import agreements
from charterkit.drafting.readiness import readiness, standing_said

TEXT = """\
part general = General
  article notice = Notice
    when: Notice is given in good time.
    how: Notice is given in writing.
  article place = Place: Here and there."""


@pytest.fixture
def table() -> Table:
    table = Table(written(TEXT))
    table.agree("notice/when", "ad_referendum")
    table.agree("notice/how: in writing", "informals")
    table.agree("place")
    table.agree("reopened place")
    table.submissions = [
        submission("XAA-2026-001", [{"amend": "notice/how", "replace": "is given", "with": "may be given"}]),
        submission("XAB-2026-001", positions=[{"on": "place", "stance": "reserve", "statement": "Not for us."}]),
    ]
    return table


def front(table: Table, *, attributed: bool = True) -> Front:
    agreed = agreements(table.present, table.decisions, table.past)
    return Front(agreements=tuple(agreed.values()), said=standing_said(table.negotiation), attributed=attributed)


def documents(table: Table) -> tuple[Document, Document]:
    return clean(table.present, front(table)), rolling_text(table.rolling(), front(table))


def test_a_letter_stands_beside_agreed_units_and_around_agreed_words(table: Table) -> None:
    for document in documents(table):
        text = to_markdown(document)
        assert r"**1.** **\[R\]** Notice is given in good time." in text
        assert "{I: in writing}" in text
        assert r"**\[O\]** opened again" in text
        assert "- R: agreed ad referendum" in text
        assert "- A: " not in text


def test_a_border_says_the_same_without_colour(table: Table) -> None:
    for document in documents(table):
        page = to_html(document)
        assert re.search(r'<p class="[^"]*agreed-words ad_referendum">', page)
        assert '<span class="agreed-span informals">in writing</span>' in page
        assert ".agreed-words.ad_referendum { border-inline-end: 2.4pt double; }" in page


def test_words_that_are_not_agreed_bear_no_mark(table: Table) -> None:
    plain = Table(table.start)
    text = to_markdown(clean(plain.present, front(plain)))
    assert r"\[R\]" not in text
    assert "How to read" not in text


def test_agreed_words_that_a_proposal_cuts_through_are_named_beside_the_unit(table: Table) -> None:
    table.submissions.append(
        submission("XAC-2026-001", [{"amend": "notice/how", "replace": "in writing", "with": "in clear writing"}])
    )
    text = to_markdown(rolling_text(table.rolling(), front(table)))
    assert "[I: 'in writing' (agreed in informals)]" in text


def test_a_reservation_is_a_note_where_it_is_made_and_stands_in_an_annex(table: Table) -> None:
    text = to_markdown(rolling_text(table.rolling(), front(table)))
    assert "[[XAB reserves its position (1)](#reservations-and-statements)]" in text
    assert "**1.** **XAB: reservation on Article 2 (XAB-2026-001)**\n\n- Not for us." in text


def test_a_reservation_is_noted_in_the_language_of_a_text_that_is_not_drafted_in_english(table: Table) -> None:
    said = front(table)
    settings = table.present.settings.model_copy(update={"languages": ("ar",)})
    table.present = table.present.model_copy(update={"settings": settings})
    text = to_markdown(rolling_text(table.rolling(), said))
    assert "XAB يحتفظ بموقفه" in text


def test_a_statement_in_another_language_than_the_page_bears_it(table: Table) -> None:
    page = to_html(rolling_text(table.rolling(), replace(front(table), language="ar")))
    head, words = (page[page.index(f'id="to-{ANNEX}/1{part}"') :] for part in ("", "/words"))
    assert not re.match(r"[^>]*lang=", head)
    assert re.match(r'[^>]*lang="en" dir="ltr"', words)
    assert head.index("XAB") < head.index("XAB-2026-001") < head.index("Not for us.")


def test_a_chinese_page_puts_its_own_brackets_round_whose_a_statement_is(table: Table) -> None:
    text = to_markdown(rolling_text(table.rolling(), replace(front(table), language="zh")))
    assert "XAB：对第2条的保留（XAB-2026-001）" in text
    assert "XAB 保留立场（1）" in text


def test_an_anonymous_text_says_nothing_of_who_reserved_what(table: Table) -> None:
    text = to_markdown(rolling_text(table.rolling(), front(table, attributed=False)))
    assert "XAB" not in text
    assert "Not for us." not in text


def test_the_standing_counts_agreed_units_in_the_digits_of_the_page(table: Table) -> None:
    found = readiness(table.negotiation, DAY, f"{DAY}T12:00:00Z")
    made = standing_report(table.present.settings, found, Front(language="ar"))
    assert re.search(r"\[R\][^\w]* \N{ARABIC-INDIC DIGIT ONE}", str(output(made, "md")))
