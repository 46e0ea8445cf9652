"""The words of a change as pieces: trimmed to what surrounds the changes, and with marks that need no colour.

Which changes there are is found by ``charterkit.history``; where the pieces go is the views' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from charterkit.words import Segment
from charterkit.words.tokens import tokenise

Op = Literal["keep", "delete", "insert", "elided"]

MARKS: Final[dict[Op, tuple[str, str]]] = {
    "keep": ("", ""),
    "delete": ("[-", "-]"),
    "insert": ("{+", "+}"),
    "elided": ("", ""),
}
"""What stands around the words of a piece where there is nothing but characters to mark them with."""

ELISION: Final = "(…)"
"""Stands for words that are the same in both texts (the legend of published compilations)."""

PILCROW: Final = "\N{PILCROW SIGN}"

_STEERING: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_LEAST: Final = 4
"""So few words aren't worth leaving out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that was kept, deleted or inserted, or the sign that words were left out."""

    op: Op
    text: str


Pieces = tuple[Piece, ...]


def pieces(segments: Sequence[Segment], context: int | None = None) -> Pieces:
    """Return segments as pieces.

    Args:
        segments: the words of one field.
        context: how many kept words to show on either side of a change; None shows all of them.
    """
    if context is None:
        return tuple(Piece(segment.op, segment.text) for segment in segments)
    last = len(segments) - 1
    return tuple(
        piece
        for place, segment in enumerate(segments)
        for piece in (
            _trimmed(segment.text, context if place else 0, context if place < last else 0)
            if segment.op == "keep"
            else (Piece(segment.op, segment.text),)
        )
    )


def _trimmed(text: str, head: int, tail: int) -> Iterable[Piece]:
    """Yield the first and the last tokens of kept words, and the sign between them where there are many more."""
    tokens = tokenise(text).full
    if len(tokens) < head + tail + _LEAST:
        yield Piece("keep", text)
        return
    if head:
        yield Piece("keep", "".join(tokens[:head]) + " ")
    yield Piece("elided", ELISION)
    if tail:
        yield Piece("keep", " " + "".join(tokens[len(tokens) - tail - 1 :]).lstrip())


def visible(piece: Piece) -> Piece:
    """Return a piece whose characters can all be seen and none of which steers a terminal.

    A paragraph break that was taken out or put in shows as a pilcrow; controls show as their code points.
    """
    text = piece.text
    if piece.op == "delete":
        text = text.replace("\n\n", PILCROW).replace("\n", PILCROW)
    elif piece.op == "insert":
        text = text.replace("\n", f"{PILCROW}\n").replace(f"\n{PILCROW}\n", "\n\n")
    return Piece(piece.op, printable(text))


def printable(text: str) -> str:
    """Return a text with controls of terminals and of writing direction shown as their code points."""
    return _STEERING.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


def marked(run: Iterable[Piece]) -> str:
    """Return pieces as one string with ``[-...-]`` around what was deleted and ``{+...+}`` around what was inserted."""
    return "".join(f"{MARKS[piece.op][0]}{piece.text}{MARKS[piece.op][1]}" for piece in run)


def one_side(run: Iterable[Piece], hidden: Op) -> Pieces:
    """Return the pieces of one of the two texts: all but the deleted, or all but the inserted ones."""
    return tuple(piece for piece in run if piece.op != hidden)
