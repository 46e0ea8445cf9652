"""Build the repository of the worked negotiation: a step at a time, by what the commands themselves call.

The same version of charterkit makes the same commit ids everywhere: every date comes from the story, commits are made
by a fixed fictional secretariat, and git starts from no template of the machine's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from charterkit.demo import story
from charterkit.demo.deciding import decide
from charterkit.demo.story import Step
from charterkit.errors import EnvironmentProblem
from charterkit.store import starting
from charterkit.store.decisions.record import Circumstances
from charterkit.store.disk.new_folder import new_folder
from charterkit.store.disk.whole_files import write_atomically
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.commits import Person
from charterkit.store.records.schemas import schema_file
from charterkit.store.submissions import lodging
from charterkit.store.workspace import Workspace
from charterkit.store.workspace import open as open_workspace

SECRETARIAT: Final = Person("Secretariat of the demo", "secretariat@example.invalid")
"""Who commits; the domain exists nowhere (RFC 2606)."""

BEGUN: Final = datetime.date(2026, 1, 5)
"""When the outline was released."""


def build(folder: Path, *, to_the_end: bool = True) -> Iterator[Workspace]:
    """Build the worked negotiation in a folder that is missing or empty; yield the workspace after every step.

    It ends with the adoption, or (``to_the_end`` false) where most is still open. Only the last workspace lies in the
    folder: until then all is under another name (``new_folder``), so that where it cannot be finished, or is not
    iterated to its end, nothing is left behind.

    Raises:
        UsageError: there is something in the folder, or it lies inside a repository.
        EnvironmentProblem: git or the file system refuses.
    """
    with new_folder(folder, "--object-format=sha1", "--template=") as repository:
        _be_the_secretariat(repository.git)
        workspace = starting.begin(repository.root, story.settings(), _first_files(), _noon(BEGUN), BEGUN)
        *steps, last = story.steps(to_the_end=to_the_end)
        for step in steps:
            _take(workspace, step)
            yield workspace
        _take(workspace, last)
    yield open_workspace(folder)


def _be_the_secretariat(git: Git) -> None:
    try:
        git.run("config", "--local", "user.name", SECRETARIAT.name)
        git.run("config", "--local", "user.email", SECRETARIAT.email)
    except GitFailed as failed:
        raise EnvironmentProblem(f"git's settings cannot be written: {failed.summary}", "name another folder") from None


def _first_files() -> dict[str, bytes | None]:
    schema = schema_file("submission")
    named = {".gitignore": starting.IGNORED, "README.md": story.note(), "schema/submission.schema.json": schema}
    return {**named, **story.registry_files()}


def _take(workspace: Workspace, step: Step) -> None:
    if step.lodge:
        _lodge(workspace, step.lodge)
        return
    date = step.on or BEGUN
    decide(workspace, step, Circumstances(date, step.session, note=step.note), _noon(date))


def _lodge(workspace: Workspace, names: tuple[str, ...]) -> None:
    """Check the submissions together, as one sitting of the secretariat would, and commit each on its own date."""
    for name in names:
        path, content = story.submission_file(name)
        write_atomically(workspace.root / path, content)
    ready = lodging.prepare(workspace, ())
    head = ready.head
    for submission in ready.submissions:
        one = replace(ready, submissions=(submission,), head=head)
        (head,) = lodging.lodge(workspace, one, _noon(submission.date))


def _noon(date: datetime.date) -> datetime.datetime:
    return datetime.datetime(date.year, date.month, date.day, 12, tzinfo=datetime.UTC)
