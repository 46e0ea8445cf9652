"""Files of the work tree and of commits, read without being led astray.

What belongs in a workspace, and what the files mean, is left to ``records.layout`` and ``records.whole``; writing to
``whole_files``.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from charterkit.errors import Problem, printable
from charterkit.store.git.objects import FOLDERS, REGULAR, Entry, ObjectReader
from charterkit.store.yaml.limits import MAX_BYTES, size_of

_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_KNOWN: Final = 20_000
"""From how many contents on those that were read before are forgotten."""

PROGRAM: Final = "the file is marked as a program, and records are plain files"
PROGRAM_HINT: Final = "take the mark away: git update-index --chmod=-x {path}, and commit again before you push"

_LINK_HINT: Final = "put the file itself here"


class FileSet(NamedTuple):
    """The files of a workspace with their bytes, by path from its top, and what could not be read."""

    files: dict[str, bytes]
    problems: tuple[Problem, ...] = ()


def read_work_tree(root: Path) -> FileSet:
    """Return all files of records in the work tree.

    Links are not followed; pipes and devices are not opened; what is larger than a record may be is not read. Each of
    these is a problem.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in FOLDERS:
        for path, status in _walk(root, folder):
            content = status if isinstance(status, Problem) else _content(root, path, status)
            if isinstance(content, Problem):
                problems.append(content)
            else:
                files[path] = content
    return FileSet(files, tuple(problems))


def read_listing(listing: Iterable[Entry], reader: ObjectReader, known: dict[str, bytes] | None = None) -> FileSet:
    """Return the files of a commit that are in a list; links and submodules are problems.

    Args:
        listing: what ``tree`` returned, or a part of it.
        reader: what reads the files' contents.
        known: contents that were read before, by id; those of these files are added.
    """
    ids: dict[str, str] = {}
    problems: list[Problem] = []
    for mode, key, name in listing:
        path = os.fsdecode(name)
        if fault := name_fault(path) or (
            None if mode in REGULAR else not_a_file(path, _GIT_KINDS.get(mode, "no file"))
        ):
            problems.append(fault)
        else:
            ids[path] = key
    before = {} if known is None else known
    contents = {key: before[key] for key in ids.values() if key in before}
    contents.update(reader.read(key for key in dict.fromkeys(ids.values()) if key not in before))
    if len(before) > _KNOWN:
        before.clear()
    before.update(contents)
    return FileSet({path: contents[key] for path, key in ids.items()}, tuple(problems))


_GIT_KINDS: Final = {"120000": "a symbolic link", "160000": "a submodule"}


def shown(path: str) -> str:
    """Return a path fit for one line of a message: nothing unprintable, at most 200 characters."""
    text = printable(path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
    return text if len(text) <= 200 else f"{text[:197]}..."  # noqa: PLR2004  a line can be read up to here


def name_fault(path: str) -> Problem | None:
    """Return what is wrong with the characters of a path, or None."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return Problem(shown(path), 0, 0, "bad-file-name", "the name of this file is not UTF-8", "rename it")
    if not path.isprintable():
        return Problem(shown(path), 0, 0, "bad-file-name", "the name holds an unprintable character", "rename it")
    return None


def not_a_file(path: str, kind: str) -> Problem:
    """Return the problem that something stands where only plain files are taken."""
    return Problem(shown(path), 0, 0, "not-a-file", f"this is {kind}; only plain files are read here", _LINK_HINT)


def _walk(root: Path, folder: str) -> Iterator[tuple[str, os.stat_result | Problem]]:
    """Yield every file below a folder with what the system says of it, or with what is wrong."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            status = os.lstat(root / here)
            if not stat.S_ISDIR(status.st_mode):
                yield here, not_a_file(here, _kind(status.st_mode))
                continue
            with os.scandir(root / here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield here, _unreadable(here, error)
            continue
        for entry in found:
            path = f"{here}/{entry.name}"
            fault = name_fault(path)
            if fault is None and entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                yield path, fault or _status(entry, path)


def _status(entry: os.DirEntry[str], path: str) -> os.stat_result | Problem:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError as error:
        return _unreadable(path, error)


def _content(root: Path, path: str, status: os.stat_result) -> bytes | Problem:
    if not stat.S_ISREG(status.st_mode):
        return not_a_file(path, _kind(status.st_mode))
    most = size_of(path).bytes
    if status.st_size > most:
        return too_large(path, status.st_size, most)
    try:
        descriptor = os.open(f"{root}/{path}", _READ)
        try:
            content = _read(descriptor, status.st_size, most)
        finally:
            os.close(descriptor)
    except OSError as error:
        return _unreadable(path, error)
    return content if len(content) <= most else too_large(path, len(content), most)


def _read(descriptor: int, expected: int, most: int) -> bytes:
    """Read a file to its end, in one call where it has the size that it was said to have."""
    content = os.read(descriptor, expected + 1)
    if len(content) == expected:
        return content
    chunks = [content]
    while chunks[-1] and sum(map(len, chunks)) <= most:
        chunks.append(os.read(descriptor, most))
    return b"".join(chunks)


def too_large(path: str, size: int, most: int = MAX_BYTES) -> Problem:
    """Return the problem that a file is larger than any record may be, or than ``most`` bytes of another text."""
    message = f"the file has {size:,} bytes; at most {most:,} are read"
    hint = "split it into several records" if most == MAX_BYTES else "split it"
    return Problem(shown(path), 1, 1, "too-large", message, hint)


def _unreadable(path: str, error: OSError) -> Problem:
    message = f"the file cannot be read: {error.strerror or error}"
    return Problem(shown(path), 0, 0, "unreadable", message, "check its permissions")


def _kind(mode: int) -> str:
    for test, kind in (
        (stat.S_ISLNK, "a symbolic link"), (stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"), (stat.S_ISDIR, "a folder"),
    ):  # fmt: skip
        if test(mode):
            return kind
    return "no folder"
