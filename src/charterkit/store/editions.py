"""What a document's front needs of the repository: the commit, its date, the version it is or comes after, templates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from charterkit.store.repository import Repository
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Edition:
    """A text of the charter: where it stands in history and how it is called."""

    commit: str
    date: datetime.date | None
    version: str
    symbol: str


def edition(workspace: Workspace, at: str | None) -> Edition:
    """Return the edition at a version, commit or date; of the work tree (None) by the commit it lies on."""
    head = workspace.repository.head()
    commit = workspace.repository.resolve(at) if at else head or ""
    date = commit_time(workspace.repository, commit).date() if commit else None
    versions = workspace.versions()
    exact = next((version for version in versions if version.commit == commit), None)
    earlier = [
        version
        for version in versions
        if not exact and commit and _before(workspace.repository, version.commit, commit)
    ]
    name = exact.name if exact else f"after {earlier[-1].name}" if earlier else ""
    if at is None:
        name = f"{name}, work tree".removeprefix(", ")
    return Edition(commit, date, name, exact.symbol if exact else "")


def commit_time(repository: Repository, commit: str) -> datetime.datetime:
    """Return the committer's time of a commit, in UTC."""
    seconds = repository.git.line("log", "-1", "--format=%ct", "--end-of-options", commit)
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)


def templates(workspace: Workspace) -> tuple[Path, ...]:
    """Return the workspace's own folder of templates, where it has one."""
    folder = workspace.root / "templates"
    return (folder,) if folder.is_dir() else ()


def _before(repository: Repository, earlier: str, later: str) -> bool:
    return repository.git.line("merge-base", "--end-of-options", earlier, later) == earlier
