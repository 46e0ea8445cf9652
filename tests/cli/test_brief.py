"""``charterkit brief``: one delegation's view, and that nobody else's matters stand in it as its own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import Charter

NOTICE = ("amend", "3(2)", "--replace", "in good time", "--with")


def _argue(charter: Charter) -> None:
    charter.lodged("amend", "3(1)", "--as", "XAA", "--replace", "once a year", "--with", "twice a year")
    charter.lodged("amend", "1(1)", "--as", "XAC", "--replace", "This Charter", "--with", "The Charter")
    charter.done("merge", "XAA-2026-001", "--note", "Nobody objected.")
    charter.done("merge", "XAC-2026-001")
    charter.lodged(*NOTICE, "thirty days before", "--as", "XAA")
    charter.lodged(*NOTICE, "ninety days before", "--as", "XAB", "--co-sponsor", "XAC")
    charter.lodged("propose", "delete", "2", "--as", "XAC")


@pytest.fixture(scope="module")
def made(negotiate: Callable[[Callable[[Charter], object]], Path]) -> Path:
    return negotiate(_argue)


@pytest.fixture
def table(made: Path, copied: Callable[[Path], Charter]) -> Charter:
    """XAA has words in the text and two open proposals; XAB collides with one; much happened since the zero draft."""
    return copied(made)


def brief(charter: Charter, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = charter.done("brief", *arguments, "--format", "json").values()
    return found


def test_own_proposals_stand_with_what_became_of_them(table: Charter) -> None:
    found = brief(table, "XAA")["proposals"]
    assert [(each["change"], each["state"], each["by"], each["merging_now"]) for each in found] == [
        ("XAA-2026-001#1", "merged", "0004", None),
        ("XAA-2026-002#1", "open", None, "clean"),
    ]


def test_who_collides_is_told_to_both_sides_and_to_co_sponsors(table: Charter) -> None:
    pairs = {
        code: [(each["change"], each["against"]) for each in brief(table, code)["collisions"]]
        for code in ("XAA", "XAB", "XAC")
    }
    assert pairs["XAA"] == [("XAA-2026-002#1", "XAB-2026-001#1")]
    assert pairs["XAB"] == pairs["XAC"] == [("XAB-2026-001#1", "XAA-2026-002#1")]


def test_words_that_stand_are_counted_where_they_stand(table: Charter) -> None:
    (words,) = brief(table, "XAA")["words"]
    assert (words["path"], words["words"], words["text"], words["changes"]) == (
        "meetings/regular", 1, "twice", ["XAA-2026-001#1"],
    )  # fmt: skip


def test_others_proposals_are_those_on_ones_own_articles(table: Charter) -> None:
    assert [each["change"] for each in brief(table, "XAA")["others"]] == ["XAB-2026-001#1"]
    assert [each["change"] for each in brief(table, "XAB")["others"]] == ["XAA-2026-002#1"]


def test_news_are_what_happened_since_the_text_that_was_read(table: Charter) -> None:
    table.done("release", "first-draft")
    table.done("close", "XAC-2026-002", "--outcome", "not_agreed", "--note", "No support.")
    assert brief(table, "XAA")["news"] == {"since": "first-draft", "decisions": ["0007"], "changes": [], "lodged": []}
    news = brief(table, "XAA", "--since", "zero-draft")["news"]
    assert [(each["path"], each["sponsors"]) for each in news["changes"]] == [
        ("purpose/aim", ["XAC"]), ("meetings/regular", ["XAA"]),
    ]  # fmt: skip
    assert news["lodged"] == ["XAA-2026-001", "XAA-2026-002", "XAB-2026-001", "XAC-2026-001", "XAC-2026-002"]


def test_a_proposal_waits_until_a_position_is_taken_on_it(table: Charter) -> None:
    waiting = [each["change"] for each in brief(table, "XAA")["waiting"]["proposals"]]
    assert waiting == ["XAB-2026-001#1", "XAC-2026-002#1"]
    table.lodged("position", "XAB-2026-001#1", "--as", "XAA", "--stance", "object")
    found = brief(table, "XAA")
    assert [each["change"] for each in found["waiting"]["proposals"]] == ["XAC-2026-002#1"]
    assert found["others"][0]["position"] == "object"
    (proposal, *_) = brief(table, "XAB")["proposals"]
    assert [(each["by"], each["stance"]) for each in proposal["positions"]] == [("XAA", "object")]


def test_what_waits_for_one_participant_is_its_own_move(table: Charter) -> None:
    for code in ("XAA", "XAB"):
        waiting = brief(table, code)["waiting"]
        assert waiting["asked"]
        assert [each["kind"] for each in waiting["blockers"]] == ["silent"]
        assert code in waiting["blockers"][0]["message"]


GROUP = """\
id: XAB-2026-002
by: XAB
on_behalf_of: [XGR]
date: 2026-08-15
base: zero-draft
title: For the group
changes:
  - amend: purpose/aim
    replace: This Charter
    with: Our Charter
