"""Amending what somebody else proposes, before it is in the text."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cli.runner import Charter


@pytest.fixture
def proposed(charter: Charter) -> Charter:
    """Two proposals of XAA: other words in Article 3(2), and a new article."""
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with",
                   "no later than thirty days before it begins, with all documents")  # fmt: skip
    charter.lodged("propose", "add", "hot-line", "--as", "XAA", "--kind", "article", "--heading", "Hot line", "--text",
                   "A line is kept open day and night.", "--after", "2")  # fmt: skip
    return charter


def test_words_of_an_amendment_are_amended_and_stand_in_brackets_within_brackets(proposed: Charter) -> None:
    made = proposed.done("amend", "XAA-2026-001#1", "--as", "XAB", "--replace", "thirty", "--with", "sixty",
                         "--format", "json").values()  # fmt: skip
    assert made["submission"]["base"] == "zero-draft"
    assert "no later than sixty days" in made["submission"]["changes"][0]["text"]
    proposed.done("lodge")
    rolling = proposed.done("render", "--view", "rolling").out
    assert "<ins>no later than </ins>[<ins>sixty</ins> — XAB | <ins>thirty</ins> — XAA]<ins> days before" in (
        rolling.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "thirty days" in proposed.done("show", "XAA-2026-001").out


def test_a_new_article_of_another_is_amended_and_both_stand_as_one(proposed: Charter) -> None:
    name = proposed.lodged("amend", "XAA-2026-002#1", "--as", "XAB", "--replace", "day and night", "--with",
                           "on working days")  # fmt: skip
    rolling = proposed.done("render", "--view", "rolling").out.replace("\N{NO-BREAK SPACE}", " ")
    assert rolling.count("[<ins>Hot line</ins>") == 1
    assert "[<ins>day and night</ins> — XAA | <ins>on working days</ins> — XAB]" in rolling
    assert proposed("merge", "XAA-2026-002", name).code == 3
    proposed.done("merge", name)
    assert "on working days" in proposed.done("render").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("XAA-2026-009#1", "--replace", "a", "--with", "b"), "there is no submission or change 'XAA-2026-009#1'"),
        (("XAA-2026-001#1", "--replace", "ninety", "--with", "b"), "stand nowhere in what is proposed"),
        (("XAA-2026-001#1", "--heading", "b"), "amends the text of meetings/notice, and not its heading"),
        (("purpose", "--of", "XAA-2026-001#1", "--replace", "a", "--with", "b"), "and nothing else"),
        (("hot-line/costs", "--of", "XAA-2026-002#1", "--replace", "a", "--with", "b"), "no text at 'hot-line/costs'"),
    ],
)
def test_what_cannot_be_amended_is_said_and_nothing_written(
    proposed: Charter, arguments: tuple[str, ...], said: str
) -> None:
    state = proposed.state()
    ran = proposed("amend", *arguments, "--as", "XAB")
    assert (ran.code, said in ran.err, proposed.state() == state) == (2, True, True), ran.err


def test_what_is_merged_is_amended_in_the_text(proposed: Charter) -> None:
    proposed.done("merge", "XAA-2026-001")
    ran = proposed("amend", "XAA-2026-001#1", "--as", "XAB", "--replace", "thirty", "--with", "sixty")
    assert ran.code == 2
    assert "merged by decision" in ran.err


LAKES = "1. Lakes are deep.\n2. Lakes are cold:\n(a) in winter; and\n(b) at night."


@pytest.fixture
def paragraphs(charter: Charter) -> Charter:
    """An article with paragraphs and points, proposed by XAA."""
    charter.lodged("propose", "add", "lakes", "--as", "XAA", "--kind", "article", "--heading", "Lakes", "--text", LAKES,
                   "--after", "2")  # fmt: skip
    return charter


def units(made: dict[str, Any]) -> dict[str, str]:
    """Return the texts of what a submission adds, by path."""
    found: dict[str, str] = {}
    waiting = [("", unit) for unit in made["submission"]["changes"][0]["add"]["units"]]
    while waiting:
        above, unit = waiting.pop(0)
        found[f"{above}{unit['id']}"] = unit["text"]["en"]
        waiting += [(f"{above}{unit['id']}/", below) for below in unit.get("units", ())]
    return found


def test_words_of_a_proposed_article_are_found_in_whichever_paragraph_they_stand(paragraphs: Charter) -> None:
    made = paragraphs.done("amend", "XAA-2026-001#1", "--as", "XAB", "--replace", "cold", "--with", "warm", "--format",
                           "json").values()  # fmt: skip
    assert units(made) == {
        "lakes-deep": "Lakes are deep.", "lakes-cold": "Lakes are warm:",
        "lakes-cold/winter": "in winter; and", "lakes-cold/night": "at night.",
    }  # fmt: skip


def test_a_proposed_article_typed_anew_keeps_the_ids_of_its_paragraphs(paragraphs: Charter) -> None:
    text = b"1. Lakes are cold at night.\n2. They are shared.\n3. Lakes are very deep."
    made = paragraphs.done("amend", "XAA-2026-001#1", "-", "--as", "XAB", "--format", "json", stdin=text).values()
    assert units(made) == {
        "lakes-cold": "Lakes are cold at night.", "they-shared": "They are shared.",
        "lakes-deep": "Lakes are very deep.",
    }  # fmt: skip


def test_a_proposed_article_opens_whole_in_the_editor(paragraphs: Charter) -> None:
    ran = paragraphs("amend", "XAA-2026-001#1", "--as", "XAB", env={"EDITOR": "sed -i s/deep/blue/"})
    assert (ran.code, "1. {+Lakes are blue.+}" in ran.out) == (0, True), ran.err
    refused = paragraphs("amend", "XAA-2026-001#1", "-", "--as", "XAB", stdin=b"Lakes are lakes.")
    assert (refused.code, "these words have no numbers" in refused.err) == (2, True)
