"""The nearest known name to one that is not known, for the hint of a problem."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from charterkit.model.registry import Registry

_A_PART: Final = 80
"""The likeness, of 100, from which a name is offered of which only a part was given: ``first`` of ``first-draft``."""

_SAYS_SOMETHING: Final = 3
"""How many characters a part of a name has at least: one letter stands in most names."""

_THE_WHOLE: Final = 60
"""That of whole names, so that one letter of three may differ: ``XAZ`` for ``XAA``."""

_A_PASSAGE: Final = 75
"""That of passages, among which something always is a little like it."""


def nearest(named: str, known: Iterable[str], *, parts: bool = True) -> str:
    """Return ``did you mean '...'?`` with the known name most like the given one; empty where none is like it."""
    found = most_like(named, known, parts=parts)
    return f"did you mean '{found}'?" if found else ""


def nearest_participant(code: str, registry: Registry) -> str:
    """Return what to do where a code is nobody's: the nearest one, or where all of them stand."""
    known = [each.id for each in registry.participants]
    return nearest(code, known) or "see: charterkit show participants"


def most_like(named: str, known: Iterable[str], *, parts: bool = True) -> str:
    """Return the known name, or passage, that is most like the given one; empty where none is like it.

    Whether letters are capitals does not count: ``By`` is as good as ``by``.

    Args:
        named: what was given.
        known: the names, or passages.
        parts: whether something of which only a part was given is like it too.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only a mistake needs it, and it is slow to import

    names = list(known)
    ways = [(fuzz.ratio, _THE_WHOLE if parts else _A_PASSAGE)]
    if parts and len(named) >= _SAYS_SOMETHING:
        ways.insert(0, (fuzz.WRatio, _A_PART))
    for scorer, cutoff in ways:
        found = process.extractOne(named, names, scorer=scorer, processor=str.casefold, score_cutoff=cutoff)
        if found:
            return found[0]
    return ""
