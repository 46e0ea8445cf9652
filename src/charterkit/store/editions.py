"""What a document's front needs of the repository: commit, date, the version it is or comes after, templates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from charterkit.errors import EnvironmentProblem, RecordsInvalid
from charterkit.store.disk.plain_files import plain_content
from charterkit.store.git.repository import Repository
from charterkit.store.versions import Version
from charterkit.store.workspace import Workspace
from charterkit.store.yaml.nodes import Refused, decode


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
    exact = next((version for version in workspace.versions() if version.commit == commit), None)
    earlier = None if exact else version_before(workspace, at)
    name = exact.name if exact else f"after {earlier.name}" if earlier else ""
    if at is None:
        name = f"{name}, work tree".removeprefix(", ")
    return Edition(commit, date, name, (exact.symbol or "") if exact else "")


def version_before(workspace: Workspace, at: str | None) -> Version | None:
    """Return the last version that a version, commit or date, or the work tree (None), came after."""
    commit = workspace.repository.resolve(at) if at else workspace.repository.head()
    if commit is None:
        return None
    past = [each for each in workspace.versions() if _before(workspace.repository, each.commit, commit)]
    return next((each for each in reversed(past) if at is None or each.commit != commit), None)


def versions_until(workspace: Workspace, at: str | None) -> list[Version]:
    """Return the versions up to a version, commit or date, that one included; up to the present commit for None."""
    head = workspace.repository.head()
    commit = workspace.repository.resolve(at) if at else head
    if commit == head:
        return list(workspace.versions())
    return [each for each in workspace.versions() if commit and _before(workspace.repository, each.commit, commit)]


def commit_time(repository: Repository, commit: str) -> datetime.datetime:
    """Return the committer's time of a commit, in UTC."""
    seconds = repository.git.line("log", "-1", "--format=%ct", "--end-of-options", commit)
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)


def templates(workspace: Workspace) -> tuple[Path, ...]:
    """Return the workspace's own folder of templates, where it has one."""
    folder = workspace.root / "templates"
    return (folder,) if folder.is_dir() else ()


def language_files(workspace: Workspace) -> dict[str, str]:
    """Return the workspace's own files of fixed words, by their names without ``.toml``.

    Raises:
        EnvironmentProblem: one cannot be read.
        RecordsInvalid: one is not UTF-8, with its place.
    """
    found: dict[str, str] = {}
    for path in sorted((workspace.root / "templates" / "languages").glob("*.toml")):
        shown = f"templates/languages/{path.name}"
        try:
            found[path.stem] = decode(plain_content(path))
        except OSError as error:
            raise EnvironmentProblem(f"{shown} cannot be read: {error.strerror}") from None
        except Refused as refused:
            raise RecordsInvalid([refused.problem(shown)]) from None
    return found


def _before(repository: Repository, earlier: str, later: str) -> bool:
    return repository.git.line("merge-base", "--end-of-options", earlier, later) == earlier
