"""Locks of git's own files (the index, the settings), taken as git takes them and never left by us.

The lock is a second name of a file in charterkit's own folder. Whoever finds the lock after a kill can tell by that
whether it was ours; a lock of another program is left alone and named in the error. Locks of refs are ``ref_locks``'.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem

WAIT: Final = 1.0
"""Seconds after which a lock is one that a program forgot, or works on for long; git holds most for milliseconds."""


def held(files: Iterable[Path]) -> list[Path]:
    """Return those of git's files that stay locked: by a program that holds them, or was killed while it did."""
    end = time.monotonic() + WAIT
    while found := [file for file in files if _lock_of(file).exists()]:
        if time.monotonic() >= end:
            return found
        time.sleep(WAIT / 20)
    return []


def refuse_locked(file: Path) -> None:
    """Raise EnvironmentProblem where another program holds a file of git's, or was killed while it did."""
    lock = _lock_of(file)
    if lock.exists():
        raise EnvironmentProblem(
            f"git's {file.name} is locked ({lock})",
            f"another git program is running, or was killed; if none is running, remove the file: rm '{lock}'",
        )


def mark_of(file: Path, folder: Path) -> Path:
    """Return the file in charterkit's own folder that our lock of a file is another name of."""
    return folder / f"{file.name}.mark"


def release_own(file: Path, folder: Path) -> tuple[str, ...]:
    """Remove a lock that a killed charterkit left, and return its name; ``folder`` is charterkit's own."""
    lock, mark = _lock_of(file), mark_of(file, folder)
    if not (lock.exists() and mark.exists() and lock.samefile(mark)):
        return ()
    lock.unlink()
    return (lock.name,)


@contextmanager
def locked(file: Path, folder: Path) -> Iterator[None]:
    """Keep git and others from writing a file of git's.

    Raises:
        EnvironmentProblem: another program holds it, or its folder cannot be written to.
    """
    release_own(file, folder)
    lock, mark = _lock_of(file), mark_of(file, folder)
    mark.unlink(missing_ok=True)
    mark.touch()
    try:
        lock.hardlink_to(mark)
    except FileExistsError:
        refuse_locked(file)
        raise
    except OSError as error:
        raise EnvironmentProblem(
            f"{lock} cannot be made: {error.strerror}", "the git directory is not writable"
        ) from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        mark.unlink(missing_ok=True)


def _lock_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.lock")
