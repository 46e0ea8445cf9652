"""Which branches and tags a push may touch at all: the one branch goes forward, and versions get their tags.

What the commits hold is judged in ``gate``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from charterkit.errors import EnvironmentProblem
from charterkit.store.audit_memory import leads
from charterkit.store.files import shown
from charterkit.store.git_commands import Git

_LINE: Final = re.compile(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (refs/.+)")
_TAGS: Final = "refs/tags/"


class Update(NamedTuple):
    """What a push wants to do with a ref: where it is, where it shall be; zeros where it is or shall not be."""

    old: str
    new: str
    ref: str

    @property
    def makes(self) -> bool:
        """Whether the ref is not there yet."""
        return not self.old.strip("0")

    @property
    def deletes(self) -> bool:
        """Whether the ref would be gone."""
        return not self.new.strip("0")


def updates_in(text: str) -> list[Update]:
    """Return the updates that git tells a pre-receive hook of, one a line.

    Raises:
        EnvironmentProblem: it is no such text.
    """
    found = [_LINE.fullmatch(line) for line in text.splitlines()]
    if not found or None in found:
        message = "the gate is a pre-receive hook: git tells it what is pushed"
        raise EnvironmentProblem(message, "put it into a bare repository: charterkit gate --install DIR")
    return [Update(*each.groups()) for each in found if each]


def branch_of(git: Git) -> str:
    """Return the full name of the one branch: what HEAD of the bare repository names."""
    return git.line("symbolic-ref", "HEAD")


def branch_refusals(git: Git, update: Update) -> Iterator[str]:
    """Yield why the branch may not go where a push wants it."""
    name = update.ref.removeprefix("refs/heads/")
    if update.deletes:
        yield f"{name}: the branch is never deleted"
    elif update.makes:
        return
    elif git.code("merge-base", "--is-ancestor", update.old, update.new):
        yield (
            f"{name}: this would rewrite what others have; take what is there first with 'git pull --rebase', "
            "and push without --force"
        )
    elif not leads(git, update.old, update.new):
        yield f"{name}: a merge took the branch into yours, not yours into it; use 'git pull --rebase', and push again"


def other_refusals(git: Git, update: Update, branch: str, versions: Mapping[str, str]) -> Iterator[str]:
    """Yield why a ref that is not the branch may not be touched; ``versions`` are those of the pushed history."""
    name = shown(update.ref)
    if not update.ref.startswith(_TAGS):
        hint = "everything goes to " + branch.removeprefix("refs/heads/")
        yield f"{name}: only {branch.removeprefix('refs/heads/')} and the tags of versions are kept here; {hint}"
    elif not update.makes:
        yield f"{name}: a tag is never moved or deleted"
    else:
        version = update.ref.removeprefix(_TAGS)
        tagged = git.run("rev-parse", "--verify", "--quiet", f"{update.new}^{{commit}}", wanted=(0, 1, 128))
        if version not in versions:
            yield f"{name}: there is no version of this name; 'charterkit release' makes one"
        elif tagged.decode().strip() != versions[version]:
            yield f"{name}: the version was released in {versions[version][:12]}, and the tag points elsewhere"


def moved_meanwhile(git: Git, update: Update) -> bool:
    """Tell whether a ref stands no longer where the pusher saw it: somebody else's push came first."""
    now = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", update.ref, wanted=(0, 1, 128))
    return (now.decode().strip() or "0" * len(update.old)) != update.old
