"""Strands of a text in which sentences moved: at the old place and at the new one, with the number that both share.

Words that were also changed in a sentence on its way stand as ordinary deletions at its old place and as ordinary
insertions at its new one, so that every word of either text stands once. That a sentence moved was found by
``charterkit.words``; texts without moves are laid out in ``redline``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charterkit.documents.comparison.pieces import split_edges
from charterkit.documents.runs import Mark
from charterkit.documents.views.items import Side, Strand
from charterkit.documents.wording.labels import labels
from charterkit.words import Change, Segment

_MARKS: dict[str, Mark] = {"keep": "keep", "insert": "insert", "delete": "delete"}


def with_moves(changes: Sequence[Change], old: str, new: str, language: str) -> Iterator[Strand]:
    """Yield the strands of a redline with moves.

    Args:
        changes: the redline, as ``charterkit.words.changes`` gives it.
        old: the text before.
        new: the text after.
        language: the language in which it is said that a sentence moved.
    """
    inside = {change.move: change.inside for change in changes if change.op == "moved_to"}
    at = {"old": 0, "new": 0}
    for change in changes:
        leaves = change.op in {"delete", "moved_from"}
        side: Side = "old" if leaves else "new"
        text = old if leaves else new
        if change.move:
            yield from _moved(change, inside[change.move], text, at[side], language)
        else:
            yield Strand(text, at[side], at[side] + len(change.text), _MARKS[change.op], side)
        at[side] += len(change.text)
        if change.op == "keep":
            at["old"] += len(change.text)


def _moved(change: Change, inside: tuple[Segment, ...], text: str, start: int, language: str) -> Iterator[Strand]:
    """Yield one end of a move: the sentence between two signs, its white space outside of them."""
    mark, side, other = _end(change)
    lead, words, trail = split_edges(change.text)
    first, last = start + len(lead), start + len(change.text) - len(trail)
    opening = "{" + labels(language)["moved_sentence"].format(number=change.move)
    yield Strand(text, start, first, mark, side, move=change.move)
    yield Strand(opening, 0, len(opening), mark, side, "sign", move=change.move)
    for segment in inside or (Segment("keep", words),):
        if segment.op != other:
            end = first + len(segment.text)
            yield Strand(text, first, end, mark, side, move=change.move if segment.op == "keep" else 0)
            first = end
    yield Strand("}", 0, 1, mark, side, "sign", move=change.move)
    yield Strand(text, last, last + len(trail), mark, side, move=change.move)


def _end(change: Change) -> tuple[Mark, Side, Mark]:
    """Return the mark and the side of one end of a move, and the mark of the words that do not stand there."""
    return ("delete", "old", "insert") if change.op == "moved_from" else ("insert", "new", "delete")
