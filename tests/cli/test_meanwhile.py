"""Who reads while another charterkit makes a commit sees the charter before it or after it, never between."""

from __future__ import annotations

import errno
import fcntl
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import Charter, call

from charterkit.store.disk import files
from charterkit.store.git import room

AMENDED = "charter/clauses/purpose.yaml"


class Writer:
    """A commit of another charterkit that has moved the branch, and writes the files only when it is told to."""

    def __init__(self, charter: Charter) -> None:
        self._charter = charter
        self._lock = (charter.root / ".git/charterkit/lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        old, blob = charter.git("rev-parse", "HEAD"), charter.git("rev-parse", f"HEAD:{AMENDED}")
        self._file = charter.root / AMENDED
        before = self._file.read_bytes()
        self._after = before.replace(b"intend", b"resolve")
        self._file.write_bytes(self._after)
        charter.git("commit", "--quiet", "-am", "Made meanwhile")
        self._file.write_bytes(before)
        charter.git("read-tree", old)
        planned = {
            "ref": "refs/heads/main",
            "old": old,
            "new": charter.git("rev-parse", "HEAD"),
            "before": {AMENDED: blob},
        }
        self._journal = charter.root / ".git/charterkit/journal.json"
        self._journal.write_text(json.dumps(planned))

    def finish(self) -> None:
        """Bring the files to the commit, and let the others in."""
        self._file.write_bytes(self._after)
        self._charter.git("read-tree", "HEAD")
        self._journal.unlink()
        self._lock.close()


@pytest.mark.parametrize("command", ["show 1", "check", "diff zero-draft", "status", "render"])
def test_a_reader_that_begins_in_the_middle_of_a_commit_waits_for_its_end(charter: Charter, command: str) -> None:
    charter.done("status")
    writer = Writer(charter)
    timer = threading.Timer(0.4, writer.finish)
    timer.start()
    ran = charter(*command.split())
    timer.join()
    assert not (charter.root / ".git/charterkit/journal.json").exists()
    told = ran.out.replace("\n", " ")
    if command == "check":
        assert "lodged-changed" not in ran.err
    elif command != "status":
        assert "resolve" in told
    assert ran.code in {0, 1}, ran.err


@pytest.mark.parametrize("command", ["show 1", "diff zero-draft", "check"])
def test_a_commit_that_begins_while_files_are_read_waits_for_the_reader(
    charter: Charter, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    read: Callable[..., Any] = files.read_work_tree
    seen: list[bool] = []

    def reading(root: Path, *folders: Any) -> Any:
        with (root / ".git/charterkit/lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                seen.append(True)
        return read(root, *folders)

    monkeypatch.setattr("charterkit.store.workspace.read_work_tree", reading)
    assert charter(*command.split()).code == 0
    assert seen
    assert all(seen)


def test_a_reader_does_without_a_lock_where_the_file_system_has_none(
    charter: Charter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    assert charter.done("show", "1").out
    ran = charter("agree", "1", "--level", "informals")
    assert ran.code == 4
    assert "No locks available" in ran.err


def test_a_reader_says_so_where_a_writer_takes_too_long(charter: Charter, monkeypatch: pytest.MonkeyPatch) -> None:
    charter.done("status")
    monkeypatch.setattr(room, "PATIENCE", 0.1)
    with (charter.root / ".git/charterkit/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = call("-C", str(charter.root), "show", "1")
    assert ran.code == 4
    assert "another charterkit is writing to this repository" in ran.err
