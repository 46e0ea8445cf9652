"""Build the repository of the worked negotiation: a step at a time, by what the commands themselves call.

The same version of charterkit makes the same commit ids everywhere: every date comes from the story, commits are made
by a fixed fictional secretariat, and git starts from no template of the machine's own.
"""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from charterkit.demo import story
from charterkit.demo.deciding import decide
from charterkit.demo.story import Step
from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store import starting
from charterkit.store.decisions.record import Circumstances
from charterkit.store.disk.new_folder import nothing_left
from charterkit.store.disk.whole_files import write_atomically
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.commits import Person
from charterkit.store.git.repository import Repository
from charterkit.store.records.schemas import schema_of
from charterkit.store.submissions import lodging
from charterkit.store.workspace import Workspace

SECRETARIAT: Final = Person("Secretariat of the demo", "secretariat@example.invalid")
"""Who commits; the domain exists nowhere (RFC 2606)."""

BEGUN: Final = datetime.date(2026, 1, 5)
"""When the outline was released."""

_IGNORED: Final = b"build/\n"


def build(folder: Path, *, to_the_end: bool = True) -> Iterator[Workspace]:
    """Build the worked negotiation in a folder that is missing or empty; yield the workspace after every step.

    It ends with the adoption, or (``to_the_end`` false) where most is still open.

    Where it cannot be finished, or is not iterated to its end, nothing is left behind.

    Raises:
        UsageError: there is something in the folder, or it lies inside a repository.
        EnvironmentProblem: git or the file system refuses.
    """
    with _room(folder):
        _prepare_git(folder)
        workspace = starting.begin(folder, story.settings(), _first_files(), _noon(BEGUN), BEGUN)
        for step in story.steps(to_the_end=to_the_end):
            _take(workspace, step)
            yield workspace


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Make the folder, and take away whatever came with it or into it where the building fails."""
    try:
        made = [path for path in (folder, *folder.parents) if not path.exists()]
        if not made and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty", "name a folder that does not exist yet")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(f"{folder} cannot be made: {error.strerror}", "name another folder") from None
    try:
        yield
    except BaseException as error:
        for path in made[-1:] or list(folder.iterdir()):
            shutil.rmtree(path)
        if isinstance(error, EnvironmentProblem):
            raise nothing_left(error, folder, folder) from error
        raise


def _prepare_git(folder: Path) -> None:
    """Make an empty repository that looks alike on every machine and whose commits are the secretariat's."""
    _refuse_inside(folder)
    git = Git(folder)
    try:
        git.run("init", "--quiet", "--initial-branch=main", "--object-format=sha1", "--template=")
        git.run("config", "--local", "user.name", SECRETARIAT.name)
        git.run("config", "--local", "user.email", SECRETARIAT.email)
    except GitFailed as failed:
        raise EnvironmentProblem(f"git cannot make a repository in {folder}: {failed.summary}") from None


def _refuse_inside(folder: Path) -> None:
    try:
        outer = Repository.open(folder)
    except EnvironmentProblem:
        return
    message = f"{folder} lies inside the repository {outer.root}"
    raise UsageError(message, "the demo is a repository of its own: choose a folder outside")


def _first_files() -> dict[str, bytes | None]:
    schema = json.dumps(schema_of("submission"), ensure_ascii=False, indent=2) + "\n"
    named = {".gitignore": _IGNORED, "README.md": story.note(), "schema/submission.schema.json": schema.encode()}
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
