"""How alike two passages are, by their words; used only for what has no partner by its id.

The measure is the share of words that stand in both in the same order (twice the longest common subsequence over the
sum of the lengths), so that it is the same in both directions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Final

from charterkit.model.provisions import Node
from charterkit.words import common
from charterkit.words.tokens import tokenise

Words = tuple[str, ...]

_COMMON: Final = 400
"""A pair of neighbouring words that this many pairs of passages share is a phrase of the trade and suggests nothing."""


def words_of(text: str) -> Words:
    """Return the words of a text in lower case; white space and punctuation are left out."""
    return tuple(token.casefold() for token in tokenise(text).keys if any(map(str.isalnum, token)))


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return sum(token[:1].isalnum() or any(map(str.isalnum, token)) for token in tokenise(text).keys)


def own_words(node: Node) -> Words:
    """Return the words of a node's heading and text, languages in alphabetical order."""
    texts = (field[language] for field in (node.heading, node.text) for language in sorted(field))
    return tuple(word for text in texts for word in words_of(text))


def all_words(node: Node) -> Words:
    """Return the words of a node and of everything below it."""
    return own_words(node) + tuple(word for unit in node.units for word in all_words(unit))


def share_within(words: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of the words, from 0 to 1, stands in the other passage in the same order."""
    return common.in_common(words, other) / len(words) if words else 0.0


def likely_pairs(old: Mapping[str, Words], new: Mapping[str, Words], least: float) -> Iterator[tuple[str, str, float]]:
    """Yield (old key, new key, likeness) of passages at least so alike, best first.

    Among equals those come first that stand at the same place of the two mappings: the result read backwards is that of
    the arguments exchanged.
    """
    place_old, place_new = ({key: place for place, key in enumerate(side)} for side in (old, new))
    found = [
        (-score, abs(place_old[left] - place_new[right]), place_old[left] + place_new[right], left, right)
        for left, right in candidates(old, new)
        if (score := common.likeness(old[left], new[right], least)) >= least
    ]
    for score, _, _, left, right in sorted(found):
        yield left, right, -score


def candidates(old: Mapping[str, Words], new: Mapping[str, Words]) -> set[tuple[str, str]]:
    """Return the pairs of passages that share two neighbouring words: alike passages do, and few others."""
    index_old, index_new = _by_phrase(old.items()), _by_phrase(new.items())
    return {
        pair
        for phrase in index_old.keys() & index_new.keys()
        if len(index_old[phrase]) * len(index_new[phrase]) <= _COMMON
        for pair in product(index_old[phrase], index_new[phrase])
    }


def _by_phrase(passages: Iterable[tuple[str, Words]]) -> dict[tuple[str, str], set[str]]:
    index: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for key, words in passages:
        for phrase in pairwise(words):
            index[phrase].add(key)
    return index
