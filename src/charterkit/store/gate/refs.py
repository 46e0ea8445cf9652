"""Which branches and tags a push may touch at all: the one branch goes forward, and versions get their tags.

What the commits hold is judged in ``judging``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from charterkit.errors import EnvironmentProblem
from charterkit.store.disk.files import shown
from charterkit.store.git.ancestry import leads
from charterkit.store.git.commands import Git
from charterkit.store.versions import Version

_LINE: Final = re.compile(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (refs/.+)")
_TAGS: Final = "refs/tags/"
_BRANCHES: Final = "refs/heads/"
_SIGNATURE: Final = re.compile(r"^-----BEGIN [A-Z ]*SIGNATURE-----$.*\Z", re.MULTILINE | re.DOTALL)


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
    """Return the full name of the one branch: what HEAD of the bare repository names.

    Raises:
        EnvironmentProblem: it names none.
    """
    name = git.run("symbolic-ref", "--quiet", "HEAD", wanted=(0, 1)).decode().strip()
    if not name.startswith(_BRANCHES):
        message = "the HEAD of this repository names no branch, so nobody can tell which one is kept here"
        raise EnvironmentProblem(message, "on the server: git symbolic-ref HEAD refs/heads/main")
    return name


def branch_refusals(git: Git, update: Update) -> Iterator[str]:
    """Yield why the branch may not go where a push wants it."""
    name = update.ref.removeprefix(_BRANCHES)
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


def other_refusals(updates: Iterable[Update], branch: str) -> Iterator[str]:
    """Yield why refs that are not the branch may not be touched: only tags are made, and stay."""
    main = branch.removeprefix(_BRANCHES)
    for update in updates:
        name = shown(update.ref)
        if not update.ref.startswith(_TAGS):
            there = f"everything goes to {main} (git push origin HEAD:{main})"
            yield f"{name}: only {main} and the tags of versions are kept here; {there}"
        elif not update.makes:
            yield f"{name}: a tag is never moved or deleted"


def tag_refusals(git: Git, updates: Iterable[Update], versions: Mapping[str, Version]) -> Iterator[str]:
    """Yield why new tags may not enter: each names a version, where it was released, and says nothing else of it."""
    for update in updates:
        name, version = shown(update.ref), versions.get(update.ref.removeprefix(_TAGS))
        if version is None:
            yield f"{name}: there is no version of this name; 'charterkit release' makes one"
        elif _peeled(git, update.new) != version.commit:
            yield f"{name}: the version was released in {version.commit[:12]}, and the tag points elsewhere"
        elif not _says_no_more(git, update.new, version):
            yield f"{name}: its message is not that of the release; delete it, and 'charterkit doctor --fix' sets it"


def _peeled(git: Git, tag: str) -> str:
    return git.run("rev-parse", "--verify", "--quiet", f"{tag}^{{commit}}", wanted=(0, 1, 128)).decode().strip()


def _says_no_more(git: Git, tag: str, version: Version) -> bool:
    """Tell whether a tag is none but the commit itself, or holds its version's name and the words of its release."""
    if git.line("cat-file", "-t", tag) != "tag":
        return True
    head, _, said = git.run("cat-file", "tag", tag).decode("utf-8", "replace").partition("\n\n")
    from charterkit.store.decisions.releasing import tag_message  # noqa: PLC0415  few pushes bring a tag of their own

    words = tag_message(version.name, str(version.symbol), version.date).strip()
    return head.startswith(f"object {version.commit}\ntype commit\ntag {version.name}\n") and (
        _SIGNATURE.sub("", said).strip() == words
    )


def moved_meanwhile(git: Git, updates: Iterable[Update]) -> bool:
    """Tell whether a ref stands no longer where the pusher saw it: somebody else's push came first."""
    listing = git.run("for-each-ref", "--format=%(refname) %(objectname)").decode("utf-8", "surrogateescape")
    now = dict(line.rsplit(" ", 1) for line in listing.splitlines())
    return any(now.get(update.ref, "0" * len(update.old)) != update.old for update in updates)
