"""A command that was asked the same before answers from what was kept, and never gives an answer that it should not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runner import Charter, Ran, process

from charterkit.store.answers import ask, settled

DIFF = ("diff", "zero-draft", "HEAD")


@pytest.fixture
def merged(charter: Charter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Charter:
    """A charter in which a change was merged after the first version, with a place for secrets of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    name = charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "thirty days before")
    charter.done("merge", name)
    return charter


def here(charter: Charter, *arguments: str) -> Ran:
    """Run a command as a process in the charter's folder."""
    ran = process(*arguments, cwd=charter.root)
    assert ran.code in {0, 1}, ran.err
    return ran


def kept(charter: Charter) -> list[Path]:
    folder = charter.root / ".git" / "charterkit" / "answers"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def forge(charter: Charter, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """Keep another answer to a question, with the user's own secret."""
    monkeypatch.chdir(charter.root)
    question = ask(arguments)
    assert question is not None
    question.keep(0, b"from what was kept\n")


@pytest.mark.parametrize("command", [DIFF, (*DIFF, "--format", "json"), ("status",), ("status", "--format", "json")])
def test_the_same_is_said_again(merged: Charter, command: tuple[str, ...]) -> None:
    first = here(merged, *command)
    assert len(kept(merged)) == 1
    again = here(merged, *command)
    assert (again.code, again.out, again.err) == (first.code, first.out, first.err)
    assert first.out == merged(*command).out


def test_a_kept_answer_is_given_without_working(merged: Charter, monkeypatch: pytest.MonkeyPatch) -> None:
    forge(merged, monkeypatch, *DIFF)
    assert here(merged, *DIFF).out == "from what was kept\n"


def test_an_answer_that_was_changed_or_exchanged_is_not_given(merged: Charter) -> None:
    first, other = here(merged, *DIFF), here(merged, *DIFF, "--context", "1")
    assert first.out != other.out
    one, two = kept(merged)
    contents = one.read_bytes(), two.read_bytes()
    for broken in (contents[0][:-1], contents[0].replace(b"thirty", b"twenty"), b"", contents[1]):
        one.write_bytes(broken)
        two.write_bytes(contents[0])
        assert here(merged, *DIFF).out == first.out
        assert here(merged, *DIFF, "--context", "1").out == other.out


def test_an_answer_sealed_with_another_secret_is_not_given(
    merged: Charter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
    forge(merged, monkeypatch, *DIFF)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert "in good time" in here(merged, *DIFF).out


def test_a_secret_that_others_can_read_seals_nothing(
    merged: Charter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    forge(merged, monkeypatch, *DIFF)
    (tmp_path / "cache" / "charterkit" / "seal").chmod(0o644)
    assert "in good time" in here(merged, *DIFF).out


def test_a_new_commit_is_seen(merged: Charter) -> None:
    before = here(merged, *DIFF), here(merged, "status")
    merged.lodged("amend", "3(2)", "--as", "XAB", "--replace", "thirty days before", "--with", "a week before")
    merged.done("merge", "XAB-2026-001")
    after = here(merged, *DIFF), here(merged, "status")
    assert "a week before" in after[0].out
    assert "a week before" not in before[0].out
    assert before[1].out != after[1].out or "XAB" not in before[1].out


def test_what_two_commits_are_to_each_other_is_said_again_after_a_new_commit(
    merged: Charter, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged.done("release", "first-draft")
    command = ("diff", "zero-draft", "first-draft")
    first = here(merged, *command)
    merged.lodged("amend", "3(2)", "--as", "XAB", "--replace", "thirty days before", "--with", "a week before")
    merged.done("merge", "XAB-2026-001")
    commits = [merged.git("rev-parse", f"{name}^{{commit}}") for name in command[1:]]
    assert here(merged, *command).out == first.out
    monkeypatch.chdir(merged.root)
    settled(f"{merged.root}/.git/charterkit", command, commits).keep(1, b"from what was kept\n")
    merged.git("commit", "--quiet", "--allow-empty", "--message", "Next")
    assert here(merged, *command).out == "from what was kept\n"


def test_versions_of_other_commits_are_compared_anew(merged: Charter) -> None:
    before = here(merged, *DIFF)
    merged.lodged("amend", "3(2)", "--as", "XAB", "--replace", "thirty days before", "--with", "a week before")
    merged.done("merge", "XAB-2026-001")
    after = here(merged, *DIFF)
    merged.git("reset", "-q", "--hard", "HEAD~2")
    assert here(merged, *DIFF).out == before.out != after.out


def test_a_tag_that_moved_is_seen(merged: Charter) -> None:
    merged.git("tag", "mine", "HEAD~1")
    before = here(merged, "diff", "zero-draft", "mine")
    merged.git("tag", "--force", "mine", "HEAD")
    assert here(merged, "diff", "zero-draft", "mine").out != before.out


def test_a_draft_is_seen(merged: Charter) -> None:
    assert "Not lodged yet" not in here(merged, "status").out
    merged.done("amend", "3(2)", "--as", "XAB", "--replace", "thirty", "--with", "forty")
    assert "Not lodged yet: 1" in here(merged, "status").out


def test_a_draft_is_seen_from_a_folder_below_the_top_too(merged: Charter) -> None:
    below = merged.root / "charter" / "clauses"
    assert "Not lodged yet" not in process("status", cwd=below).out
    assert process("status", cwd=below).out == here(merged, "status").out
    merged.done("amend", "3(2)", "--as", "XAB", "--replace", "thirty", "--with", "forty")
    assert "Not lodged yet: 1" in process("status", cwd=below).out
    assert "Not lodged yet: 1" in here(merged, "status").out


def test_another_file_of_the_work_tree_takes_no_answer_away(merged: Charter) -> None:
    here(merged, "status")
    (merged.root / "notes.txt").write_text("for myself\n")
    here(merged, "status")
    assert len(kept(merged)) == 1


def test_files_of_the_work_tree_are_looked_at_each_time(merged: Charter) -> None:
    for command in (("diff", "zero-draft"), ("diff", "HEAD", "work-tree"), ("diff", "--view", "participants")):
        here(merged, *command)
    assert not kept(merged)


def test_no_more_than_some_answers_are_kept(merged: Charter, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(70):
        forge(merged, monkeypatch, "diff", str(number))
    assert len(kept(merged)) == 64


def test_without_a_home_nothing_is_kept(merged: Charter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "")
    assert "in good time" in here(merged, *DIFF).out
    assert not kept(merged)
