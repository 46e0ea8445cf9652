"""The commits of a history: the order in which they are judged is made by their parents, whatever their dates say."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from tests.store.samples import run_git

from charterkit.store.git.ancestry import links
from charterkit.store.git.objects import ObjectReader
from charterkit.store.git.repository import Repository

GRAPH: Mapping[str, list[str]] = {
    "first": [],
    "aside": ["first"],
    "further aside": ["aside"],
    "second": ["first"],
    "from aside": ["aside"],
    "takes one in": ["second", "from aside"],
    "third": ["takes one in"],
    "elsewhere": [],
    "late": ["further aside"],
    "takes two in": ["third", "late", "elsewhere"],
    "last": ["takes two in"],
}
"""Every commit with its parents."""

IN_ORDER = [
    "first", "second", "aside", "from aside", "takes one in", "third", "further aside", "late", "elsewhere",
    "takes two in", "last",
]  # fmt: skip
"""What a merge takes in comes after all that the branch had before it."""


SKEWED = 25
"""A seed of dates that lead git itself astray."""


def made(repository: Repository, times: Mapping[str, int], graph: Mapping[str, list[str]] = GRAPH) -> dict[str, str]:
    """Make the commits of a graph, dated as told; return their ids by their names."""
    marks = {name: number for number, name in enumerate(graph, start=1)}
    stream = ""
    for name, parents in graph.items():
        stream += f"commit refs/heads/{marks[name]}\nmark :{marks[name]}\ncommitter A <a@b> {times[name]} +0000\n"
        stream += f"data {len(name)}\n{name}\n"
        stream += "".join(
            f"{word} :{marks[each]}\n" for word, each in zip(("from", "merge", "merge"), parents, strict=False)
        )
    repository.git.run("fast-import", "--quiet", stdin=stream.encode())
    listing = run_git(repository.root, "log", "--all", "--format=%s:%H")
    return dict(line.split(":") for line in listing.splitlines())


@pytest.mark.parametrize("seed", range(4))
def test_order_of_commits_is_the_same_however_they_are_dated(empty: Repository, seed: int) -> None:
    times = [1_000_000_000 + 86_400 * number for number in range(len(GRAPH))]
    Random(seed).shuffle(times)  # noqa: S311  no secret
    ids = made(empty, dict(zip(GRAPH, times, strict=True)))
    with ObjectReader(empty.git) as reader:
        assert [link.commit.subject for link in links(empty.git, reader, ids["last"])] == IN_ORDER
        later = links(empty.git, reader, ids["last"], ids["third"])
        assert [link.commit.subject for link in later] == IN_ORDER[IN_ORDER.index("third") + 1 :]


def test_commits_since_another_are_those_that_it_does_not_have_however_they_are_dated(empty: Repository) -> None:
    rng = Random(SKEWED)  # noqa: S311  no secret
    parents: dict[str, list[str]] = {"0": []}
    for number in range(1, 80):
        before, beside = (rng.randrange(max(0, number - 14), number) for _ in range(2))
        first = number - 1 if rng.random() < 0.6 else before
        parents[str(number)] = list(dict.fromkeys(map(str, [first, beside] if rng.random() < 0.25 else [first])))
    times = {name: rng.choice([rng.randrange(10**9), 10**9 + 100 * int(name), 2 * 10**9]) for name in parents}
    ids = made(empty, times, parents)
    names = {commit: name for name, commit in ids.items()}
    led_astray = 0
    with ObjectReader(empty.git) as reader:
        for since in map(str, range(50, 76)):
            expected = _behind("76", parents) - _behind(since, parents)
            if since in _behind("76", parents):
                found = [names[link.commit.id] for link in links(empty.git, reader, ids["76"], ids[since])]
                assert (len(found), set(found)) == (len(expected), expected)
                led_astray += len(empty.git.run("rev-list", ids["76"], f"^{ids[since]}").split()) > len(expected)
    assert led_astray, "git itself is right about all of these: other dates are needed"


def _behind(name: str, parents: Mapping[str, list[str]]) -> set[str]:
    """Return a commit and all that it follows."""
    found, waiting = set[str](), [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += parents[each]
    return found
