"""Lets an edit follow a sentence that the other side moved.

One side moves a sentence, the other changes a word in it: the change belongs to the sentence, wherever it stands.
Here the move is made in the base and in the other side's text too, so that only the change is left to merge. It is
done only where the other side's sentence is still recognisable as one; otherwise the two collide as they are.
"""

from __future__ import annotations

from collections import Counter

from charterkit.words.align import heaviest_chain
from charterkit.words.rows import rows, sentences


def followed(base: str, moved: str, edited: str) -> tuple[str, str] | None:
    """Make one side's moves in the base and in the other side's text.

    Args:
        base: the text that both sides were made from.
        moved: the side that moved sentences.
        edited: the other side.

    Returns:
        The base and the other side's text with the sentences in their new places; nothing where none moved, or where
        a moved sentence can't be told apart on the other side.
    """
    order = _order(sentences(base), sentences(moved))
    if order is None:
        return None
    found = rows(base, edited, "sentence")
    if [row.before for row in found] != sentences(base) or not all(row.after.strip() for row in found):
        return None  # the other side joined, split, added or struck sentences
    return _placed([row.before for row in found], order), _placed([row.after for row in found], order)


def _order(base: list[str], moved: list[str]) -> list[int] | None:
    """The base's sentences in the order in which the other text has them; nothing where none moved."""
    old, new = _once(base), _once(moved)
    pairs = sorted((old[text], new[text], len(text)) for text in old.keys() & new.keys())
    chain = {place for place, _, _ in heaviest_chain(pairs)}
    to = {place: target for place, target, _ in pairs}
    order = [place for place in range(len(base)) if place in chain or place not in to]
    moves = sorted((target, place) for place, target in to.items() if place not in chain)
    for target, place in moves:
        before = [other for other in order if other in to and to[other] < target]
        anchor = max(before, key=to.__getitem__, default=None)
        order.insert(0 if anchor is None else order.index(anchor) + 1, place)
    return order if moves else None


def _once(found: list[str]) -> dict[str, int]:
    count = Counter(map(str.strip, found))
    return {text.strip(): place for place, text in enumerate(found) if count[text.strip()] == 1}


def _placed(found: list[str], order: list[int]) -> str:
    """Sentences in a new order; the white space between them stays where it is."""
    gaps = [text[: len(text) - len(text.lstrip())] for text in found]
    end = found[-1][len(found[-1].rstrip()) :]
    return "".join(gap + found[place].strip() for gap, place in zip(gaps, order, strict=True)) + end
