"""A provision typed anew as a whole, as changes of what stands: words amended, units added, taken out and moved.

Which typed paragraph is which unit is told by the words. First come those whose words are alike, wherever they stand:
of these as many words as possible stay in place, and the others move. What is left between two that stay is taken in
order: a paragraph may be rewritten altogether. So identity, and with it numbers, agreement and provenance, stays with
the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, cast

from rapidfuzz.distance import Indel

from charterkit.drafting.typed.provisions import Typed, new_id, record
from charterkit.errors import UsageError
from charterkit.model.provisions import Node, Unit
from charterkit.words.tokens import tokenise

_ALIKE: Final = 0.65
"""How alike the words of two paragraphs must be for one to be the other wherever it stands."""

_AT_ALL: Final = 0.05
"""What it is worth to keep a unit in its place although none of its words stay."""

_Pairs = Mapping[int, int]
"""Which unit that stands, by its place, a typed one is, by its own place."""


def retyped(
    node: Node, path: str, words: Typed, language: str, taken: Callable[[str], bool]
) -> Iterator[dict[str, Any]]:
    """Yield the changes, as a submission's file has them, that make of what stands what was typed.

    Args:
        node: the provision or unit that stands.
        path: its path.
        words: what was typed.
        language: the language of the words.
        taken: tells whether a path is or ever was in use.

    Raises:
        UsageError: opening words are left out, which no change can say.
    """
    if node.text.get(language, "").split() != words.words.split():
        if not words.words:
            hint = "keep them, or propose the paragraphs in a new unit and delete this one"
            raise UsageError(f"the opening words of {path} cannot be taken out alone", hint)
        yield {"amend": path, "text": words.words}
    stays, moves = _partners(node.units, words.units, language)
    names = [unit.id for unit in node.units]
    for place, unit in enumerate(words.units):
        where = _place(place, {new: f"{path}/{node.units[old].id}" for new, old in stays.items()}, path)
        old = stays.get(place, moves.get(place))
        if old is None:
            names.append(new_id(unit.words, names, lambda name: taken(f"{path}/{name}")))
            yield {"add": {"id": names[-1]} | record(unit, language)} | where
            continue
        below = node.units[old]
        if place in moves:
            yield {"move": f"{path}/{below.id}"} | where
        yield from retyped(below, f"{path}/{below.id}", unit, language, taken)
    kept = {*stays.values(), *moves.values()}
    yield from ({"delete": f"{path}/{unit.id}"} for old, unit in enumerate(node.units) if old not in kept)


def remade(node: Node, words: Typed, language: str) -> Node:
    """Return something that is only proposed as it was typed anew: what is the same unit keeps its id."""
    stays, moves = _partners(node.units, words.units, language)
    partners = {**stays, **moves}
    names = [unit.id for unit in node.units]
    units: list[Unit] = []
    for place, unit in enumerate(words.units):
        if place in partners:
            units.append(cast("Unit", remade(node.units[partners[place]], unit, language)))
        else:
            names.append(new_id(unit.words, names))
            units.append(Unit.model_validate({"id": names[-1]} | record(unit, language)))
    text = {**node.text, language: words.words}
    return node.model_copy(update={"text": {tag: said for tag, said in text.items() if said}, "units": tuple(units)})


def _place(place: int, stays: Mapping[int, str], path: str) -> dict[str, str]:
    """Return where a typed unit goes: after the nearest one before it that stays, or before the first one."""
    before = [at for at in stays if at < place]
    if before:
        return {"after": stays[max(before)]}
    return {"before": stays[min(stays)]} if stays else {"in": path}


def _partners(old: Sequence[Unit], new: Sequence[Typed], language: str) -> tuple[_Pairs, _Pairs]:
    """Return which typed units are units that stay in their order, and which are units that move."""
    ours, theirs = [_words(unit, language) for unit in old], [_typed_words(unit) for unit in new]
    alike = _alike(ours, theirs)
    weight = {(i, j): 1 + len(ours[i]) for j, i in alike.items()}
    stays = dict(_in_order(range(len(old)), range(len(new)), weight))
    left = {
        (i, j): _AT_ALL + Indel.normalized_similarity(ours[i], theirs[j])
        for i in set(range(len(old))) - set(alike.values())
        for j in set(range(len(new))) - set(alike)
    }
    edges = [(-1, -1), *sorted((i, j) for j, i in stays.items()), (len(old), len(new))]
    for (i, j), (end, last) in pairwise(edges):
        stays |= _in_order(range(i + 1, end), range(j + 1, last), left)
    return stays, {j: i for j, i in alike.items() if j not in stays}


def _alike(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> _Pairs:
    """Return the pairs that are alike, the most alike first; of equals the ones that stand nearest."""
    found = [
        (-score, abs(i - j), i, j)
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if (score := _likeness(one, other)) >= _ALIKE
    ]
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(found):
        if j not in pairs and i not in pairs.values():
            pairs[j] = i
    return pairs


def _in_order(ours: range, theirs: range, worth: Mapping[tuple[int, int], float]) -> _Pairs:
    """Return the pairs in order that are worth most together; only pairs that have a worth are made."""
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for a in range(len(ours) - 1, -1, -1):
        for b in range(len(theirs) - 1, -1, -1):
            paired = worth.get((ours[a], theirs[b]), -1) + best[a + 1][b + 1]
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    pairs: dict[int, int] = {}
    a = b = 0
    while a < len(ours) and b < len(theirs):
        if best[a][b] == best[a + 1][b]:
            a += 1
        elif best[a][b] == best[a][b + 1]:
            b += 1
        else:
            pairs[theirs[b]] = ours[a]
            a, b = a + 1, b + 1
    return pairs


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how many words two paragraphs share in whatever order, from 0 to 1: points in them may have moved too."""
    return 2 * (Counter(one) & Counter(other)).total() / max(len(one) + len(other), 1)


def _words(unit: Node, language: str) -> list[str]:
    return _plain(unit.text.get(language, "")) + [word for below in unit.units for word in _words(below, language)]


def _typed_words(unit: Typed) -> list[str]:
    return _plain(unit.words) + [word for below in unit.units for word in _typed_words(below)]


def _plain(text: str) -> list[str]:
    """Return the words alone: at the ends of points punctuation follows their order."""
    return [token.casefold() for token in tokenise(text).keys if any(map(str.isalnum, token))]
