"""The end of a commit: work tree and index brought to it, and a journal that lets this be finished after a kill.

The journal is written before the branch moves and removed when everything is in place. At the next start ``recover``
sees from the branch whether the commit happened: if not, nothing is to be done; if so, the files are brought to it.
Building the commit is left to ``commits``.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem
from charterkit.store.files import remove, write_atomically
from charterkit.store.git_commands import Git, GitFailed
from charterkit.store.index import index_file, index_lines, release_own, update
from charterkit.store.objects import ObjectReader, object_id, tree
from charterkit.store.ref_locks import release_left

PATIENCE: Final = 30.0
"""Seconds to wait for another charterkit that is writing to the same repository."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A commit that is being made: the branch, its commit before and after, and the files that it touches.

    ``before`` holds the id of each file's content before the commit, None where there was no file.
    """

    ref: str
    old: str | None
    new: str
    before: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Room:
    """charterkit's own folder below the repository's git directory: the lock, the journal and unfinished files."""

    folder: Path

    @property
    def journal(self) -> Path:
        """The file of the journal; it exists only while a commit is being made."""
        return self.folder / "journal.json"

    def make(self) -> None:
        """Make the folder."""
        try:
            self.folder.mkdir(exist_ok=True)
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
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            _wait_for(descriptor, time.monotonic() + patience)
            yield descriptor
        finally:
            os.close(descriptor)

    def note(self, planned: Planned) -> None:
        """Write the journal."""
        write_atomically(self.journal, json.dumps(asdict(planned)).encode())

    def noted(self) -> Planned | None:
        """Return what the journal says; None where there is no journal, or none that can be read."""
        try:
            return Planned(**json.loads(self.journal.read_bytes()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):
            return None  # it is written in one step: what is no journal is none of ours
        except OSError as error:
            raise EnvironmentProblem(
                f"{self.journal} cannot be read: {error.strerror}", "check its permissions, then run it again"
            ) from error

    def clear(self) -> None:
        """Remove the journal and whatever an interrupted commit left in the folder."""
        for leftover in (*self.folder.glob("index.*"), *self.folder.glob("blob.*"), *self.folder.glob(".*.unfinished")):
            with suppress(OSError):
                leftover.unlink()
        self.journal.unlink(missing_ok=True)


def _wait_for(descriptor: int, end: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise EnvironmentProblem(
                    "another charterkit is writing to this repository", "run it again when that one is done"
                ) from None
            time.sleep(0.02)
        else:
            return


def content_ids(path: Path, like: str) -> frozenset[str | None]:
    """Return the ids that a file's content has in git, as it is and with LF line ends.

    {None} where nothing stands there; nothing at all where it is no plain file. ``like`` is any id of the repository.
    """
    if not os.path.lexists(path):
        return frozenset([None])
    if path.is_symlink() or not path.is_file():
        return frozenset()
    content = path.read_bytes()
    return frozenset(object_id("blob", form, like) for form in (content, content.replace(b"\r\n", b"\n")))


def led_away(root: Path, path: str) -> Path | None:
    """Return the folder above a path that is a link, or no folder at all; None where the way is what it seems."""
    above = (folder for folder in Path(path).parents if folder != Path())
    return next((folder for folder in above if os.path.lexists(root / folder) and _is_odd(root / folder)), None)


def _is_odd(folder: Path) -> bool:
    return folder.is_symlink() or not folder.is_dir()


def recover(git: Git, root: Path, room: Room) -> list[str]:
    """Finish a commit that was cut short after its branch had moved; safe to call at any time.

    Returns:
        The paths that were left alone, because they hold neither the content from before nor the new one.
    """
    if not room.journal.exists():
        return []
    with room.locked():
        return settle(git, root, room)


def settle(git: Git, root: Path, room: Room) -> list[str]:
    """Do what ``recover`` does, for a caller that holds the lock."""
    planned = room.noted()
    release_own(index_file(git), room.folder)
    if planned is not None:
        common = Path(git.line("rev-parse", "--path-format=absolute", "--git-common-dir"))
        release_left(room.folder.parent, common, planned.ref, planned.new, room.journal.stat().st_mtime)
    left = finish(git, root, room, planned) if planned is not None and _happened(git, planned) else []
    room.clear()
    return left


def _happened(git: Git, planned: Planned) -> bool:
    try:
        if git.line("symbolic-ref", "--quiet", "HEAD") != planned.ref:
            return False
        git.run("merge-base", "--is-ancestor", planned.new, planned.ref)
    except GitFailed:
        return False
    return True


def finish(git: Git, root: Path, room: Room, planned: Planned) -> list[str]:
    """Bring the files that a commit touches to the branch's state, in the work tree and in the index.

    A file that holds neither its old content nor the new one is left alone and returned.
    """
    head = git.line("rev-parse", "--verify", planned.ref)
    wanted = {entry.path.decode(): entry for entry in tree(git, head, list(planned.before))}
    left = []
    with ObjectReader(git) as reader:
        contents = dict(reader.read({entry.id for entry in wanted.values()}))
    for path, before in planned.before.items():
        entry = wanted.get(path)
        present = frozenset[str | None]() if led_away(root, path) else content_ids(root / path, head)
        if (entry.id if entry else None) in present:
            continue
        if before not in present:
            left.append(path)
        elif entry is None:
            remove(root / path)
        else:
            write_atomically(root / path, contents[entry.id], room.folder)
    update(git, room.folder, index_lines(planned.before, wanted, head))
    return left
