"""What differs between trees, for many pairs of them one after the other, while git is still comparing the next ones.

One ``git diff-tree`` for all, asked in the order of history: trees of neighbouring commits are stored as small steps
from one to the next, so that git finds each with little work, also where a folder holds thousands of files. Which trees
are compared is decided in ``ancestry``.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from threading import Thread
from typing import IO, Final, NamedTuple

from charterkit.store.git.commands import Git, fields
from charterkit.store.git.objects import TooMuch, damaged

Pair = tuple[str, str]
"""The ids of two trees: before and after."""


MOST: Final = 100_000
"""How many files a commit may change: more than any charter has."""


class Change(NamedTuple):
    """A file that differs from a parent's: ``A``, ``M``, ``D`` or ``T``, its modes and ids before and after."""

    status: str
    path: str
    old_mode: str
    mode: str
    old: str
    new: str


def differences(git: Git, pairs: Sequence[Pair]) -> Generator[tuple[Change, ...], None, None]:
    """Yield what differs between two trees, for each pair of their ids, in the order of the pairs.

    Raises:
        EnvironmentProblem: a tree is missing or damaged.
    """
    asked = [pair for pair in pairs if pair[0] != pair[1]]
    with closing(_compared(git, asked) if asked else _nothing()) as found:
        for old, new in pairs:
            yield () if old == new else next(found)


def _nothing() -> Generator[tuple[Change, ...], None, None]:
    yield from ()


def _compared(git: Git, asked: Sequence[Pair]) -> Generator[tuple[Change, ...], None, None]:
    """Yield what differs between two trees, for pairs of different ones."""
    running, requests, answers = git.start("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
    Thread(target=_ask, args=(requests, asked), daemon=True).start()
    with running, answers:
        try:
            found = _answers(fields(answers))
            for number, pair in enumerate(asked, start=1):
                compared, changes = next(found, (None, ()))
                if compared != pair or (number == len(asked) and running.wait()):
                    raise damaged(pair[0], "git cannot compare it with what followed")
                yield changes
        finally:
            running.kill()  # it has ended by itself, unless nobody wants to know the rest


def _ask(requests: IO[bytes], pairs: Sequence[Pair]) -> None:
    """Write all pairs down for git: in a thread, since git takes no more while nobody reads what it found."""
    with suppress(OSError):
        requests.write("".join(f"{old} {new}\n" for old, new in pairs).encode())
    with suppress(OSError):
        requests.close()


def _answers(found: Iterator[str]) -> Iterator[tuple[Pair, tuple[Change, ...]]]:
    """Yield every pair that git compared, with what differs."""
    pair: Pair | None = None
    changes: list[Change] = []
    for field in found:
        *heads, entry = field.split("\n")
        for head in heads:
            if pair is not None:
                yield pair, tuple(changes)
            old, _, new = head.partition(" ")
            pair, changes = (old, new), []
        if entry:
            old_mode, mode, before, after, status = entry.removeprefix(":").split(" ")
            if len(changes) == MOST:
                raise TooMuch(f"a commit changes more than {MOST:,} files", "commit")
            changes.append(Change(status, next(found), old_mode, mode, before, after))
    if pair is not None:
        yield pair, tuple(changes)
