"""``python -m benchmarks.negotiation``: figures, brief and source table of a long negotiation of thirty participants.

A charter of 60 articles goes through 40 versions; to each lead fifteen submissions, of which ten are merged and five
stay open. Measured against reading the records of every version, which nothing can do without. ``--quick`` takes six
versions and no bars. Exit code 1 where a ratio is over its bar.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.negotiation.negotiating import DAY, Negotiating

from charterkit.store import briefing, sources, statistics
from charterkit.store.workspace import Workspace
from charterkit.store.workspace import open as open_workspace

SEED: Final = 11
ARTICLES: Final = 60
BARS: Final = {"stats of every version": 5.0, "brief": 4.0, "source table of a version": 2.5}


def seconds(act: Callable[[Workspace], object], root: Path, runs: int) -> float:
    """Return how long something takes in a workspace that was just opened; the best of several runs."""
    taken = []
    for _ in range(runs):
        space = open_workspace(root)
        start = time.perf_counter()
        act(space)
        taken.append(time.perf_counter() - start)
    return min(taken)


def read_all(space: Workspace) -> None:
    """Read the records of every version."""
    for version in space.versions():
        space.records(version.commit)


def main() -> int:
    """Build, measure, print; return the exit code."""
    quick = "--quick" in sys.argv
    count, runs = (6, 1) if quick else (40, 3)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made = Negotiating(root, random.Random(SEED), ARTICLES)
        for number in range(count):
            made.version(f"draft-{number:02}")
        whole = seconds(read_all, root, runs)
        acts: dict[str, Callable[[Workspace], object]] = {
            "stats of every version": statistics.gather,
            "brief": lambda space: briefing.gather(space, "XAA", DAY, "2026-01-05T12:00Z"),
            "source table of a version": lambda space: sources.sources(space, f"draft-{count - 1:02}"),
        }
        times = {name: seconds(act, root, runs) for name, act in acts.items()}
    print(f"{len(made.submissions)} submissions, {count} versions; reading them all takes {whole:.2f} s")
    failed = False
    for name, taken in times.items():
        ratio = taken / whole
        failed |= ratio > BARS[name]
        bar = "" if quick else f"  bar {BARS[name]:.2f}"
        print(f"{name:<28}{taken:8.2f} s  {ratio:6.2f} of reading{bar}")
    return int(failed and not quick)


if __name__ == "__main__":
    sys.exit(main())
