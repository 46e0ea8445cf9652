"""Which commit a name means: a version, a tag, a branch, a date, a commit id, ``HEAD~2``.

Names are looked up in lists that were read before; only ids and steps back reach git, after a check of their form.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.versions import Version

FULL_ID: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
"""A commit's whole id."""

_HEX: Final = re.compile(r"[0-9a-f]{7,64}")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_UNDER_WAY: Final = {
    "rebase-merge": "rebase", "rebase-apply/applying": "am", "rebase-apply": "rebase",
    "MERGE_HEAD": "merge", "CHERRY_PICK_HEAD": "cherry-pick", "REVERT_HEAD": "revert",
}  # fmt: skip
"""What git keeps while a command of its own waits to be finished; a rebase keeps what others do too."""

_STEPS: Final = re.compile(r"(?P<from>[^~^]+?)(?P<steps>(?:~\d{0,6}|\^)+)")


class Refs(NamedTuple):
    """The tags and branches of a repository, each name with the commit that it leads to.

    Those fetched from others count too (``origin/main``).
    """

    tags: Mapping[str, str]
    branches: Mapping[str, str]


def read_refs(git: Git) -> Refs:
    """Return the tags and branches that lead to commits."""
    form = "--format=%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)"
    found: dict[str, str] = {}
    listing = git.run("for-each-ref", form, "refs/tags", "refs/heads", "refs/remotes")
    for line in listing.decode("utf-8", "surrogateescape").splitlines():
        name, kind, key, peeled_kind, peeled = line.split("\0")
        if "commit" in (kind, peeled_kind):
            found[name] = key if kind == "commit" else peeled
    branches = _below("refs/remotes/", found) | _below("refs/heads/", found)
    return Refs(_below("refs/tags/", found), branches)


def _below(start: str, refs: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(start): commit for name, commit in refs.items() if name.startswith(start)}


def ready_branch(git_dir: Path, name: str | None) -> str:
    """Return the full name of a branch that a commit may be made on; ``name`` is None where HEAD is detached.

    Raises:
        EnvironmentProblem: HEAD is detached, or a git command waits to be finished.
    """
    for file, what in _UNDER_WAY.items():
        if (git_dir / file).exists():
            raise EnvironmentProblem(f"a git {what} is under way", f"finish it, or give it up: 'git {what} --abort'")
    if name is None:
        raise EnvironmentProblem(
            "HEAD is detached: a commit made now would belong to no branch", "go to one: 'git switch main'"
        )
    return f"refs/heads/{name}"


def branch_commit(git: Git, ref: str) -> str | None:
    """Return the commit that a branch points to, None where it has none yet.

    Raises:
        EnvironmentProblem: the branch is there and cannot be read, of which git itself says nothing.
    """
    found = _pointed_to(git, ref) or _pointed_to(git, ref)
    if not found:
        name = git.run("symbolic-ref", "--quiet", ref, wanted=(0, 1, 128)).decode().strip() or ref
        file = git.line("rev-parse", "--path-format=absolute", "--git-path", name)
        if Path(file).is_file():
            raise EnvironmentProblem(f"{file} cannot be read as a branch", "see what 'git fsck' says")
    return found or None


def _pointed_to(git: Git, ref: str) -> str:
    return git.run("rev-parse", "--verify", "--quiet", ref, wanted=(0, 1)).decode().strip()


def resolve(git: Git, name: str, head: str, versions: Sequence[Version], refs: Refs) -> str:
    """Return the id of the commit that a name means.

    A full id means its commit, whatever else is called so, and a version's name comes before a tag or branch of that
    name. Tags come along with what is fetched from others, so one that hides a branch is not followed. A date means the
    last commit of the present branch up to the end of that day, UTC.

    Raises:
        UsageError: where it means none, or several.
    """
    if match := _STEPS.fullmatch(name):
        return _verified(git, resolve(git, match["from"], head, versions, refs) + match["steps"], name)
    if FULL_ID.fullmatch(name):
        return _verified(git, name, name)
    released = {version.name: version.commit for version in versions} | {"HEAD": head}
    if (
        name not in released
        and name in refs.branches
        and refs.tags.get(name, refs.branches[name]) != refs.branches[name]
    ):
        message = f"'{name}' is a branch and a tag, and they lead to different commits"
        raise UsageError(message, "give a commit id; 'git tag -d NAME' removes a tag that should not be there")
    named = {**refs.branches, **refs.tags, **released}
    if name in named:
        return named[name]
    if _DATE.fullmatch(name):
        return _at_date(git, name, head)
    if _HEX.fullmatch(name):
        return _verified(git, name, name)
    shown = name[:80] if name.isprintable() else ascii(name[:80])
    from charterkit.drafting.validate.nearest import nearest  # noqa: PLC0415  only needed for the hint

    hint = nearest(name[:80], named) or "give a version, a tag, a date such as 2026-10-29, or a commit id"
    raise UsageError(f"no version, tag, date or commit is called '{shown}'", hint)


def _verified(git: Git, expression: str, name: str) -> str:
    try:
        return git.line("rev-parse", "--verify", "--end-of-options", f"{expression}^{{commit}}")
    except GitFailed as failed:
        if "ambiguous" in failed.reason:
            raise UsageError(f"several commits start with '{name}'", "give more digits of the one you mean") from None
        raise UsageError(f"there is no commit '{name}' in this repository", "'git log' lists the commits") from None


def _at_date(git: Git, name: str, head: str) -> str:
    try:
        day = datetime.datetime.fromisoformat(f"{name}T23:59:59+00:00")
    except ValueError:
        raise UsageError(f"'{name}' is no date of the calendar") from None
    end = max(int(day.timestamp()), 0)
    found = git.line("rev-list", "--first-parent", "-1", f"--min-age={end}", "--end-of-options", head, "--")
    if not found:
        raise UsageError(f"there was no commit yet on {name}", "give a later date")
    return found
