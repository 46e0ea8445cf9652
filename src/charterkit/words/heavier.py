"""Of two smallest alignments, the one that keeps the words that matter.

``energy and transport`` becomes ``energy, transport and culture``: as many words are marked if ``and`` is kept as if
``transport`` is, but only in the second case does a reader see that culture was added, and do two sponsors who add
something collide over what they add. ``align`` looks here wherever so small a word stands between two changes.
"""

from __future__ import annotations

from charterkit.words import reading

_LONGEST_ISLAND = 3  # tokens
_MOST_CELLS = 150  # of the table: longer changes are left as they are


def worth_a_look(island: list[str], gone: list[str], come: list[str]) -> bool:
    """Whether little is kept between two changes while a word that weighs more goes in one and comes in the other.

    Args:
        island: the tokens kept between them.
        gone: the tokens that go on either side of it.
        come: the tokens that come.
    """
    if len(island) > _LONGEST_ISLAND or (len(gone) + len(island)) * (len(come) + len(island)) > _MOST_CELLS:
        return False
    held = sum(map(reading.weight, island))
    return held < 1 and any(reading.weight(key) > held for key in {*gone}.intersection(come))


def heaviest_match(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The places of the tokens that two runs share: as many as can be, and of these the heaviest.

    Args:
        old: tokens of the text before.
        new: tokens of the text after.

    Returns:
        Pairs of places, rising on both sides.
    """
    best = [[(0, 0.0)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at in range(len(old) - 1, -1, -1):
        for to in range(len(new) - 1, -1, -1):
            best[at][to] = max(best[at + 1][to], best[at][to + 1])
            if old[at] == new[to]:
                count, held = best[at + 1][to + 1]
                best[at][to] = max(best[at][to], (count + 1, held + reading.weight(old[at])))
    return _walked(best)


def _walked(best: list[list[tuple[int, float]]]) -> list[tuple[int, int]]:
    pairs = []
    at = to = 0
    while at < len(best) - 1 and to < len(best[0]) - 1:
        if best[at][to] == best[at + 1][to]:
            at += 1
        elif best[at][to] == best[at][to + 1]:
            to += 1
        else:
            pairs.append((at, to))
            at, to = at + 1, to + 1
    return pairs
