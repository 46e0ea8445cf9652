"""Write a submission file for a participant: base, date and the next free id filled in, checked beforehand."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from charterkit.drafting.validate.changes import paths_added
from charterkit.drafting.validate.nearest import nearest_participant
from charterkit.drafting.validate.submission import file_of
from charterkit.errors import CharterkitError, Problem, UsageError
from charterkit.model.charter import CONTAINERS, Charter
from charterkit.model.positions import SUBMISSION_PATTERN
from charterkit.model.submissions import Submission
from charterkit.store.checking import candidate, only_errors, used_paths
from charterkit.store.disk.whole_files import write_atomically
from charterkit.store.workspace import Workspace
from charterkit.store.yaml.text import dump

MODELINE: Final = "# yaml-language-server: $schema=../../schema/submission.schema.json\n"
"""Tells an editor which schema completes and checks the file."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who proposes, for whom and with whom, why, and what becomes of other submissions by it."""

    code: str
    title: str
    reasons: str | None = None
    on_behalf_of: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    date: datetime.date = datetime.date.min
    language: str = "en"
    revises: str | None = None
    resolves: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


class Unfit(CharterkitError):  # noqa: N818  it says what is wrong, as RecordsInvalid does
    """What is proposed does not fit the text; ``problems`` says why. No file holds it, so no place is named."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n  ".join(dict.fromkeys(each.told for each in self.problems)))


def base_for(workspace: Workspace, present: Charter, path: str | None, *, same_words: bool = True) -> str:
    """Return the base to write against: the last version where it will do, else the last commit.

    Args:
        workspace: the workspace.
        present: the text at the last commit.
        path: what is spoken of; None where nothing in particular is.
        same_words: whether it must still read as in that version, not only be there.

    Raises:
        UsageError: nothing is committed yet.
    """

    def fits(released: Charter) -> bool:
        if path is None or path in CONTAINERS:  # every version has those
            return True
        then = released.standing(path)
        return then is not None and (not same_words or then == present.standing(path))

    return base_where(workspace, fits)


def base_where(workspace: Workspace, fits: Callable[[Charter], bool]) -> str:
    """Return the last version where its text will do, else the last commit; raise UsageError before the first one."""
    head = workspace.repository.head()
    if head is None:
        raise UsageError("nothing is committed yet", "start the charter with: charterkit init DIR")
    versions = workspace.versions()
    return versions[-1].name if versions and fits(workspace.charter(versions[-1].name)) else head


def next_id(workspace: Workspace, code: str, year: int) -> str:
    """Return the next free id of a participant's submissions in a year, counting drafts in the work tree too."""
    pattern = re.compile(rf"{re.escape(code)}-{year:04}-([0-9]{{3,5}})(?:-rev[0-9]+)?")
    names = [
        *workspace.records().submissions,
        *(file.stem for file in (workspace.root / "submissions" / code).glob("*")),
    ]
    taken = [int(found[1]) for name in names if (found := pattern.fullmatch(name))]
    return f"{code}-{year:04}-{max(taken, default=0) + 1:03}"


def _next_revision(workspace: Workspace, revised: str) -> str:
    """Return the next free id of a revision: ``XAA-2026-003-rev1``, counting drafts in the work tree too."""
    stem = revised.partition("-rev")[0]
    folder = workspace.root / "submissions" / stem.partition("-")[0]
    taken = {*workspace.records().submissions, *(file.stem for file in folder.glob("*"))}
    return next(name for number in count(1) if (name := f"{stem}-rev{number}") not in taken)


def _free_id(workspace: Workspace, code: str, year: int, revises: str | None) -> str:
    """Return the next free id: that of a revision where a participant revises what it lodged itself."""
    if revises is not None and re.fullmatch(SUBMISSION_PATTERN, revises) and revises.startswith(f"{code}-"):
        return _next_revision(workspace, revises)
    return next_id(workspace, code, year)


def compose(
    workspace: Workspace, author: Author, base: str, changes: Sequence[dict[str, Any]] = (), **said: Sequence[Any]
) -> tuple[Submission, tuple[Problem, ...]]:
    """Return a checked submission with the given changes (as they stand in a file), and what it is warned of.

    ``said`` gives what it says besides changes: positions, joins, withdraws.

    Raises:
        Unfit: something is wrong with it.
        UsageError: there is no such participant.
        RecordsInvalid: a record of the workspace cannot be read.
    """
    require_participant(workspace, author.code)
    fields = {
        "id": _free_id(workspace, author.code, author.date.year, author.revises), "by": author.code,
        "on_behalf_of": list(author.on_behalf_of), "with": list(author.with_), "date": author.date.isoformat(),
        "base": base, "language": author.language, "title": author.title, "reasons": author.reasons,
        "revises": author.revises, "resolves": list(author.resolves), "requires": list(author.requires),
        "changes": list(changes), **{name: list(value) for name, value in said.items()},
    }  # fmt: skip
    found, submission = candidate(workspace, {key: value for key, value in fields.items() if value not in (None, [])})
    if submission is None or only_errors(found):
        raise Unfit(only_errors(found))
    return submission, tuple(found)


def taken_paths(workspace: Workspace, present: Charter) -> set[str]:
    """Return every path that stands or stood in the text, and every one that a submission would bring."""
    records = workspace.records()
    proposed = {path for submission in records.submissions.values() for path in paths_added(submission)}
    return used_paths(present, records) | proposed


def require_participant(workspace: Workspace, code: str) -> None:
    """Refuse a code that the registry does not know, before it becomes part of a file's name."""
    registry = workspace.charter().registry
    if registry.participant(code) is None:
        raise UsageError(f"there is no participant {code[:40]!r}", nearest_participant(code, registry))


def write(workspace: Workspace, submission: Submission) -> Submission:
    """Write a submission's file into the work tree and return it as it is written; it is not lodged yet.

    Where another file has taken its id since it was composed, it gets the next one: no draft is written over.

    Raises:
        EnvironmentProblem: another charterkit is writing for a long time, or the file cannot be written.
    """
    room = workspace.repository.room
    while True:
        file = workspace.root / file_of(submission)
        with room.locked():
            if not os.path.lexists(file):
                write_atomically(file, MODELINE + dump(submission), room.folder)
                return submission
        year = submission.date.year
        name = _free_id(workspace, submission.by, year, submission.revises)  # reads, and so waits for who writes
        submission = submission.model_copy(update={"id": name})
