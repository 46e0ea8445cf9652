"""Lodge submissions: check new files all together, then commit each by itself with its trailers."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from charterkit.drafting.validate.submission import file_of
from charterkit.errors import EnvironmentProblem, Problem, RecordsInvalid, Unfinished, UsageError
from charterkit.model.submissions import Submission
from charterkit.store.checking import lodged_problems, only_errors, problems
from charterkit.store.decisions.record import lodge_message
from charterkit.store.disk.files import FileSet
from charterkit.store.negotiation import require_settled
from charterkit.store.records.layout import SIGNATURE
from charterkit.store.records.whole import read_records
from charterkit.store.submissions.named_files import Named, named_files
from charterkit.store.submissions.receiving import require_signed, signatures_of
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Lodging:
    """Submissions that may be lodged, in the order of their dates, with the content of their files."""

    submissions: tuple[Submission, ...]
    content: dict[str, bytes]
    warnings: tuple[Problem, ...]
    head: str


def prepare(
    workspace: Workspace,
    files: Collection[Path],
    signature: Path | None = None,
    now: datetime.datetime | None = None,
) -> Lodging:
    """Check submissions to be lodged: those of the files given, or all that are not lodged yet.

    Args:
        workspace: where they are lodged.
        files: their files.
        signature: the detached signature of the only one; without it, the file beside each counts.
        now: when they are received, by the machine's clock if it is not given: signatures are judged at this time.

    Raises:
        RecordsInvalid: something is wrong with one of them, or with its signature; nothing is lodged then.
        UsageError: there is nothing to lodge, or no such file.
        EnvironmentProblem: there is no commit yet, or files of the charter are not committed.
    """
    head = workspace.repository.require_head()
    workspace.repository.require_branch()
    committed = set(workspace.repository.paths("submissions"))
    named = named_files(workspace, files) if files else _waiting(workspace, committed)
    if changed := [*lodged_problems(workspace), *_unfit(named, committed)]:
        raise RecordsInvalid(changed)
    require_settled(workspace)
    named = replace(named, paths=tuple(path for path in named.paths if path not in committed))
    named = replace(named, paths=tuple(path for path in named.paths if not _is_beside(path, named.tree.files)))
    lodging = _checked(workspace, named, committed, head)
    signatures = signatures_of(lodging.content, named, signature)
    require_signed(workspace, head, lodging.content, signatures, now or datetime.datetime.now(datetime.UTC))
    return replace(lodging, content=lodging.content | {path: each.content for path, each in signatures.items()})


def _checked(workspace: Workspace, named: Named, committed: Collection[str], head: str) -> Lodging:
    """Check the named submissions beside what is committed; drafts that are not named do not count."""
    tree = named.tree
    kept = FileSet(
        {path: content for path, content in tree.files.items()
         if not path.startswith("submissions/") or path in committed or path in named.paths},
        tree.problems,
    )  # fmt: skip
    records = read_records(kept, seen=workspace.repository.seen)
    found = named.told(problems(workspace, records))
    if records.charter is None:
        raise RecordsInvalid(records.problems)
    if only_errors(found):
        raise RecordsInvalid(found)
    chosen = [each for each in records.submissions.values() if file_of(each) in named.paths]
    ordered = tuple(sorted(chosen, key=lambda each: (each.date, each.id)))
    return Lodging(ordered, {path: kept.files[path] for path in named.paths}, tuple(found), head)


def lodge(workspace: Workspace, lodging: Lodging, date: datetime.datetime) -> list[str]:
    """Commit each submission of a lodging; return the commits in order.

    Raises:
        EnvironmentProblem: the first commit could not be made.
        Unfinished: a later one could not; what was lodged before it is named and stays.
    """
    head, made = lodging.head, list[str]()
    for submission in lodging.submissions:
        path = file_of(submission)
        changes: dict[str, bytes | None] = {
            each: lodging.content[each] for each in (path, path + SIGNATURE) if each in lodging.content
        }
        try:
            head = workspace.repository.commit(changes, lodge_message(submission), expected=head, date=date)
        except EnvironmentProblem as problem:
            raise _stopped(lodging, made, problem) from problem
        made.append(head)
    return made


def _is_beside(path: str, files: Collection[str]) -> bool:
    """Tell whether a file is the signature of a submission that lies beside it."""
    return path.endswith(SIGNATURE) and path.removesuffix(SIGNATURE) in files


def _stopped(lodging: Lodging, made: list[str], problem: EnvironmentProblem) -> EnvironmentProblem:
    """Return the error for a lodging that stopped; what was lodged before it is named."""
    if not made:
        return problem
    done = ", ".join(submission.id for submission in lodging.submissions[: len(made)])
    return Unfinished(
        f"recorded: {done}; what was to follow could not be done: {problem.message}",
        f"{problem.hint}; the rest can be lodged again",
    )


def _waiting(workspace: Workspace, committed: Collection[str]) -> Named:
    """Return the submissions of the work tree that are not lodged yet."""
    tree = workspace.work_tree()
    known = [*tree.files, *(problem.path for problem in tree.problems)]
    found = [path for path in known if path.startswith("submissions/") and path not in committed]
    if not found and not list(lodged_problems(workspace)):
        raise UsageError("there is nothing to lodge", "write a submission first: charterkit amend, charterkit propose")
    return Named(tree, tuple(found))


def _unfit(named: Named, committed: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every named file that is no submission, and where all are lodged already."""
    for path in named.paths:
        if not path.startswith("submissions/"):
            hint = "submissions are files in submissions/<PARTICIPANT>/"
            yield Problem(path, 1, 1, "not-a-submission", "this is no submission", hint)
    if all(path in committed for path in named.paths):
        for path in named.paths:
            yield _lodged_already(named.outside.get(path, path))


def _lodged_already(path: str) -> Problem:
    return Problem(path, 1, 1, "lodged-already", "it is lodged already", "a revision is a new file: see 'revises:'")
