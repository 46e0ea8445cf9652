"""render --watch: the file follows the records; what goes wrong, or is cut short, leaves the last good one whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
from tests.cli.runner import Charter

PATIENCE = 90


@contextmanager
def running(charter: Charter, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run charterkit in a process of its own, in the charter's folder."""
    command = [sys.executable, "-m", "charterkit", "-C", str(charter.root), *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        try:
            yield process
        finally:
            process.kill()


def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def words(file: Path) -> str:
    ran = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=False)
    return " ".join(ran.stdout.split())


def test_the_file_follows_the_records_and_ctrl_c_ends_it(charter: Charter, tmp_path: Path) -> None:
    file = tmp_path / "draft.pdf"
    record = next(path for path in (charter.root / "charter" / "clauses").glob("*.yaml"))
    plain = record.read_text()
    with running(charter, "render", "--watch", "-o", str(file)) as process:
        until(lambda: file.exists() and b"StructTreeRoot" in _open(file))
        record.write_text(plain.replace("text:\n", "tex:\n", 1))
        time.sleep(1)
        good = file.read_bytes()
        record.write_text(plain.replace(" the ", " the altogether new ", 1))
        until(lambda: "altogether new" in words(file))
        until(lambda: b"StructTreeRoot" in _open(file))
        assert file.read_bytes() != good
        until(lambda: not _children(process.pid, b"cat-file"))  # one more after every round would fill the machine
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "preview of" in said
    assert ".yaml:" in said, "what was wrong in between was not said"


def _open(file: Path) -> bytes:
    """Return a PDF with its objects readable."""
    return subprocess.run(["qpdf", "--qdf", file, "-"], capture_output=True, check=False).stdout


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_rendering_that_is_cut_short_leaves_the_old_file_and_nothing_else(
    charter: Charter, tmp_path: Path, how: signal.Signals
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    file = folder / "text.pdf"
    file.write_bytes(b"the old file")
    with running(charter, "render", "-o", str(file)) as process:
        until(lambda: _children(process.pid))
        press = _children(process.pid)
        process.send_signal(how)
        process.wait(timeout=PATIENCE)
        until(lambda: not any(Path(f"/proc/{child}").exists() and _alive(child) for child in press))
    assert [path.name for path in folder.iterdir()] == ["text.pdf"]
    assert file.read_bytes() == b"the old file"


def _children(process: int, named: bytes = b"press") -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    found = [int(child) for child in listed.read_text().split()] if listed.exists() else []
    return [child for child in found if named in _command(child)]


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _alive(process: int) -> bool:
    return b"press" in _command(process)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--watch",), "--watch needs a file to write to"),
        (("--watch", "-o", "x.pdf", "--at", "zero-draft"), "goes without --at"),
        (("--watch", "-o", "x.pdf", "--pdf-variant", "a"), "goes without --pdf-variant a"),
        (("--pdf-variant", "ua", "-o", "x.html"), "--pdf-variant goes with PDF"),
        (("--line-numbers", "5", "-o", "x.md"), "--line-numbers goes with PDF"),
        (("--pdf-variant", "a", "--work-tree", "-o", "x.pdf"), "attaches the records of a commit"),
        (("--all", "--watch", "-o", "x"), "--all goes without --watch"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    charter: Charter, arguments: tuple[str, ...], message: str
) -> None:
    before = charter.state()
    ran = charter("render", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert charter.state() == before


def test_an_archived_text_carries_its_records_and_is_verified(charter: Charter, tmp_path: Path) -> None:
    file = tmp_path / "archive.pdf"
    charter.done("render", "--pdf-variant", "a", "-o", str(file))
    with pikepdf.open(file) as pdf:
        attached = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    records = charter.git("ls-tree", "-r", "--name-only", "HEAD", "charter", "submissions").splitlines()
    assert {path: (charter.root / path).read_bytes() for path in records} == attached
    assert charter.done("verify-document", str(file), "--format", "json").values()["answer"] == "identical"
