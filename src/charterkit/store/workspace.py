"""A workspace: a repository with a ``charter/`` folder, read at any version or as it lies in the work tree."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem, RecordsInvalid
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission
from charterkit.store.committing import Changes, Stamp, commit, recover, tag
from charterkit.store.files import read_work_tree
from charterkit.store.records import Records, read_records
from charterkit.store.repository import Repository, Version

SETTINGS: Final = Path("charter") / "charter.yaml"


def open(path: str | Path | None = None) -> Workspace:  # noqa: A001  charterkit.open reads as what it does
    """Open the workspace at or around a folder; the current one by default.

    Raises:
        EnvironmentProblem: there is no charter there, or no repository, or git is missing.
    """
    start = Path(path or ".").resolve()
    if not start.is_dir():
        raise EnvironmentProblem(f"there is no folder {start}")
    repository = Repository.open(start)
    if not (repository.root / SETTINGS).exists():
        message = f"{repository.root} holds no charter (no {SETTINGS.as_posix()})"
        raise EnvironmentProblem(message, "start one with: charterkit init DIR")
    recover(repository)
    return Workspace(repository)


class Workspace:
    """The records of one repository, at any version, and the way to commit new ones."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._at: dict[str, Records] = {}

    @property
    def root(self) -> Path:
        """The workspace's top folder."""
        return self.repository.root

    @property
    def templates(self) -> Path:
        """The workspace's own templates; the folder need not exist."""
        return self.root / "templates"

    def records(self, at: str | None = None) -> Records:
        """Return the records at a version, commit or date, or those in the work tree (None), with their problems."""
        if at is None:
            return read_records(read_work_tree(self.root))
        commit_id = self.repository.resolve(at)
        if commit_id not in self._at:
            self._at[commit_id] = read_records(self.repository.snapshot(commit_id))
        return self._at[commit_id]

    def charter(self, at: str | None = None) -> Charter:
        """Return the charter at a version, or in the work tree.

        Raises:
            RecordsInvalid: a record of the charter cannot be read.
        """
        records = self._sound(at)
        assert records.charter is not None  # noqa: S101  no problems means that the settings were read
        return records.charter

    def submissions(self, at: str | None = None) -> Mapping[str, Submission]:
        """Return the submissions by id. Raises ``RecordsInvalid`` where one cannot be read."""
        return self._sound(at).submissions

    def decisions(self, at: str | None = None) -> tuple[Decision, ...]:
        """Return the decisions in order. Raises ``RecordsInvalid`` where one cannot be read."""
        return self._sound(at).decisions

    def _sound(self, at: str | None) -> Records:
        records = self.records(at)
        if any(problem.severity == "error" for problem in records.problems) or records.charter is None:
            raise RecordsInvalid(records.problems)
        return records

    def versions(self) -> tuple[Version, ...]:
        """Return the released versions in the order of their release."""
        return self.repository.versions()

    def lodged(self) -> tuple[str, ...]:
        """Return the files of submissions that the last commit holds."""
        head = self.repository.head()
        return (
            tuple(path for path in self.repository.snapshot(head).content if path.startswith("submissions/"))
            if head
            else ()
        )

    def require_clean(self, folders: tuple[str, ...] = ("charter",)) -> None:
        """Refuse to go on where files of these folders differ from the last commit.

        Raises:
            EnvironmentProblem: some do; they are named.
        """
        dirty = self.repository.dirty(folders)
        if dirty:
            listed = ", ".join(dirty[:5]) + (f" and {len(dirty) - 5} more" if len(dirty) > 5 else "")  # noqa: PLR2004
            raise EnvironmentProblem(
                f"not committed: {listed}", "commit these files, or take the changes back (git restore)"
            )

    def commit(self, changes: Changes, message: str, *, expected: str | None, stamp: Stamp) -> str:
        """Commit changes; see ``committing.commit``."""
        return commit(self.repository, changes, message, expected=expected, stamp=stamp)

    def tag(self, name: str, target: str, message: str, stamp: Stamp) -> None:
        """Put an annotated tag on a commit."""
        tag(self.repository, name, target, message, stamp)
