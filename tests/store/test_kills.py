"""Whoever is killed with ``kill -9``, git and all, leaves the state before or after, and the next start sees to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.store.samples import FILES, PURPOSE, Run, head_of

from charterkit.errors import EnvironmentProblem
from charterkit.store.git import ref_locks
from charterkit.store.git.journal import Recovered
from charterkit.store.git.locks import mark_of
from charterkit.store.git.repository import Repository

WRITER = """
import sys
from charterkit.store.git.repository import Repository
root, number = sys.argv[1:]
repository = Repository.open(root)
repository.identity()
print("ready", flush=True)
sys.stdin.readline()
changes = {f"charter/clauses/{name}.yaml": f"{number} {name}".encode() for name in ("purpose", "scope", number)}
changes[f"charter/clauses/{int(number) - 1}.yaml"] = None
repository.commit(changes, number, expected=repository.head())
"""
ROUNDS = 8
LONGEST = 0.3
"""Seconds: by then a commit is usually made."""


def test_a_kill_at_any_moment_leaves_before_or_after(repository: Repository, git: Run) -> None:
    for number in range(ROUNDS):
        before = head_of(repository)
        command = [sys.executable, "-c", WRITER, str(repository.root), str(number)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        ) as writer:
            assert writer.stdin
            assert writer.stdout
            assert writer.stdout.readline() == "ready\n"
            writer.stdin.write("go\n")
            writer.stdin.flush()
            time.sleep(LONGEST * number / ROUNDS)
            os.killpg(writer.pid, signal.SIGKILL)
        again = Repository.open(repository.root)
        after = head_of(again)
        assert git(again.root, "status", "--porcelain") == ""
        written = {path: (again.root / path).read_bytes() for path in again.paths("charter")}
        assert again.files(after).files == written
        assert after == before or written["charter/clauses/purpose.yaml"] == f"{number} purpose".encode()
        assert again.recover() == Recovered()
    assert git(repository.root, "fsck", "--no-dangling") == ""


def _cut_short(repository: Repository, git: Run) -> str:
    """Make a commit and take its work tree back, as if charterkit had been killed after the branch moved."""
    old = head_of(repository)
    blob = git(repository.root, "rev-parse", "HEAD:charter/clauses/purpose.yaml")
    new = repository.commit({"charter/clauses/purpose.yaml": b"new\n"}, "m\n", expected=old)
    (repository.root / "charter/clauses/purpose.yaml").write_bytes(PURPOSE)
    git(repository.root, "read-tree", old)
    planned = {"ref": "refs/heads/main", "old": old, "new": new, "before": {"charter/clauses/purpose.yaml": blob}}
    repository.room.journal.write_text(json.dumps(planned))
    return new


def test_a_lock_of_the_index_that_was_ours_is_released(repository: Repository, git: Run) -> None:
    _cut_short(repository, git)
    mark = mark_of(repository.git_dir / "index", repository.room.folder)
    mark.touch()
    (repository.git_dir / "index.lock").hardlink_to(mark)
    again = Repository.open(repository.root)
    assert (again.root / "charter/clauses/purpose.yaml").read_bytes() == b"new\n"
    assert git(again.root, "status", "--porcelain") == ""


def test_a_lock_of_the_index_of_another_program_is_left_and_named(repository: Repository, git: Run) -> None:
    _cut_short(repository, git)
    lock = repository.git_dir / "index.lock"
    lock.touch()
    with pytest.raises(EnvironmentProblem) as caught:
        Repository.open(repository.root)
    assert f"rm '{lock}'" in caught.value.hint
    lock.unlink()
    again = Repository.open(repository.root)
    assert git(again.root, "status", "--porcelain") == ""
    assert (again.root / "charter/clauses/purpose.yaml").read_bytes() == b"new\n"


@pytest.mark.parametrize(("content", "ours"), [(b"", True), (b"NEW\n", True), (b"HALF", True), (b"0" * 40, False)])
def test_a_lock_of_the_branch_is_released_where_it_can_only_be_ours(
    repository: Repository, git: Run, monkeypatch: pytest.MonkeyPatch, content: bytes, *, ours: bool
) -> None:
    monkeypatch.setattr(ref_locks, "WAIT", 0.0)
    new = _cut_short(repository, git)
    lock = repository.git_dir / "refs/heads/main.lock"
    lock.write_bytes(content.replace(b"NEW", new.encode()).replace(b"HALF", new[:20].encode()))
    Repository.open(repository.root)
    assert lock.exists() != ours


def test_a_lock_of_the_branch_older_than_the_journal_is_left_and_named(repository: Repository, git: Run) -> None:
    lock = repository.git_dir / "refs/heads/main.lock"
    lock.touch()
    with pytest.raises(EnvironmentProblem) as caught:
        repository.commit({"charter/clauses/purpose.yaml": b"new\n"}, "m\n", expected=repository.head())
    assert f"rm '{lock}'" in caught.value.hint
    lock.unlink()
    assert not repository.room.journal.exists()
    assert git(repository.root, "status", "--porcelain") == ""
    assert repository.files(head_of(repository)).files == FILES


def test_a_git_directory_on_another_file_system_works(tmp_path: Path, git: Run) -> None:
    elsewhere = Path("/dev/shm")  # noqa: S108  another file system, where there is one
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is only one file system here")
    separate = elsewhere / f"charterkit-{os.getpid()}.git"
    try:
        git(tmp_path, "init", "--quiet", "--initial-branch=main", f"--separate-git-dir={separate}", "charter")
        repository = Repository.open(tmp_path / "charter")
        repository.commit(dict(FILES), "Start\n", expected=None)
        assert git(repository.root, "status", "--porcelain") == ""
    finally:
        subprocess.run(["rm", "-rf", str(separate)], check=True)
