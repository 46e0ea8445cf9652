"""A redline in which a sentence that moved is shown as moved, with what changed inside it.

``diff`` shows a moved sentence as deleted here and inserted there, which is exact but tells a reader too little. This
builds on it; what a moved sentence means for a merge is decided in ``moves``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from charterkit.words.common import likeness
from charterkit.words.count import number_of_words, words
from charterkit.words.diff import Segment, diff
from charterkit.words.rows import sentences

ChangeOp = Literal["keep", "delete", "insert", "moved_from", "moved_to"]
_SHORTEST_MOVE = 4  # words: shorter sentences recur by chance
_LEAST_ALIKE = 0.75  # of the words of an edited sentence that are still the same


class Change(NamedTuple):
    """A run of text and what became of it.

    Attributes:
        op: ``keep``, ``delete``, ``insert``, or one of the two ends of a move.
        text: the words, with their white space.
        move: the number, from 1, that the two ends of a move share; 0 for everything else.
        inside: where a moved sentence was also edited, the redline from its old words to its new ones, at ``moved_to``.
    """

    op: ChangeOp
    text: str
    move: int = 0
    inside: tuple[Segment, ...] = ()


def changes(before: str, after: str) -> list[Change]:
    """What leads from one text to another, moves recognised.

    Args:
        before: the old text.
        after: the new text.

    Returns:
        Changes in reading order. Everything but ``insert`` and ``moved_to`` joined is ``before``; everything but
        ``delete`` and ``moved_from`` joined is ``after``.
    """
    pieces = [piece for segment in diff(before, after) for piece in _pieces(segment)]
    pairs = _pairs(pieces, {*map(str.strip, sentences(before))}, {*map(str.strip, sentences(after))})
    numbers = {place: number for number, pair in enumerate(pairs, start=1) for place in pair}
    source = {new: pieces[old].text for old, new in pairs}
    found = [_change(piece, numbers.get(place, 0), source.get(place)) for place, piece in enumerate(pieces)]
    return _joined(found)


def _pieces(segment: Segment) -> list[Segment]:
    """A deletion or insertion, sentence by sentence."""
    if segment.op == "keep":
        return [segment]
    return [Segment(segment.op, text) for text in sentences(segment.text)]


def _pairs(pieces: list[Segment], old: set[str], new: set[str]) -> list[tuple[int, int]]:
    """Deleted and inserted sentences that are the same or nearly so, the most alike first, in reading order."""
    gone = [place for place, piece in enumerate(pieces) if piece.op == "delete" and _movable(piece.text, old)]
    come = [place for place, piece in enumerate(pieces) if piece.op == "insert" and _movable(piece.text, new)]
    held = {place: words(pieces[place].text) for place in (*gone, *come)}
    alike = [
        (share, source, target)
        for source in gone
        for target in come
        if (share := likeness(held[source], held[target], _LEAST_ALIKE))
    ]
    taken: set[int] = set()
    found = []
    for _, source, target in sorted(alike, key=lambda item: (-item[0], item[1], item[2])):
        if not taken & {source, target} and not _in_place(pieces, source, target):
            taken |= {source, target}
            found.append((source, target))
    return sorted(found)


def _movable(text: str, whole: set[str]) -> bool:
    return text.strip() in whole and number_of_words(text) >= _SHORTEST_MOVE


def _in_place(pieces: list[Segment], source: int, target: int) -> bool:
    """Whether nothing was kept between the two: then it is a rewrite, not a move."""
    low, high = sorted((source, target))
    return all(piece.op != "keep" for piece in pieces[low:high])


def _change(piece: Segment, number: int, source: str | None) -> Change:
    if not number:
        return Change(piece.op, piece.text)
    if source is None:
        return Change("moved_from", piece.text, number)
    inside = () if source.strip() == piece.text.strip() else tuple(diff(source.strip(), piece.text.strip()))
    return Change("moved_to", piece.text, number, inside)


def _joined(found: list[Change]) -> list[Change]:
    """Neighbours alike, and not ends of a move, as one again."""
    done: list[Change] = []
    for change in found:
        if done and not change.move and not done[-1].move and done[-1].op == change.op:
            done[-1] = Change(change.op, done[-1].text + change.text)
        else:
            done.append(change)
    return done
