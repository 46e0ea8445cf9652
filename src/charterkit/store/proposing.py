"""Write a submission file for a participant: base, date and the next free id filled in, checked before it is written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charterkit.drafting.validate_submission import file_of
from charterkit.errors import UsageError
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission
from charterkit.store.checking import candidate_problems
from charterkit.store.files import write_atomically
from charterkit.store.workspace import Workspace
from charterkit.store.yaml_text import dump

MODELINE = "# yaml-language-server: $schema=../../schema/submission.schema.json\n"
"""Tells an editor which schema completes and checks the file."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who proposes, for whom and with whom, and why."""

    code: str
    title: str
    reasons: str | None = None
    on_behalf_of: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    date: datetime.date = datetime.date.min
    language: str = "en"


def base_for(workspace: Workspace, present: Charter, path: str | None) -> str:
    """Return the base to write against: the last version where the unit still reads as in it, else the last commit.

    Raises:
        UsageError: nothing is committed yet.
    """
    head = workspace.repository.head()
    if head is None:
        raise UsageError("nothing is committed yet", "start the charter with: charterkit init DIR")
    versions = workspace.versions()
    if versions:
        released = workspace.charter(versions[-1].name)
        same = path is None or _node(released, path) == _node(present, path)
        if same:
            return versions[-1].name
    return head


def _node(charter: Charter, path: str) -> Any:
    return charter.find(path) or charter.part(path)


def next_id(workspace: Workspace, code: str, year: int) -> str:
    """Return the next free id of a participant's submissions in a year, counting drafts in the work tree too."""
    pattern = re.compile(rf"{re.escape(code)}-{year:04}-([0-9]{{3,5}})(?:-rev[0-9]+)?")
    names = [
        *workspace.records().submissions,
        *(file.stem for file in (workspace.root / "submissions" / code).glob("*")),
    ]
    taken = [int(found[1]) for name in names if (found := pattern.fullmatch(name))]
    return f"{code}-{year:04}-{max(taken, default=0) + 1:03}"


def compose(workspace: Workspace, author: Author, base: str, changes: Sequence[dict[str, Any]]) -> Submission:
    """Return a checked submission with the given changes (as they stand in a file).

    Raises:
        RecordsInvalid: something is wrong with it; the problems name its future file.
        UsageError: the participant's code is no code.
    """
    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", author.code):
        raise UsageError(f"'{author.code[:40]}' is no participant's code", "see: charterkit show participants")
    fields = {
        "id": next_id(workspace, author.code, author.date.year), "by": author.code, "on_behalf_of": author.on_behalf_of,
        "with": author.with_, "date": author.date.isoformat(), "base": base, "language": author.language,
        "title": author.title, "reasons": author.reasons, "changes": list(changes),
    }  # fmt: skip
    return candidate_problems(workspace, {key: value for key, value in fields.items() if value not in (None, ())})


def write(workspace: Workspace, submission: Submission) -> str:
    """Write a submission's file into the work tree and return its path; it is not lodged yet."""
    path = file_of(submission)
    write_atomically(workspace.root / path, (MODELINE + dump(submission)).encode())
    return path
