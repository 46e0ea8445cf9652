"""Read git's objects: trees and blobs of one commit, each blob hashed against its id.

Git can return less than was stored without saying so (SECURITY.md, fact 7): whatever comes out of ``cat-file`` is
hashed again here. Which commit is meant is decided in ``revisions``, what the files hold in ``records.whole``.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import select
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple, Self

from charterkit.errors import EnvironmentProblem
from charterkit.store.git.commands import Git, GitFailed

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FOLDERS: Final = ("charter", "submissions")
"""The folders of a workspace that hold records."""

PLAIN: Final = "100644"
"""The mode of a record's file."""

REGULAR: Final = (PLAIN, "100755")
"""The modes of files that can be read, the second that of a program; no other (links, submodules) is."""

PATIENCE: Final = 30
"""Seconds to wait for one object."""

_BUFFER: Final = 1 << 16
_WINDOW: Final = 64
"""How many objects are asked for at once: their ids always fit into the pipe, so that nobody waits for nobody."""

_TREE_ENTRY: Final = re.compile(rb"(\d{6}) (\w+) ([0-9a-f]+)\t([^\0]*)\0")


class Entry(NamedTuple):
    """One file of a commit: its mode, the id of its content, and its path as git keeps it (bytes)."""

    mode: str
    id: str
    path: bytes


def object_id(kind: str, content: bytes, like: str) -> str:
    """Return the id that git gives to an object, by the same hash as the id ``like``."""
    hashed = hashlib.sha1(usedforsecurity=False) if len(like) == 40 else hashlib.sha256()  # noqa: PLR2004  hex of SHA-1
    hashed.update(b"%s %d\0" % (kind.encode(), len(content)))
    hashed.update(content)
    return hashed.hexdigest()


def tree(git: Git, commit: str, paths: Sequence[str] = FOLDERS) -> list[Entry]:
    """Return the files of a commit under some paths, in git's order.

    Args:
        git: where to look.
        commit: a full commit id.
        paths: files or folders from the top of the repository.

    Raises:
        EnvironmentProblem: where the commit or one of its trees is missing or damaged.
    """
    listing = listed(git, commit, paths)
    return [Entry(m[1].decode(), m[3].decode(), m[4]) for m in _TREE_ENTRY.finditer(listing)]


def listed(git: Git, commit: str, paths: Sequence[str]) -> bytes:
    """Return what ``tree`` does as git writes it: ``MODE KIND ID`` and, after a tab, the path; a NUL after each.

    Raises:
        EnvironmentProblem: where the commit or one of its trees is missing or damaged.
    """
    try:
        return git.run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
    except GitFailed as failed:
        raise damaged(commit, failed.reason) from None


class _Awaited(io.RawIOBase):
    """What git answers, waited for as long as an object can take.

    A git that could not write an answer does not always say so: it waits for the next question, and we for the answer.
    """

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._ready = select.poll()
        self._ready.register(answers, select.POLLIN)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read what there is into a buffer; return how many bytes that are.

        Raises:
            EnvironmentProblem: there is nothing for a long time.
        """
        if not self._ready.poll(PATIENCE * 1000):
            raise EnvironmentProblem("git does not answer", "run it again; see what 'git fsck' says")
        return os.readv(self._answers.fileno(), [buffer])

    def close(self) -> None:
        """Read no more."""
        self._answers.close()
        super().close()


class TooMuch(EnvironmentProblem):
    """An object is larger than is read, or a commit changes more files than any charter has."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(
            message, f"take the {kind} out of the history: 'git rebase -i' changes commits that only you have"
        )


