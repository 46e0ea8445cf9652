"""The files of commits, each folder and each content asked of git once: most are the same from commit to commit.

One ``git cat-file`` answers for all of them, as long as the snapshots are in use. What the files hold is left to
``records.whole``, which commit is meant to ``revisions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from weakref import finalize

from charterkit.store.disk.files import FileSet, read_listing
from charterkit.store.git.commands import Git
from charterkit.store.git.folders import Folders
from charterkit.store.git.objects import Entry, ObjectReader


class Snapshots:
    """The commits of one repository, as files."""

    def __init__(self, git: Git) -> None:
        self._reader = ObjectReader(git)
        self._folders = Folders(self._reader)
        self._contents: dict[str, bytes] = {}
        finalize(self, self._reader.close)

    def close(self) -> None:
        """Let git go until the next question."""
        self._reader.close()

    def files(self, commit: str, folders: Sequence[str]) -> FileSet:
        """Return the files of a commit under some folders, and what is no plain file there."""
        return read_listing(self.listing(commit, folders), self._reader, self._contents)

    def listing(self, commit: str, folders: Sequence[str]) -> list[Entry]:
        """Return the files of a commit under some folders or names."""
        return self._folders.files(commit, folders)
