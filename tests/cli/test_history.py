"""``charterkit history`` and ``charterkit contributions``, as a person calls them."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.cli.runner import Charter

from charterkit.errors import ExitCode

AIM = "purpose/aim"
FAILED = """\
id: SEC-2026-078
by: SEC
date: 2026-08-15
base: zero-draft
title: Fictional words that fail
reasons: |
  They are tried.
changes:
  - amend: purpose/aim
    replace: work together
    with: stand apart
positions:
  - on: SEC-2026-077#1
    stance: reserve
    statement: Not yet.
"""


@pytest.fixture
def negotiated(charter: Charter) -> Charter:
    """A charter in which one amendment of a unit was merged, another not agreed, and the unit deleted at last."""
    amended = "    replace: intend to work together\n    with: resolve to work together\n"
    head = "by: SEC\ndate: 2026-08-15\nbase: zero-draft\ntitle: Fictional\nchanges:\n"
    charter.put("submissions/SEC/SEC-2026-077.yaml", f"id: SEC-2026-077\n{head}  - amend: {AIM}\n{amended}")
    charter.put("submissions/SEC/SEC-2026-078.yaml", FAILED)
    charter.done("lodge")
    charter.done("merge", "SEC-2026-077")
    charter.done("close", "SEC-2026-078", "--outcome", "not_agreed")
    charter.done("release", "first-draft")
    return charter


def test_a_drafting_history_holds_versions_proposals_that_failed_positions_and_decisions(negotiated: Charter) -> None:
    told = negotiated.done("history", "1(1)").out
    assert "how its Participants [-intend-]{+resolve+} to work together." in told
    assert "SEC-2026-078#1. Fictional words that fail" in told
    assert re.search(r"15 August 2026, against zero-draft: not agreed \(decision \d{4}\)\.", told)
    assert "Reasons. They are tried." in told
    assert "reserves its position: Not yet." in told
    assert re.search(r"\d{4} +15 Aug 2026 +closed without agreement: SEC-2026-078", told)
    assert re.search(r"SEC-2026-077#1 +SEC .*15 Aug 2026 +1$", told, re.MULTILINE)


def test_a_drafting_history_for_programs_says_the_same(negotiated: Charter) -> None:
    found = negotiated.done("history", AIM, "--format", "json").values()
    assert [stage["version"] for stage in found["versions"]] == ["zero-draft", "first-draft"]
    assert [each["state"] for each in found["proposals"]] == ["merged", "merged", "not_agreed"]
    assert (
        "".join(run["text"] for run in found["words"] if run["field"] == "text")
        == (found["versions"][-1]["texts"][-1]["after"])
    )


def test_what_was_deleted_keeps_its_drafting_history(negotiated: Charter) -> None:
    head = "id: SEC-2026-079\nby: SEC\ndate: 2026-08-15\nbase: first-draft\ntitle: Fictional\n"
    negotiated.put("submissions/SEC/SEC-2026-079.yaml", f"{head}changes:\n  - delete: {AIM}\n")
    negotiated.done("lodge")
    negotiated.done("merge", "SEC-2026-079")
    found = negotiated.done("history", AIM, "--format", "json").values()
    assert found["versions"][-1]["path"] is None
    assert found["versions"][-1]["texts"][-1]["after"] == ""
    assert "and was deleted with the present text." in negotiated.done("history", AIM).out


def test_the_history_of_something_that_never_stood_is_refused(negotiated: Charter) -> None:
    ran = negotiated("history", "no-such-thing")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")


def test_a_drafting_history_and_a_trace_are_made_as_pages(negotiated: Charter, tmp_path: Path) -> None:
    for command, words in (("history", "stand apart"), ("trace", "SEC-2026-077#1")):
        page = tmp_path / f"{command}.pdf"
        negotiated.done(command, AIM, "-o", str(page))
        assert words in subprocess.run(["pdftotext", page, "-"], capture_output=True, text=True, check=True).stdout


def test_contributions_are_drawn_with_what_they_say_in_words(negotiated: Charter, tmp_path: Path) -> None:
    picture = tmp_path / "words.svg"
    negotiated.done("contributions", "-o", str(picture))
    drawing = ET.parse(picture).getroot()  # noqa: S314  charterkit wrote it
    rows = negotiated.done("contributions", "--format", "json").values()
    assert drawing.tag.endswith("svg")
    assert f"SEC: {sum(row['words'] for row in rows if row['participant'] == 'SEC'):,}" in "".join(drawing.itertext())


def test_the_margin_of_a_clean_text_names_whose_words_it_is_made_of(negotiated: Charter) -> None:
    page = negotiated.done("render", "--margin", "origin", "--format", "html").out.replace("<wbr>", "")
    assert ">SEC-2026-077#1</span>" in page


def test_what_moved_keeps_the_proposals_of_where_it_stood_before_and_leaves_its_move_there(charter: Charter) -> None:
    moved = charter.lodged("propose", "move", "meetings/notice", "--as", "XAA", "--in", "purpose")
    charter.done("merge", moved)
    ids = {path: _proposals(charter, path) for path in ("purpose/notice", "meetings", "purpose")}
    assert ids == {
        "purpose/notice": ["SEC-2026-001#4", f"{moved}#1"],
        "meetings": ["SEC-2026-001#4", f"{moved}#1"],
        "purpose": ["SEC-2026-001#2", f"{moved}#1"],
    }


def _proposals(charter: Charter, path: str) -> list[str]:
    return [str(each["change"]) for each in charter.done("history", path, "--format", "json").values()["proposals"]]


def test_who_joined_a_proposal_and_who_left_it_to_others_is_told_wherever_it_is_shown(charter: Charter) -> None:
    name = charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    charter.lodged("join", name, "--as", "XAB")
    charter.lodged("withdraw", name, "--as", "XAA")
    assert f"{name}#1  MOD Article 3(2) (meetings/notice): open; joined by XAB; left by XAA" in (
        charter.done("show", name).out
    )
    history = charter.done("history", "3(2)").out
    assert "open; joined by XAB (Exampleland B (fictional)); left by XAA (Exampleland A (fictional))." in history
    compiled = charter.done("render", "--view", "compilation").out.replace("\N{NO-BREAK SPACE}", " ")
    assert "+ XAB; \N{MINUS SIGN} XAA" in compiled