class ObjectReader:
    """A long-lived ``git cat-file --batch``, started at the first question; close it, or use it in a ``with``."""

    def __init__(self, git: Git, most: int | None = None) -> None:
        """Take the repository, and how many bytes an object may have at most."""
        self._git = git
        self._most = most
        self._started: tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]] | None = None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return where questions go, and where answers come from."""
        if self._started is None:
            running, requests, answers = self._git.start("cat-file", "--batch")
            self._started = running, requests, io.BufferedReader(_Awaited(answers), _BUFFER)
        return self._started[1:]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the command."""
        self.close()

    def close(self) -> None:
        """End the command."""
        if self._started is None:
            return
        running, *pipes = self._started
        running.kill()  # it waits for another question, and notices the end of them only where the pipe can be closed
        self._started = None
        for pipe in pipes:
            try:
                pipe.close()
            except OSError:
                continue
        running.wait()

    def read(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield every object's id and content, in the order of the ids.

        Raises:
            EnvironmentProblem: where an object is missing, damaged, or not what its id says.
        """
        waiting = iter(ids)
        window = self._asked_for(waiting)
        try:
            while window:
                following = self._asked_for(waiting)  # git works on these meanwhile
                _, answers = self._pipes()
                for key in window:
                    yield key, _answer(answers, key, self._most)
                window = following
        finally:
            if window:  # what it was asked and nobody has read would be taken for the answer to the next question
                self.close()

    def _asked_for(self, waiting: Iterator[str]) -> list[str]:
        """Ask for the next objects; return their ids."""
        window = list(islice(waiting, _WINDOW))
        if not window:
            return window
        self._ask("".join(f"{key}\n" for key in window), window[0])
        return window

    def _ask(self, questions: str, key: str) -> None:
        requests, _ = self._pipes()
        try:
            requests.write(questions.encode())
            requests.flush()
        except OSError:
            raise damaged(key, "git stopped reading") from None

    def top(self, commit: str) -> tuple[str, bytes]:
        """Return the id and content of a commit's tree.

        Raises:
            EnvironmentProblem: where either is missing or damaged, or the tree is not what its id says.
        """
        self._ask(f"{commit}^{{tree}}\n", commit)
        _, answers = self._pipes()
        header = answers.readline().split()
        if len(header) != 3 or header[1] != b"tree":  # noqa: PLR2004  id, kind, size
            self.close()
            raise damaged(commit, "it is missing" if header[-1:] == [b"missing"] else "git cannot read it")
        key = header[0].decode()
        return key, _content(answers, key, "tree", int(header[2]), None)

    def at(self, commit: str, path: str) -> tuple[str, bytes] | None:
        """Return the id and content of the file at a path of a commit, None where there is none.

        Raises:
            EnvironmentProblem: where it, or a folder above it, is missing or damaged, or not what its id says.
        """
        self._ask(f"{commit}:{path}\n", commit)
        _, answers = self._pipes()
        header = answers.readline().split()
        if len(header) != 3 or header[1] != b"blob":  # noqa: PLR2004  id, kind, size
            if header[-1:] != [b"missing"] or tree(self._git, commit, [path]):  # git says so of what it cannot read too
                raise damaged(commit, f"git cannot read {path} there")
            return None
        key = header[0].decode()
        return key, _content(answers, key, "blob", int(header[2]), self._most)


def _answer(answers: IO[bytes], key: str, most: int | None) -> bytes:
    header = answers.readline().split()
    if len(header) != 3 or header[0] != key.encode():  # noqa: PLR2004  id, kind, size
        raise damaged(key, "it is missing" if header[1:] == [b"missing"] else "git cannot read it")
    return _content(answers, key, header[1].decode(), int(header[2]), most)


def _content(answers: IO[bytes], key: str, kind: str, size: int, most: int | None) -> bytes:
    if most is not None and size > most:
        raise TooMuch(f"the {kind} {key[:12]} has {size:,} bytes, and at most {most:,} are read", kind)
    content = answers.read(size)
    answers.read(1)
    if object_id(kind, content, key) != key:
        raise damaged(key, "its content does not match its id")
    return content


def damaged(key: str, reason: str) -> EnvironmentProblem:
    """Return the error for an object that cannot be read."""
    return EnvironmentProblem(
        f"object {key[:12]} cannot be read from the repository: {reason}",
        "see what 'git fsck' says; 'git fetch --refetch --no-filter', or a full clone, brings missing objects back",
    )
