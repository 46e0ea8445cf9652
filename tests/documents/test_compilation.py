"""Compilations: every open proposal whole, as submitted or article by article; the second names nobody."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from charterkit.documents.formats import output
from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.reports.change_words import change_words
from charterkit.documents.reports.compilation import Tabled, compilation
from charterkit.documents.reports.compilation_articles import compilation_by_article
from charterkit.documents.reports.report import Heading, Prose, Report
from charterkit.documents.runs import text_of
from charterkit.documents.wording.labels import numbered_title
from charterkit.documents.wording.phrases import titled
from charterkit.drafting.ledger import ledger
from charterkit.drafting.numbering import number
from charterkit.drafting.proposals import words_put
from charterkit.drafting.rolling import rolling
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission

FORMS = ("md", "html", "pdf")
COMMON = {"date": "2026-11-24", "base": "zero", "title": "A *proposal*"}


@pytest.fixture(scope="module")
def lodged() -> list[Submission]:
    new = {"id": "lines", "kind": "article", "heading": {"en": "Lines"},
           "units": [{"id": "k", "text": {"en": "Kept open.[^1]\n\n[^1]: Day and night."},
                      "units": [{"id": "l", "text": {"en": "even at night"}}]}]}  # fmt: skip
    first = {"id": "XAB-2026-001", "by": "XAB", "with": ["XAC"], "reasons": "Because.", **COMMON, "changes": [
        {"amend": "arms/notice/a", "replace": "good time", "with": "no time"}, {"add": new, "after": "arms"},
        {"delete": "t1"}, {"keep": "arms/notice/b"},
    ]}  # fmt: skip
    second = {"id": "XAA-2026-001", "by": "XAA", **COMMON, "changes": [
        {"amend": "arms/notice/a", "text": "in writing; and", "note": "Shorter."}, {"move": "t1", "before": "arms"},
        {"amend": "arms", "heading": "Weapons"},
        {"add": {"id": "c", "text": {"en": "to some."}}, "last": "arms/notice"},
    ], "positions": [{"on": "XAB-2026-001#1", "stance": "object", "statement": "Too late."}]}  # fmt: skip
    gone = {"id": "XAD-2026-001", "by": "XAD", **COMMON, "changes": [
        {"amend": "arms/nowhere", "replace": "lost words", "with": "words without a place"}, {"delete": "t0"},
    ]}  # fmt: skip
    return [Submission.model_validate(each) for each in (first, second, gone)]


@pytest.fixture(scope="module")
def text(make: Callable[..., Charter]) -> Charter:
    return make(["One [...].", "Two words."])


@pytest.fixture(scope="module")
def submitted(text: Charter, lodged: list[Submission]) -> Report:
    closed = Decision.model_validate({"id": "0001", "date": "2026-11-24", "action": "close", "outcome": "not_agreed",
                                      "submission": "XAD-2026-001", "changes": [2]})  # fmt: skip
    entries = ledger(lodged, [closed])
    return compilation(Tabled(text, {each.id: each for each in lodged}, entries, {"zero": text}))


def said(made: Report) -> list[str]:
    """Return headings and paragraphs as plain words, with what is put in and taken out in signs."""
    signs = {"keep": ("", ""), "insert": ("{+", "+}"), "delete": ("[-", "-]")}
    lines = []
    for block in made.blocks:
        if isinstance(block, Heading):
            lines.append(block.text)
        elif isinstance(block, Prose):
            marked = (f"{signs[run.mark][0]}{run.text}{signs[run.mark][1]}" for run in block.runs)
            lines.append(" ".join(filter(None, (block.label, "".join(marked)))))
    return lines


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["submitted", "articles"])
def test_every_word_that_is_put_stands_in_both_compilations(  # noqa: PLR0917  fixtures
    text: Charter,
    lodged: list[Submission],
    submitted: Report,
    text_of: Callable[[str | bytes, str], str],
    kind: str,
    form: str,
) -> None:
    made = submitted if kind == "submitted" else compilation_by_article(rolling(text, lodged))
    shown = set(text_of(output(made, form), form).split())
    for submission in lodged:
        for _, change in submission.numbered():
            for words in words_put(change):
                assert {word for word in words.split() if word.isalpha()} <= {word.strip(".,;:") for word in shown}


def test_a_proposal_as_submitted_names_its_sponsors_its_base_and_its_reasons(submitted: Report) -> None:
    lines = said(submitted)
    at = lines.index("XAB-2026-001. A proposal")
    assert lines[at - 1] == "XAB"
    assert lines[at + 1] == "With: XAC; Date: 24 November 2026; Written against: zero."
    assert lines[at + 2 : at + 4] == ["1. MOD Article 1(1)(a)", "in [-good-]{+no+} time; and"]
    assert lines[at + 4] == "2. ADD after Article 1"
    assert lines[at + 5 : at + 7] == ["{+Lines+}", "1. {+Kept open.+}{+[^1]+}"]
    assert "3. SUP Article 3" in lines
    assert "4. NOC Article 1(1)(b)" in lines
    assert "Reasons. Because." in lines


def test_what_is_no_longer_open_is_named_in_a_table(submitted: Report) -> None:
    (table,) = submitted.grids()
    assert [row[0] for row in table.rows] == ["XAD-2026-001#2"]
    assert table.rows[0][2:] == ("not agreed", "0001")


def test_changes_that_follow_each_other_and_became_the_same_are_one_row(
    text: Charter, lodged: list[Submission]
) -> None:
    fields = {"date": "2026-11-24", "action": "close", "outcome": "not_agreed", "submission": "XAB-2026-001"}
    decided = [("0001", [1, 2, 4]), ("0002", [3])]
    closed = [Decision.model_validate({"id": name, "changes": changes, **fields}) for name, changes in decided]
    tabled = Tabled(text, {each.id: each for each in lodged}, ledger(lodged, closed), {"zero": text})
    (table,) = compilation(tabled).grids()
    assert [(row[0], row[3]) for row in table.rows] == [
        ("XAB-2026-001#1\N{EN DASH}#2", "0001"), ("XAB-2026-001#3", "0002"), ("XAB-2026-001#4", "0001"),
    ]  # fmt: skip


def test_words_to_replace_that_do_not_stand_in_the_base_are_shown_all_the_same(submitted: Report) -> None:
    lines = said(submitted)
    assert "[-lost words-]" in lines
    assert "{+words without a place+}" in lines


@pytest.mark.parametrize("form", ["md", "html"])
def test_article_by_article_names_nobody(
    text: Charter, lodged: list[Submission], text_of: Callable[[str | bytes, str], str], form: str
) -> None:
    made = compilation_by_article(rolling(text, lodged), Front(attributed=False))
    shown = text_of(output(made, form), form)
    assert not {"XAA", "XAB", "XAC", "XAD"} & set(shown.replace("-", " ").split())
    named = compilation_by_article(rolling(text, lodged), Front(attributed=True))
    assert {"XAA", "XAB", "XAC", "XAD"} <= set(re.findall(r"\w+", text_of(output(named, form), form)))


def test_article_by_article_has_the_same_words_whoever_lodged_them(text: Charter, lodged: list[Submission]) -> None:
    codes = {"XAA": "XAD", "XAB": "XAC", "XAC": "XAB", "XAD": "XAA"}
    swapped = [
        each.model_copy(update={"by": codes[each.by], "id": each.id.replace(each.by, codes[each.by])})
        for each in lodged
    ]
    one, other = (
        output(compilation_by_article(rolling(text, all_of), Front(attributed=False)), "md")
        for all_of in (lodged, swapped)
    )
    assert one == other


def test_proposals_on_one_place_stand_beside_its_present_words(text: Charter, lodged: list[Submission]) -> None:
    lines = said(compilation_by_article(rolling(text, lodged), Front(attributed=False)))
    at = lines.index("Article 1(1)(a)")
    assert lines[at + 1] == "Present text: in good time; and"
    assert {lines[at + 2][3:], lines[at + 3][3:]} == {"MOD: in [-good-]{+no+} time; and",
                                                     "MOD: in [-good time-]{+writing+}; and"}  # fmt: skip
    assert lines.index("Proposals whose place is no longer in the text") > at


def test_no_open_proposal_is_said_in_words(text: Charter) -> None:
    assert said(compilation_by_article(rolling(text, []))) == ["No proposal is open."]
    assert said(compilation(Tabled(text, {}, {}, {}))) == ["No proposal is open."]


def test_the_same_words_that_stand_already_are_said_once_with_all_who_proposed_them(text: Charter) -> None:
    lodged = [
        Submission.model_validate({"id": f"{code}-2026-001", "by": code, **COMMON,
                                   "changes": [{"amend": "t1/u", "replace": "Two", "with": "Two"}]})
        for code in ("XAA", "XAB")
    ]  # fmt: skip
    lines = said(compilation_by_article(rolling(text, lodged), Front(attributed=True)))
    assert [line for line in lines if "MOD" in line] == ["1. MOD — XAA, XAB: its words stand in the text already"]


def test_an_addition_is_told_in_every_language_in_which_it_was_put(text: Charter) -> None:
    words = {"en": "Kept open.", "ru": "Открыта."}
    new = {"id": "lines", "kind": "article", "heading": {"en": "Lines", "ru": "Линии"},
           "units": [{"id": "k", "text": words}]}  # fmt: skip
    put = Submission.model_validate({"id": "XAB-2026-001", "by": "XAB", **COMMON,
                                     "changes": [{"add": new, "after": "arms"}, {"delete": "t1"}]})  # fmt: skip
    page = Front(language="ru")
    made = compilation(Tabled(text, {put.id: put}, ledger([put], []), {"zero": text}), page)
    told = [(text_of(each.runs), each.label, each.lang) for each in made.blocks if isinstance(each, Prose)]
    at = told.index(("Линии", "", ""))
    assert told[at : at + 4] == [
        ("Линии", "", ""),
        ("Lines", "", "en"),
        ("Открыта.", "1.", ""),
        ("Kept open.", "", "en"),
    ]
    assert [
        block.depth for block in made.blocks if isinstance(block, Prose) and text_of(block.runs) in words.values()
    ] == [0, 1]
    by_article = [text_of(each.runs) for each in compilation_by_article(rolling(text, [put]), page).blocks
                  if isinstance(each, Prose)]  # fmt: skip
    at = by_article.index("ADD \N{EM DASH} XAB: Линии")
    assert by_article[at + 1 : at + 4] == ["Lines", "Открыта.", "Kept open."]


def test_the_words_of_an_addition_are_told_each_in_the_language_of_the_page_or_in_that_it_is_drafted_in(
    text: Charter,
) -> None:
    hot = {"id": "hot", "kind": "article", "heading": {"en": "Hot line", "fr": "Ligne directe"}, "units": [
        {"id": "day", "text": {"en": "Kept open by day.", "fr": "Ouverte le jour."}},
        {"id": "night", "text": {"en": "Kept open at night."}},
    ]}  # fmt: skip
    put = Submission.model_validate(
        {"id": "XAA-2026-001", "by": "XAA", **COMMON, "changes": [{"add": hot, "after": "arms"}]}
    )
    (entry,) = ledger([put], []).values()
    said = change_words(entry, text, Names(number(text), language="fr"))
    assert text_of(said) == "Ligne directe / Ouverte le jour. / Kept open at night."
    assert {run.lang for run in said if "night" in run.text} == {"en"}


def test_a_heading_that_says_the_same_as_the_number_is_printed_once() -> None:
    for label, heading, said in (("Testimonium", "Testimonium", "Testimonium"), ("Article 1", "Aim", "Article 1. Aim")):
        assert numbered_title(label, heading, "en") == said
        assert text_of(titled(label, {"en": heading}, "en")) == said
