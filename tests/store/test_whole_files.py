"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import time
from pathlib import Path

import pytest

from charterkit.errors import EnvironmentProblem
from charterkit.store.disk.whole_files import remove, write_atomically


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a/b/c.pdf", b"new")
    assert (tmp_path / "a/b/c.pdf").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.pdf"]


def test_permissions_stay_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "old").chmod(0o600)
    write_atomically(tmp_path / "old", b"new")
    write_atomically(tmp_path / "fresh", b"new")
    (tmp_path / "usual").touch()
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "fresh").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_is_followed_and_a_device_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    write_atomically(Path(os.devnull), b"new")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("step", ["fsync", "fchmod"])
def test_whatever_happens_the_old_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    (tmp_path / "old").write_bytes(b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "old", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old": b"old"}


def test_a_full_disk_is_an_error_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem, match="cannot be written: No space left on device"):
        write_atomically(tmp_path / "new", b"new")
    assert not list(tmp_path.iterdir())


def test_removing_a_file_takes_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    for name in ("a/b/c", "a/d"):
        write_atomically(tmp_path / name, b"x")
    remove(tmp_path / "a/b/c")
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["d"]
    remove(tmp_path / "a/none")


def test_a_file_that_is_written_is_not_told_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old").write_bytes(b"old")
    sync = os.fsync

    def fails_for_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(5, "Input/output error")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fails_for_folders)
    with pytest.raises(EnvironmentProblem, match="is written, but may not outlast a power cut: Input/output error"):
        write_atomically(tmp_path / "old", b"new")
    assert (tmp_path / "old").read_bytes() == b"new"


def _left(folder: Path, name: str, maker: int, ago: float) -> None:
    file = folder / f".{name}.{maker}.unfinished"
    file.touch()
    os.utime(file, (time.time() - ago,) * 2)


def test_what_the_killed_left_goes_with_the_next_writing_and_later_with_any(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    for name, ago in (("same.sig", 1.0), ("other.sig", 1.0), ("old.sig", 3600.0)):
        _left(tmp_path, name, ended.pid, ago)
    _left(tmp_path, "running.sig", os.getppid(), 3600.0)
    write_atomically(tmp_path / "same.sig", b"new")
    assert {path.name.split(".")[1] for path in tmp_path.glob(".*")} == {"other", "running"}


WHAT_IS_OPEN = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what is open is read from /proc")


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files and folders that are written to the disk, in order."""
    told, sync = list[Path](), os.fsync

    def told_and_done(descriptor: int) -> None:
        told.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", told_and_done)
    return told


@WHAT_IS_OPEN
def test_new_folders_are_written_to_the_disk_with_the_folders_above_them(tmp_path: Path, synced: list[Path]) -> None:
    (tmp_path / "old").mkdir()
    write_atomically(tmp_path / "old/a/b/c.yaml", b"new")
    assert synced[1:] == [tmp_path / "old/a/b", tmp_path / "old/a", tmp_path / "old"]
    del synced[:]
    write_atomically(tmp_path / "old/a/b/d.yaml", b"new")
    assert synced[1:] == [tmp_path / "old/a/b"]


@WHAT_IS_OPEN
def test_a_removal_is_written_to_the_disk(tmp_path: Path, synced: list[Path]) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c.yaml").touch()
    (tmp_path / "d.yaml").touch()
    remove(tmp_path / "a/b/c.yaml")
    assert synced == [tmp_path]
