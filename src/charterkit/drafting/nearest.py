"""The nearest known name to one that is not known, for the hint of a problem."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LIKE_ENOUGH: Final = 60
"""The likeness, of 100, from which a name is offered."""


def nearest(named: str, known: Iterable[str]) -> str:
    """Return ``did you mean '...'?`` with the known name most like the given one; empty where none is like it."""
    from rapidfuzz import process  # noqa: PLC0415  only a mistake needs it, and it is slow to import

    found = process.extractOne(named, list(known), score_cutoff=LIKE_ENOUGH)
    return f"did you mean '{found[0]}'?" if found else ""
