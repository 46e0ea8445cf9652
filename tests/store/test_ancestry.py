"""The commits of a history: the order in which they are judged is made by their parents, whatever their dates say."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from tests.store.samples import run_git

from charterkit.store.git.ancestry import links
from charterkit.store.git.objects import ObjectReader
from charterkit.store.git.repository import Repository

GRAPH = {
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


def made(repository: Repository, times: Mapping[str, int]) -> dict[str, str]:
    """Make the commits of the graph, dated as told; return their ids by their names."""
    marks = {name: number for number, name in enumerate(GRAPH, start=1)}
    stream = ""
    for name, parents in GRAPH.items():
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
