"""The repository that a workspace lives in: the one door to git for everything above the store.

Opening, names, snapshots, commits and tags, all by git's own plumbing, run in ``commands``: exact, and fast. What the
files mean is left to ``records.whole``.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from charterkit.errors import EnvironmentProblem, Problem, UsageError
from charterkit.store import ahead, versions
from charterkit.store.answers import found_around, submissions_changed
from charterkit.store.disk.files import FileSet
from charterkit.store.git import journal, revisions
from charterkit.store.git.commands import Git, GitFailed, around
from charterkit.store.git.head import plain_head
from charterkit.store.git.journal import Recovered
from charterkit.store.git.objects import FOLDERS
from charterkit.store.git.room import Room
from charterkit.store.git.snapshots import Snapshots
from charterkit.store.records.seen import Seen
from charterkit.store.records.whole import decisions_in, learn
from charterkit.store.versions import Releases, Version

if TYPE_CHECKING:
    from git import Repo

    from charterkit.model.decisions import Decision
    from charterkit.store.git.commits import Person, Tag

WATCHED: Final = (*FOLDERS, "templates")
"""The folders whose files must be committed before charterkit writes."""

SUBMISSIONS: Final = ("submissions",)
"""The folder of submissions, drafts among them."""

_CHANGED: Final = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--")


class Repository:
    """A git repository with a work tree. ``root`` is its top folder, ``git_dir`` where git keeps its own files."""

    def __init__(self, root: Path, git_dir: Path, *, shallow: bool) -> None:
        """Take both folders, and whether the history is cut short; ``open`` asks git for them."""
        self.root: Final = root
        self.git_dir: Final = git_dir
        self.shallow: Final = shallow

    @classmethod
    def open(cls, path: str | os.PathLike[str] = ".", *, recovering: bool = True) -> Repository:
        """Return the repository around a folder, and finish a commit that was cut short there.

        Args:
            path: a folder in the work tree.
            recovering: whether to finish it; who says no asks for it by ``recover``, to hear what was done.

        Raises:
            EnvironmentProblem: no git; no repository, a bare one, or somebody else's.
        """
        folder = Path(path).absolute()
        if not folder.is_dir():
            raise EnvironmentProblem(f"there is no folder {folder}", "give the folder of a charter")
        top, git_dir, shallow = found_around(os.fspath(folder)) or around(folder)
        repository = cls(Path(top), Path(git_dir), shallow=shallow)
        if recovering:
            repository.recover()
        return repository

    @cached_property
    def git(self) -> Git:
        """git, run at the top of this repository, and in no other one around it, should this one not be readable."""
        return Git(self.root, (("GIT_DIR", os.fspath(self.git_dir)),))

    @cached_property
    def gitpython(self) -> Repo:
        """The same repository for GitPython, for programs that work on with it.

        charterkit asks git itself: GitPython reads neither the settings of a work tree nor all that include others.
        """
        from git import Repo  # noqa: PLC0415  importing it takes as long as a whole command
        from git.exc import GitError  # noqa: PLC0415  with it

        try:
            return Repo(self.root, expand_vars=False)
        except GitError as error:
            raise EnvironmentProblem(f"{self.root} cannot be read as a repository", "see 'git status' there") from error

    @cached_property
    def room(self) -> Room:
        """The folder in the git directory that charterkit keeps for itself."""
        return Room(self.git_dir / "charterkit")

    @cached_property
    def seen(self) -> Seen:
        """Every record that was read before, since most files are the same in all versions."""
        ahead.wait()
        return Seen(self.room.folder / "records")

    def remember(self) -> None:
        """Keep the records that were read or committed, so that the next program need not read and check them."""
        learn(self._committed, self.seen)
        self.seen.keep()

    @cached_property
    def _committed(self) -> dict[str, bytes]:
        """The files that were committed since it was opened."""
        return {}

    @cached_property
    def recorded(self) -> list[str]:
        """The commits that were made here since it was opened: they stand, whatever failed after them."""
        return []

    def head(self) -> str | None:
        """Return the id of the present commit, None on a branch without commits."""
        return plain_head(self.git_dir) or revisions.branch_commit(self.git, "HEAD")

    def require_head(self) -> str:
        """Return the id of the present commit; raise EnvironmentProblem on a branch without commits."""
        head = self.head()
        if head is None:
            raise EnvironmentProblem("nothing is committed yet", "start the charter with: charterkit init DIR")
        return head

    def branch(self) -> str | None:
        """Return the present branch's name, None where HEAD is detached."""
        ref = self.git.run("symbolic-ref", "--quiet", "HEAD", wanted=(0, 1)).decode().strip()
        return ref.removeprefix("refs/heads/") or None

    def refs(self) -> revisions.Refs:
        """Return the tags and branches."""
        return revisions.read_refs(self.git)

    def versions(self, at: str | None = None) -> tuple[Version, ...]:
        """Return the versions that were released up to a commit, the present one by default, in order.

        Raises:
            EnvironmentProblem: the clone is shallow, or an object is missing.
        """
        head = at or self.head()
        return () if head is None else self._releases.up_to(head)

    @cached_property
    def _releases(self) -> Releases:
        def decisions_at(head: str) -> dict[str, Decision]:
            return decisions_in(self.files(head, (versions.DECISIONS,)).files, self.seen)

        return Releases(self.git, decisions_at, self.require_full_history, self.room.folder / "versions")

    def version_problems(self) -> tuple[Problem, ...]:
        """Return a problem for each tag that has a version's name and points elsewhere."""
        return tuple(versions.tag_problems(self.versions(), self.refs().tags))

    def resolve(self, name: str) -> str:
        """Return the commit id that a name means (see ``revisions.resolve``).

        Raises:
            UsageError: it means no commit, or several.
            EnvironmentProblem: there is no commit yet, or the history is incomplete.
        """
        head = self.require_head()
        if name in {head, "HEAD"}:
            return head
        released = () if revisions.FULL_ID.fullmatch(name) else self._releases.up_to(head)
        known = {version.commit: version.commit for version in self._releases.known.get(head, ())}
        known |= {version.name: version.commit for version in released}
        return known.get(name) or revisions.resolve(self.git, name, head, released, self.refs())

    def is_ancestor(self, commit: str, of: str | None = None) -> bool:
        """Tell whether a full commit id belongs to the history of another commit, by default of the present one."""
        last = of or self.head()
        if last is None or not revisions.FULL_ID.fullmatch(commit):
            return False
        try:
            return self.git.code("merge-base", "--is-ancestor", commit, last) == 0
        except GitFailed:
            return False

    def files(self, commit: str, folders: Sequence[str] = FOLDERS) -> FileSet:
        """Return the files of a commit under some folders, and what is no plain file there."""
        return self._snapshots.files(commit, folders)

    @cached_property
    def _snapshots(self) -> Snapshots:
        return Snapshots(self.git)

    def close(self) -> None:
        """Let the git go that waits for questions about commits, and what was begun; a question starts another one."""
        self._snapshots.close()
        self.git.dismiss()

    def paths(self, folder: str) -> list[str]:
        """Return the paths of the files below a folder that the present commit holds."""
        head = self.head()
        return [os.fsdecode(entry.path) for entry in self._snapshots.listing(head, (folder,))] if head else []

    def changed_paths(self, old: str, new: str, folders: Sequence[str] = FOLDERS) -> list[tuple[str, str]]:
        """Return what differs between two commits: (``A``, ``M``, ``D`` or ``T``, path), in git's order."""
        listing = self.git.run(
            "diff-tree", "-r", "-z", "--no-renames", "--name-status", "--end-of-options", old, new, "--", *folders
        )
        fields = os.fsdecode(listing).split("\0")[:-1]
        return list(zip(fields[::2], fields[1::2], strict=True))

    def dirty(self, folders: Sequence[str] = WATCHED) -> list[str]:
        """Return the paths that are modified, staged or untracked under some folders; other files don't matter."""
        said = submissions_changed(os.fspath(self.root)) if folders == SUBMISSIONS else None
        listing = self.git.run(*_CHANGED, *folders) if said is None else said
        return sorted(entry[3:] for entry in os.fsdecode(listing).split("\0") if entry)

    def begin(self) -> None:
        """Let git find the released versions while something else is done, unless another process does."""
        if (head := self.head()) is not None and not ahead.reading():
            self._releases.begin(head)

    def require_full_history(self) -> None:
        """Raise EnvironmentProblem where the clone is shallow, so that its history tells half the story."""
        if self.shallow:
            raise EnvironmentProblem(
                "this is a shallow clone: its history is incomplete", "fetch the rest with 'git fetch --unshallow'"
            )

    def require_branch(self) -> str:
        """Return the full name of the present branch, fit for a commit (see ``revisions.ready_branch``)."""
        return revisions.ready_branch(self.git_dir, self.branch())

    def identity(self) -> Person:
        """Return the name and address that git's configuration knows, else a stand-in (``known`` is false)."""
        from charterkit.store.git import commits, settings  # noqa: PLC0415  few commands commit

        told = settings.read(self.git)
        name, email = (told.get(f"user.{key}", "").strip() for key in ("name", "email"))
        return commits.Person(name, email) if name and email else commits.STAND_IN

    def commit(
        self,
        changes: Mapping[str, bytes | None],
        message: str,
        *,
        expected: str | None,
        date: datetime.datetime | None = None,
        author: Person | None = None,
        tag: Tag | None = None,
    ) -> str:
        """Commit changes of files on the present branch; everything or nothing (see ``commits.make_commit``).

        Args:
            changes: paths from the top and their new content; None for a file that goes.
            message: the whole message, trailers included.
            expected: the commit that the changes were worked out from; None for the first commit.
            date: when it is made; now by default.
            author: whose words they are; who commits by default.
            tag: an annotated tag to set on the commit in the same step.

        Returns:
            The id of the new commit.

        Raises:
            EnvironmentProblem: the branch has moved, HEAD is detached, a file is in the way, git cannot write or sign.
            Unfinished: the commit stands, or may stand, and its files are not all in place.
            UsageError: the charter requires signatures, and this clone does not sign with a registered key.
        """
        committer = self.identity()
        from charterkit.store.git import commits  # noqa: PLC0415  few commands commit
        from charterkit.store.signing import own_key  # noqa: PLC0415  few commands commit

        key = own_key.own_key(self.git)
        own_key.require_signer(self.git, expected, key, changes)
        draft = commits.Draft(
            self.require_branch(), changes, message, expected, committer, author or committer, date, tag,
            key=key.name if key else None,
        )  # fmt: skip
        made = commits.make_commit(self.git, self.root, self.room, draft, self.recorded)
        self._committed.update((path, content) for path, content in changes.items() if content is not None)
        return made

    def tag(self, name: str, commit: str, message: str, date: datetime.datetime | None = None) -> None:
        """Set an annotated tag on a commit.

        Raises:
            UsageError: there is one of this name already.
        """
        from charterkit.store.git import commits  # noqa: PLC0415  few commands commit

        key = commits.write_tag(self.git, commits.Tag(name, message), commit, self.identity(), date)
        try:
            self.git.run("update-ref", "-z", "--stdin", stdin=f"create refs/tags/{name}\0{key}\0".encode())
        except GitFailed as failed:
            raise UsageError(f"the tag '{name}' cannot be set: {failed.summary}", "choose another name") from None

    def recover(self) -> Recovered:
        """Finish a commit that was cut short, or clear away what is left of it; say what was found and done."""
        return journal.recover(self.git, self.root, self.room)
