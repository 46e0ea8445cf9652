"""Look at what charterkit needs of the machine and of a repository: git, who commits, room to write, sound records.

Looking changes nothing; ``restore_tags`` alone puts something right. What documents need (page layout, fonts) is looked
at elsewhere, since nothing here knows of documents.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from charterkit.errors import CharterkitError, EnvironmentProblem
from charterkit.store.checking import only_errors, problems
from charterkit.store.decisions.releasing import tag_message
from charterkit.store.editions import commit_time
from charterkit.store.git import locks as git_locks
from charterkit.store.git.commands import Git
from charterkit.store.git.repository import Repository
from charterkit.store.versions import Version
from charterkit.store.workspace import Workspace

State = Literal["ok", "warn", "missing"]
"""``missing``: charterkit cannot do its work without it; ``warn``: it can do some, or most, of it."""

OLDEST_GIT: Final = (2, 31)
"""The first git that knows every option that is used."""
OLDEST_PYTHON: Final = (3, 11)
LITTLE_ROOM: Final = 100 * 2**20
"""Free bytes below which a warning is due."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that was looked at: what it is, how it stands, what was found, what to do about it."""

    name: str
    state: State
    found: str
    hint: str = ""


def machine(folder: Path) -> Iterator[Probe]:
    """Yield what there is to say about Python, git, signatures and the disk that a folder lies on."""
    here = ".".join(map(str, sys.version_info[:3]))
    known = sys.version_info[:2] >= OLDEST_PYTHON
    yield Probe("Python", "ok" if known else "missing", here, "" if known else "charterkit needs Python 3.11 or newer")
    yield _git(folder)
    signs = shutil.which("ssh-keygen") is not None
    hint = "" if signs else "signatures cannot be made or checked; on Debian: apt-get install openssh-client"
    yield Probe("ssh-keygen", "ok" if signs else "warn", "found" if signs else "not on PATH", hint)
    yield _disk(folder)


def _git(folder: Path) -> Probe:
    try:
        said = Git(folder).line("version")
    except EnvironmentProblem as problem:
        return Probe("git", "missing", str(problem).partition("\n")[0], "on Debian: apt-get install git")
    found = re.search(r"(\d+)\.(\d+)", said)
    if found and (int(found[1]), int(found[2])) < OLDEST_GIT:
        wanted = ".".join(map(str, OLDEST_GIT))
        return Probe("git", "missing", said, f"charterkit needs git {wanted} or newer")
    return Probe("git", "ok", said.removeprefix("git version "))


def _disk(folder: Path) -> Probe:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"charterkit")
            file.flush()
        room = shutil.disk_usage(folder).free
    except OSError as error:
        reason = error.strerror or str(error)
        return Probe(
            "disk", "missing", f"{folder} cannot be written to: {reason}", "check its permissions and its room"
        )
    free = f"{room // 2**20:,} MB free"
    return Probe("disk", "ok", free) if room > LITTLE_ROOM else Probe("disk", "warn", free, "make room")


def repository(workspace: Workspace) -> Iterator[Probe]:
    """Yield what there is to say about a workspace's repository."""
    held = workspace.repository
    yield Probe("workspace", "ok", str(workspace.root))
    person = held.identity()
    yield Probe("identity", "ok" if person.known else "warn", f"{person.name} <{person.email}>",
                "" if person.known else "git knows no name for you: git config --global user.name 'Your Name'; "
                "git config --global user.email you@example.org")  # fmt: skip
    yield _branch(held)
    yield from _history(held)
    yield _lock(held)
    yield _changes(held)
    yield from _versions(held)
    yield _records(workspace)


def _branch(held: Repository) -> Probe:
    try:
        name = held.require_branch().removeprefix("refs/heads/")
    except EnvironmentProblem as problem:
        return Probe("branch", "missing", problem.message, problem.hint)
    if held.head() is None:
        return Probe("branch", "missing", f"{name}, without a commit", "start the charter with: charterkit init DIR")
    return Probe("branch", "ok", name)


def _history(held: Repository) -> Iterator[Probe]:
    """Yield whether the history is whole, and whether something would make it seem other than it is."""
    if held.shallow:
        yield Probe("history", "missing", "this is a shallow clone", "git fetch --unshallow")
    elif held.git.run("config", "--get-regexp", r"^remote\..*\.promisor$", wanted=(0, 1)):
        yield Probe("history", "warn", "this is a partial clone", "clone it again without --filter")
    else:
        yield Probe("history", "ok", "whole")
    # Not by --git-path: charterkit's own git is told to look for grafts elsewhere.
    grafts = Path(held.git.line("rev-parse", "--path-format=absolute", "--git-common-dir")) / "info" / "grafts"
    if os.path.lexists(grafts):
        yield Probe("grafts", "warn", f"{grafts} changes what git shows of the history; charterkit ignores it",
                    "take the file away, unless you know why it is there")  # fmt: skip
    replaced = held.git.run("for-each-ref", "--format=%(refname)", "refs/replace").decode().split()
    if replaced:
        message = f"{len(replaced)}: git shows other objects than there are; charterkit does not"
        yield Probe("replaced objects", "warn", message, "git replace --list shows them, git replace -d removes one")


def _lock(held: Repository) -> Probe:
    try:
        for file in git_locks.held(held.room.written_by_git(held.branch())):
            git_locks.refuse_locked(file)
    except EnvironmentProblem as problem:
        return Probe("locks", "missing", problem.message, problem.hint)
    return Probe("locks", "ok", "free")


def _changes(held: Repository) -> Probe:
    changed = held.dirty()
    if not changed:
        return Probe("work tree", "ok", "as committed")
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""  # noqa: PLR2004  three give an idea
    hint = "charterkit lodge takes new submissions; commit or take back other changes"
    return Probe("work tree", "warn", f"not committed: {', '.join(changed[:3])}{more}", hint)


def _versions(held: Repository) -> Iterator[Probe]:
    try:
        versions, elsewhere = held.versions(), held.version_problems()
    except CharterkitError as unreadable:
        yield Probe("versions", "missing", unreadable.message, unreadable.hint)
        return
    missing = untagged(held)
    if missing:
        names = ", ".join(version.name for version in missing)
        yield Probe("tags", "warn", f"none for {names} (found in the history all the same)", "charterkit doctor --fix")
    for problem in elsewhere:
        yield Probe("tags", "warn", f"{problem.path}: {problem.message}", problem.hint)
    if not missing and not elsewhere:
        yield Probe("versions", "ok", ", ".join(version.name for version in versions) or "none yet")


def _records(workspace: Workspace) -> Probe:
    try:
        errors = only_errors(problems(workspace, workspace.records()))
    except CharterkitError as problem:
        return Probe("records", "missing", problem.message, problem.hint or "charterkit check")
    if errors:
        return Probe("records", "missing", f"{len(errors)} wrong, the first: {errors[0]}", "charterkit check")
    return Probe("records", "ok", "sound")


def untagged(held: Repository) -> list[Version]:
    """Return the versions of the history that have no tag."""
    tags = held.refs().tags
    return [version for version in held.versions() if version.name not in tags]


def restore_tags(held: Repository) -> list[str]:
    """Set the tag of every version that has none, as its release decision says; return their names."""
    restored = []
    for version in untagged(held):
        text = tag_message(version.name, version.symbol or "", version.date)
        held.tag(version.name, version.commit, text, commit_time(held, version.commit))
        restored.append(version.name)
    return restored
