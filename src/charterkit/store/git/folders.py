"""The files of commits, from git's own tree objects: each folder is read once, for most are the same in many commits.

Every tree is hashed against its id, as every content is (``objects``). What the files hold is for ``records.whole``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import Final

from charterkit.store.git.objects import Entry, ObjectReader, damaged

MOST: Final = 100_000
"""How many entries of folders are kept; beyond that all are read again."""

_FOLDER: Final = "040000"
_EXECUTABLE: Final = 0o100
_ENTRIES: Final = {
    size: re.compile(rb"([0-7]{5,6}) ([^\0/]+)\0(.{%d})" % size, re.DOTALL) for size in (20, 32)
}  # the bytes of an id: SHA-1, SHA-256


class Folders:
    """The folders of one repository's commits."""

    def __init__(self, reader: ObjectReader) -> None:
        self._reader = reader
        self._tops: dict[str, str] = {}
        self._trees: dict[str, list[Entry]] = {}
        self._kept = 0

    def files(self, commit: str, paths: Sequence[str]) -> list[Entry]:
        """Return the files of a commit under some folders or names, in git's order.

        Raises:
            EnvironmentProblem: the commit or one of its trees is missing or damaged.
        """
        wanted = [os.fsencode(path) for path in paths]
        found: list[Entry] = []
        level = [(b"", self._top(commit))]
        while level:
            self._learn(key for _, key in level)
            entries = [entry._replace(path=above + entry.path) for above, key in level for entry in self._trees[key]]
            level = [(path + b"/", key) for mode, key, path in entries if mode == _FOLDER and _leads(path, wanted)]
            found += [entry for entry in entries if entry.mode != _FOLDER and _lies(entry.path, wanted)]
        return sorted(found, key=lambda entry: entry.path)

    def _top(self, commit: str) -> str:
        if commit not in self._tops:
            if self._kept > MOST:
                self._tops.clear()
                self._trees.clear()
                self._kept = 0
            key, content = self._reader.top(commit)
            self._tops[commit] = key
            self._keep(key, content)
        return self._tops[commit]

    def _learn(self, keys: Iterable[str]) -> None:
        fresh = [key for key in dict.fromkeys(keys) if key not in self._trees]
        for key, content in self._reader.read(fresh):
            self._keep(key, content)

    def _keep(self, key: str, content: bytes) -> None:
        entries = [Entry(_mode(m[1]), m[3].hex(), m[2]) for m in _ENTRIES[len(key) // 2].finditer(content)]
        if sum(len(entry.mode.lstrip("0")) + len(entry.path) + len(key) // 2 + 2 for entry in entries) != len(content):
            raise damaged(key, "it is no tree")
        names = [entry.path + b"/" if entry.mode == _FOLDER else entry.path for entry in entries]
        if len({entry.path for entry in entries}) < len(entries) or names != sorted(names):
            raise damaged(key, "it holds a name twice, or not in its order")
        self._trees[key] = entries
        self._kept += len(entries)


def _mode(written: bytes) -> str:
    """Return the mode of an entry as git sees it: of a plain file's it knows only whether it can be run."""
    if written.startswith(b"100"):
        return "100755" if int(written, 8) & _EXECUTABLE else "100644"
    return written.decode().rjust(6, "0")


def _leads(folder: bytes, wanted: Iterable[bytes]) -> bool:
    """Tell whether something that is wanted may lie below a folder."""
    return any(name == folder or name.startswith(folder + b"/") or folder.startswith(name + b"/") for name in wanted)


def _lies(path: bytes, wanted: Iterable[bytes]) -> bool:
    return any(path == name or path.startswith(name + b"/") for name in wanted)
