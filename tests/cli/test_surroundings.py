"""What a merge meets in the world around it: each situation ends before or after, and once put right, it works."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.runner import AMENDMENT, DAY, Charter, process

from charterkit.errors import ExitCode


@pytest.fixture
def lodged(charter: Charter) -> Charter:
    """A charter with one submission to merge."""
    charter.put("submissions/SEC/SEC-2026-071.yaml", AMENDMENT)
    charter.done("lodge")
    return charter


def object_file(charter: Charter, name: str) -> Path:
    """The file of an object, written apart from all packs."""
    key = charter.git("rev-parse", name)
    return charter.root / ".git/objects" / key[:2] / key[2:]


@contextmanager
def _changed(path: Path, change: Callable[[bytes], bytes | None]) -> Iterator[None]:
    content, mode = path.read_bytes(), path.stat().st_mode
    path.chmod(0o644)
    new = change(content)
    path.unlink() if new is None else path.write_bytes(new)
    yield
    path.write_bytes(content)
    path.chmod(mode)


@pytest.mark.parametrize("name", ["HEAD", "HEAD:charter/clauses/purpose.yaml", "HEAD:charter"])
@pytest.mark.parametrize(
    "change",
    [lambda _: None, lambda content: content[: len(content) // 2], lambda content: b"\0" * 20 + content[20:]],
    ids=["missing", "truncated", "flipped"],
)
def test_a_damaged_object_stops_a_merge_before_anything_is_written(
    lodged: Charter, name: str, change: Callable[[bytes], bytes | None]
) -> None:
    before = lodged.state()
    with _changed(object_file(lodged, name), change):
        ran = lodged("merge", "SEC-2026-071")
    assert ran.code == ExitCode.ENVIRONMENT
    assert "Traceback" not in ran.err
    assert lodged.state() == before
    lodged.done("merge", "SEC-2026-071")


def test_a_corrupt_index_is_told_with_a_way_out(lodged: Charter) -> None:
    index = lodged.root / ".git/index"
    index.write_bytes(b"DIRC" + b"\0" * 40)
    ran = lodged("merge", "SEC-2026-071")
    assert ran.code == ExitCode.ENVIRONMENT
    assert "index" in ran.err
    index.unlink()
    lodged.git("reset", "--quiet")
    lodged.done("merge", "SEC-2026-071")


def test_history_that_was_rewritten_meanwhile_is_merged_into_as_it_is_now(lodged: Charter) -> None:
    lodged.git("commit", "--quiet", "--amend", "-m", "Rewritten")
    lodged.done("merge", "SEC-2026-071")
    assert lodged.git("log", "-2", "--format=%s").splitlines()[1] == "Rewritten"


def test_a_partial_clone_is_merged_into_once_it_has_what_it_needs(lodged: Charter, tmp_path: Path) -> None:
    lodged.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    source = f"file://{lodged.root}"
    subprocess.run(["git", "clone", "--quiet", "--filter=blob:none", source, str(clone)], check=True)
    before = Charter(clone).state()
    ran = Charter(clone)("merge", "SEC-2026-071")
    assert ran.code == ExitCode.ENVIRONMENT
    assert Charter(clone).state() == before
    advice = re.search("'git (fetch [^']+)', or a full clone, brings missing objects back", ran.err)
    assert advice, ran.err
    Charter(clone).git(*advice[1].split())
    Charter(clone).done("merge", "SEC-2026-071")


@pytest.mark.parametrize("now", ["0", "4118083200", "-86400"])
def test_a_clock_of_any_year_is_no_obstacle(lodged: Charter, now: str) -> None:
    ran = lodged("merge", "SEC-2026-071", env={"SOURCE_DATE_EPOCH": now})
    if now.startswith("-"):
        assert ran.code == ExitCode.USAGE
        assert "git cannot record" in ran.err
        lodged.done("merge", "SEC-2026-071")
    else:
        assert ran.code == 0, ran.err
    assert "resolve" in lodged.done("show", "1(1)").out


def test_a_clock_that_runs_backwards_keeps_the_order_of_the_history(lodged: Charter) -> None:
    for number, now in enumerate((int(DAY), int(DAY) - 500_000, int(DAY) - 900_000), start=1):
        ran = lodged("release", f"draft-{number}", env={"SOURCE_DATE_EPOCH": str(now)})
        assert ran.code == 0, ran.err
    lodged.done("merge", "SEC-2026-071")
    traced = lodged.done("trace", "1(1)", "--format", "json").values()
    assert [run["version"] for run in traced["texts"][0]["runs"]][:2] == ["zero-draft", None]


def test_a_decision_of_before_1970_is_recorded(lodged: Charter) -> None:
    lodged.done("merge", "SEC-2026-071", "--date", "1955-07-09")
    assert "9 Jul 1955" in lodged.done("trace", "1(1)").out


@pytest.mark.parametrize("command", [("merge", "SEC-2026-071"), ("release", "first-draft"), ("trace", "1(1)")])
def test_without_git_a_command_says_how_to_install_it(
    lodged: Charter, command: tuple[str, ...], tmp_path: Path
) -> None:
    before = lodged.state()
    ran = process(*command, cwd=lodged.root, env={"PATH": str(tmp_path)})
    assert ran.code == ExitCode.ENVIRONMENT
    assert "git is not installed" in ran.err
    assert lodged.state() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may hand a file system over to another user")
@pytest.mark.parametrize("where", [".git", ".git/objects", "charter", "charter/decisions", "."])
def test_what_cannot_be_written_to_stops_a_merge_before_anything_is_recorded(lodged: Charter, where: str) -> None:
    folder, before = lodged.root / where, lodged.state()
    with _read_only(folder) as mounted:
        if not mounted:
            pytest.skip("nothing can be mounted here")
        ran = lodged("merge", "SEC-2026-071")
    assert ran.code == ExitCode.ENVIRONMENT
    assert "Traceback" not in ran.err
    lodged.done("recover")
    assert lodged.state() == before
    lodged.done("merge", "SEC-2026-071")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mark a file so")
@pytest.mark.parametrize("path", ["charter/clauses/purpose.yaml", ".git/index"])
def test_a_file_that_is_marked_as_one_that_never_changes_stops_a_merge_and_the_way_out_works(
    lodged: Charter, path: str
) -> None:
    file, before = lodged.root / path, lodged.state()
    if subprocess.run(["chattr", "+i", str(file)], capture_output=True, check=False).returncode:
        pytest.skip("this file system knows no such mark")
    try:
        ran = lodged("merge", "SEC-2026-071")
        assert lodged.state() == before
    finally:
        subprocess.run(["chattr", "-i", str(file)], check=True)
    assert ran.code == ExitCode.ENVIRONMENT
    assert f"take the mark away: chattr -i -a '{file}'" in ran.err
    lodged.done("merge", "SEC-2026-071")


@contextmanager
def _read_only(folder: Path) -> Iterator[bool]:
    """Mount a folder on itself, read-only, while the block runs; yields whether that could be done."""
    done = subprocess.run(["mount", "--bind", str(folder), str(folder)], capture_output=True, check=False)
    if done.returncode:
        yield False
        return
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield True
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_stops_a_merge_and_once_there_is_room_it_works(lodged: Charter, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(small)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        moved = Charter(small / "charter")
        shutil.copytree(lodged.root, moved.root, symlinks=True)
        before = moved.state()
        subprocess.run(["dd", "if=/dev/zero", f"of={small / 'ballast'}"], capture_output=True, check=False)
        ran = moved("merge", "SEC-2026-071")
        assert ran.code == ExitCode.ENVIRONMENT
        assert "Traceback" not in ran.err
        assert moved.state() == before
        (small / "ballast").unlink()
        moved.done("merge", "SEC-2026-071")
        assert moved.git("status", "--porcelain") == ""
    finally:
        subprocess.run(["umount", str(small)], check=True)


def _work_for(running: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait until a program has had some processor time: on a busy machine a second may pass before it has begun."""
    stat = Path(f"/proc/{running.pid}/stat")
    while running.poll() is None and stat.exists():
        ticks = map(int, stat.read_text().rpartition(")")[2].split()[11:13])
        if sum(ticks) >= seconds * os.sysconf("SC_CLK_TCK"):
            return
        time.sleep(0.02)
    if not Path("/proc/self").exists():
        time.sleep(1)


def test_an_interruption_while_pages_are_made_leaves_the_old_ones_whole(lodged: Charter, tmp_path: Path) -> None:
    page = tmp_path / "charter.pdf"
    page.write_bytes(b"old pages")
    command = [sys.executable, "-m", "charterkit", "render", "-o", str(page)]
    with subprocess.Popen(command, cwd=lodged.root, stderr=subprocess.PIPE, start_new_session=True) as running:
        _work_for(running, 0.15)
        os.killpg(running.pid, signal.SIGINT)
        running.communicate(timeout=60)
    assert running.returncode in {0, ExitCode.INTERRUPTED}
    assert page.read_bytes() == b"old pages" if running.returncode else page.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
