"""Folders as values: read whole, compared by their content, and brought back to what they were.

Bringing back changes only what differs, so that a trial costs no copy. Times of files are kept too: git goes by them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple


class Kept(NamedTuple):
    """A file or folder: its mode, its content (None for a folder), and when it was written."""

    mode: int
    content: bytes | None
    time: int


Tree = dict[str, Kept]
"""Everything below a folder, by path; folders before what is in them."""


def tree_of(root: Path) -> Tree:
    """Read everything below a folder."""
    return dict(_walk(str(root), ""))


def _walk(root: str, folder: str) -> Iterator[tuple[str, Kept]]:
    with os.scandir(f"{root}/{folder}") as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = f"{folder}/{entry.name}".removeprefix("/")
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            yield path, Kept(status.st_mode, None, 0)
            yield from _walk(root, path)
        else:
            yield path, Kept(status.st_mode, _content(entry), status.st_mtime_ns)


def _content(entry: os.DirEntry[str]) -> bytes:
    path = Path(entry.path)
    return os.fsencode(path.readlink()) if entry.is_symlink() else path.read_bytes()


def bring_back(root: Path, wanted: Tree) -> None:
    """Make a folder hold what a tree says, and nothing else; in ``wanted`` there are no links."""
    root.mkdir(parents=True, exist_ok=True)
    found = tree_of(root)
    for path, kept in found.items():
        if path not in wanted or stat.S_IFMT(kept.mode) != stat.S_IFMT(wanted[path].mode):
            _remove(root / path)
    for path, kept in wanted.items():
        if kept.content is None:
            (root / path).mkdir(exist_ok=True)
        elif found.get(path) != kept:
            _write(root / path, kept)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)  # it may have gone with its folder


def _write(path: Path, kept: Kept) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(kept.content or b"")
    path.chmod(stat.S_IMODE(kept.mode))
    os.utime(path, ns=(kept.time, kept.time))


def digest(tree: Tree, apart: Collection[str] = ()) -> bytes:
    """Return what tells one content of a folder from another; some paths, and all times, have no say in it."""
    told = hashlib.blake2b()
    for path, kept in tree.items():
        if path not in apart:
            told.update(f"{path}\0{kept.mode}\0{len(kept.content or b'')}\0".encode())
            told.update(kept.content or b"")
    return told.digest()
