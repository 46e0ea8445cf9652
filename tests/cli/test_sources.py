"""``charterkit sources`` and ``merge --table``: of every change what was done with it, from where it came, and why."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import Charter

NOTICE = ("amend", "3(2)", "--replace", "in good time", "--with")
COMPROMISE = """\
id: XAC-2026-001
by: XAC
with: [XAB]
date: 2026-08-15
base: zero-draft
title: Notice of meetings
reasons: Between thirty and ninety days.
resolves: [XAA-2026-001, XAB-2026-001]
changes:
  - amend: meetings/notice
    replace: in good time
    with: sixty days before
"""


def _argue(charter: Charter) -> None:
    charter.lodged(*NOTICE, "thirty days before", "--as", "XAA")
    charter.lodged(*NOTICE, "ninety days before", "--as", "XAB")
    charter.put("submissions/XAC/XAC-2026-001.yaml", COMPROMISE)
    charter.done("lodge")
    charter.lodged("amend", "1(1)", "--as", "XAA", "--replace", "This Charter", "--with", "The Charter")


@pytest.fixture(scope="module")
def made(negotiate: Callable[[Callable[[Charter], object]], Path]) -> Path:
    return negotiate(_argue)


@pytest.fixture
def rivals(made: Path, copied: Callable[[Path], Charter]) -> Charter:
    """Two rivals, a compromise between them, and a change elsewhere."""
    return copied(made)


def rows(charter: Charter, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = charter.done("sources", name, "--format", "json").values()["rows"]
    return found


def told(found: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    return [(row["change"], row["done"], row["others"]) for row in found]


def test_a_compromise_resolves_and_what_it_resolves_falls(rivals: Charter) -> None:
    rivals.done("merge", "XAC-2026-001", "--note", "Agreed in the corridor.")
    found = rows(rivals, "XAC-2026-001")
    assert told(found) == [
        ("XAC-2026-001#1", "resolved", ["XAA-2026-001#1", "XAB-2026-001#1"]),
        ("XAA-2026-001#1", "fallen", ["XAC-2026-001"]),
        ("XAB-2026-001#1", "fallen", ["XAC-2026-001"]),
    ]
    assert found[0]["sponsors"] == ["XAC", "XAB"]
    assert (found[0]["reasons"], found[0]["decision_note"]) == (
        "Between thirty and ninety days.", "Agreed in the corridor.",
    )  # fmt: skip
    assert (found[0]["path_at_base"], found[0]["base"]) == ("meetings/notice", "zero-draft")


def test_what_collides_with_the_text_from_then_on_is_left_open(rivals: Charter) -> None:
    rivals.done("merge", "XAA-2026-001")
    assert told(rows(rivals, "XAA-2026-001")) == [
        ("XAA-2026-001#1", "clean", []),
        ("XAB-2026-001#1", "left_open", ["XAA-2026-001#1"]),
        ("XAC-2026-001#1", "left_open", ["XAA-2026-001#1"]),
    ]


def test_a_change_of_words_that_others_had_changed_since_is_rewritten_over_theirs(rivals: Charter) -> None:
    rivals.lodged("amend", "3(2)", "--as", "XAB", "--replace", "Notice", "--with", "Written notice")
    rivals.done("merge", "XAA-2026-001")
    rivals.done("merge", "XAB-2026-002")
    (row, *_) = rows(rivals, "XAB-2026-002")
    assert (row["done"], row["others"]) == ("rewritten", ["XAA-2026-001#1"])


def test_a_version_holds_what_was_decided_since_the_one_before(rivals: Charter) -> None:
    rivals.done("merge", "XAC-2026-001")
    rivals.done("release", "first-draft")
    rivals.done("merge", "XAA-2026-002")
    rivals.done("release", "second-draft")
    assert {row["change"] for row in rows(rivals, "first-draft")} == {
        "XAC-2026-001#1", "XAA-2026-001#1", "XAB-2026-001#1",
    }  # fmt: skip
    assert told(rows(rivals, "second-draft")) == [("XAA-2026-002#1", "clean", [])]


def test_a_closing_has_its_rows_with_the_outcome(rivals: Charter) -> None:
    rivals.done("close", "XAB-2026-001", "--outcome", "not_agreed", "--note", "No support.")
    (row,) = rows(rivals, "XAB-2026-001")
    assert (row["done"], row["decision_note"]) == ("not_agreed", "No support.")


def test_a_merge_writes_its_table_and_it_is_the_one_of_its_decision(rivals: Charter, tmp_path: Path) -> None:
    rivals.done("merge", "XAC-2026-001", "--table", str(tmp_path / "table.csv"))
    written = (tmp_path / "table.csv").read_text()
    assert written == rivals.done("sources", "XAC-2026-001", "--format", "csv").out
    (first, *_) = csv.DictReader(written.splitlines())
    assert (first["Unit"], first["Contributor"]) == ("Article 3(2)", "XAC, XAB")
    assert first["Words"] == "Notice of a meeting is given [-in good time-]{+sixty days before+}."


def test_a_merge_that_is_not_carried_out_says_so_in_its_table(rivals: Charter, tmp_path: Path) -> None:
    before = rivals.state()
    file = tmp_path / "table.md"
    assert rivals("merge", "XAA-2026-001", "XAB-2026-001", "--table", str(file)).code == 3
    text = file.read_text()
    assert "Nothing was decided" in text
    assert "Left open against XAB-2026-001#1: both change the same words" in text
    assert rivals.state() == before


def test_a_table_is_read_back_from_its_pages(rivals: Charter, tmp_path: Path) -> None:
    rivals.done("merge", "XAC-2026-001", "--table", str(tmp_path / "table.pdf"))
    read = subprocess.run(["pdftotext", "-layout", str(tmp_path / "table.pdf"), "-"], capture_output=True, check=True)
    text = read.stdout.decode()
    assert "Between thirty and ninety days." in text
    assert "Resolved: a compromise, taken in place of the proposals named." in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("0099", "there is no decision or version '0099'"),
        ("zero-draff", "did you mean 'zero-draft'?"),
        ("XAA-2026-001", "there is no decision or version 'XAA-2026-001'"),
    ],
)
def test_a_name_that_means_no_decision_is_refused(rivals: Charter, name: str, said: str) -> None:
    ran = rivals("sources", name)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_table_of_no_known_form_is_refused_before_anything_is_merged(rivals: Charter, tmp_path: Path) -> None:
    before = rivals.state()
    assert rivals("merge", "XAC-2026-001", "--table", str(tmp_path / "table.xyz")).code == 2
    assert rivals.state() == before
