"""The nearest known name to one that is not known, for the hint of a problem."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_A_PART: Final = 80
"""The likeness, of 100, from which a name is offered of which only a part was given: ``first`` of ``first-draft``."""

_THE_WHOLE: Final = 60
"""That of whole names, so that one letter of three may differ: ``XAZ`` for ``XAA``."""


def nearest(named: str, known: Iterable[str]) -> str:
    """Return ``did you mean '...'?`` with the known name most like the given one; empty where none is like it."""
    found = most_like(named, known)
    return f"did you mean '{found}'?" if found else ""


def most_like(named: str, known: Iterable[str]) -> str:
    """Return the known name, or passage, that is most like the given one; empty where none is like it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only a mistake needs it, and it is slow to import

    names = list(known)
    found = process.extractOne(named, names, scorer=fuzz.WRatio, score_cutoff=_A_PART) or process.extractOne(
        named, names, scorer=fuzz.ratio, score_cutoff=_THE_WHOLE
    )
    return found[0] if found else ""
