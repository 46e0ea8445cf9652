"""A git repository as charterkit uses it: names to commits, snapshots of the records, commits that cannot tear.

GitPython opens the repository and answers for refs and configuration; history and bulk reading go through git itself,
because GitPython is slow at walking history, and commits are made object by object, because its own are no transaction.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from charterkit.drafting.nearest import nearest
from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store.files import FOLDERS, Files, odd_file
from charterkit.store.git_process import GitFailed, git
from charterkit.store.yaml_nodes import Refused, compose, decode

if TYPE_CHECKING:
    import git as gitpython

_COMMIT: Final = re.compile(r"[0-9a-f]{7,40}")
_RELATIVE: Final = re.compile(r"HEAD(?:~[0-9]{1,6})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MODES: Final = {"120000": "a symbolic link", "160000": "a link to another repository"}


@dataclass(frozen=True, slots=True)
class Version:
    """A released version: its name, the commit that released it, when, under which symbol and by which decision."""

    name: str
    commit: str
    date: datetime.date
    symbol: str
    decision: str


class Repository:
    """One repository with a work tree."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def open(cls, path: Path) -> Repository:
        """Open the repository whose top is at or above a folder.

        Raises:
            EnvironmentProblem: there is none, it has no work tree, or git will not open it.
        """
        try:
            top = git(path, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")
        except GitFailed as failed:
            if "not a git repository" in failed.said:
                message = f"{path} is in no git repository"
                raise EnvironmentProblem(message, "start a charter with: charterkit init DIR") from None
            if "work tree" in failed.said:
                raise EnvironmentProblem(f"{path} is a bare repository", "work in a clone of it") from None
            raise
        return cls(Path(top))

    @cached_property
    def gitpython(self) -> gitpython.Repo:
        """The repository as GitPython opens it, for refs and configuration."""
        import git as gitpython  # noqa: PLC0415  slow to import

        return gitpython.Repo(self.root)

    @cached_property
    def git_dir(self) -> Path:
        """The folder of git's own files, for this work tree."""
        return Path(git(self.root, "rev-parse", "--absolute-git-dir").decode().rstrip("\n"))

    @property
    def private(self) -> Path:
        """The folder of charterkit's own files: journal and caches. Nothing in it is a record."""
        return self.git_dir / "charterkit"

    def head(self) -> str | None:
        """Return the commit that is checked out, or None before the first one."""
        try:
            return git(self.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()
        except GitFailed:
            return None

    def branch(self) -> str:
        """Return the full name of the branch that is checked out.

        Raises:
            EnvironmentProblem: none is (a detached HEAD).
        """
        try:
            return git(self.root, "symbolic-ref", "--quiet", "HEAD").decode().strip()
        except GitFailed:
            message = "no branch is checked out (detached HEAD)"
            raise EnvironmentProblem(message, "git switch to a branch, then run it again") from None

    def resolve(self, name: str) -> str:
        """Return the commit that a version, commit id, date (end of that day, UTC), tag or ``HEAD~n`` means.

        Raises:
            UsageError: it means none.
        """
        known = {version.name: version.commit for version in self.versions()}
        if name in known:
            return known[name]
        if found := self._commit_of(name):
            return found
        hint = nearest(name, known) or (f"versions: {', '.join(known)}" if known else "nothing has been released yet")
        raise UsageError(f"there is no version, commit or date '{name}'", hint)

    def _commit_of(self, name: str) -> str | None:
        if _DATE.fullmatch(name):
            arguments = ["rev-list", "-1", f"--before={name}T23:59:59Z", "HEAD"]
        elif _COMMIT.fullmatch(name) or _RELATIVE.fullmatch(name):
            arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
        elif re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
            arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/tags/{name}^{{commit}}"]
        else:
            return None
        try:
            return git(self.root, *arguments).decode().strip() or None
        except GitFailed:
            return None

    def is_ancestor(self, commit: str) -> bool:
        """Tell whether a commit belongs to the history of the one that is checked out."""
        try:
            git(self.root, "merge-base", "--is-ancestor", "--end-of-options", commit, "HEAD")
        except GitFailed:
            return False
        return True

    def commit_date(self, commit: str) -> datetime.datetime:
        """Return the committer's date of a commit, in UTC."""
        seconds = git(self.root, "log", "-1", "--format=%ct", "--end-of-options", commit).decode().strip()
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)

    def snapshot(self, commit: str) -> Files:
        """Return the files under ``charter/`` and ``submissions/`` at a commit, each checked against its object id."""
        listed = git(self.root, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, *FOLDERS)
        files, wanted = Files(), []
        for line in listed.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            meta, _, path = line.partition("\t")
            mode, _, blob = meta.split(" ")
            if mode in _MODES:
                files.problems.append(odd_file(path, _MODES[mode]))
            else:
                wanted.append((path, blob))
        content = self.blobs([blob for _, blob in wanted])
        files.content = {path: content[blob] for path, blob in wanted}
        return files

    def blobs(self, ids: list[str]) -> dict[str, bytes]:
        """Return the content of blobs by one ``cat-file --batch``, each hashed against its id.

        Raises:
            EnvironmentProblem: one is missing or not what its id says.
        """
        if not ids:
            return {}
        output = git(self.root, "cat-file", "--batch", content="\n".join(dict.fromkeys(ids)).encode() + b"\n")
        found: dict[str, bytes] = {}
        position = 0
        while position < len(output):
            end = output.index(b"\n", position)
            header = output[position:end].decode().split(" ")
            if header[1] != "blob":
                raise _damaged(header[0])
            size = int(header[2])
            found[header[0]] = _verified(header[0], output[end + 1 : end + 1 + size])
            position = end + size + 2
        return found

    def versions(self) -> tuple[Version, ...]:
        """Return the released versions in order: the commits that added the release decisions that stand now."""
        return self._versions

    @cached_property
    def _versions(self) -> tuple[Version, ...]:
        if self.head() is None:
            return ()
        pathspec = "charter/decisions/*-release-*.yaml"
        log = git(
            self.root,
            "log",
            "--diff-filter=A",
            "--no-renames",
            "--format=%x01%H",
            "--name-only",
            "-z",
            "HEAD",
            "--",
            pathspec,
        )
        added: dict[str, str] = {}
        for block in log.decode("utf-8", "surrogateescape").split("\x01")[1:]:
            commit, *paths = [piece.strip("\n") for piece in block.split("\0")]
            added.update({path: commit for path in paths if path})
        listed = git(self.root, "ls-tree", "-r", "-z", "--full-tree", "HEAD", "charter/decisions/").decode().split("\0")
        blobs = {line.partition("\t")[2]: line.split()[2] for line in listed if line}
        content = self.blobs([blobs[path] for path in added if path in blobs])
        found = [_version(content[blobs[path]], commit) for path, commit in added.items() if path in blobs]
        return tuple(sorted((version for version in found if version), key=lambda version: version.decision))

    def forget(self) -> None:
        """Forget what was read of history, after a commit."""
        self.__dict__.pop("_versions", None)

    def dirty(self, folders: tuple[str, ...] = FOLDERS) -> list[str]:
        """Return the files in some folders that differ from the last commit: modified, staged, deleted or untracked."""
        found = git(self.root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *folders)
        return [line[3:] for line in found.decode("utf-8", "surrogateescape").split("\0") if line]

    def require_whole_history(self) -> None:
        """Refuse a shallow clone, where history cannot be read back to its start.

        Raises:
            EnvironmentProblem: the clone is shallow.
        """
        if git(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            raise EnvironmentProblem("this clone is shallow: its history is cut off", "git fetch --unshallow")


def _verified(blob: str, content: bytes) -> bytes:
    algorithm = hashlib.sha1 if len(blob) == 40 else hashlib.sha256  # noqa: PLR2004  git's two kinds of object id
    if algorithm(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() != blob:
        raise _damaged(blob)
    return content


def _damaged(blob: str) -> EnvironmentProblem:
    return EnvironmentProblem(f"object {blob} is missing or damaged", "fetch it from another clone; see git fsck")


def _version(content: bytes, commit: str) -> Version | None:
    try:
        value = compose(decode(content)).value
        record = value if isinstance(value, dict) else {}
        date = datetime.date.fromisoformat(str(record["date"]))
        return Version(str(record["version"]), commit, date, str(record.get("symbol", "")), str(record["id"]))
    except (Refused, KeyError, ValueError):
        return None
