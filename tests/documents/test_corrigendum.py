"""Corrigenda: for these words read those, in each language; and the procedure of an adopted text."""

# ruff: noqa: RUF001  Chinese commas
from __future__ import annotations

import datetime
from collections.abc import Callable

from charterkit.documents.formats import output
from charterkit.documents.front import Front
from charterkit.documents.reports.corrigendum import corrigendum
from charterkit.documents.reports.report import Report, shown
from charterkit.drafting.merging.edits import insert, remove, with_words
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter
from charterkit.model.provisions import Unit

LONG = "The Participants meet once a year in the territory of each in turn, and they decide by consent at all times."


def rows(made: Report) -> dict[str, list[tuple[str, ...]]]:
    """Return the cells of the tables as plain words, by the heading above each."""
    tables = [[tuple("".join(run.text for run in shown(cell, "en")) for cell in row) for row in grid.rows]
              for grid in made.grids()]  # fmt: skip
    names = [heading.text for heading in made.headings() if heading.path.startswith("text-")]
    return dict(zip(names, tables, strict=True))


def test_each_error_stands_with_a_few_words_around_it(make: Callable[..., Charter]) -> None:
    issued = make([LONG])
    right = with_words(issued, "t0/u", "text", "en", LONG.replace("once", "twice").replace("at all", "at any"))
    found = rows(corrigendum(compare(issued, right)))["Text in English"]
    assert found == [
        (
            "Article 2(1)",
            "The Participants meet once a year in the territory",
            "The Participants meet twice a year in the territory",
        ),
        ("", "they decide by consent at all times.", "they decide by consent at any times."),
    ]


def test_in_a_script_without_spaces_no_word_is_cut(make: Callable[..., Charter]) -> None:
    words = "参加方在冰川保护领域开展合作，并为此目的至迟在采取措施之前通知专家委员会。"
    issued = with_words(make([LONG], languages=["en", "zh"]), "t0/u", "text", "zh", words)
    right = with_words(issued, "t0/u", "text", "zh", words.replace("合作", "密切合作"))
    ((_, before, after),) = rows(corrigendum(compare(issued, right)))["Text in Chinese"]
    assert after == before.replace("合作", "密切合作")
    assert before.startswith("参加方在冰川保护领域")
    assert "此目的" in before


def test_a_language_has_its_own_table_and_only_where_it_is_corrected(make: Callable[..., Charter]) -> None:
    issued = with_words(make([LONG], languages=["en", "ru"]), "t0/u", "text", "ru", "Один раз в год.")
    right = with_words(issued, "t0/u", "text", "ru", "Два раза в год.")
    assert list(rows(corrigendum(compare(issued, right)))) == ["Text in Russian"]


def test_words_missing_or_too_many_are_read_as_nothing_on_the_other_side(make: Callable[..., Charter]) -> None:
    issued = make([LONG])
    added = insert(issued, "arms", 1, Unit.model_validate({"id": "new", "text": {"en": "Added."}}))
    found = rows(corrigendum(compare(issued, remove(added, "arms/notice/b"))))["Text in English"]
    assert ("Article 1(2)", "(nothing)", "Added.") in found
    assert ("Article 1(1)(b)", "to all.", "(nothing)") in found


def test_the_symbol_counts_the_corrigenda_to_one_text(make: Callable[..., Charter]) -> None:
    issued = make([LONG])
    made = corrigendum(compare(issued, issued), Front(symbol="T/2026/1"), 3)
    assert made.masthead.symbol == "T/2026/1/Corr.3"
    assert "No differences." in str(output(made, "md"))


def test_only_an_adopted_text_follows_article_79(make: Callable[..., Charter]) -> None:
    draft = make([LONG])
    drafted = str(output(corrigendum(compare(draft, draft)), "md"))
    assert "Vienna Convention" not in drafted
    final = make([LONG], status="adopted")
    notice = str(output(corrigendum(compare(final, final), None, 1, datetime.date(2027, 1, 31)), "md"))
    assert "article 79 of the Vienna Convention on the Law of Treaties (1969)" in notice
    assert "may be raised until 31 January 2027" in notice
    assert "from the start" in notice
