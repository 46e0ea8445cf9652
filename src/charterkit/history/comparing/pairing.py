"""Finds, for everything in one charter, its partner in another: by id first, then by unique id, then by likeness.

Identity is permanent, so the same id at the same place settles it. What is left over may have moved under another
parent, been given a new id, or been split or joined; it is paired only where the words say so plainly. The pairs of
(new, old) are those of (old, new) turned around.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from charterkit.history.comparing.likeness import Words, all_words, likely_pairs
from charterkit.history.comparing.trees import ROOT, Tree, is_list, level_of
from charterkit.words import common

SAME_NAME: Final = 0.4
"""How alike units that share an id must be to count as one unit under another parent: ids such as ``scope`` recur."""

NEIGHBOUR: Final = 0.5
"""How alike passages under the same parent must be to count as one with a new id."""

ANYWHERE: Final = 0.65
"""How alike passages anywhere must be to count as one that moved and has a new id."""

FEWEST: Final = 6
"""Passages of fewer words than this are never paired by likeness: "To be drafted." stands in many places."""


class Pairing(NamedTuple):
    """The partners found so far, by key."""

    old: Tree
    new: Tree
    new_of: dict[str, str]
    old_of: dict[str, str]
    likeness: dict[str, float]
    """How alike the partners are that no id brought together, by new key."""

    def free(self, old: str, new: str) -> bool:
        """Tell whether neither of the two has a partner."""
        return old not in self.new_of and new not in self.old_of

    def join(self, old: str, new: str, likeness: float | None = None) -> None:
        """Make the two partners, and with them what stands below them under the same ids."""
        self.new_of[old], self.old_of[new] = new, old
        if likeness is not None:
            self.likeness[new] = likeness
        named = {_name(key): key for key in self.new.below(new)}
        for key in self.old.below(old):
            partner = named.get(_name(key))
            if partner and level_of(key) != "provision" and self.free(key, partner):
                self.join(key, partner)

    def single_old(self, keys: Iterable[str]) -> list[str]:
        """Return those of the old keys that have no partner."""
        return [key for key in keys if key not in self.new_of]

    def single_new(self, keys: Iterable[str]) -> list[str]:
        """Return those of the new keys that have no partner."""
        return [key for key in keys if key not in self.old_of]


def pair(old: Tree, new: Tree) -> Pairing:
    """Return the partners of everything in two charters."""
    pairing = Pairing(old, new, {ROOT: ROOT}, {ROOT: ROOT}, {})
    _join_containers(pairing)
    for key in old.provisions:
        if key in new.provisions:
            pairing.join(key, key)
    if len(pairing.new_of) < len(old.parents) + 1 and len(pairing.old_of) < len(new.parents) + 1:
        _join_unique_names(pairing)
        _join_neighbours(pairing)
        _join_anywhere(pairing)
    return pairing


def _name(key: str) -> str:
    return key.rpartition("/")[2]


def _join_containers(pairing: Pairing) -> None:
    """Pair parts and lists by id, then parts that got a new id by the provisions they share."""
    containers = pairing.old.below(ROOT), pairing.new.below(ROOT)
    for key in containers[0]:
        if key in containers[1]:
            pairing.join(key, key)
    shared = Counter(
        (pairing.old.parents[key], pairing.new.parents[key])
        for key in pairing.old.provisions
        if key in pairing.new.provisions
    )
    for (before, after), count in shared.items():
        most = max(len(pairing.old.below(before)), len(pairing.new.below(after)))
        if 2 * count > most and pairing.free(before, after) and not (is_list(before) or is_list(after)):
            pairing.join(before, after, count / most)


def _join_unique_names(pairing: Pairing) -> None:
    """Pair units that kept their id under another parent, where no other unit without a partner bears it."""
    sides = _nodes(pairing.single_old(pairing.old.walk())), _nodes(pairing.single_new(pairing.new.walk()))
    named_old, named_new = ({_name(key): key for key in side} for side in sides)
    counts = [Counter(map(_name, side)) for side in sides]
    for name, key in named_old.items():
        partner = named_new.get(name)
        if partner and all(count[name] == 1 for count in counts) and pairing.free(key, partner):
            alike = common.likeness(_words(pairing.old, key), _words(pairing.new, partner))
            if alike >= SAME_NAME:
                pairing.join(key, partner)


def _nodes(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if level_of(key) != "part"]


def _join_neighbours(pairing: Pairing) -> None:
    """Pair what got a new id under the same parent."""
    parents = [key for key in (ROOT, *pairing.old.walk()) if key in pairing.new_of]
    for parent in parents:
        below_old = _nodes(pairing.single_old(pairing.old.below(parent)))
        below_new = _nodes(pairing.single_new(pairing.new.below(pairing.new_of[parent])))
        if below_old and below_new:
            joined = _join_alike(pairing, below_old, below_new, NEIGHBOUR)
            parents += [key for top in joined for key in (top, *pairing.old.walk(top)) if key in pairing.new_of]


def _join_anywhere(pairing: Pairing) -> None:
    """Pair what moved and got a new id at once."""
    lone_old = _nodes(pairing.single_old(pairing.old.walk()))
    lone_new = _nodes(pairing.single_new(pairing.new.walk()))
    if lone_old and lone_new and _join_alike(pairing, lone_old, lone_new, ANYWHERE):
        _join_neighbours(pairing)


def _join_alike(pairing: Pairing, old: list[str], new: list[str], least: float) -> list[str]:
    """Pair the most alike first; return the old keys that found a partner."""
    words_old = _passages(pairing.old, old)
    words_new = _passages(pairing.new, new)
    joined: list[str] = []
    for left, right, alike in likely_pairs(words_old, words_new, least):
        if pairing.free(left, right):
            pairing.join(left, right, alike)
            joined.append(left)
    return joined


def _words(tree: Tree, key: str) -> Words:
    node = tree.node(key)
    return all_words(node) if node else ()


def _passages(tree: Tree, keys: Iterable[str]) -> dict[str, Words]:
    words = {key: _words(tree, key) for key in keys}
    return {key: passage for key, passage in words.items() if len(passage) >= FEWEST}
