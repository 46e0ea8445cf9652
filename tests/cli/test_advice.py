"""What a message advises works when it is done word for word."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from tests.cli.runner import Charter

SESSIONS = """\
sessions:
  - id: session-1
    kind: meeting
    title:
      en: First session
    date: 2026-11-24
"""

NUMBERED = """\
id: XAA-2026-001
by: XAA
date: 2026-08-15
base: zero-draft
title: Earlier notice
changes:
  - amend: 3(2)
    replace: in good time
    with: early
"""


def advised(said: str, beginning: str) -> str:
    """Return the command that a message advises."""
    return (beginning + said.partition(beginning)[2].partition("; ")[0]).strip()


def follow(charter: Charter, command: str) -> None:
    subprocess.run(command, cwd=charter.root, shell=True, check=True, capture_output=True)  # noqa: S602  it is what a person pastes


def test_a_registry_that_is_not_committed_can_be_kept_or_set_aside_new_files_and_all(charter: Charter) -> None:
    charter.put("charter/registry/sessions.yaml", SESSIONS)
    said = charter("release", "first-draft").err
    assert "not committed: charter/registry/sessions.yaml" in said
    follow(charter, advised(said, "git stash push"))
    assert charter.git("status", "--porcelain") == ""
    charter.git("stash", "pop", "--quiet")
    follow(charter, advised(said, "git add"))
    charter.done("release", "first-draft", "--session", "session-1")


@pytest.mark.parametrize("path", ["charter/clauses/purpose.yaml", "charter/clauses/no name.yaml"])
def test_a_text_that_was_changed_by_hand_is_never_kept(charter: Charter, path: str) -> None:
    charter.put(path, (charter.root / "charter/clauses/purpose.yaml").read_text("utf-8") + "# by hand\n")
    charter.put("charter/registry/sessions.yaml", SESSIONS)
    said = charter("release", "first-draft").err
    assert "keep them" not in said
    follow(charter, advised(said, "git stash push"))
    charter.done("release", "first-draft")


def test_what_is_wrong_with_a_change_is_said_once_wherever_it_is_wrong(charter: Charter) -> None:
    ran = charter("propose", "add", "x", "--as", "XAA", "--kind", "article", "--heading", "X", "--text", "X.",
                  "--in", "principles", "--language", "fr")  # fmt: skip
    assert (ran.code, ran.err.count("'fr' is no language of this charter")) == (1, 1)


@pytest.mark.parametrize("words", ["in god time", "“in good time”", "in good time,", "IN GOOD TIMES"])
def test_words_that_stand_nowhere_are_told_as_they_can_be_put_in_place_of_them(charter: Charter, words: str) -> None:
    said = charter("amend", "3(2)", "--as", "XAA", "--replace", words, "--with", "early").err
    meant = said.partition("did you mean '")[2].partition("'?")[0]
    charter.done("amend", "3(2)", "--as", "XAA", "--replace", meant, "--with", "early")
    assert meant == "in good time"


def test_a_number_in_a_file_is_told_with_what_gives_its_id(charter: Charter) -> None:
    charter.put("submissions/XAA/XAA-2026-001.yaml", NUMBERED)
    command = advised(charter("lodge").err, "charterkit show").removesuffix(" [bad-path]")
    shown = charter.done(*shlex.split(command)[1:])
    assert shown.out.startswith("Article 3(2)  (meetings/notice)")


def test_a_file_that_came_by_mail_under_any_name_is_told_by_what_is_wrong_in_it(
    charter: Charter, tmp_path: Path
) -> None:
    (tmp_path / "Поправка.docx").write_text(NUMBERED.replace("by: XAA\n", ""), "utf-8")
    told = charter("lodge", str(tmp_path / "Поправка.docx")).err
    assert "Поправка.docx:1:1: the field 'by' is missing here [missing-field]" in told


def test_a_first_session_can_be_written_as_it_is_told(charter: Charter) -> None:
    said = charter("release", "first-draft", "--session", "session-1").err
    charter.put("charter/registry/sessions.yaml", advised(said, "sessions: [") + "\n")
    charter.git("add", "charter/registry/sessions.yaml")
    charter.git("commit", "--quiet", "--message", "Sessions")
    charter.done("release", "first-draft", "--session", "session-1")


def test_points_that_are_neither_a_file_nor_a_commit_are_told_as_both(charter: Charter) -> None:
    said = charter("verify", "--since", "points.txt").err
    assert said.startswith("charterkit: --since: there is no such file, and no version, tag, date or commit is called")


def test_a_list_without_entries_says_so(charter: Charter) -> None:
    assert charter("show", "memberships", "--organisation", "sco").err.endswith("\n  it holds none\n")


@pytest.mark.parametrize(
    "asking",
    ["merge XAA-2026-001", "close XAA-2026-001#1 --outcome moot", "correct XAA-2026-001",
     "amend XAA-2026-001#1 --as XAB --replace early --with late"],
)  # fmt: skip
def test_what_is_written_and_not_lodged_is_told_as_that_by_every_command(charter: Charter, asking: str) -> None:
    charter.done("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    ran = charter(*asking.split())
    assert (ran.code, "XAA-2026-001 is not lodged yet" in ran.err) == (2, True)
    (listed,) = charter.done("show", "submissions", "--status", "draft", "--format", "json").values()
    assert listed["states"] == {"XAA-2026-001#1": "draft"}
    assert "not lodged: XAA-2026-001#1 MOD" in charter.done("show", "3(2)").out
    charter.done(*advised(ran.err, "charterkit lodge").split()[1:])
    charter.done("merge", "XAA-2026-001")


def test_a_day_that_has_not_come_or_lies_before_the_last_decision_is_recorded_and_told(charter: Charter) -> None:
    ran = charter.done("amend", "3(2)", "--as", "XAA", "--replace", "good", "--with", "due", "--date", "2027-01-01")
    assert ran.err == "note: --date 2027-01-01 is later than today (2026-08-15)\n"
    assert "note: XAA-2027-001 is dated 2027-01-01, later than today (2026-08-15)\n" in charter.done("lodge").err
    for decision in (("agree", "1"), ("merge", "XAA-2027-001"), ("release", "second")):
        ran = charter.done(*decision, "--date", "2026-08-14")
        assert ran.err == "note: decision 0003 is dated 2026-08-15, later than this one (2026-08-14)\n"
