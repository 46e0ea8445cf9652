"""A workspace: a repository that holds a charter, and its records now or at any commit.

What to do with the records is left to ``charterkit.drafting`` and ``charterkit.history``.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem, Problem, RecordsInvalid
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission, is_commit
from charterkit.store.disk.files import FileSet, read_work_tree
from charterkit.store.freezing import freeze
from charterkit.store.git.journal import undisturbed
from charterkit.store.git.repository import SUBMISSIONS, Repository
from charterkit.store.records.cache import Cache
from charterkit.store.records.layout import SETTINGS
from charterkit.store.records.whole import Records, read_records
from charterkit.store.versions import Version

_SUBMISSIONS: Final = "submissions/"


def open(path: str | os.PathLike[str] | None = None) -> Workspace:  # noqa: A001  read as ``charterkit.open``
    """Return the workspace around a folder, by default the present one.

    Raises:
        EnvironmentProblem: there is none, or git cannot open its repository.
    """
    folder = Path.cwd() if path is None else Path(path)
    repository = Repository.open(folder)
    if not os.path.lexists(repository.root / SETTINGS):
        message = f"{repository.root} holds no charter: there is no {SETTINGS}"
        below = os.path.lexists(folder / SETTINGS)
        hint = f"a charter has a repository of its own, and {folder.absolute()} is only a folder in this one"
        raise EnvironmentProblem(message, hint if below else "start one with 'charterkit init DIR'")
    return Workspace(repository)


class Workspace:
    """A repository with a charter at its top."""

    def __init__(self, repository: Repository, left_out: frozenset[str] = frozenset()) -> None:
        """Take the repository, and the files of its work tree that are not to be read."""
        self.repository: Final = repository
        self.left_out: Final = left_out
        self._read: dict[str, Records] = {}  # by commit, and under an empty name what the work tree held last

    def __repr__(self) -> str:
        """Say where it is."""
        return f"Workspace({str(self.root)!r})"

    @property
    def root(self) -> Path:
        """The top folder."""
        return self.repository.root

    def records(self, at: str | None = None) -> Records:
        """Return all records, with every problem of their form.

        Args:
            at: a version, tag, date or commit; None for the work tree as it is now.
        """
        if at is None:
            return self._records_in(self.work_tree(), "")
        if at and at in self._read:
            return self._read[at]
        commit = self.repository.resolve(at)
        if commit in self._read:
            return self._read[commit]
        return self._records_in(self.repository.files(commit), commit)

    def work_tree(self) -> FileSet:
        """Return the files of the work tree, none of them from before a commit that others are from after."""
        with self.undisturbed():
            files = read_work_tree(self.root)
        if not self.left_out:
            return files
        return FileSet(
            {path: content for path, content in files.files.items() if path not in self.left_out},
            tuple(problem for problem in files.problems if problem.path not in self.left_out),
        )

    def without_broken_drafts(self) -> tuple[Workspace, tuple[Problem, ...]]:
        """Return this workspace without the drafts that are not valid, and what is wrong with these.

        A draft is a submission that is not lodged; one that is lodged cannot be left out.
        """
        records = self.records()
        broken = {error.path for error in records.errors if error.path.startswith(_SUBMISSIONS)}
        if not broken or not (broken := broken.difference(self.lodged())):
            return self, ()
        wrong = tuple(problem for problem in records.problems if problem.path in broken)
        return Workspace(self.repository, self.left_out | broken), wrong

    def undisturbed(self) -> AbstractContextManager[None]:
        """Return a context in which nobody commits: what is read in it belongs together."""
        return undisturbed(self.repository.git, self.root, self.repository.room)

    def _records_in(self, files: FileSet, name: str) -> Records:
        """Return the records in some files, those of the same files read before where there are such."""
        before = self._read.get(name)
        if before is None or files.problems or before.files != files.files:
            cache = Cache(self.repository.room.folder / "sound")
            before = self._read[name] = freeze(self, read_records(files, cache, self.repository.seen), name)
        return before

    def charter(self, at: str | None = None) -> Charter:
        """Return the charter. That of the work tree is there whatever lies among the submissions.

        Raises:
            RecordsInvalid: with every problem of every record.
        """
        records = self._valid(at, alone=at is None)
        if records.charter is None:  # pragma: no cover  without errors there is a charter
            raise RecordsInvalid(records.problems)
        return records.charter

    def submissions(self, at: str | None = None) -> dict[str, Submission]:
        """Return the submissions by id; raise RecordsInvalid where a record is not valid."""
        return dict(self._valid(at).submissions)

    def decisions(self, at: str | None = None) -> tuple[Decision, ...]:
        """Return the decisions in order, those of the work tree whatever lies among the submissions.

        Raises:
            RecordsInvalid: with every problem of every record.
        """
        return self._valid(at, alone=at is None).decisions

    def _valid(self, at: str | None, *, alone: bool = False) -> Records:
        """Return the records, of which none has an error; with ``alone``, submissions may have."""
        records = self.records(at)
        if any(not (alone and error.path.startswith(_SUBMISSIONS)) for error in records.errors):
            raise RecordsInvalid(records.problems)
        return records

    def sound(self) -> list[str]:
        """Return the commits whose records were all read here, and have no error."""
        return [commit for commit, records in self._read.items() if commit and not records.erroneous]

    def versions(self) -> tuple[Version, ...]:
        """Return the released versions, in order."""
        return self.repository.versions()

    def bases(self, records: Records) -> dict[str, Charter]:
        """Return the charter at every base that a submission among some records names and that is known.

        Raises:
            RecordsInvalid: a record of such a charter is not valid.
        """
        commits = {version.name: version.commit for version in self.versions()}
        names = sorted({submission.base for submission in records.submissions.values()})
        known = (name for name in names if name in commits or self.knows(name))
        return {name: self.charter(commits.get(name, name)) for name in known}

    def knows(self, base: str) -> bool:
        """Tell whether a base is a commit of this branch's history that holds a charter."""
        return is_commit(base) and self.repository.is_ancestor(base)

    def lodged(self) -> list[str]:
        """Return the files of the submissions that are committed on the present branch."""
        return self.repository.paths("submissions")

    def drafts(self) -> list[str]:
        """Return the files among the submissions of the work tree that are not committed."""
        lodged = set(self.lodged())
        return [path for path in self.repository.dirty(SUBMISSIONS) if path not in lodged]
