"""``charterkit recover``: what it found and did, and what it leaves alone."""

from __future__ import annotations

import fcntl
import json
import threading
import time

import pytest
from tests.cli.runner import Charter

from charterkit.errors import ExitCode
from charterkit.store.git import locks as git_locks

AMENDED = "charter/clauses/purpose.yaml"


@pytest.fixture
def cut_short(charter: Charter) -> Charter:
    """A charter whose last commit moved the branch and got no further: the files are those before it."""
    path = charter.root / AMENDED
    before, old = path.read_bytes(), charter.git("rev-parse", "HEAD")
    blob = charter.git("rev-parse", f"HEAD:{AMENDED}")
    path.write_bytes(before.replace(b"intend", b"resolve"))
    charter.git("commit", "--quiet", "-am", "cut short")
    path.write_bytes(before)
    charter.git("read-tree", old)
    planned = {
        "ref": "refs/heads/main", "old": old, "new": charter.git("rev-parse", "HEAD"), "before": {AMENDED: blob},
    }  # fmt: skip
    room = charter.root / ".git/charterkit"
    room.mkdir(exist_ok=True)
    (room / "journal.json").write_text(json.dumps(planned))
    return charter


def test_a_commit_that_was_cut_short_is_finished_and_told(cut_short: Charter) -> None:
    ran = cut_short.done("recover")
    assert "was cut short after the branch had moved: its files are in place now" in ran.out
    assert f"brought to the commit: {AMENDED}" in ran.out
    assert cut_short.git("status", "--porcelain") == ""
    assert cut_short.done("recover").out == "nothing was left unfinished\n"


def test_a_file_that_somebody_changed_since_is_left_alone_and_named(cut_short: Charter) -> None:
    (cut_short.root / AMENDED).write_text("id: purpose\nkind: article\n")
    ran = cut_short("recover", "--format", "json")
    assert ran.code == ExitCode.PROBLEMS
    assert ran.values()["left"] == [AMENDED]
    assert (cut_short.root / AMENDED).read_text() == "id: purpose\nkind: article\n"


def test_what_a_git_that_was_killed_while_it_signed_left_is_cleared_and_told(charter: Charter) -> None:
    left = charter.put(".git/charterkit/.git_signing_buffer_tmpXk3Zab", "tree ...\n")
    assert left.name in charter.done("recover").out
    assert not left.exists()


def test_a_commit_that_never_happened_is_dropped_and_told(cut_short: Charter) -> None:
    cut_short.git("update-ref", "refs/heads/main", "HEAD~1")
    assert "it never happened; run it again" in cut_short.done("recover").out
    assert cut_short.git("status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["index", "HEAD", "refs/heads/main"])
def test_a_lock_of_another_program_is_named_with_a_way_out(
    charter: Charter, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(git_locks, "WAIT", 0.1)
    lock = charter.root / f".git/{name}.lock"
    lock.touch()
    for command in ("recover", "doctor"):
        ran = charter(command)
        assert ran.code == ExitCode.ENVIRONMENT
        assert f"rm '{lock}'" in ran.err + ran.out
    assert lock.exists()


def test_a_lock_that_git_gives_up_meanwhile_is_in_nobodys_way(charter: Charter) -> None:
    lock = charter.root / ".git/index.lock"
    lock.touch()
    release = threading.Timer(0.3, lock.unlink)
    release.start()
    assert charter.done("recover").out == "nothing was left unfinished\n"
    release.join()


def test_another_charterkit_that_is_writing_is_waited_for(cut_short: Charter) -> None:
    room = cut_short.root / ".git/charterkit"
    with (room / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        release = threading.Timer(0.5, lambda: fcntl.flock(held, fcntl.LOCK_UN))
        release.start()
        started = time.monotonic()
        cut_short.done("recover")
        release.join()
        assert time.monotonic() - started >= 0.4
    assert cut_short.git("status", "--porcelain") == ""
