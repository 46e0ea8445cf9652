"""The commits of a stretch of history, each with its stored object and what it changed against every parent.

All commits, side branches too, parents first, and what a merge takes in right before it: an order that the commits
themselves make, whatever their dates say. What git lists is compared with what they name as their parents, so that
nothing can be hidden by a graft or a forged commit graph. Replaced objects are not believed (``commands``). What the
changes mean is left to ``audit.verifying``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from charterkit.errors import EnvironmentProblem
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.commit_objects import CommitObject, read_commits
from charterkit.store.git.objects import ObjectReader
from charterkit.store.git.tree_changes import MOST, Change, Pair, differences, too_many

EMPTY_TREE: Final = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
_EMPTY_TREE_256: Final = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"


@dataclass(frozen=True, slots=True)
class Link:
    """A commit in the chain, with its changes against each of its parents; the first commit's against nothing."""

    commit: CommitObject
    changes: tuple[tuple[Change, ...], ...]


def links(git: Git, reader: ObjectReader, new: str, since: str | None = None) -> Iterator[Link]:
    """Yield the commits that belong to ``new`` and not to ``since``, in order.

    Raises:
        EnvironmentProblem: an object is missing or damaged, or git's list is not what the commits themselves say.
    """
    commits = {each.id: each for each in read_commits(reader, _listed(git, new, since))}
    if since is not None:
        commits = _without(git, commits, since)
    _require_whole(git, commits, new, since)
    yield from _linked(git, reader, _in_order(commits, new))


def links_named(git: Git, reader: ObjectReader, ids: Sequence[str]) -> Iterator[Link]:
    """Yield single commits, in the order of their ids."""
    return _linked(git, reader, {each.id: each for each in read_commits(reader, ids)})


def _linked(git: Git, reader: ObjectReader, commits: Mapping[str, CommitObject]) -> Iterator[Link]:
    outside = {parent for each in commits.values() for parent in each.parents if parent not in commits}
    trees = {each.id: each.tree for each in (*commits.values(), *read_commits(reader, sorted(outside)))}
    pairs = [_pairs(each, trees) for each in commits.values()]
    found = differences(git, list(chain.from_iterable(pairs)))
    with closing(found):
        for each, own in zip(commits.values(), pairs, strict=True):
            yield Link(each, tuple(_few(islice(found, len(own)))))


def _few(several: Iterable[tuple[Change, ...]]) -> Iterator[tuple[Change, ...]]:
    """Yield what a commit changed against each of its parents; raise TooMuch where that is no charter's any more."""
    count = 0
    for changes in several:
        count += len(changes)
        if count > MOST:
            raise too_many()
        yield changes


def _listed(git: Git, new: str, since: str | None) -> list[str]:
    """Return the ids of the commits of ``new`` that are not in ``since``."""
    beyond = [f"^{since}"] if since else []
    try:
        return git.run("rev-list", "--end-of-options", new, *beyond).decode().split()
    except GitFailed as failed:
        raise EnvironmentProblem(f"the history cannot be read: {failed.summary}", "see what 'git fsck' says") from None


def _without(git: Git, commits: dict[str, CommitObject], since: str) -> dict[str, CommitObject]:
    """Return the commits without those that ``since`` has: git walks by dates, and where these lie it lists some.

    Where each follows ``since`` or another of them, there are none such.
    """
    if all(since in each.parents or any(parent in commits for parent in each.parents) for each in commits.values()):
        return commits
    behind = frozenset(_listed(git, since, None))
    return {key: each for key, each in commits.items() if key not in behind}


def _in_order(commits: Mapping[str, CommitObject], last: str) -> dict[str, CommitObject]:
    """Return the commits that lead to the last: all that its first parent follows, then what it takes in, then itself.

    So what a side branch brought comes after all that the branch had before it was merged, also where it says that it
    is older.
    """
    found: dict[str, CommitObject] = {}
    ahead = [last] if last in commits else []
    while ahead:
        commit = commits[ahead[-1]]
        before = next((each for each in commit.parents if each in commits and each not in found), None)
        if before is None:
            found[ahead.pop()] = commit
        else:
            ahead.append(before)
    return found


def leads(git: Git, name: str, head: str) -> bool:
    """Tell whether a commit is one of the branch itself that leads to another: first parent after first parent."""
    if len(name) != len(head) or set(name) - set("0123456789abcdef"):
        return False
    line = git.run("rev-list", "--first-parent", "--parents", "--end-of-options", head, f"^{name}", wanted=(0, 128))
    return any(name in row.split()[1:2] for row in line.decode().splitlines())


def _require_whole(git: Git, commits: Mapping[str, CommitObject], new: str, since: str | None) -> None:
    """Refuse a list that leaves out what a commit names as its parent."""
    if new not in commits and new != since:
        raise _not_whole(new)
    outside = sorted({parent for each in commits.values() for parent in each.parents} - commits.keys())
    if outside and (since is None or (missing := _beyond(git, outside, since))):
        raise _not_whole(outside[0] if since is None else missing[0])


def _beyond(git: Git, several: Sequence[str], since: str) -> list[str]:
    """Return those of several commits that are not in ``since``."""
    lines = "".join(f"{name}\n" for name in [*several, f"^{since}"]).encode()
    if not git.run("rev-list", "--max-count=1", "--stdin", stdin=lines).strip():
        return []
    behind = frozenset(_listed(git, since, None))  # what git says of a few may be wrong where dates lie; this is not
    return [name for name in several if name not in behind]


def _not_whole(commit: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"git leaves {commit[:12]} out of the history, though a commit names it as its parent",
        "something forges the list of commits: remove .git/objects/info/commit-graph and .git/info/grafts",
    )


def _pairs(commit: CommitObject, trees: Mapping[str, str]) -> list[Pair]:
    empty = EMPTY_TREE if len(commit.id) == len(EMPTY_TREE) else _EMPTY_TREE_256
    return [(trees[parent], commit.tree) for parent in commit.parents] or [(empty, commit.tree)]
