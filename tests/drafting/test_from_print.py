"""A number that was copied from a document is the reference that printed it, and no other number is."""

# ruff: noqa: RUF001  Chinese is what is read here
from __future__ import annotations

import pytest

from charterkit.drafting.typed.from_print import as_referred, without_head


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("as Annex 1 has it", "as [[x]] has it"),
        ("see Annex\u00a01, and Annex\n1.", "see [[x]], and [[x]]."),
        ("see Annex 12, Annex 1 bis, Annex 1(2), Annex 1 (a), Annex 1.5", None),
        ("see Annex 1 of the Vienna Convention", None),
        ("see Subannex 1", None),
        ("under Article 3(2)(a), Article 3(2)", "under [[y/b/a]], [[y/b]]"),
        ("[[x]] stays", None),
    ],
)
def test_only_what_the_reference_prints_is_the_reference(words: str, read: str | None) -> None:
    printed = {"x": "Annex 1", "y/b": "Article 3(2)", "y/b/a": "Article 3(2)(a)"}
    assert as_referred(words, printed) == (read or words)


def test_a_script_without_spaces_may_go_on_at_once() -> None:
    printed = {"x": "第5条", "x/a": "第5条第1款"}
    assert as_referred("依照第5条进行，第5条第1款和第5条第2款", printed) == "依照[[x]]进行，[[x/a]]和第5条第2款"


def test_the_short_title_of_an_instrument_is_its_reference() -> None:
    assert as_referred("recalling the Vienna Document", {"v": "Vienna Document"}) == "recalling the [[v]]"


@pytest.mark.parametrize(
    "words",
    [
        "We meet.",
        "Article 4\nCouncil\nWe meet.",
        "ARTICLE 4\n\nCOUNCIL\n\nWe meet.",
        "Article\u00a04. Council\nWe meet.",
        "Article 4 \u2013 Council\nWe meet.",
        "Article 4\nWe meet.",
        "Council\nWe meet.",
        "Artikel 4 Council\nWe meet.",
        "\u00a7 4\nWe meet.",
    ],
)
def test_what_stands_above_an_article_is_none_of_its_words(words: str) -> None:
    assert without_head(words, "Article 4", "", "Council", "4") == "We meet."


@pytest.mark.parametrize(
    ("words", "own", "read"),
    [
        ("2. We meet.", "2.", "We meet."),
        ("(2) We meet.", "2.", "We meet."),
        ("b) We meet.", "(b)", "We meet."),
        ("3. We meet.", "2.", "3. We meet."),
        ("2.5 litres are drunk.", "2.", "2.5 litres are drunk."),
        ("2 litres are drunk.", "2.", "2 litres are drunk."),
    ],
)
def test_the_number_before_a_paragraph_is_none_of_its_words(words: str, own: str, read: str) -> None:
    assert without_head(words, "", own, "") == read


def test_words_that_only_begin_as_the_heading_does_stay() -> None:
    assert without_head("Council members meet.", "Article 4", "", "Council") == "Council members meet."
    assert (
        without_head("Article 4 applies.\nCouncil.", "Article 4", "", "Council", "4") == "Article 4 applies.\nCouncil."
    )
