"""What is recorded is told as recorded, whatever fails after it: exit 5, and never a failure to be tried again."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import Charter
from tests.cli.signers import make_keys, use

from charterkit.cli.boundary import run
from charterkit.errors import EnvironmentProblem, ExitCode
from charterkit.store.git import commits, revisions
from charterkit.store.git.commands import Git, GitFailed

FULL = Path("/dev/full")

RECORDING = (
    "lodge",
    "merge SEC-2026-003",
    "agree 1 --level informals",
    "reopen 1 --by XAA --reason Doubts.",
    "silence --until 2099-01-01T00:00Z",
    "close SEC-2026-002 --outcome not_agreed",
    "admit XAD --name Exampleland --role fictional",
    "leave XAD",
    "keys add SEC key.pub",
    "keys revoke SEC",
    "renumber",
    "release next-draft",
)
"""A command of every kind that makes a commit, in an order in which each has something to record."""


def _unheard(charter: Charter, *arguments: str) -> tuple[int, str]:
    """Run a command whose output goes to a full disk; return its exit code and what it says of that."""
    err = io.StringIO()
    with FULL.open("w") as full, redirect_stdout(full), redirect_stderr(err):
        code = run(["-C", str(charter.root), *arguments])
    return code, err.getvalue()


@pytest.fixture
def begun(charter: Charter) -> Charter:
    """A charter with an open submission, and a draft of another."""
    charter.lodged("amend", "3(2)", "--as", "SEC", "--replace", "in good time", "--with", "thirty days before")
    charter.done("propose", "move", "3", "--before", "2", "--as", "SEC")
    return charter


def test_every_command_that_records_says_so_also_where_its_answer_cannot_be_written(
    begun: Charter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_keys(tmp_path)
    use(begun, tmp_path, "SEC")
    monkeypatch.chdir(begun.root)
    shutil.copy(tmp_path / "SEC.pub", begun.root / "key.pub")
    for command in RECORDING:
        before = begun.git("rev-parse", "HEAD")
        code, said = _unheard(begun, *command.split())
        head = begun.git("rev-parse", "HEAD")
        assert (code, head != before) == (ExitCode.RECORDED, True), f"{command}: {said}"
        assert f"recorded as {head[:10]}; what was to follow could not be done: " in said
        assert "No space left on device" in said


def test_a_lodging_that_stops_in_the_middle_says_what_is_lodged(
    begun: Charter, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun.done("propose", "keep", "1", "--as", "XAA")
    make, seen = commits.make_commit, []

    def only_once(*arguments: Any) -> str:
        seen.append(arguments)
        if len(seen) > 1:
            raise EnvironmentProblem("the branch moved meanwhile: another commit came first", "run it again")
        return make(*arguments)

    monkeypatch.setattr(commits, "make_commit", only_once)
    ran = begun("lodge")
    assert ran.code == ExitCode.RECORDED
    assert "recorded: SEC-2026-003; what was to follow could not be done: the branch moved meanwhile" in ran.err
    assert begun.git("log", "-1", "--format=%s").startswith("Lodge SEC-2026-003")


def test_a_table_that_cannot_be_written_leaves_the_merge_recorded_and_says_so(begun: Charter, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = begun("merge", "SEC-2026-002", "--table", str(tmp_path / "file/table.md"))
    assert ran.code == ExitCode.RECORDED
    assert f"recorded as {begun.git('rev-parse', 'HEAD')[:10]}; what was to follow could not be done" in ran.err
    assert "table.md cannot be written" in ran.err


@pytest.mark.parametrize(
    ("stops", "code", "said"),
    [("store.git.commits._build", ExitCode.ENVIRONMENT, "there is not enough memory"),
     ("cli.merge._print", ExitCode.RECORDED, "what was to follow could not be done: there is not enough memory")],
)  # fmt: skip
def test_too_little_memory_is_no_bug_and_what_stands_is_told(
    begun: Charter, monkeypatch: pytest.MonkeyPatch, stops: str, code: int, said: str
) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(f"charterkit.{stops}", exhausted)
    before = begun.git("rev-parse", "HEAD")
    ran = begun("merge", "SEC-2026-002")
    assert ran.code == code
    assert said in ran.err
    assert ("recorded as" in ran.err) == (begun.git("rev-parse", "HEAD") != before)
    assert begun.done("recover").out == "nothing was left unfinished\n"


def test_an_interruption_after_the_commit_says_what_is_recorded(
    begun: Charter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("charterkit.cli.merge._print", stop)
    ran = begun("merge", "SEC-2026-002")
    assert ran.code == ExitCode.INTERRUPTED
    assert f"interrupted; recorded as {begun.git('rev-parse', 'HEAD')[:10]}" in ran.err


def test_an_interruption_before_the_files_are_in_place_finishes_the_commit(
    begun: Charter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("charterkit.store.git.commits._finish", stop)
    ran = begun("merge", "SEC-2026-002")
    assert f"interrupted; recorded as {begun.git('rev-parse', 'HEAD')[:10]}" in ran.err
    assert begun.git("status", "--porcelain", "-uno") == ""


def test_what_nobody_can_tell_is_told_as_that_and_recover_finds_out(
    begun: Charter, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_git, seen = Git.run, revisions.branch_commit

    def moves_and_fails(git: Git, *arguments: str, **more: Any) -> bytes:
        done = run_git(git, *arguments, **more)
        if arguments[0] == "update-ref":
            monkeypatch.setattr(commits, "branch_commit", blind)
            raise GitFailed(arguments, 128, "fatal: cannot close the lock")
        return done

    def blind(_: Git, ref: str) -> str:
        raise GitFailed(("rev-parse", ref), 128, "fatal: not a git repository")

    monkeypatch.setattr(Git, "run", moves_and_fails)
    ran = begun("release", "next-draft")
    monkeypatch.setattr(Git, "run", run_git)
    monkeypatch.setattr(commits, "branch_commit", seen)
    head = begun.git("rev-parse", "HEAD")
    assert ran.code == ExitCode.RECORDED
    assert f"it cannot be told whether {head[:10]} is recorded: git rev-parse ended with 128" in ran.err
    assert f"commit {head[:12]} was cut short after the branch had moved" in begun.done("recover").out
    assert begun.git("status", "--porcelain", "-uno") == ""


def test_a_bug_after_the_commit_is_told_with_what_is_recorded(begun: Charter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("charterkit.cli.merge._print", lambda *_: 1 // 0)
    ran = begun("merge", "SEC-2026-002")
    assert ran.code == ExitCode.BUG
    assert f"recorded as {begun.git('rev-parse', 'HEAD')[:10]}" in ran.err


@pytest.mark.parametrize("command", ["status", "show submissions", "check", "diff outline zero-draft", "--version"])
def test_an_answer_that_cannot_be_printed_is_an_error_that_says_so(charter: Charter, command: str) -> None:
    for _ in range(2):  # the second time, some answers are given again
        with FULL.open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "charterkit", *command.split()], cwd=charter.root, stdout=full,
                stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert done.returncode == ExitCode.ENVIRONMENT
        assert done.stderr.decode().endswith("No space left on device\n")
        assert b"Traceback" not in done.stderr


WRITING = {
    "propose keep 1 --as XAA": "submissions/XAA/XAA-2026-001.yaml",
    "position SEC-2026-002#1 --as XAA --stance support": "submissions/XAA/XAA-2026-001.yaml",
    "sign submissions/SEC/SEC-2026-003.yaml --key key": "submissions/SEC/SEC-2026-003.yaml.sig",
    "keys use key": "git's settings",
}
"""Commands that write beside the records, and what they write."""


@pytest.mark.parametrize("command", WRITING)
def test_what_is_written_beside_the_records_is_told_as_written(
    begun: Charter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    make_keys(tmp_path)
    monkeypatch.chdir(begun.root)
    for name in ("SEC", "SEC.pub"):
        shutil.copy(tmp_path / name, begun.root / name.replace("SEC", "key"))
    code, said = _unheard(begun, *command.split())
    assert code == ExitCode.RECORDED
    assert f"written: {WRITING[command]}; what was to follow could not be done: " in said
    assert WRITING[command] == "git's settings" or (begun.root / WRITING[command]).is_file()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("merge SEC-2026-002", ExitCode.RECORDED),
        ("merge SEC-2026-099", ExitCode.USAGE),
        ("status", ExitCode.ENVIRONMENT),
    ],
)
def test_the_exit_code_tells_what_no_word_can(begun: Charter, command: str, code: ExitCode) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "charterkit", *command.split()],
            cwd=begun.root,
            stdout=full,
            stderr=full,
            check=False,
        )
    assert done.returncode == code


def test_a_part_of_the_program_that_cannot_be_read_is_no_bug(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise OSError(5, 'Input/output error', __file__)\n")
    command = [sys.executable, "-c", "from charterkit.cli import main; main()", "status"]
    ran = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(tmp_path)}, check=False
    )
    assert ran.returncode == ExitCode.ENVIRONMENT
    assert "Traceback" not in ran.stderr
    assert "cannot be loaded: [Errno 5] Input/output error" in ran.stderr
