"""Commits that cannot tear: objects first, then the branch by compare-and-swap, the work tree last.

A journal under the git directory lets the next command finish the work tree where this one was killed between the two.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from charterkit.errors import EnvironmentProblem
from charterkit.store.files import write_atomically
from charterkit.store.git_process import GitFailed, git
from charterkit.store.repository import Repository

Changes = Mapping[str, bytes | None]
"""Paths from the workspace's top with their new content; None takes a file away."""

_JOURNAL: Final = "unfinished.json"
_NONE: Final = "0" * 40


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who commits and when."""

    when: datetime.datetime

    def environment(self, repository: Repository) -> dict[str, str]:
        """Return git's variables for author and committer."""
        name, email = identity(repository)
        date = f"{int(self.when.timestamp())} +0000"
        return {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", email), ("DATE", date))
        }


def identity(repository: Repository) -> tuple[str, str]:
    """Return the name and address that git is configured with, or a neutral one where it is not."""
    with repository.gitpython.config_reader() as config:
        name = config.get_value("user", "name", default="charterkit")
        email = config.get_value("user", "email", default="charterkit@localhost")
    return str(name), str(email)


def commit(repository: Repository, changes: Changes, message: str, *, expected: str | None, stamp: Stamp) -> str:
    """Commit changes on top of the branch, and bring the work tree and the index to them.

    Args:
        repository: where.
        changes: the files that change; everything else stays as the last commit has it.
        message: the whole commit message.
        expected: the commit that the changes were worked out on; None for the first commit.
        stamp: author, committer and date.

    Returns:
        The new commit's id.

    Raises:
        EnvironmentProblem: no branch is checked out, a file is in the way, another command holds the index, or the
            branch has moved since ``expected``. Nothing is changed then.
    """
    recover(repository)
    branch = repository.branch()
    _require_free(repository, changes, expected)
    tree = _tree(repository, changes, expected)
    parents = ["-p", expected] if expected else []
    made = git(
        repository.root, "commit-tree", tree, *parents, content=message.encode(), env=stamp.environment(repository)
    )
    new = made.decode().strip()
    _write_journal(repository, new, changes)
    try:
        subject = message.partition("\n")[0]
        git(repository.root, "update-ref", "-m", f"charterkit: {subject}", branch, new, expected or _NONE)
    except GitFailed as failed:
        (repository.private / _JOURNAL).unlink(missing_ok=True)
        if "cannot lock ref" in failed.said or "reference already exists" in failed.said:
            raise EnvironmentProblem("the branch has moved meanwhile", "look at what came, then run it again") from None
        raise
    _finish(repository, changes)
    repository.forget()
    return new


def tag(repository: Repository, name: str, target: str, message: str, stamp: Stamp) -> None:
    """Put an annotated tag on a commit."""
    git(
        repository.root, "tag", "--annotate", "--file=-", "--end-of-options", name, target,
        content=message.encode(), env=stamp.environment(repository),
    )  # fmt: skip


def recover(repository: Repository) -> bool:
    """Finish the work tree of a commit whose command was killed; tell whether there was one."""
    journal = repository.private / _JOURNAL
    try:
        noted = json.loads(journal.read_bytes())
        target, paths = str(noted["commit"]), [str(path) for path in noted["paths"]]
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        journal.unlink(missing_ok=True)
        return False
    if repository.head() == target:
        content = repository.snapshot(target).content
        _finish(repository, {path: content.get(path) for path in paths})
        return True
    journal.unlink(missing_ok=True)
    return False


def _require_free(repository: Repository, changes: Changes, expected: str | None) -> None:
    """Refuse where the index is held, or where a file to be written holds something that is not committed."""
    if (repository.git_dir / "index.lock").exists():
        hint = f"if no other git command runs, remove {repository.git_dir / 'index.lock'}"
        raise EnvironmentProblem("git's index is locked (index.lock)", hint)
    committed = repository.snapshot(expected).content if expected else {}
    for path, content in changes.items():
        file = repository.root / path
        if not file.exists() and not file.is_symlink():
            continue
        if file.is_symlink() or not file.is_file() or file.read_bytes() not in (content, committed.get(path)):
            raise EnvironmentProblem(f"{path} holds something that is not committed", "commit it or move it away first")


def _tree(repository: Repository, changes: Changes, expected: str | None) -> str:
    with _scratch_index(repository) as env:
        git(repository.root, "read-tree", expected or "--empty", env=env)
        git(repository.root, "update-index", "-z", "--index-info", content=_index_lines(repository, changes), env=env)
        return git(repository.root, "write-tree", env=env).decode().strip()


@contextmanager
def _scratch_index(repository: Repository) -> Iterator[dict[str, str]]:
    repository.private.mkdir(exist_ok=True)
    index = repository.private / f"index.{os.getpid()}"
    try:
        yield {"GIT_INDEX_FILE": str(index)}
    finally:
        index.unlink(missing_ok=True)
        index.with_name(f"{index.name}.lock").unlink(missing_ok=True)


def _index_lines(repository: Repository, changes: Changes) -> bytes:
    lines = []
    for path, content in changes.items():
        if content is None:
            lines.append(f"0 {_NONE}\t{path}".encode())
        else:
            blob = (
                git(repository.root, "hash-object", "-w", "--no-filters", "--stdin", content=content).decode().strip()
            )
            lines.append(f"100644 {blob}\t{path}".encode())
    return b"\0".join([*lines, b""])


def _write_journal(repository: Repository, target: str, changes: Changes) -> None:
    content = json.dumps({"commit": target, "paths": list(changes)}).encode()
    write_atomically(repository.private / _JOURNAL, content)


def _finish(repository: Repository, changes: Changes) -> None:
    """Bring work tree and index to a commit that the branch already has; safe to do again."""
    for path, content in changes.items():
        file = repository.root / path
        if content is None:
            file.unlink(missing_ok=True)
        elif not file.is_file() or file.read_bytes() != content:
            write_atomically(file, content)
    git(repository.root, "update-index", "-z", "--index-info", content=_index_lines(repository, changes))
    git(repository.root, "update-index", "-q", "--refresh", "--unmerged") if changes else None
    (repository.private / _JOURNAL).unlink(missing_ok=True)
