"""Words that are pasted from a word processor: its spaces, tabs and hidden signs."""

from __future__ import annotations

import pytest
from tests.cli.runner import Charter

ARTICLE = """\
1.\tThe Participants meet at least twice a year in order to:\r
(a)\treview how this Charter\u00a0is carried out; and\r
(b)\tdecide on proposals to amend it.\r
2.\tNotice of a meeting is given in good\u00a0time.\r
"""


def test_tabs_behind_numbers_and_no_break_spaces_change_nothing(charter: Charter) -> None:
    file = charter.put("../article.txt", ARTICLE)
    made = charter.done("amend", "3", "--as", "XAA", "--text-file", str(file), "--format", "json").values()
    assert [change["amend"] for change in made["submission"]["changes"]] == ["meetings/regular"]
    assert "\u00a0" not in str(made)


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u202e"])
@pytest.mark.parametrize("command", [("amend", "3"), ("propose", "add", "costs", "--kind", "article", "--after", "3")])
def test_a_hidden_sign_is_told_with_its_line_and_column(
    charter: Charter, hidden: str, command: tuple[str, ...]
) -> None:
    file = charter.put("../article.txt", ARTICLE.replace("proposals", f"pro{hidden}posals"))
    before = charter.state()
    ran = charter(*command, "--as", "XAA", "--text-file", str(file))
    assert (ran.code, "article.txt:3:18: " in ran.err) == (1, True)
    assert charter.state() == before


def test_words_are_found_with_a_space_where_the_text_has_a_no_break_space_or_a_line_end(charter: Charter) -> None:
    text = "Notice is\u00a0given\nin good\u00a0time."
    charter.lodged("propose", "add", "costs", "--kind", "article", "--after", "3", "--text", text, "--as", "XAA")
    charter.done("merge", "XAA-2026-001")
    out = charter.done("amend", "costs", "--as", "XAB", "--replace", "given in good time", "--with", "early").out
    assert "[-given" in out
    assert "{+early+}" in out
    charter.done("agree", "costs", "--words", "in good time")


def test_a_text_that_has_no_break_spaces_keeps_them(charter: Charter) -> None:
    charter.lodged(
        "propose", "add", "costs", "--kind", "article", "--after", "3", "--text", "So\u00a0: oui.", "--as", "XAA"
    )
    charter.done("merge", "XAA-2026-001")
    made = charter.done(
        "amend", "costs", "-", "--as", "XAB", "--format", "json", stdin="So\u00a0: non.".encode()
    ).values()
    assert made["submission"]["changes"][0]["text"] == "So\u00a0: non."


def test_the_author_is_warned_of_a_list_without_numbers_before_anything_is_lodged(charter: Charter) -> None:
    file = charter.put("../costs.txt", "1.\tThe host pays for:\r\n\u2022\ttravel;\r\n\u2022\tboard.\r\n")
    command = ("propose", "add", "costs", "--kind", "article", "--after", "3", "--as", "XAA", "--text-file", str(file))
    ran = charter.done(*command, "--dry-run")
    assert "warning: lines that begin with '\u2022' are typed here" in ran.err
    made = charter.done(*command, "--format", "json").values()
    assert made["submission"]["changes"][0]["add"]["units"][0]["text"]["en"] == (
        "The host pays for:\n\u2022 travel;\n\u2022 board."
    )
    assert [each.rpartition(" ")[2] for each in made["warnings"]] == ["[typed-lines]"]


READING = "1. This Charter sets out how they work together.\n2. It is read in the light of Article 2, as a whole.\n"


def test_a_printed_number_that_is_typed_again_changes_no_reference(charter: Charter) -> None:
    made = charter.done("amend", "1", "--as", "XAA", "--text-file", "-", "--format", "json", stdin=READING.encode())
    assert made.values()["submission"]["changes"][1]["text"] == "It is read in the light of [[equality]], as a whole."
    assert made.values()["warnings"] == []


def test_words_to_replace_are_found_as_a_document_prints_them(charter: Charter) -> None:
    out = charter.done(
        "amend", "1(2)", "--as", "XAA", "--replace", "principles in Article 2", "--with", "Article 2"
    ).out
    assert "in the light of the[- principles in-] [[equality]]." in out


def test_the_number_and_heading_above_an_article_may_be_copied_along(charter: Charter) -> None:
    file = charter.put("../article.txt", f"Article 1\nPurpose\n{READING}")
    made = charter.done("amend", "1", "--as", "XAA", "--text-file", str(file), "--format", "json").values()
    assert [change["amend"] for change in made["submission"]["changes"]] == ["purpose/aim", "purpose/reading"]


def test_words_are_agreed_and_opened_again_as_a_document_prints_them(charter: Charter) -> None:
    charter.done("agree", "1(2)", "--words", "principles in Article 2")
    assert "principles in [[equality]]" in charter.done("agree").out
    charter.done("reopen", "1(2)", "--words", "principles in Article 2", "--by", "XAA", "--reason", "Too broad.")
