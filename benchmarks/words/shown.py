"""Redlines to be read by a person, each beside the peers': ``python -m benchmarks.words --pairs DIR --print N``."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from benchmarks.words import peers, real

from charterkit.words import Segment, changes

BESIDE = ("git word-diff", "diff-match-patch", "redlines")
_MARKS = {"delete": "[-{}-]", "insert": "{{+{}+}}", "keep": "{}"}


def print_redlines(folder: Path, count: int) -> None:
    """Print redlines of neighbouring versions, spread evenly over all that there are.

    Args:
        folder: folders with the versions of a text, as for ``real``.
        count: how many at most.
    """
    found = [(name, *pair) for name, versions in real.histories(folder) for pair in pairwise(versions)]
    changed = [(name, before, after) for name, before, after in found if before != after]
    step = max(1, -(-len(changed) // count))
    for name, before, after in changed[::step]:
        print(f"\n=== {name}")
        for maker in ("charterkit", *BESIDE):
            print(f"--- {maker}\n{marked(peers.REDLINES[maker](before, after))}")
        moved = [change for change in changes(before, after) if change.op == "moved_to"]
        print("".join(f"--- moved\n{change.text.strip()}\n" for change in moved), end="")


def marked(line: list[Segment]) -> str:
    """A redline with ``[-...-]`` around what goes and ``{+...+}`` around what comes."""
    return "".join(_MARKS[segment.op].format(segment.text) for segment in line)
