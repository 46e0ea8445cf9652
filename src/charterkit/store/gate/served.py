"""A bare repository on a server, seen from its pre-receive hook: the objects of a push wait beside those that are kept.

git keeps what is pushed in a folder of its own until the hook has agreed to it. Both folders are found here from where
the repository is, and not from variables that a pusher might have set. What may enter is judged in ``judging``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.objects import tree
from charterkit.store.git.repository import Repository

_WAITING: Final = ("tmp_objdir-", "incoming-")
"""How the folders begin in which git keeps what is pushed."""


class Served(Repository):
    """A bare repository at a commit that is being pushed."""

    def __init__(
        self,
        git_dir: Path,
        incoming: Path | None,
        *,
        shallow: bool,
        at: str | None = None,
        before: str | None = None,
    ) -> None:
        """Take where it is and where the pushed objects are.

        Args:
            git_dir: the repository.
            incoming: the folder of the objects that are being pushed, where git keeps one.
            shallow: whether its history is cut short.
            at: the commit that is being pushed.
            before: where the branch stands; None where it has no commit yet.
        """
        super().__init__(git_dir, git_dir, shallow=shallow)
        self.incoming: Final = incoming
        self.at: Final = at
        self.before: Final = before

    def judging(self, at: str | None, before: str | None) -> Served:
        """Return the same repository at another commit, with another before it."""
        return Served(self.git_dir, self.incoming, shallow=self.shallow, at=at, before=before)

    @cached_property
    def git(self) -> Git:
        """git, run in this repository, with the objects that are being pushed."""
        return Git(self.git_dir, _variables(self.git_dir, self.incoming))

    def head(self) -> str | None:
        """Return the commit that is being pushed."""
        return self.at

    def paths(self, folder: str) -> list[str]:
        """Return the paths of the files below a folder that the branch holds before the push."""
        return [os.fsdecode(each.path) for each in tree(self.git, self.before, (folder,))] if self.before else []


def served(folder: Path, environ: Mapping[str, str]) -> Served:
    """Return the bare repository in a folder.

    Args:
        folder: where it is.
        environ: the hook's environment, which names the folder of the pushed objects.

    Raises:
        EnvironmentProblem: there is none, or it is no bare one.
    """
    git_dir = Path(os.path.realpath(folder))
    incoming = _incoming(git_dir, environ.get("GIT_QUARANTINE_PATH", ""))
    git = Git(git_dir, _variables(git_dir, incoming))
    try:
        answer = git.line("rev-parse", "--is-bare-repository", "--is-shallow-repository").split("\n")
    except GitFailed:
        answer = ["false"]
    if answer[0] != "true":
        raise EnvironmentProblem(
            f"{git_dir} is no bare repository",
            "the gate stands on a server: make one with 'git init --bare -b main DIR'",
        )
    return Served(git_dir, incoming, shallow=answer[1] == "true")


def _incoming(git_dir: Path, named: str) -> Path | None:
    """Return the folder of the pushed objects, None where git keeps none apart."""
    if not named:
        return None
    path = Path(os.path.realpath(git_dir / named))
    if path.parent != git_dir / "objects" or not path.name.startswith(_WAITING):
        raise EnvironmentProblem(f"{named[:200]} is no folder for pushed objects of this repository")
    return path


def _variables(git_dir: Path, incoming: Path | None) -> tuple[tuple[str, str], ...]:
    kept = (("GIT_DIR", os.fspath(git_dir)),)
    if incoming is None:
        return kept
    objects = os.fspath(git_dir / "objects")
    return (*kept, ("GIT_OBJECT_DIRECTORY", os.fspath(incoming)), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects))
