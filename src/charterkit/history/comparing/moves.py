"""Finds out what moved: what stands under another parent than before, or changed places among its neighbours.

An addition or deletion moves nothing: what merely slides up or down has not moved.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from charterkit.history.comparing.likeness import all_words
from charterkit.history.comparing.order import moved
from charterkit.history.comparing.pairing import Pairing
from charterkit.history.comparing.trees import path_of


def moved_keys(pairing: Pairing, decided: Collection[str] = ()) -> frozenset[str]:
    """Return the keys, in the new tree, of all that moved.

    Args:
        pairing: what became of what.
        decided: paths in the new charter of what is known to have been moved: of two that changed places it is these.
    """
    result: set[str] = set()
    for parent in pairing.new.children:
        mates = [key for key in pairing.new.below(parent) if key in pairing.old_of]
        old_parent = pairing.old_of.get(parent)
        stayed = [key for key in mates if pairing.old.parents[pairing.old_of[key]] == old_parent]
        result.update(set(mates).difference(stayed))
        if len(stayed) > 1 and old_parent is not None:
            there = set(stayed)
            earlier = [new for key in pairing.old.below(old_parent) if (new := pairing.new_of.get(key)) in there]
            if earlier != stayed:
                result |= moved(earlier, stayed, partial(_length, pairing, decided), partial(_name, pairing))
    return frozenset(result)


def _length(pairing: Pairing, decided: Collection[str], new: str) -> int:
    """Return how many words move with a key, on both sides together; none with what is known to have been moved."""
    return (
        0
        if path_of(new) in decided
        else sum(
            len(all_words(node))
            for tree, top in ((pairing.old, pairing.old_of[new]), (pairing.new, new))
            for key in ((top,) if tree.node(top) else tree.below(top))
            if (node := tree.node(key))
        )
    )


def _name(pairing: Pairing, new: str) -> str:
    """Return a name for a pair that is the same seen from either side."""
    return " ".join(sorted((new, pairing.old_of[new])))
