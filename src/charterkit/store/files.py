"""Read a workspace's files without following links or waiting on pipes, and write files whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem, Problem
from charterkit.store.yaml_nodes import MAX_BYTES

FOLDERS: Final = ("charter", "submissions")
"""The folders of a workspace that hold records."""

_ODD: Final = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(slots=True)
class Files:
    """The records' files as they were found: content by path from the workspace's top, and what could not be read."""

    content: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_work_tree(root: Path) -> Files:
    """Read every file under ``charter/`` and ``submissions/``; what is no plain, readable file becomes a problem."""
    files = Files()
    for folder in FOLDERS:
        _read_folder(root, folder, files)
    return files


def _read_folder(root: Path, folder: str, files: Files) -> None:
    for path, entry in sorted(_entries(root / folder, folder)):
        try:
            _read_entry(path, entry, files)
        except OSError as error:
            files.problems.append(Problem(path, 0, 0, "unreadable", f"it cannot be read: {error.strerror}"))


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir() or folder.is_symlink():
        return
    for entry in os.scandir(folder):
        path = f"{prefix}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path), path)
        else:
            yield path, Path(entry.path)


def _read_entry(path: str, entry: Path, files: Files) -> None:
    mode = entry.lstat()
    for is_odd, name in _ODD:
        if is_odd(mode.st_mode):
            files.problems.append(odd_file(path, name))
            return
    if mode.st_size > MAX_BYTES:
        message = f"the file has {mode.st_size:,} bytes; at most {MAX_BYTES:,} are read"
        files.problems.append(Problem(path, 0, 0, "too-large", message))
        return
    handle = os.open(entry, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as stream:
        files.content[path] = stream.read()


def odd_file(path: str, name: str) -> Problem:
    """Return the problem of a file that is no plain file."""
    return Problem(path, 0, 0, "not-a-file", f"{name} stands where a plain file is wanted", "replace it by a file")


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a new file beside it, flushed to disk, then renamed over it.

    Raises:
        EnvironmentProblem: the folder cannot be written to, or the disk is full; what stood there before stands.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise EnvironmentProblem(f"cannot write {path}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise EnvironmentProblem(f"cannot write {path}: {error.strerror}") from None
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
