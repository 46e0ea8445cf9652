"""The present commit, read from the repository's own files: always what git says, or nothing, so that git is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.samples import head_of, put, run_git

from charterkit.store.git.head import plain_head
from charterkit.store.git.repository import Repository

TOLD: dict[str, Callable[[Path], object]] = {
    "a branch of its own file": lambda root: run_git(root, "branch", "other"),
    "a packed branch": lambda root: run_git(root, "pack-refs", "--all"),
    "a packed branch that moved since": lambda root: (
        run_git(root, "pack-refs", "--all"),
        run_git(root, "commit", "--quiet", "--allow-empty", "--message", "Next"),
    ),
    "a branch with a slash": lambda root: run_git(root, "switch", "--quiet", "--create", "text/next"),
    "packed branches whose names end alike": lambda root: (
        run_git(root, "branch", "x/main"),
        run_git(root, "commit", "--quiet", "--allow-empty", "--message", "Next"),
        run_git(root, "pack-refs", "--all"),
    ),
    "a detached head": lambda root: run_git(root, "switch", "--quiet", "--detach"),
}

NOT_TOLD: dict[str, Callable[[Path], object]] = {
    "a branch without commits": lambda root: run_git(root, "switch", "--quiet", "--orphan", "empty"),
    "a branch that stands for another": lambda root: (
        run_git(root, "symbolic-ref", "refs/heads/alias", "refs/heads/main"),
        run_git(root, "symbolic-ref", "HEAD", "refs/heads/alias"),
    ),
    "a branch that is damaged, though an older one is packed": lambda root: (
        run_git(root, "pack-refs", "--all"),
        (root / ".git/refs/heads/main").write_bytes(b"not an id\n"),
    ),
    "a name that leads elsewhere": lambda root: put(root, ".git/HEAD", b"ref: refs/heads/../../outside\n"),
}


@pytest.mark.parametrize("happened", TOLD)
def test_what_is_told_is_what_git_says(repository: Repository, happened: str) -> None:
    TOLD[happened](repository.root)
    told = plain_head(repository.git_dir)
    assert told == run_git(repository.root, "rev-parse", "HEAD")
    assert told == head_of(repository)


@pytest.mark.parametrize("happened", NOT_TOLD)
def test_git_is_asked_where_it_could_see_something_else(repository: Repository, happened: str) -> None:
    NOT_TOLD[happened](repository.root)
    assert plain_head(repository.git_dir) is None


def test_in_another_work_tree_git_is_asked(repository: Repository) -> None:
    run_git(repository.root, "worktree", "add", "--quiet", "../second", "-b", "second")
    second = Repository.open(repository.root.parent / "second")
    assert plain_head(second.git_dir) is None
    assert head_of(second) == head_of(repository)
