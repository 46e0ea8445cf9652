"""Redlines that a person can read, and what stands beside them: moves, rows and counts."""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

from typing import Protocol

import pytest

from charterkit.words import Row, Segment, WordCount, changes, columns, diff, readability, rows, sentences, word_count
from charterkit.words.tokens import tokenise

MARKS = {"keep": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


class Case(Protocol):
    parts: tuple[str, ...]


def test_case_comes_out_as_written(diff_case: Case) -> None:
    before, after, expected = diff_case.parts
    assert "".join(MARKS[segment.op].format(segment.text) for segment in diff(before, after)) == expected


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("A 30-day notice", ["A", "30-day", "notice"]),
        ("of 1,000.50, or 12.5 %.", ["of", "1,000.50", ",", "or", "12.5 %", "."]),
        ("from 2026-10-29 at 10:30", ["from", "2026-10-29", "at", "10:30"]),
        ("在2026年10月29日前", ["在", "2026年10月29日", "前"]),
        ("3月一日", ["3月", "一", "日"]),
        ("see [[a/b]].", ["see", "[[a/b]]", "."]),
        ("l’État’s “word”", ["l’État’s", "“", "word", "”"]),
        ("€5,000 each...", ["€5,000", "each", "..."]),
        ("北京市", ["北", "京", "市"]),
        ("می‌خواهم", ["می‌خواهم"]),
        ("क्षेत्र में", ["क्षेत्र", "में"]),
        ("เวลา", ["เว", "ลา"]),
    ],
)
def test_token_is_what_a_reader_takes_for_one(text: str, tokens: list[str]) -> None:
    assert [key for key in tokenise(text).keys if key] == tokens


def test_moved_sentence_is_shown_as_moved() -> None:
    before = "All parties meet every year in spring. The host pays. Minutes are kept by all of them."
    after = "The host pays. Minutes are kept by all of them. All parties meet every year in spring."
    moved = [(change.op, change.text.strip()) for change in changes(before, after) if change.move]
    assert moved == [
        ("moved_from", "All parties meet every year in spring."),
        ("moved_to", "All parties meet every year in spring."),
    ]


def test_moved_and_edited_sentence_shows_its_edit() -> None:
    before = "All parties meet every year in spring. The host pays. Minutes of it are kept by all of them there."
    after = "The host pays. Minutes of it are kept by all of them there. All parties meet every year in autumn."
    inside = [change.inside for change in changes(before, after) if change.op == "moved_to"]
    assert inside == [tuple(diff("All parties meet every year in spring.", "All parties meet every year in autumn."))]


def test_new_line_has_a_row_of_its_own() -> None:
    assert rows("One.\nTwo.", "One.\nNew.\nTwo 2.") == [
        Row("One.", "One."),
        Row("", "\nNew."),
        Row("\nTwo.", "\nTwo 2."),
    ]


def test_columns_are_tied_to_the_first_text() -> None:
    assert columns("A one.\nB two.", ["A.\nB two.", "A one.\nB two.\nC"]) == [
        ("A one.", "A.", "A one."),
        ("\nB two.", "\nB two.", "\nB two."),
        ("", "", "\nC"),
    ]


def test_sentences_end_at_stops_and_lines_and_not_at_numbers() -> None:
    assert sentences("All meet. Dues are 1.5 %.\n(a) peace;\n(b) trade.") == [
        "All meet.",
        " Dues are 1.5 %.",
        "\n(a) peace;",
        "\n(b) trade.",
    ]


def test_words_are_counted_without_punctuation() -> None:
    assert word_count(diff("All meet, here.", "All meet there.")) == WordCount(2, 1, 1)


def test_readability_counts_confetti() -> None:
    redline = [Segment("delete", "a"), Segment("keep", " of "), Segment("insert", "b"), Segment("keep", " stays.")]
    found = readability(redline)
    assert (found.fragments, found.islands, found.sentences, found.score) == (2, 1, 1, 3.0)


def test_readability_counts_words_that_a_redline_cuts() -> None:
    assert readability([Segment("keep", "the Stat"), Segment("delete", "e"), Segment("insert", "es")]).cut_words == 2


def test_long_text_of_few_words_without_sentences_is_exact() -> None:
    before, after = ("of the and to "[:size] * 8_000 for size in (7, 14))
    line = diff(before, after)
    assert "".join(segment.text for segment in line if segment.op != "insert") == before
    assert "".join(segment.text for segment in line if segment.op != "delete") == after


def test_blank_lines_without_words_take_no_longer_than_words() -> None:
    assert diff("\n" * 200_000, "\n" * 200_000 + "x")[-1] == Segment("insert", "x")
