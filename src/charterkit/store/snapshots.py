"""The files of commits, each list and each content asked of git once: most are the same from commit to commit.

What the files hold is left to ``records``, which commit is meant to ``revisions``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from charterkit.store.files import FileSet, read_listing
from charterkit.store.git_commands import Git
from charterkit.store.objects import FOLDERS, Entry, ObjectReader, tree

_LISTED: Final = 4
"""How many commits' lists of files are kept."""


class Snapshots:
    """The commits of one repository, as files."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._listings: dict[str, list[Entry]] = {}
        self._contents: dict[str, bytes] = {}

    def files(self, commit: str, folders: Sequence[str]) -> FileSet:
        """Return the files of a commit under some folders, and what is no plain file there."""
        listing = self.listing(commit, folders)
        with ObjectReader(self._git) as reader:
            return read_listing(listing, reader, self._contents)

    def listing(self, commit: str, folders: Sequence[str]) -> list[Entry]:
        """Return the files of a commit under some folders or names; who lists all that holds records lists it once."""
        within = all(folder.partition("/")[0] in FOLDERS for folder in folders)
        if commit not in self._listings or not within:
            found = tree(self._git, commit, folders)
            if tuple(folders) != FOLDERS:
                return found
            if len(self._listings) >= _LISTED:
                self._listings.clear()
            self._listings[commit] = found
        names = [os.fsencode(folder) for folder in folders]
        below = tuple(name + b"/" for name in names)
        return [each for each in self._listings[commit] if each.path.startswith(below) or each.path in names]
