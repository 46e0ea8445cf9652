"""What a plain text cites by number becomes references, and what is numbered anew is told."""

# ruff: noqa: RUF001  Russian and Chinese are what is read here
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from charterkit.documents.wording.numerals import printed
from charterkit.drafting.typed.plain_text import read_plain_text
from charterkit.drafting.typed.text_changes import additions, outline_of, referring, renumbered

TREATY = """\
Article 1. Terms
For this Treaty:
(a) a lake is a water;
(b) a river flows.
Article 2. Aims
1. We meet.
2. We share, {}.
Article 2 bis. Costs
Each bears its own.
Article 3. End
It ends.
Annex I
The lakes.
"""


def said(text: str, language: str = "en") -> tuple[list[str], int]:
    """Return every text of the changes that put a plain text, and how many references were made."""
    plain = read_plain_text(text)
    changes, made = referring(
        additions(plain, language, "Title"), plain, language, lambda number: printed(number, language, within=True)
    )

    def texts(node: Mapping[str, Any]) -> list[str]:
        return [*node.get("text", {}).values(), *(found for unit in node.get("units", ()) for found in texts(unit))]

    return [found for change in changes for found in texts(change["add"])], made


@pytest.mark.parametrize(
    ("cited", "reads"),
    [
        ("see Article 3", "see [[end]]"),
        ("see Article 2(1)", "see [[aims/we-meet]]"),
        ("see Article 2 (1)", "see [[aims/we-meet]]"),
        ("see Article 2 bis", "see [[costs]]"),
        ("see Annex I", "see [[lakes]]"),
        ("see Article 1(1)(b)", "see [[terms/treaty/river-flows]]"),
        ("see Article 3, paragraph 2, of this Treaty", "see [[end]], paragraph 2, of this Treaty"),
        ("see Articles 1 and 3", "see Articles 1 and 3"),
        ("see Article 1 or Article 3 of the Sea Convention", "see Article 1 or Article 3 of the Sea Convention"),
        ("see the Sea Treaty, Article 3 thereof", "see the Sea Treaty, Article 3 thereof"),
        ("see Article 9", "see Article 9"),
    ],
)
def test_a_citation_becomes_a_reference_where_that_prints_the_very_words(cited: str, reads: str) -> None:
    texts, made = said(TREATY.format(cited))
    assert f"We share, {reads}." in texts
    assert made == reads.count("[[")


@pytest.mark.parametrize(
    ("language", "text", "reads"),
    [
        ("ru", "Статья 1\nЦель\nПо статье 2.\nСтатья 2\nСрок\nСм. ст. 1.", ["По статье 2.", "См. [[cel]]."]),
        ("zh", "第1条 宗旨\n依照第2条。\n第2条 生效\n即日。", ["依照[[sheng-xiao]]。", "即日。"]),
    ],
)
def test_a_word_that_is_declined_stays_as_it_was_written(language: str, text: str, reads: list[str]) -> None:
    assert said(text, language)[0] == reads


def test_no_part_or_article_gets_an_id_that_means_the_outline() -> None:
    plain = read_plain_text("Part I. Outline\nArticle 1. Annexes\nThey are kept.\nArticle 2. Parts\nThey are two.")
    ids = [each["id"] for each in outline_of(plain, "en", "Title")] + [
        each["add"]["id"] for each in additions(plain, "en", "Title")
    ]
    assert ids == ["outline-2", "annexes-2", "parts-2"]


def test_what_is_cited_by_the_letter_of_an_annex_leads_to_it() -> None:
    text = "Article 1. Aims\nSee Annex A, and Annex C.\nArticle 2. End\nIt ends.\nAnnex A\nLakes.\nAnnex B\nRivers."
    assert said(text)[0][0] == "See [[lakes]], and Annex C."


def test_a_number_that_was_written_twice_is_no_place_to_lead_to() -> None:
    texts, made = said("Article 1\nPeace\nSee Article 2.\nArticle 2\nOne.\nArticle 2\nTwo.")
    assert (texts, made) == (["See Article 2.", "One.", "Two."], 0)


def test_points_below_opening_words_stay_points() -> None:
    added = additions(read_plain_text(TREATY), "en", "Title")[0]["add"]
    (paragraph,) = added["units"]
    assert ("text" in added, paragraph["text"]) == (False, {"en": "For this Treaty:"})
    assert [unit["text"]["en"] for unit in paragraph["units"]] == ["a lake is a water;", "a river flows."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TREATY, ["Article 2 bis: Article 3", "Article 3: Article 4"]),
        ("Titre premier\nObjet\nArticle premier\nUn.\nArticle 2\nDeux.", []),
        ("第一章 总则\n第一条 一\n好。\n第二条 二\n好。", []),
        ("Part II\nAims\nArticle IV\nOne.\nArticle V\nTwo.",
         ["Part II: Part I", "Article IV: Article 1", "Article V: Article 2"]),
    ],
)  # fmt: skip
def test_what_gets_another_number_than_it_was_written_with_is_told(text: str, told: list[str]) -> None:
    assert [f"{old}: {new}" for old, new in renumbered(read_plain_text(text))] == told


@pytest.mark.parametrize(
    ("heads", "cites"), [("Rule 1", "Rule 2(1)"), ("§ 1", "§ 2(1)"), ("Section 1", "Section 2 (1)")]
)
def test_another_word_for_articles_is_cited_by_the_reference_that_prints_them(heads: str, cites: str) -> None:
    word = heads.removesuffix("1")
    texts, made = said(
        f"{heads}. Aims\nWe meet, as {cites} and {word}9 say.\n{word}2. Costs\n1. Each pays.\n2. Or not."
    )
    assert (texts[0], made) == (f"We meet, as [[costs/each-pays]] and {word}9 say.", 1)
