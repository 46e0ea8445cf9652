"""Files written whole or not at all, and in their place also after a power cut.

A new file, a new folder and a removal are each an entry in the folder above: that one is written to the disk with them.
What the files hold is left to the callers; reading to ``files``.
"""

from __future__ import annotations

import errno
import glob
import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem

_FORGOTTEN: Final = 600.0
"""Seconds after which an unfinished file is one that nobody is writing."""


def write_atomically(path: Path, content: bytes | str, scratch: Path | None = None) -> None:
    """Write a file so that it is either as it was or as it shall be, whatever happens meanwhile.

    Args:
        path: where; its folders are made, and a link is followed.
        content: the new bytes; text is written as UTF-8.
        scratch: a folder of the same file system for the unfinished file; by default the file's own folder.

    Raises:
        EnvironmentProblem: where the file cannot be written; the old one is as it was. Or it is written, and the system
            does not say that it will outlast a power cut.
    """
    path = Path(os.path.realpath(path))
    raw = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(raw)
            return
        holding = _with_new_folders(path.parent)
        try:
            _replace(path, raw, scratch or path.parent)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _replace(path, raw, path.parent)  # the scratch folder is on another file system
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} cannot be written: {error.strerror or error}",
            "the file is as it was; make room or check its folder",
        ) from error
    try:
        for folder in holding:
            sync_folder(folder)
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} is written, but may not outlast a power cut: {error.strerror or error}",
            "check its folder and the disk, then write it again",
        ) from error


def refuse_marked(path: Path) -> None:
    """Raise EnvironmentProblem for a file that its file system keeps from every change; no permission shows that."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC))
    except OSError as error:
        if error.errno == errno.EPERM:  # who only lacks the permission, which replacing does not ask for, gets EACCES
            raise EnvironmentProblem(
                f"{path} is marked as a file that never changes",
                f"nothing has changed; take the mark away: chattr -i -a '{path}' (on a Mac: chflags nouchg)",
            ) from None


def _with_new_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return all that hold something new now: it, and those above each new one."""
    standing = next(above for above in (folder, *folder.parents) if above.is_dir() or above == above.parent)
    folder.mkdir(parents=True, exist_ok=True)
    return [above for above in (folder, *folder.parents) if above.is_relative_to(standing)]


def _replace(path: Path, content: bytes, scratch: Path) -> None:
    unfinished = unfinished_name(scratch, path.name)
    for leftover in (*unfinished_by_killed(scratch, path.name), *_forgotten(scratch)):
        with suppress(OSError):
            leftover.unlink()
    try:
        with open(unfinished, "xb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), _mode(path))
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def unfinished_name(scratch: Path, name: str) -> Path:
    """Return where something is made before it takes its name."""
    return scratch / f".{name[:100]}.{os.getpid()}.unfinished"


def unfinished_by_killed(scratch: Path, name: str) -> list[Path]:
    """Return what makers of the same thing left that were killed."""
    start = f".{name[:100]}."
    return [path for path in scratch.glob(f"{glob.escape(start)}*.unfinished") if _by_killed(path, start)]


def _by_killed(path: Path, start: str) -> bool:
    maker = path.name.removeprefix(start).removesuffix(".unfinished")
    return maker.isascii() and maker.isdigit() and not _runs(int(maker))


def _forgotten(scratch: Path) -> Iterator[Path]:
    """Yield what makers of other things left that were killed, where nobody came back to make the same again.

    A maker on another machine, or in another container, cannot be seen to run; nothing takes that long to write.
    """
    for path in scratch.glob(".*.*.unfinished"):
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime > _FORGOTTEN and _by_killed(
                path, f"{path.stem.rpartition('.')[0]}."
            ):
                yield path


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()


def _private(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)


def _mode(path: Path) -> int:
    """Return the permissions of the file that stands there, or those that a new file gets here."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Write to the disk which files are in a folder, where its file system can do that apart from the files."""
    try:
        sync(folder)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise


def sync(path: Path) -> None:
    """Write a file to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file, and the folders above it that this leaves empty.

    Raises:
        OSError: it cannot be removed, or may be back after a power cut.
    """
    path.unlink(missing_ok=True)
    standing = next(folder for folder in path.parents if not _emptied(folder))
    if standing.is_dir():
        sync_folder(standing)


def _emptied(folder: Path) -> bool:
    """Remove a folder where it is empty; tell whether it is gone."""
    try:
        folder.rmdir()
    except OSError:
        return not folder.exists()
    return True
