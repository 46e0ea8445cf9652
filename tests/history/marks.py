"""Pieces of a redline as one string, for tests to read."""

from __future__ import annotations

from collections.abc import Iterable

from charterkit.documents.comparison.pieces import MARKS, Piece, spelled


def marked(run: Iterable[Piece]) -> str:
    """Return pieces as one string with ``[-...-]`` around what was deleted and ``{+...+}`` around what was inserted."""
    return "".join(f"{MARKS[piece.op][0]}{piece.text}{MARKS[piece.op][1]}" for piece in spelled(run))
