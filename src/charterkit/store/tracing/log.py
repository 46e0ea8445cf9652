"""Walk a branch's history: every commit that changed the charter, with the files that it changed, oldest first.

One ``git log --raw -z``. The branch itself is followed: of a git merge the first parent counts as the version before,
so that what a side branch brought comes with the commit that took it in. Replaced and grafted commits are not believed
(``git.commands``); shallow clones are refused above. What the files mean is left to ``fold``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Final

from charterkit.errors import EnvironmentProblem
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.objects import REGULAR

_FORMAT: Final = "%x01%H %P %ct %(trailers:key=Decision,valueonly,separator=%x2C)"
_START: Final = "\x01"


@dataclass(slots=True)
class Commit:
    """A commit, and what it changed.

    Attributes:
        id: its full id.
        parent: the id of its first parent; None for the first commit.
        time: when it was made, in seconds since 1970, as its committer says.
        decisions: the ids of decisions that its message names in trailers.
        changes: paths and the ids of their new content; None for a file that is gone, or is no plain file any more.
    """

    id: str
    parent: str | None
    time: int
    decisions: tuple[str, ...]
    changes: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def date(self) -> datetime.date:
        """The day when it was made, in UTC; the first day of all where its clock says what no calendar does."""
        try:
            return datetime.datetime.fromtimestamp(self.time, datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            return datetime.date.min


def commits(git: Git, head: str, folder: str = "charter", after: str | None = None) -> Iterator[Commit]:
    """Yield the commits up to ``head`` that changed a folder, oldest first; only those ``after`` another one, if any.

    Raises:
        EnvironmentProblem: where a commit on the way is missing or damaged.
    """
    line = head if after is None else f"{after}..{head}"
    found = git.fields(
        "log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--no-renames", "--no-abbrev",
        "--reverse", f"--format={_FORMAT}", "--end-of-options", line, "--", folder,
    )  # fmt: skip
    try:
        with closing(found):
            yield from _parsed(found)
    except (GitFailed, ValueError) as error:  # what is cut off somewhere cannot be parsed, or names no object
        how = f"ended with {error.code}" if isinstance(error, GitFailed) else "did not say all"
        reason = f"git log {how}: an object is missing or damaged"
        raise EnvironmentProblem(f"the history cannot be read: {reason}", "see what 'git fsck' says") from None


def _parsed(fields: Iterator[str]) -> Iterator[Commit]:
    commit: Commit | None = None
    for item in fields:
        if item.startswith(_START):
            if commit is not None:
                yield commit
            commit = _commit(item[1:])
        elif commit is not None and item:
            _, mode, _, blob, letter = item.removeprefix("\n").split(" ")
            gone = letter == "D" or mode not in REGULAR
            commit.changes.append((next(fields, ""), None if gone else blob))
    if commit is not None:
        yield commit


def _commit(line: str) -> Commit:
    """Return a commit from its line; a merge has several parents, the first commit none."""
    key, *parents, time, trailers = line.split(" ")
    return Commit(key, next(filter(None, parents), None), int(time), tuple(filter(None, trailers.strip().split(","))))
