"""Records that another process reads while a command is imported: the command finds them kept, and says the same."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from tests.cli.runner import Charter

from charterkit.store.ahead import possible

PROGRAM = """
import os, sys, time
from charterkit.store import ahead
keep, how = ahead._keep_present, sys.argv.pop(1)
def otherwise():
    if how == "is ended":
        os.kill(os.getpid(), 9)
    if how == "is slow":
        time.sleep(0.5)
    if how == "cannot keep":
        from charterkit.store import answer_files
        answer_files.write = lambda *_: None
    keep()
ahead._keep_present = otherwise
if how == "is missing":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
first, leave = os.getpid(), os._exit
def end(code):
    if os.getpid() != first:
        leave(code)
    print(*sorted({"ryaml", "pydantic_core"} & sys.modules.keys()), file=sys.stderr)
    sys.exit(code)
os._exit = end
from charterkit.cli import main
main()
"""


def first(charter: Charter, *arguments: str, reader: str = "is sound") -> tuple[str, bool]:
    """Return what a command prints where nothing is kept, and whether its own process had to read a record."""
    shutil.rmtree(charter.root / ".git" / "charterkit", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, reader, *arguments], cwd=charter.root, capture_output=True, check=False
    )
    assert done.stderr.endswith(b"\n"), (reader, done)
    return done.stdout.decode(), bool(done.stderr.decode().splitlines()[-1])


@pytest.fixture
def negotiated(charter: Charter) -> Charter:
    """A charter whose text has moved on since its version, with a change open on it."""
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "soon")
    charter.done("merge", "XAA-2026-001")
    charter.lodged("amend", "3(2)", "--as", "XAB", "--replace", "soon", "--with", "at once")
    return charter


@pytest.mark.skipif(not possible(), reason="there is only one processor")
@pytest.mark.parametrize("arguments", [("status",), ("diff", "zero-draft", "HEAD")])
def test_a_command_reads_no_record_where_another_process_did(negotiated: Charter, arguments: tuple[str, ...]) -> None:
    assert first(negotiated, *arguments)[1] is False


def test_whatever_becomes_of_the_other_process_the_answer_is_the_same(negotiated: Charter) -> None:
    said, _ = first(negotiated, "status", reader="is missing")
    assert "XAB-2026-001#1" in said
    for reader in ("is sound", "is slow", "is ended", "cannot keep"):
        assert first(negotiated, "status", reader=reader)[0] == said, reader


def test_records_with_a_problem_are_told_as_without_another_process(negotiated: Charter) -> None:
    broken = min((negotiated.root / "charter/clauses").iterdir())
    broken.write_text(broken.read_text().replace("kind: article", "kind: nothing"))
    negotiated.git("commit", "--quiet", "--all", "--message", "Broken")
    shutil.rmtree(negotiated.root / ".git" / "charterkit")
    done = subprocess.run(
        [sys.executable, "-m", "charterkit", "status"], cwd=negotiated.root, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.decode().count(f"charter/clauses/{broken.name}:2:7") == 1


@pytest.mark.parametrize("arguments", [("status", "--nothing"), ("status", "--at", "nowhere")])
def test_the_other_process_ends_before_the_command_does(charter: Charter, arguments: tuple[str, ...]) -> None:
    kept = charter.root / ".git" / "charterkit"
    shutil.rmtree(kept)
    subprocess.run([sys.executable, "-m", "charterkit", *arguments], cwd=charter.root, capture_output=True, check=False)
    assert not possible() or [file.name for file in kept.iterdir() if file.name.startswith((".", "records"))] == [
        "records"
    ]
