"""The words of a change as pieces: trimmed to what surrounds the changes, and with marks that need no colour.

Which changes there are is found by ``charterkit.history``; where the pieces go is the views' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from charterkit.documents.comparison.context import both_ends
from charterkit.words import Change, Segment

Op = Literal["keep", "delete", "insert", "moved_from", "moved_to", "elided", "mark"]

MARKS: Final[dict[Op, tuple[str, str]]] = {
    "keep": ("", ""),
    "delete": ("[-", "-]"),
    "insert": ("{+", "+}"),
    "moved_from": ("", ""),  # what stands around these is a piece of its own: see spelled
    "moved_to": ("", ""),
    "elided": ("", ""),
    "mark": ("", ""),
}
"""What stands around the words of a piece where there is nothing but characters to mark them with."""

_MOVE_MARKS: Final[dict[Op, tuple[str, str]]] = {
    "moved_from": ("[moved {0}> ", " <{0}]"),
    "moved_to": ("{{moved {0}> ", " <{0}}}"),
}
"""What stands around a sentence at its old and at its new place, with the number of the move, in every view."""

ELISION: Final = "(…)"
"""Stands for words that are the same in both texts (the legend of published compilations)."""

PILCROW: Final = "\N{PILCROW SIGN}"

_STEERING: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Piece(NamedTuple):
    """A run of words and what became of it, or the sign that words were left out, or a mark around a moved sentence.

    Attributes:
        op: what became of it.
        text: the words.
        move: the number that the two ends of a move share, 0 for everything else.
        inside: where a moved sentence was also changed, its words at the new place with these changes.
    """

    op: Op
    text: str
    move: int = 0
    inside: tuple[Piece, ...] = ()


Pieces = tuple[Piece, ...]


def pieces(segments: Sequence[Segment | Change], context: int | None = None) -> Pieces:
    """Return a redline as pieces.

    Args:
        segments: the words of one field, such as ``TextChange.shown``.
        context: how many kept words to show on either side of a change; None shows all of them.
    """
    if context is None:
        return tuple(map(_piece, segments))
    last = len(segments) - 1
    return tuple(
        piece
        for place, segment in enumerate(segments)
        for piece in (
            _trimmed(segment.text, context if place else 0, context if place < last else 0)
            if segment.op == "keep"
            else (_piece(segment),)
        )
    )


def _piece(part: Segment | Change) -> Piece:
    if isinstance(part, Segment):
        return Piece(part.op, part.text)
    return Piece(part.op, part.text, part.move, pieces(part.inside))


def _trimmed(text: str, head: int, tail: int) -> Iterator[Piece]:
    """Yield the first and the last of kept words, and the sign between them where there are many more."""
    ends = both_ends(text, head, tail)
    if ends is None:
        yield Piece("keep", text)
        return
    first, last = ends
    if head:
        yield Piece("keep", f"{first} ")
    yield Piece("elided", ELISION)
    if tail:
        yield Piece("keep", f" {last}")


def visible(piece: Piece) -> Piece:
    """Return a piece whose characters can all be seen and none of which steers a terminal.

    A paragraph break that was taken out or put in shows as a pilcrow; controls show as their code points.
    """
    text = piece.text
    if piece.op in {"delete", "moved_from"}:
        text = text.replace("\n\n", PILCROW).replace("\n", PILCROW)
    elif piece.op in {"insert", "moved_to"}:
        text = text.replace("\n", f"{PILCROW}\n").replace(f"\n{PILCROW}\n", "\n\n")
    return Piece(piece.op, printable(text))


def printable(text: str) -> str:
    """Return a text with controls of terminals and of writing direction shown as their code points."""
    return text if text.isprintable() else _STEERING.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


def spelled(run: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with the marks around moved sentences as pieces of their own, and the changes inside these."""
    for piece in run:
        if piece.op not in _MOVE_MARKS:
            yield piece
            continue
        lead, words, trail = split_edges(piece.text)
        opening, closing = _MOVE_MARKS[piece.op]
        yield Piece("keep", lead if piece.op == "moved_to" else " " * bool(lead))
        yield Piece("mark", opening.format(piece.move))
        yield from map(_settled, piece.inside or (Piece(piece.op, words),))
        yield Piece("mark", closing.format(piece.move))
        yield Piece("keep", trail if piece.op == "moved_to" else " " * bool(trail))


def _settled(piece: Piece) -> Piece:
    """Return a piece of a moved sentence; what was kept in it has moved all the same."""
    return Piece("moved_to", piece.text) if piece.op == "keep" else piece


def split_edges(text: str) -> tuple[str, str, str]:
    """Return the white space that a text starts with, its words, and the white space that it ends with."""
    words = text.strip()
    start = text.find(words)
    return text[:start], words, text[start + len(words) :]


def one_side(run: Iterable[Piece], hidden: Literal["delete", "insert"]) -> Pieces:
    """Return the pieces of one of the two texts: all but the deleted, or all but the inserted ones.

    A sentence that moved stands on both sides, each time at its place there.
    """
    elsewhere = "moved_from" if hidden == "delete" else "moved_to"
    shown = (piece for piece in run if piece.op not in {hidden, elsewhere})
    return tuple(piece._replace(inside=one_side(piece.inside, hidden)) if piece.inside else piece for piece in shown)


def has_moves(run: Iterable[Piece]) -> bool:
    """Tell whether a sentence moved."""
    return any(piece.move for piece in run)
