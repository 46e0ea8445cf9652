"""The versions of a charter: its release decisions, each with the commit that brought it.

A version is found in the history itself, so that it is there in clones without tags. A tag of the same name is a
convenience; one that points elsewhere is a problem.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from charterkit.errors import EnvironmentProblem, Problem
from charterkit.model.decisions import Decision
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.sealed import read_sealed, write_sealed

DECISIONS: Final = "charter/decisions"

_LARGEST: Final = 1 << 25
"""How many bytes the file may have that tells of the decisions."""

_KEPT: Final = 4  # so many commits' lists of versions are kept


class Version(NamedTuple):
    """A released version: its name, the commit that released it, and what its decision says."""

    name: str
    commit: str
    date: datetime.date
    symbol: str | None
    decision: str


def commits_that_added(git: Git, head: str, folder: str = DECISIONS) -> dict[str, str]:
    """Return, for each file of a folder, the last commit up to ``head`` that added it.

    Raises:
        EnvironmentProblem: where a commit on the way is missing or damaged.
    """
    try:
        log = git.run(*_added(head, folder))
    except GitFailed as failed:
        raise EnvironmentProblem(f"the history cannot be read: {failed.reason}", "see what 'git fsck' says") from None
    added: dict[str, str] = {}
    commit = ""
    for field in log.decode("utf-8", "surrogateescape").replace("\n", "").split("\0"):
        if field.startswith("\x01"):
            commit = field[1:]
        elif field:
            added.setdefault(field, commit)
    return added


def _added(head: str, folder: str = DECISIONS) -> tuple[str, ...]:
    """Return what git is asked: the commits up to ``head`` that added files to a folder, with these files."""
    how = ("-z", "--format=%x01%H", "--name-only", "--no-renames", "--diff-filter=A")
    return ("log", *how, "--end-of-options", head, "--", folder)


class Releases:
    """The versions up to a commit, kept for the commits that were asked for last: they never change."""

    def __init__(
        self,
        git: Git,
        decisions_at: Callable[[str], Mapping[str, Decision]],
        require_full_history: Callable[[], None],
        kept: Path,
    ) -> None:
        """Take what versions are found by.

        Args:
            git: where to look.
            decisions_at: gives the decisions at a commit by their files.
            require_full_history: raises where the clone is shallow.
            kept: the file that tells the next program which commits added the decisions.
        """
        self._git = git
        self._decisions_at = decisions_at
        self._require_full_history = require_full_history
        self._kept = kept
        self.known: dict[str, tuple[Version, ...]] = {}

    def begin(self, head: str) -> None:
        """Let git look through the history up to a commit, which takes a while; ``up_to`` will be asked for it."""
        if head not in self.known and self._content(head) is None:
            self._git.begin(*_added(head))

    def up_to(self, head: str) -> tuple[Version, ...]:
        """Return the versions that were released up to a commit, in order.

        Raises:
            EnvironmentProblem: the clone is shallow, or an object is missing.
        """
        if head not in self.known:
            found = self._found(head)
            if len(self.known) >= _KEPT:
                self.known.clear()
            self.known[head] = found
        return self.known[head]

    def _found(self, head: str) -> tuple[Version, ...]:
        decisions = self._decisions_at(head)
        if not any(decision.action == "release" for decision in decisions.values()):
            return ()
        self._require_full_history()
        return released(decisions, self._commits(head))

    def _commits(self, head: str) -> dict[str, str]:
        """Return the commits that added the decisions up to a commit, by their files."""
        content = self._content(head)
        if content is None:
            added = commits_that_added(self._git, head)
            lines = "".join(f"{path}\0{commit}\0" for path, commit in added.items())
            write_sealed(self._kept, _told(head), lines.encode("utf-8", "surrogateescape"))
            return added
        fields = content.decode("utf-8", "surrogateescape").split("\0")
        return dict(zip(fields[::2], fields[1::2], strict=False))

    def _content(self, head: str) -> bytes | None:
        """Return what is kept of the decisions up to a commit; None where it is of another one."""
        return read_sealed(self._kept, _told(head), _LARGEST)


def _told(head: str) -> str:
    return f"added up to {head}"


def released(decisions: Mapping[str, Decision], added: Mapping[str, str]) -> tuple[Version, ...]:
    """Return the versions among decisions (by their files), in order; ``added`` names the commit of each file."""
    return tuple(
        Version(decision.version, added[path], decision.date, decision.symbol, decision.id)
        for path, decision in sorted(decisions.items(), key=lambda item: item[1].number)
        if decision.action == "release" and decision.version and path in added
    )


def tag_problems(versions: Iterable[Version], tags: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each tag (name to commit) that has a version's name and points elsewhere."""
    for version in versions:
        tagged = tags.get(version.name, version.commit)
        if tagged != version.commit:
            yield Problem(
                f"refs/tags/{version.name}", 0, 0, "tag-elsewhere",
                f"the tag points to {tagged[:12]}, but decision {version.decision} released the version in "
                f"{version.commit[:12]}",
                tag_anew(version.name),
            )  # fmt: skip


def tag_anew(name: str) -> str:
    """Return what to do about a tag that points elsewhere: the decision says where it belongs, whoever moved it."""
    return f"delete the tag: git tag -d {name}; 'charterkit doctor --fix' then sets it where the version was released"
