"""How much one push may bring, so that nobody keeps all others waiting: commits, submissions, and bytes of these.

A first push brings its history as it is, and is not asked. What each commit may hold is judged in ``commits``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from typing import Final

from charterkit.store.audit.signers import own_additions
from charterkit.store.gate.refs import branch_of
from charterkit.store.git.ancestry import Link
from charterkit.store.git.commands import Git
from charterkit.store.yaml.limits import MAX_BYTES

MOST_COMMITS: Final = 1_000
MOST_SUBMISSIONS: Final = 500
MOST_BYTES: Final = 16 * 1_048_576
"""What a push may bring at most; thirty delegations lodge some hundred submissions at a session."""


def too_many_commits(git: Git, new: str, before: str) -> Iterator[str]:
    """Yield why so many commits may not come at once; none of them is read."""
    count = int(git.line("rev-list", "--count", "--end-of-options", new, f"^{before}"))
    if count > MOST_COMMITS:
        listing = git.run("rev-list", "--first-parent", "--reverse", "--end-of-options", new, f"^{before}")
        yield _refusal(git, count, MOST_COMMITS, "commits", listing.decode().split()[:MOST_COMMITS])


def too_many_submissions(git: Git, fresh: Sequence[Link]) -> Iterator[str]:
    """Yield why the submissions of some commits, parents first, may not come at once: too many, or too long."""
    brought = [[each.new for each in own_additions(link).values() if each.path.endswith(".yaml")] for link in fresh]
    counts = [len(each) for each in brought]
    if sum(counts) > MOST_SUBMISSIONS:
        yield _refusal(git, sum(counts), MOST_SUBMISSIONS, "submissions", _fitting(fresh, counts, MOST_SUBMISSIONS))
        return
    sizes = [sum(_sizes(git, each)) if each else 0 for each in brought]
    if sum(sizes) > MOST_BYTES:
        yield _refusal(git, sum(sizes), MOST_BYTES, "bytes of submissions", _fitting(fresh, sizes, MOST_BYTES))


def _sizes(git: Git, ids: Sequence[str]) -> Iterator[int]:
    """Yield how long submissions are; one that is too long for a record is left out, and refused for that alone."""
    asked = "".join(f"{each}\n" for each in ids).encode()
    sizes = map(int, git.run("cat-file", "--batch-check=%(objectsize)", stdin=asked).split())
    return (size for size in sizes if size <= MAX_BYTES)


def _fitting(fresh: Sequence[Link], weights: Sequence[int], most: int) -> list[str]:
    """Return the first commits of the branch itself that weigh, with all before them, no more than may come."""
    line = set[str]()
    for link in reversed(fresh):
        if not line or link.commit.id in line:
            line |= {link.commit.id, *link.commit.parents[:1]}
    fits = takewhile(lambda each: each[1] <= most, zip(fresh, accumulate(weights), strict=True))
    return [link.commit.id for link, _ in fits if link.commit.id in line]


def _refusal(git: Git, count: int, most: int, what: str, fitting: Sequence[str]) -> str:
    branch = branch_of(git).removeprefix("refs/heads/")
    parts = f"push them in parts: git push origin {fitting[-1][:12]}:{branch}, then the rest" if fitting else ""
    parts = parts or "bring them in several commits"
    return f"the push brings {count:,} {what}, and at most {most:,} are taken at once; {parts}"
