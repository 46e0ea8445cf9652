"""How fast redlines and merges are, beside peers, in the same run: the ratios hold better than the times."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial

from benchmarks.words import peers, quality, texts

from charterkit.words import compile as compile_proposals
from charterkit.words import merge
from charterkit.words.edits import base_of
from charterkit.words.tokens import tokenise

SIZES = ((150, 5), (1_500, 20), (15_000, 100))
SLOW = {"difflib": 2_000, "diff-match-patch": 2_000, "redlines": 2_000}  # words up to which a peer is asked
_SEEN = [verb.__globals__["_remembered"] for verb in (tokenise, base_of)]


def best(call: Callable[[], object], seconds: float = 0.4) -> float:
    """The shortest of many runs, in milliseconds; what is remembered of a text is forgotten before each."""
    shortest = float("inf")
    until = time.perf_counter() + seconds
    while shortest == float("inf") or time.perf_counter() < until:
        for remembered in _SEEN:
            remembered.cache_clear()
        start = time.perf_counter()
        call()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest * 1000


def redline_row(words: int, edits: int, seed: int, *, rewritten: bool = False) -> list[object]:
    """Milliseconds of every peer for one pair of texts."""
    rng = random.Random(seed)
    before = texts.document(rng, "en", words)
    after = texts.document(rng, "en", words) if rewritten else texts.amended(rng, before, "en", edits)
    times = {
        name: best(partial(redline, before, after))
        for name, redline in peers.REDLINES.items()
        if words <= SLOW.get(name, words)
    }
    ours = times["charterkit"]
    shown = [f"{times[name]:.2f}" if name in times else "-" for name in peers.REDLINES]
    difflib = f"{ours / times['difflib']:.2f}" if "difflib" in times else "-"
    return [f"{words}{' rewritten' if rewritten else ''}", *shown, f"{ours / times['rapidfuzz raw']:.2f}", difflib]


def one_a_side(words: int, seed: int) -> tuple[str, str, str]:
    """A text of so many words and two versions of it with one amendment each."""
    rng = random.Random(seed)
    base = texts.document(rng, "en", words)
    return base, texts.amend(rng, base, "en", "number"), texts.amend(rng, base, "en", "put")


def three_a_side(seed: int) -> tuple[str, str, str]:
    """A text of about 150 words and two versions of it with three edits each, none near another."""
    base, ours, theirs, _ = next(quality.clean_cases(seed, 1))
    return base, ours, theirs


def merge_row(label: object, case: tuple[str, str, str]) -> list[object]:
    """Milliseconds of a merge, beside ``git merge-file`` and merge3."""
    mine = best(lambda: merge(*case))
    git = best(lambda: peers.git_merge(*case))
    words_merged = best(lambda: peers.merge3_words(*case))
    return [label, f"{mine:.3f}", f"{git:.2f}", f"{words_merged:.2f}", f"1/{git / mine:.0f}"]


def compile_row(count: int, words: int, seed: int) -> list[object]:
    """Milliseconds to compile so many proposals on one text."""
    rng = random.Random(seed)
    base = texts.document(rng, "en", words)
    proposals = {f"P{number}": texts.amended(rng, base, "en", 3) for number in range(count)}
    return [count, words, f"{best(lambda: compile_proposals(base, proposals)):.2f}"]