"""


def test_a_group_sees_what_was_proposed_on_its_behalf_as_its_own(table: Charter) -> None:
    table.done("admit", "XGR", "--name", "Group of the Lakes (fictional)", "--role", "fictional",
               "--member", "XAA", "--member", "XAB")  # fmt: skip
    table.put("submissions/XAB/XAB-2026-002.yaml", GROUP)
    table.done("lodge")
    found = brief(table, "XGR")
    assert [(each["change"], each["state"]) for each in found["proposals"]] == [("XAB-2026-002#1", "open")]
    assert "XAB-2026-002#1" not in [each["change"] for each in found["waiting"]["proposals"]]
    assert not found["waiting"]["asked"]


def test_nobody_asked_and_nothing_said_is_a_brief_too(table: Charter) -> None:
    out = table.done("brief", "SEC").out
    assert "Adoption does not ask for the consent of SEC." in out
    assert "No open proposal of others collides with yours." in out


def test_what_waits_for_another_addition_is_told_with_it_by_every_command(table: Charter) -> None:
    written = table.put(
        "submissions/XAC/XAC-2026-009.yaml",
        """\
id: XAC-2026-009
by: XAC
date: 2026-08-15
base: zero-draft
title: Waters
changes:
  - add: {id: lakes, kind: article, heading: {en: Lakes}, text: {en: Lakes are shared.}}
    after: meetings
  - add: {id: rivers, kind: article, heading: {en: Rivers}, text: {en: Rivers are shared.}}
    after: lakes
""",
    )
    table.done("lodge", str(written))
    status = table.done("status").out
    assert "clean with XAC-2026-009#1" in status
    refused = table("merge", "XAC-2026-009#2", "--dry-run")
    assert refused.code == 3
    assert "note: merge it together with XAC-2026-009#1 (XAC): then it is clean" in refused.out
    (row,) = [each for each in brief(table, "XAC")["proposals"] if each["change"] == "XAC-2026-009#2"]
    assert row["waits_for"] == ["XAC-2026-009#1"]
    printed = table.done("brief", "XAC").out
    assert "could be merged together with XAC-2026-009#1" in printed
    assert " , new: rivers" not in printed


def test_a_proposal_that_would_change_agreed_words_is_told_so_by_every_command(table: Charter) -> None:
    table.done("agree", "3(2)")
    (_, mine) = brief(table, "XAA")["proposals"]
    (here, *_) = [
        each for each in table.done("status", "--format", "json").values()["open"] if each["sponsors"] == ["XAA"]
    ]
    assert (mine["merging_now"], here["outcome"]) == ("collides", "collides")
    assert "it would change agreed words" in table.done("brief", "XAA").out
    assert "agreed words" in table.done("status").out


def test_a_brief_says_between_which_parts_what_kept_its_number_moved(table: Charter) -> None:
    table.lodged("propose", "move", "meetings", "--before", "equality", "--as", "XAC")
    table.done("merge", "XAC-2026-003")
    printed = table.done("brief", "XAC", "--since", "zero-draft").out
    assert "from Part III to Part II" in printed


def test_a_brief_is_read_back_from_its_pages(table: Charter, tmp_path: Path) -> None:
    table.done("brief", "XAA", "-o", str(tmp_path / "brief.pdf"))
    read = subprocess.run(["pdftotext", "-layout", str(tmp_path / "brief.pdf"), "-"], capture_output=True, check=True)
    text = read.stdout.decode()
    for words in ("What waits for you", "What changed since zero-draft", "ninety days before", "Nobody objected."):
        assert words in text


def test_an_unknown_code_is_refused_with_the_nearest(table: Charter) -> None:
    ran = table("brief", "XAX")
    assert (ran.code, ran.out) == (2, "")
    assert "no participant 'XAX'" in ran.err
