"""charterkit's own folder below the repository's git directory: its lock, the journal of a commit, unfinished files.

What the journal is for, and how a commit is finished by it, is left to ``journal``.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from charterkit.errors import EnvironmentProblem
from charterkit.store.disk.plain_files import plain_content
from charterkit.store.disk.whole_files import sync_folder, write_atomically

_UNFINISHED: Final = ("index.*", "config.*", "blob.*", ".*.unfinished", ".git_signing_*")
"""What a commit needs only while it is being made; the last are git's own, while it signs."""

LOCK: Final = "lock"
"""The file by which one charterkit keeps the others waiting; it stays."""

PATIENCE: Final = 30.0
"""Seconds to wait for another charterkit that is writing to the same repository."""


class Planned(NamedTuple):
    """A commit that is being made: the branch, its commit before and after, and the files that it touches.

    ``before`` holds the id of each file's content before the commit, None where there was no file; ``tags`` the ids of
    tags that are set with it, by their names.
    """

    ref: str
    old: str | None
    new: str
    before: Mapping[str, str | None]
    tags: Mapping[str, str] = MappingProxyType({})


class Room(NamedTuple):
    """charterkit's own folder below the repository's git directory: the lock, the journal and unfinished files."""

    folder: Path

    @property
    def git_index(self) -> Path:
        """The index of this work tree."""
        return self.folder.parent / "index"

    def common(self) -> Path:
        """Return the folder of what linked work trees share: refs, objects, settings.

        Raises:
            OSError: the file that names it cannot be read.
        """
        try:
            named = (self.folder.parent / "commondir").read_bytes()
        except FileNotFoundError:
            return self.folder.parent
        return Path(os.path.normpath(self.folder.parent / os.fsdecode(named.removesuffix(b"\n"))))

    def written_by_git(self, branch: str | None) -> tuple[Path, ...]:
        """Return the files that git locks while a commit is made: the index, HEAD, the branch."""
        heads = [self.common() / "refs" / "heads" / branch] if branch else []
        return (self.git_index, self.folder.parent / "HEAD", *heads)

    @property
    def journal(self) -> Path:
        """The file of the journal; it exists only while a commit is being made."""
        return self.folder / "journal.json"

    def make(self) -> None:
        """Make the folder."""
        if self.folder.is_dir():
            return
        try:
            self.folder.mkdir(exist_ok=True)
            sync_folder(self.folder.parent)
        except OSError as error:
            raise EnvironmentProblem(
                f"{self.folder} cannot be made: {error.strerror}", "the repository's git directory must be writable"
            ) from error

    @contextmanager
    def locked(self, patience: float = PATIENCE) -> Iterator[int]:
        """Keep other writers out; the system ends the lock with the program, however that ends.

        Yields:
            The lock's descriptor, for a git that must be waited for even if we are killed meanwhile.

        Raises:
            EnvironmentProblem: where another writer is still at work after ``patience`` seconds.
        """
        self.make()
        try:
            descriptor = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        except OSError as error:
            raise EnvironmentProblem(
                f"{self.folder / LOCK} cannot be opened: {error.strerror}", "make the git directory writable"
            ) from error
        try:
            _wait_for(descriptor, time.monotonic() + patience)
            yield descriptor
        finally:
            os.close(descriptor)

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Keep writers waiting while something is read; readers do not keep each other waiting.

        Raises:
            EnvironmentProblem: a writer is still at work after a while.
        """
        try:
            descriptor = os.open(self.folder / LOCK, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:  # nobody has written here yet, or whoever may write is another user
            yield
            return
        try:
            with suppress(OSError):  # a file system without locks: who only reads does without
                _wait_for(descriptor, time.monotonic() + PATIENCE, fcntl.LOCK_SH)
            yield
        finally:
            os.close(descriptor)

    def note(self, planned: Planned) -> None:
        """Write the journal."""
        write_atomically(self.journal, json.dumps(planned._asdict()))

    def noted(self) -> Planned | None:
        """Return what the journal says; None where there is no journal, or none that can be read."""
        try:
            return Planned(**json.loads(plain_content(self.journal)))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):
            return None  # it is written in one step: what is no journal is none of ours
        except OSError as error:
            raise EnvironmentProblem(
                f"{self.journal} cannot be read: {error.strerror}", "check its permissions, then run it again"
            ) from error

    def leftovers(self) -> list[Path]:
        """Return the files, other than the journal, that a commit needs only while it is being made."""
        return sorted(path for pattern in _UNFINISHED for path in self.folder.glob(pattern))

    def clear(self) -> tuple[str, ...]:
        """Remove the journal and whatever an interrupted commit left in the folder; return the names of the latter.

        Raises:
            EnvironmentProblem: the journal cannot be removed; the next start does it all again.
        """
        removed = []
        for leftover in self.leftovers():
            with suppress(OSError):
                leftover.unlink()
                removed.append(leftover.name)
        try:
            self.journal.unlink(missing_ok=True)
        except OSError as error:
            raise EnvironmentProblem(
                f"{self.journal} cannot be removed: {error.strerror}", "make the git directory writable"
            ) from error
        return tuple(removed)


def _wait_for(descriptor: int, end: float, how: int = fcntl.LOCK_EX) -> None:
    while True:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise EnvironmentProblem(
                    "another charterkit is writing to this repository", "run it again when that one is done"
                ) from None
            time.sleep(0.02)
        else:
            return
