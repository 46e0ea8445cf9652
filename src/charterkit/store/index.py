"""git's index: changed for some paths only, under git's own lock, and never left locked by us.

The lock is a second name of a file in charterkit's own folder. Whoever finds the lock after a kill can tell by that
whether it was ours; a lock of another program is left alone and named in the error.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from charterkit.errors import EnvironmentProblem
from charterkit.store.git_commands import Git, GitFailed
from charterkit.store.objects import Entry

MARK = "index.mark"
"""The file that our lock is another name of."""


def index_file(git: Git) -> Path:
    """Return where git keeps the index of this work tree."""
    return Path(git.line("rev-parse", "--path-format=absolute", "--git-path", "index"))


def is_locked(index: Path) -> bool:
    """Tell whether some program holds the index, or was killed while it did."""
    return _lock_of(index).exists()


def refuse_locked(index: Path) -> None:
    """Raise EnvironmentProblem where another program holds the index, or was killed while it did."""
    lock = _lock_of(index)
    if lock.exists():
        raise EnvironmentProblem(
            f"git's index is locked ({lock})",
            f"another git program is running, or was killed; if none is running, remove the file: rm '{lock}'",
        )


def release_own(index: Path, folder: Path) -> tuple[str, ...]:
    """Remove a lock that a killed charterkit left, and return its name; ``folder`` is charterkit's own."""
    lock, mark = _lock_of(index), folder / MARK
    if not (lock.exists() and mark.exists() and lock.samefile(mark)):
        return ()
    lock.unlink()
    return (lock.name,)


def update(git: Git, folder: Path, lines: bytes) -> None:
    """Make the index hold some paths as ``index_lines`` says, and everything else as it was.

    Args:
        git: run at the top of the work tree.
        folder: charterkit's own folder, on the file system of the index.
        lines: what ``index_lines`` returned.

    Raises:
        EnvironmentProblem: another program holds the index, or it cannot be written.
    """
    index, work = index_file(git), folder / f"index.{os.getpid()}"
    with _locked(index, folder):
        if index.exists():
            shutil.copyfile(index, work)
        try:
            git.run("update-index", "-z", "--index-info", stdin=lines, extra={"GIT_INDEX_FILE": os.fspath(work)})
            git.run("update-index", "-q", "--refresh", extra={"GIT_INDEX_FILE": os.fspath(work)}, wanted=(0, 1))
        except GitFailed as failed:
            raise EnvironmentProblem(f"git's index cannot be written: {failed.summary}", "see 'git status'") from None
        work.replace(index)


def index_lines(paths: Iterable[str], wanted: Mapping[str, Entry], like: str) -> bytes:
    """Return the lines for ``git update-index --index-info``: each path as wanted, or gone.

    ``like`` is any id of the repository: it says how long ids are.
    """
    gone = "0 " + "0" * len(like)
    entries = ((path, wanted.get(path)) for path in paths)
    return "".join(f"{f'{entry.mode} {entry.id}' if entry else gone}\t{path}\0" for path, entry in entries).encode()


@contextmanager
def _locked(index: Path, folder: Path) -> Iterator[None]:
    release_own(index, folder)
    lock, mark = _lock_of(index), folder / MARK
    mark.unlink(missing_ok=True)
    mark.touch()
    try:
        lock.hardlink_to(mark)
    except FileExistsError:
        refuse_locked(index)
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


def _lock_of(index: Path) -> Path:
    return index.with_name(f"{index.name}.lock")
