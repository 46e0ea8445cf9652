"""The files that a person names to be checked or lodged: of the workspace, or from outside, as if they stood in it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from charterkit.errors import Problem, RecordsInvalid, UsageError
from charterkit.model.base import CODE_PATTERN
from charterkit.model.positions import SUBMISSION_PATTERN
from charterkit.store.checking import problems
from charterkit.store.disk.files import FileSet, shown
from charterkit.store.git.objects import FOLDERS
from charterkit.store.records.layout import submission_path
from charterkit.store.records.whole import read_records
from charterkit.store.submissions.outside import read_file
from charterkit.store.workspace import Workspace
from charterkit.store.yaml.nodes import Refused, compose, decode


@dataclass(frozen=True, slots=True)
class Named:
    """The files of a work tree, with those from outside among them, and which of them were named.

    ``outside`` holds, for the place that a file from outside gets, the name it was given by.
    """

    tree: FileSet
    paths: tuple[str, ...]
    outside: Mapping[str, str] = field(default_factory=dict)

    def told(self, found: Iterable[Problem]) -> list[Problem]:
        """Return those of some problems that are about the named files, each under the name that a person gave."""
        return [
            problem._replace(path=self.outside.get(problem.path, problem.path))
            for problem in found
            if problem.path in self.paths
        ]


def file_problems(workspace: Workspace, files: Collection[Path]) -> tuple[Problem, ...]:
    """Return the problems of some files and folders; a submission from outside is checked as if it were lodged.

    Raises:
        UsageError: there is no such file, or it is none that holds a record.
    """
    named = named_files(workspace, files)
    return tuple(sorted(named.told(problems(workspace, read_records(named.tree, seen=workspace.repository.seen)))))


def named_files(workspace: Workspace, files: Collection[Path]) -> Named:
    """Read the work tree and find some files in it; those from outside are put where they belong.

    Raises:
        UsageError: there is no such file, or it lies in the workspace where no records are.
        RecordsInvalid: a file from outside cannot take its place.
    """
    tree = workspace.work_tree()
    paths: list[str] = []
    outside: dict[str, str] = {}
    root = Path(os.path.realpath(workspace.root))
    for file in files:
        absolute = _absolute(file)
        if absolute.is_relative_to(root) and not _draft_beside(absolute.relative_to(root)):
            paths += _inside(absolute.relative_to(root).as_posix(), absolute, tree)
        else:
            place = _put(absolute, tree)
            outside[place] = str(file)
            paths.append(place)
    return Named(tree, tuple(dict.fromkeys(paths)), outside)


def _draft_beside(path: Path) -> bool:
    """Tell whether a file of the workspace lies where no records are kept and yet may hold a submission."""
    return path.suffix in (".yaml", ".yml") and path.parts[0] not in FOLDERS


def _absolute(file: Path) -> Path:
    """Return where a file is, its folder's links followed, the file itself not.

    Raises:
        UsageError: nothing is there.
    """
    absent = UsageError(f"there is no file {shown(str(file))}", "paths count from the current folder")
    try:
        whole = Path(os.path.abspath(file))  # noqa: PTH100  resolve() would follow a link that is the file itself
        absolute = Path(os.path.realpath(whole.parent)) / whole.name
        if os.path.lexists(absolute):
            return absolute
    except ValueError:  # a NUL in the name
        raise absent from None
    raise absent


def _inside(path: str, absolute: Path, tree: FileSet) -> Iterator[str]:
    """Yield a file of the workspace, or what lies below a folder of it."""
    known = [*tree.files, *(problem.path for problem in tree.problems)]
    below = [other for other in known if path in (other, ".") or other.startswith(f"{path}/")]
    if not below and not path.startswith(tuple(f"{folder}/" for folder in FOLDERS)):
        raise UsageError(f"{shown(path)} holds no record", f"records lie in {' and '.join(FOLDERS)}")
    yield from below or ([] if absolute.is_dir() else [path])


def _put(absolute: Path, tree: FileSet) -> str:
    """Put a file from outside into the work tree's files, and return its place there."""
    content = read_file(absolute)
    place = _place(absolute, content)
    standing = tree.files.get(place)
    if standing is not None and standing != content:
        message = f"{place} stands in the workspace with other words"
        hint = "a lodged submission never changes: give this one another id, and 'revises:' where it revises that one"
        raise RecordsInvalid([Problem(str(absolute), 1, 1, "name-taken", message, hint)])
    tree.files[place] = content
    return place


def _place(absolute: Path, content: bytes) -> str:
    """Return where a submission belongs, by who lodges it and its id; by its file's name where it does not say."""
    try:
        value = compose(decode(content)).value
    except Refused:
        value = None
    fields = value if isinstance(value, dict) else {}
    by, name = str(fields.get("by")), str(fields.get("id"))
    if re.fullmatch(CODE_PATTERN, by) and re.fullmatch(SUBMISSION_PATTERN, name):
        return f"submissions/{by}/{name}.yaml"
    return submission_path(absolute.stem)
