"""Closing, agreeing and opening again, over the real commands on a real repository."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.runner import Charter

from charterkit.cli.boundary import run
from charterkit.store.workspace import open as open_workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a charter with two open proposals on its last article."""
    folder = tmp_path_factory.mktemp("decide") / "lakes"
    at = ["-C", str(folder)]
    assert run(["init", str(folder)]) == 0
    assert run([*at, "amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "in writing"]) == 0
    assert run([*at, "propose", "add", "place", "--as", "XAB", "--text", "By turns.", "--after", "3(1)"]) == 0
    assert run([*at, "lodge"]) == 0
    return folder


@pytest.fixture
def lakes(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of that charter, as the current folder."""
    folder = tmp_path / "lakes"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


def _head(folder: Path) -> str | None:
    return open_workspace(folder).repository.head()


def test_a_closed_proposal_cannot_be_merged_and_keeps_its_words(lakes: Path) -> None:
    assert run(["close", "XAA-2026-001", "--outcome", "not_agreed"]) == 0
    before = _head(lakes)
    assert run(["merge", "XAA-2026-001"]) == 2
    assert _head(lakes) == before
    changes = open_workspace(lakes).submissions()["XAA-2026-001"].changes
    assert "in writing" in str(changes[0])


def test_agreed_words_are_not_changed_until_a_participant_opens_them(
    lakes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["agree", "3(2)", "--level", "ad_referendum"]) == 0
    before = _head(lakes)
    assert run(["merge", "XAA-2026-001"]) == 3
    assert "agreed ad referendum (decision 0004)" in capsys.readouterr().out
    assert _head(lakes) == before
    assert run(["reopen", "3(2)", "--by", "XAC", "--reason", "A form is missing."]) == 0
    assert run(["merge", "XAA-2026-001"]) == 0


@pytest.mark.usefixtures("lakes")
def test_an_addition_inside_agreed_words_is_refused_and_one_beside_them_is_not() -> None:
    assert run(["agree", "3(2)"]) == 0
    assert run(["merge", "XAB-2026-001", "--dry-run"]) == 0
    assert run(["agree", "3"]) == 0
    assert run(["merge", "XAB-2026-001", "--dry-run"]) == 3


def test_agreement_covers_what_stands_below(lakes: Path) -> None:
    assert run(["agree", "3"]) == 0
    decision = open_workspace(lakes).decisions()[-1]
    assert set(decision.result) == {
        "meetings", "meetings/regular", "meetings/regular/review", "meetings/regular/decide", "meetings/notice",
    }  # fmt: skip


def test_an_agreement_lifts_what_stands_lower_and_takes_nothing_down(
    lakes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["agree", "3(2)", "--level", "agreed"]) == 0
    assert run(["agree", "3", "--level", "informals"]) == 0
    assert "meetings/notice" not in open_workspace(lakes).decisions()[-1].result
    before = _head(lakes)
    assert run(["agree", "3(2)", "--level", "ad_referendum"]) == 2
    assert run(["agree", "3(2)", "--words", "in good time", "--level", "informals"]) == 2
    assert "the words of meetings/notice are agreed already (decision 0004)" in capsys.readouterr().err
    assert _head(lakes) == before
    assert run(["agree", "3", "--level", "ad_referendum"]) == 0
    assert run(["reopen", "3(2)", "--by", "XAC", "--reason", "A form is missing."]) == 0
    assert run(["agree", "3(2)", "--level", "informals"]) == 0
    assert run(["verify"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reopen", "3(2)", "--by", "XAA", "--reason", "x"], "no words of 'meetings/notice' are agreed"),
        (["agree", "3", "--words", "early"], "quote them from one of meetings/regular, meetings/notice"),
        (["agree", "final-clauses"], "'final-clauses' is no provision or unit"),
        (["close", "XAA-2026-009", "--outcome", "moot"], "there is no submission or change 'XAA-2026-009'"),
        (["agree", "3", "--session", "nowhere"], "there is no session 'nowhere'"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_changes_nothing(
    lakes: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _head(lakes)
    assert run(arguments) == 2
    assert said in capsys.readouterr().err
    assert _head(lakes) == before


@pytest.mark.usefixtures("lakes")
def test_a_reason_is_wanted_for_opening_again() -> None:
    assert run(["agree", "3(2)"]) == 0
    assert run(["reopen", "3(2)", "--by", "XAA", "--reason", ""]) == 2
    assert run(["reopen", "3(2)", "--by", "XZZ", "--reason", "because"]) == 2


def test_a_dry_run_records_nothing(lakes: Path) -> None:
    before = _head(lakes)
    assert run(["agree", "3", "--dry-run"]) == 0
    assert run(["close", "XAA-2026-001", "--outcome", "moot", "--dry-run"]) == 0
    assert _head(lakes) == before


def test_every_decision_tells_programs_what_it_recorded(charter: Charter) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    decisions = (
        ("agree", "1"), ("reopen", "1", "--by", "XAA", "--reason", "A slip."),
        ("silence", "--until", "2099-01-01T00:00Z"),
        ("close", "XAA-2026-001", "--outcome", "moot"), ("admit", "XAD", "--name", "D", "--role", "fictional"),
        ("leave", "XAD"),
    )  # fmt: skip
    for arguments in decisions:
        dry = charter.done(*arguments, "--dry-run", "--format", "json").values()
        assert (dry["commit"], dry["files"]) == (None, [])
        told = charter.done(*arguments, "--format", "json").values()
        assert [each["action"] for each in told["decisions"]] == [arguments[0]]
        assert told["commit"] == charter.git("rev-parse", "HEAD")
        assert charter.git("diff", "--name-only", "--diff-filter=A", "HEAD~1").split() == told["files"]
    (*_, listed) = charter.done("agree", "--format", "json").values()
    assert (listed["number"], listed["level"], listed["reopened_by"]) == ("Article 1(2)", "agreed", "XAA")
