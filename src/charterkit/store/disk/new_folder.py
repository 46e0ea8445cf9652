"""A folder for a new charter: missing, empty, or an empty repository; as it was before where the charter fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from charterkit.errors import EnvironmentProblem, Unfinished, UsageError
from charterkit.store.disk.whole_files import sync_folder, unfinished_by_killed, unfinished_name
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.repository import Repository

_GIT = ".git"


@contextmanager
def new_folder(folder: Path, *how: str) -> Iterator[Repository]:
    """Make a repository in a folder for as long as it takes to fill it; take everything back where that fails.

    It is filled under another name, beside its place or, where the folder exists, in it, and takes its place at the
    end: who is killed meanwhile leaves no half of a charter. Only a repository that is there already is filled itself.

    Args:
        folder: where; missing, empty, or an empty repository.
        how: further options of ``git init``; a repository that is there was not made with them, and is refused.

    Raises:
        UsageError: something is in the folder, or it lies inside another repository.
        EnvironmentProblem: the file system or git refuses.
    """
    folder = folder.absolute()
    _require_room(folder, frozenset() if how else frozenset({_GIT}))
    made = next((path for path in reversed((folder, *folder.parents)) if not path.exists()), None)
    before = set() if made else {path.name for path in folder.iterdir()}
    place = folder if _GIT in before else unfinished_name(folder.parent if made else folder, folder.name)
    try:
        yield _repository(place, how)
        if place != folder:
            _take_place(place, folder)
    except BaseException as error:
        if made is None:
            _empty(folder, before)
        for path in (place, made) if made else ():
            shutil.rmtree(path, ignore_errors=True)
        if isinstance(error, EnvironmentProblem):
            raise nothing_left(error, place, folder) from error
        raise


def _take_place(place: Path, folder: Path) -> None:
    """Let what was made take its place: in one step, or in a folder that exists file by file, the repository last."""
    try:
        if folder.exists():
            for path in sorted(place.iterdir(), key=lambda path: path.name == _GIT):
                path.rename(folder / path.name)
            place.rmdir()
            sync_folder(folder)
        else:
            place.rename(folder)
        sync_folder(folder.parent)
        for leftover in _left_by_killed(folder):
            shutil.rmtree(leftover, ignore_errors=True)
    except OSError as error:
        raise EnvironmentProblem(f"{folder} cannot be made: {error.strerror}", "name another folder") from None


def _left_by_killed(folder: Path) -> list[Path]:
    """Return what was left beside a folder and in it by makers of the same charter that were killed."""
    return [left for place in (folder.parent, folder) for left in unfinished_by_killed(place, folder.name)]


def nothing_left(error: EnvironmentProblem, place: Path, folder: Path) -> EnvironmentProblem:
    """Return the error for a charter that was being made and is taken back, with whatever was recorded in it.

    ``place`` is where it was being made, ``folder`` where it was to stand.
    """
    why, hint = error, error.hint
    if isinstance(error, Unfinished):
        why = error.__cause__ if isinstance(error.__cause__, EnvironmentProblem) else error
        hint = "nothing is left of the new charter: put this right and make it again"
    return EnvironmentProblem(why.message.replace(str(place), str(folder)), hint)


def _require_room(folder: Path, allowed: frozenset[str]) -> None:
    try:
        if folder.is_dir():
            standing = {path.name for path in folder.iterdir()} - {path.name for path in _left_by_killed(folder)}
        elif folder.exists() or folder.is_symlink():
            raise UsageError(f"{folder} is no folder", "name a folder that does not exist yet")
        else:
            standing = set()
    except OSError as error:
        raise EnvironmentProblem(f"{folder} cannot be read: {error.strerror}", "name another folder") from None
    if (folder / "charter" / "charter.yaml").exists():
        raise UsageError(f"{folder} holds a charter already", "see: charterkit status")
    if standing - allowed:
        hint = "name a folder that does not exist yet, or an empty one"
        raise UsageError(f"{folder} is not empty: it holds {', '.join(sorted(standing - allowed)[:3])}", hint)
    _refuse_inside(folder)


def _refuse_inside(folder: Path) -> None:
    """Refuse a folder of another repository, and one whose own repository has commits."""
    there = next(path for path in (folder, *folder.parents) if path.is_dir())
    try:
        outer = Repository.open(there)
    except EnvironmentProblem as problem:
        if (there / _GIT).exists() and there == folder:
            raise
        if "is not installed" in problem.message:
            raise
        return
    if outer.root != Path(folder).resolve():
        message = f"{folder} lies inside the repository {outer.root}"
        raise UsageError(message, "a charter has a repository of its own: choose a folder outside")
    if outer.head() is not None or outer.refs().branches or outer.refs().tags:
        message = f"the repository in {folder} has commits already"
        raise UsageError(
            message, "start the charter in a new folder, and push it from there: git remote add origin URL"
        )


def _repository(folder: Path, how: tuple[str, ...]) -> Repository:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / _GIT).exists():
            Git(folder).run("init", "--quiet", "--initial-branch=main", *how)
    except OSError as error:
        raise EnvironmentProblem(f"{folder} cannot be made: {error.strerror}", "name another folder") from None
    except GitFailed as failed:
        raise EnvironmentProblem(
            f"git cannot make a repository in {folder}: {failed.summary}", "see that the folder can be written to"
        ) from None
    return Repository.open(folder)


def _empty(folder: Path, before: set[str]) -> None:
    """Take out of a folder what was not in it; of a repository that was there, every ref and the index."""
    for path in folder.iterdir():
        if path.name not in before:
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    if _GIT not in before:
        return
    git = Git(folder)
    with suppress(EnvironmentProblem):
        names = git.run("for-each-ref", "--format=delete %(refname)", "refs/heads", "refs/tags")
        git.run("update-ref", "--stdin", stdin=names)
        git.run("read-tree", "--empty")
