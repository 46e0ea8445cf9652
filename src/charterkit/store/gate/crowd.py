"""How much one push may bring, so that nobody keeps all others waiting: commits, files, submissions, and their bytes.

A first push brings its history as it is, and is not asked. What each commit may hold is judged in ``commits``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain, takewhile
from typing import Final

from charterkit.store.audit.signers import own_additions
from charterkit.store.gate.refs import branch_of
from charterkit.store.git.ancestry import Link
from charterkit.store.git.commands import Git
from charterkit.store.git.objects import FOLDERS, REGULAR
from charterkit.store.yaml.limits import MAX_BYTES

MOST_COMMITS: Final = 1_000
MOST_SUBMISSIONS: Final = 500
MOST_BYTES: Final = 16 * 1_048_576
"""What a push may bring at most; thirty delegations lodge some hundred submissions at a session."""

MOST_CHANGES: Final = 100_000
"""How many files the commits of a push may change, one counted as often as it is changed."""

MOST_RECORDS: Final = 64 * 1_048_576
"""How many bytes the records of a push may have, those of the secretariat included."""


def too_many_commits(git: Git, new: str, before: str) -> Iterator[str]:
    """Yield why so many commits, or such long ones, may not come at once; none of them is read."""
    count = int(git.line("rev-list", "--count", "--end-of-options", new, f"^{before}"))
    if count > MOST_COMMITS:
        line = _listed(git, new, before, "--first-parent", "--reverse")
        yield _refusal(git, count, MOST_COMMITS, "commits", line[:MOST_COMMITS])
        return
    size = sum(_sizes(git, _listed(git, new, before)).values())
    if size > MOST_BYTES:
        yield _refusal(git, size, MOST_BYTES, "bytes of commits", ())


def few_changes(git: Git, coming: Iterable[Link], new: str, before: str) -> tuple[list[Link], tuple[str, ...]]:
    """Return the commits that come; where they change too many files, the first of them, and why there are no more.

    The rest is not compared: what was is held in memory.
    """
    fresh, counts = list[Link](), list[int]()
    for link in coming:
        fresh.append(link)
        counts.append(sum(map(len, link.changes)))
        if sum(counts) > MOST_CHANGES:
            fitting = _fitting(fresh, counts, MOST_CHANGES, _listed(git, new, before, "--first-parent"))
            return fresh, (_refusal(git, sum(counts), MOST_CHANGES, "changes of files or more", fitting),)
    return fresh, ()


def too_many_submissions(git: Git, fresh: Sequence[Link]) -> Iterator[str]:
    """Yield why the records of some commits, in order, may not come at once: too many submissions, or too long ones."""
    brought = [[each.new for each in own_additions(link).values() if each.path.endswith(".yaml")] for link in fresh]
    counts = [len(each) for each in brought]
    if sum(counts) > MOST_SUBMISSIONS:
        fitting = _fitting(fresh, counts, MOST_SUBMISSIONS, _line(fresh))
        yield _refusal(git, sum(counts), MOST_SUBMISSIONS, "submissions", fitting)
        return
    records = [_records(link) for link in fresh]
    sizes = _sizes(git, chain.from_iterable(records))
    for ids, longest, most, what in (
        (brought, MAX_BYTES, MOST_BYTES, "bytes of submissions"),
        (records, MOST_BYTES, MOST_RECORDS, "bytes of records"),
    ):
        weights = [sum(size for key in each if (size := sizes.get(key, 0)) <= longest) for each in ids]
        if sum(weights) > most:  # one that is too long to be taken at all is refused for that alone
            yield _refusal(git, sum(weights), most, what, _fitting(fresh, weights, most, _line(fresh)))
            return


def _records(link: Link) -> list[str]:
    """Return what a commit brings below the folders of the records, whether it belongs there or not."""
    changes = link.changes[0]
    return [each.new for each in changes if each.mode in REGULAR and each.path.partition("/")[0] in FOLDERS]


def _sizes(git: Git, ids: Iterable[str]) -> dict[str, int]:
    """Return how many bytes objects have, by their ids; none of them is read."""
    asked = "".join(f"{each}\n" for each in dict.fromkeys(ids)).encode()
    answer = git.run("cat-file", "--batch-check=%(objectname) %(objectsize)", stdin=asked) if asked else b""
    return {key: int(size) for key, size in (line.split() for line in answer.decode().splitlines())}


def _listed(git: Git, new: str, before: str, *how: str) -> list[str]:
    return git.run("rev-list", *how, "--end-of-options", new, f"^{before}").decode().split()


def _line(fresh: Sequence[Link]) -> set[str]:
    """Return the commits of the branch itself, of all that come."""
    line = {fresh[-1].commit.id}
    for link in reversed(fresh):
        if link.commit.id in line:
            line |= {*link.commit.parents[:1]}
    return line


def _fitting(fresh: Sequence[Link], weights: Sequence[int], most: int, line: Collection[str]) -> list[str]:
    """Return the first commits of the branch itself that weigh, with all before them, no more than may come."""
    fits = takewhile(lambda each: each[1] <= most, zip(fresh, accumulate(weights), strict=True))
    return [link.commit.id for link, _ in fits if link.commit.id in line]


def _refusal(git: Git, count: int, most: int, what: str, fitting: Sequence[str]) -> str:
    branch = branch_of(git).removeprefix("refs/heads/")
    parts = f"push them in parts: git push origin {fitting[-1][:12]}:{branch}, then the rest" if fitting else ""
    parts = parts or "bring them in several commits"
    return f"the push brings {count:,} {what}, and at most {most:,} are taken at once; {parts}"
