"""Lodge submissions: check new files all together, then commit each by itself with its trailers. None, or all."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from charterkit.drafting.validate_submission import file_of
from charterkit.errors import EnvironmentProblem, Problem, RecordsInvalid, UsageError
from charterkit.model.submissions import Submission
from charterkit.store.checking import place_of, problems
from charterkit.store.decisions import lodge_message
from charterkit.store.files import FileSet, read_work_tree
from charterkit.store.records import read_records
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Lodging:
    """Submissions that may be lodged, in the order of their dates, with the content of their files."""

    submissions: tuple[Submission, ...]
    content: dict[str, bytes]
    warnings: tuple[Problem, ...]
    head: str


def prepare(workspace: Workspace, files: Collection[Path]) -> Lodging:
    """Check submissions to be lodged: those of the files given, or all that are not lodged yet.

    Raises:
        RecordsInvalid: something is wrong with one of them; nothing is lodged then.
        UsageError: a file is no submission, or there is nothing to lodge.
        EnvironmentProblem: there is no commit yet, or files of the charter are not committed.
    """
    head = workspace.repository.head()
    if head is None:
        raise EnvironmentProblem("nothing is committed yet", "start the charter with: charterkit init DIR")
    workspace.repository.require_branch()
    work_tree = read_work_tree(workspace.root)
    committed = workspace.repository.snapshot(head)
    paths = _chosen(workspace, files, work_tree, committed)
    _refuse_changed(workspace, paths, work_tree, committed)
    kept = FileSet(
        {path: content for path, content in work_tree.files.items() if path in committed or path in paths},
        tuple(problem for problem in work_tree.problems if problem.path in paths),
    )
    records = read_records(kept)
    found = [problem for problem in problems(workspace, records) if problem.path in paths]
    if any(problem.severity == "error" for problem in found):
        raise RecordsInvalid(found)
    chosen = [each for each in records.submissions.values() if file_of(each) in paths]
    ordered = tuple(sorted(chosen, key=lambda each: (each.date, each.id)))
    return Lodging(ordered, {path: kept.files[path] for path in paths}, tuple(found), head)


def lodge(workspace: Workspace, lodging: Lodging, date: datetime.datetime) -> list[str]:
    """Commit each submission of a lodging; return the commits in order."""
    head, made = lodging.head, []
    for submission in lodging.submissions:
        path = file_of(submission)
        changes: dict[str, bytes | None] = {path: lodging.content[path]}
        head = workspace.repository.commit(changes, lodge_message(submission), expected=head, date=date)
        made.append(head)
    return made


def _chosen(
    workspace: Workspace, files: Collection[Path], work_tree: FileSet, committed: dict[str, bytes]
) -> Sequence[str]:
    if not files:
        found = [path for path in work_tree.files if path.startswith("submissions/") and path not in committed]
        found += [problem.path for problem in work_tree.problems if problem.path.startswith("submissions/")]
        if not found:
            raise UsageError(
                "there is nothing to lodge", "write a submission first: charterkit amend, charterkit propose"
            )
        return found
    paths = [place_of(workspace, file, work_tree) for file in files]
    for path in paths:
        if not path.startswith("submissions/"):
            raise UsageError(f"{path} is no submission", "submissions are files in submissions/<PARTICIPANT>/")
        if committed.get(path) == work_tree.files.get(path):
            raise UsageError(f"{path} is lodged already", "a revision is a new file: see 'revises:'")
    return list(dict.fromkeys(paths))


def _refuse_changed(
    workspace: Workspace, paths: Collection[str], work_tree: FileSet, committed: dict[str, bytes]
) -> None:
    """Refuse where something lodged was changed or removed, or the charter itself is not as committed."""
    for path, content in committed.items():
        if path.startswith("submissions/") and work_tree.files.get(path) != content:
            what = "was changed" if path in work_tree.files else "was removed"
            hint = f"a lodged submission never changes: git restore {path}, and lodge a revision (revises:)"
            raise RecordsInvalid([Problem(path, 1, 1, "lodged-changed", f"it {what} after it was lodged", hint)])
    others = [path for path in workspace.repository.dirty() if path not in paths]
    charter = [path for path in others if path.startswith("charter/")]
    if charter:
        raise EnvironmentProblem(f"not committed: {', '.join(charter[:5])}", "commit or restore these files first")
