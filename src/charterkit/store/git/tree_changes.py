"""What differs between trees, for many pairs of them one after the other, while git is still comparing the next ones.

One ``git diff-tree`` for all, asked in the order of history: trees of neighbouring commits are stored as small steps
from one to the next, so that git finds each with little work, also where a folder holds thousands of files. Which trees
are compared is decided in ``ancestry``.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from typing import Final, NamedTuple

from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.objects import TooMuch, damaged

Pair = tuple[str, str]
"""The ids of two trees: before and after."""

_COMPARE: Final = ("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")

MOST: Final = 100_000
"""How many files a commit may change, against all of its parents together: more than any charter has."""

_LONGEST: Final = 4_096
"""How many characters a path may have: no system holds a file with a longer one."""


class Change(NamedTuple):
    """A file that differs from a parent's: ``A``, ``M``, ``D`` or ``T``, its mode now, its ids before and after."""

    status: str
    path: str
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
    """Yield what differs between two trees, for pairs of different ones.

    The last answer comes when git has ended well; then all that it wrote before is whole too.
    """
    questions = "".join(f"{old} {new}\n" for old, new in asked).encode()
    with closing(git.fields(*_COMPARE, stdin=questions)) as found:
        answers = _answers(found)
        for pair in asked:
            yield _answer(answers, pair)


def _answer(answers: Iterator[tuple[Pair, tuple[Change, ...]]], pair: Pair) -> tuple[Change, ...]:
    """Return the next answer, which must be the one for a pair."""
    with suppress(GitFailed, ValueError):  # git ended early, or something is missing in what it wrote
        compared, changes = next(answers, (None, ()))
        if compared == pair:
            if len({change.path for change in changes}) < len(changes):
                raise damaged(pair[1], "a folder in it holds a name twice, or not in its order")
            return changes
    raise damaged(pair[0], "git cannot compare it with what followed")


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
            _, mode, before, after, status = entry.removeprefix(":").split(" ")
            path = next(found, "")
            if len(changes) == MOST:
                raise too_many()
            if len(path) > _LONGEST:
                raise TooMuch(f"a commit brings a path of more than {_LONGEST:,} characters", "commit")
            changes.append(Change(status, path, mode, before, after))
    if pair is not None:
        yield pair, tuple(changes)


def too_many() -> TooMuch:
    """Return the error for a commit that changes too many files."""
    return TooMuch(f"a commit changes more than {MOST:,} files", "commit")
