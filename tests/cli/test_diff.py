"""``charterkit diff`` says who put forward what changed between two versions."""

from __future__ import annotations

import pytest
from tests.cli.runner import Charter

SUMMARY = "By sponsor\n  XAA: 1 provision changed; 3 words in, 3 out\n  XAB: 1 provision changed; 3 words in, 3 out\n"


@pytest.fixture
def merged(charter: Charter) -> Charter:
    """A charter in which a change of two sponsors was merged after the first version."""
    name = charter.lodged(
        *("amend", "3(2)", "--as", "XAA", "--co-sponsor", "XAB"),
        *("--replace", "in good time", "--with", "thirty days before"),
    )
    charter.done("merge", name)
    return charter


def test_each_sponsor_of_a_merged_change_is_counted(merged: Charter) -> None:
    for versions in (("zero-draft",), ("zero-draft", "HEAD"), ("HEAD", "zero-draft")):
        ran = merged("diff", *versions)
        assert ran.code == 1
        assert ran.out.endswith(SUMMARY)
    assert "| XAB | 0 | 0 | 0 | 1 | 0 | 3 | 3 | 0 |" in merged("diff", "zero-draft", "--format", "markdown").out
    counted = merged("diff", "zero-draft", "--format", "json").values()["summary"]["by_sponsor"]
    assert [(line["sponsor"], line["words_in"]) for line in counted] == [("XAA", 3), ("XAB", 3)]


def test_a_format_goes_by_the_name_that_other_commands_give_it_too(merged: Charter) -> None:
    for name, other in (("markdown", "md"), ("terminal", "text")):
        assert merged("diff", "zero-draft", "--format", name).out == merged("diff", "zero-draft", "--format", other).out


def test_what_no_decision_accounts_for_is_nobodys(merged: Charter) -> None:
    file = merged.root / "charter" / "clauses" / "meetings.yaml"
    file.write_text(file.read_text().replace("Notice of a meeting", "Early notice of a meeting"))
    assert merged("diff", "HEAD").out.count("By sponsor") == 0
    key = merged.root / "charter" / "clauses" / "purpose.yaml"
    key.write_text(key.read_text().replace("work together", "work well together"))
    assert "By no decision: 1 provision changed; 1 word in, 0 out\n" in merged("diff", "zero-draft").out


def test_of_two_that_changed_places_it_is_the_one_that_a_decision_moved(charter: Charter) -> None:
    charter.lodged("propose", "move", "3(1)(a)", "--after", "3(1)(b)", "--as", "XAA")
    charter.done("merge", "XAA-2026-001")
    charter.done("release", "first-draft")
    ran = charter("diff", "zero-draft", "first-draft")
    assert "3(1)(a)  moved within Article 3(1), now after meetings/regular/decide\n" in ran.out
    assert "was 3(1)(a)  moved within Article 3(1)\n" in ran.out
    assert "By sponsor\n  XAA: 1 provision changed" in ran.out
    page = charter("diff", "zero-draft", "first-draft", "--format", "html").out
    assert page.count("moved within Article 3(1)") == 2
    brief = charter.done("brief", "XAA", "--since", "zero-draft").out
    assert "moved within Article 3(1)" in brief
    assert "from Article 3(1)" not in brief
