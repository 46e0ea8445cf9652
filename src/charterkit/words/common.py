"""What two runs of tokens have in common: their longest common subsequence, and how alike they are by it.

The one place that asks ``rapidfuzz``, which is imported at the first question that needs it: where two texts differ in
one place, as most do, what they begin and end with is all that they share.
"""

from __future__ import annotations

from collections.abc import Sequence

from charterkit.words.tokens import shared

Block = tuple[int, int, int]
"""Where a run that both have begins in the first and in the second, and how long it is."""


def be_ready() -> None:
    """Import what the first question would wait for: for who has to wait for something else anyway."""
    import rapidfuzz.distance  # noqa: F401, PLC0415  slow to import


def blocks(old: list[str], new: list[str]) -> list[Block]:
    """Return the runs of a longest common subsequence, in order, and an empty one at the end of both.

    Of the many longest ones this is the one that rapidfuzz finds: what both begin with, then what both end with.
    """
    ahead = shared(old, new)
    behind = shared(old[ahead:][::-1], new[ahead:][::-1])
    gone, come = old[ahead : len(old) - behind], new[ahead : len(new) - behind]
    if gone and come and not {*gone}.isdisjoint(come):
        from rapidfuzz.distance import LCSseq  # noqa: PLC0415  slow to import

        found = LCSseq.editops(gone, come).as_matching_blocks()
        inner = [(block + ahead, twin + ahead, size) for block, twin, size in found if size]
    else:
        inner = []
    ends = [(0, 0, ahead), *inner, (len(old) - behind, len(new) - behind, behind)]
    return [*(block for block in ends if block[2]), (len(old), len(new), 0)]


def in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many tokens stand in both in the same order."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  slow to import

    return LCSseq.similarity(one, other)


def likeness(one: Sequence[str], other: Sequence[str], least: float = 0.0) -> float:
    """Return how alike two runs are, from 0 to 1: twice what is common over both lengths; 0 below ``least``."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415  slow to import

    return Indel.normalized_similarity(one, other, score_cutoff=least)
