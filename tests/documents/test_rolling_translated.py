"""The rolling text in another language than the negotiated one: what is open is in brackets or told by a notice."""

from __future__ import annotations

import pytest
from tests.drafting.negotiations import Table, submission, written

from charterkit.documents import Front
from charterkit.documents.tree import Block, Document
from charterkit.documents.views.redline import redline
from charterkit.documents.views.rolling import rolling_text
from charterkit.drafting.translations import translations
from charterkit.history import compare

TEXT = """\
part general = General
  article notice = Notice
    when: Notice is given in good time.
    how: It is given in writing.
  article place = Place: By turns."""

TRANSLATED = (
    {"amend": "notice", "heading": "Уведомление"},
    {"amend": "notice/when", "text": "Уведомление направляется заблаговременно."},
)
OPEN = {
    "XAB-2026-001": (
        {"amend": "notice/when", "replace": "in good time", "with": "at once"},
        {"amend": "notice/how", "replace": "in writing", "with": "by the hot line"},
        {"add": {"id": "list", "text": {"en": "A list is kept."}, "units": [{"id": "a", "text": {"en": "of all"}}]},
         "in": "notice"},
        {"add": {"id": "line", "kind": "article", "heading": {"en": "Line"}, "text": {"en": "A line is kept."},
                 "units": [{"id": "open", "text": {"en": "It is open."}}]}, "after": "notice"},
    ),
    "XAC-2026-001": ({"amend": "notice/when", "replace": "in good time", "with": "thirty days before"},),
}  # fmt: skip


@pytest.fixture(scope="module")
def table() -> Table:
    table = Table(written(TEXT, languages=["en", "ru"]))
    table.submissions.append(submission("XAA-2026-001", TRANSLATED, language="ru"))
    assert table.merge(["XAA-2026-001"]).charter is not None
    table.submissions += [submission(name, changes) for name, changes in OPEN.items()]
    return table


def page(table: Table, language: str, *, attributed: bool = True) -> Document:
    found = translations(table.present, table.past, table.versions)
    return rolling_text(table.rolling(), Front(language=language, attributed=attributed, translations=found))


def block(made: Document, path: str) -> Block:
    return next(each for each in made.blocks() if each.path == path)


def said(made: Block) -> str:
    return "".join(run.text for row in made.paragraphs for run in row.runs).replace("\N{NO-BREAK SPACE}", " ")


def beside(made: Block) -> list[str]:
    return [notice.text.replace("\N{NO-BREAK SPACE}", " ") for notice in made.notices]


def test_words_that_are_not_translated_have_their_brackets(table: Table) -> None:
    assert said(block(page(table, "ru"), "notice/how")) == (
        "It is given [in writing — нынешний текст | by the hot line — XAB]."
    )


def test_words_that_are_translated_say_that_the_negotiated_ones_are_open_and_who_would_change_them(
    table: Table,
) -> None:
    made = block(page(table, "ru"), "notice/when")
    assert said(made) == "Уведомление направляется заблаговременно."
    assert beside(made) == ["есть открытые предложения к тексту (язык: английский) — XAB, XAC"]
    assert beside(block(page(table, "ru", attributed=False), "notice/when")) == [
        "есть открытые предложения к тексту (язык: английский)"
    ]


def test_a_proposal_that_has_words_in_both_languages_is_told_of_once(table: Table) -> None:
    both = table.copy()
    both.release("second")
    changes = (
        {"amend": "notice/when", "replace": "in good time", "with": "early"},
        {"amend": "notice/when", "language": "ru", "replace": "заблаговременно", "with": "рано"},
    )
    both.submissions.append(submission("XAD-2026-001", changes, base="second"))
    made = block(page(both, "ru"), "notice/when")
    assert said(made) == "Уведомление направляется [заблаговременно — нынешний текст | рано — XAD]."
    assert beside(made) == ["есть открытые предложения к тексту (язык: английский) — XAB, XAC"]


def test_a_page_in_the_negotiated_language_needs_no_such_notice(table: Table) -> None:
    assert [each.path for each in page(table, "en").blocks() if each.notices] == []


def test_a_new_provision_says_once_that_it_is_not_translated(table: Table) -> None:
    made = page(table, "ru")
    told = [each.path for each in made.blocks() if any("не переведено" in text for text in beside(each))]
    assert told == ["notice/how", "notice/list", "line", "place"]


def test_what_the_page_says_among_words_of_another_language_is_in_its_own(table: Table) -> None:
    runs = block(page(table, "ru"), "notice/how").paragraphs[0].runs
    assert [(run.text, run.lang) for run in runs if run.role == "holders"] == [
        (" —\N{NO-BREAK SPACE}", ""), ("нынешний текст", "ru"), (" —\N{NO-BREAK SPACE}XAB", ""),
    ]  # fmt: skip


def test_what_translates_earlier_words_is_marked_in_a_rolling_text_and_in_a_redline(table: Table) -> None:
    later = table.copy()
    assert later.merge(["XAC-2026-001"]).charter is not None
    stale = "перевод прежней редакции текста (язык: английский)"
    found = translations(later.present, later.past, later.versions)
    changed = redline(compare(table.present, later.present), Front(language="ru", translations=found))
    for made in (page(later, "ru"), changed):
        assert [each.path for each in made.blocks() if stale in beside(each)] == ["notice/when"]


def test_what_is_said_in_brackets_has_the_signs_of_the_language() -> None:
    table = Table(written(TEXT))
    table.submissions.append(submission("XAB-2026-001", ({"delete": "notice/how"},)))
    table.submissions.append(submission("XAC-2026-001", ({"delete": "notice/how"},)))
    assert said(block(page(table, "zh"), "notice/how")) == "[It is given in writing. — 删除：XAB、XAC]"  # noqa: RUF001  Chinese
