"""Shows a new list item with its own number, where items carry numbers typed into the text.

The smallest redline of ``2. Second`` and ``2. New / 3. Second`` keeps ``2.`` and puts in ``New / 3.``, across two
items. Here the new item is put in whole and the number of the next one is replaced. This is for readers only: what
two sides may both put in is decided on the smallest changes, in ``edits``.
"""

from __future__ import annotations

import regex

from charterkit.words import reading
from charterkit.words.align import Hunk, touching_joined
from charterkit.words.tokens import Tokens

_is_number = regex.compile(r"(?i)(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxlc]{2,6})").fullmatch
_LONGEST_START = 3  # tokens: ( a )


def whole_items(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[Hunk]:
    """Move insertions that begin behind an item's number and end behind the next one's to where the items begin.

    Args:
        hunks: what changed, in order.
        before: the old text.
        after: the new text.

    Returns:
        Hunks, in order, that lead from the same text to the same.
    """
    done: list[Hunk] = []
    for hunk in hunks:
        size = _number_ahead(hunk, before, after) if hunk.start == hunk.end else 0
        apart = hunk.start - size > done[-1].end if done else True
        done += _moved(hunk, size, before.keys, after.keys) if size and apart else [hunk]
    return done


def _moved(hunk: Hunk, size: int, old: list[str], new: list[str]) -> list[Hunk]:
    """The item put in, and what differs between the numbers of the one that it pushes down."""
    at, to = hunk.start - size, hunk.last - size
    numbers = [Hunk(at + by, at + by + 1, to + by, to + by + 1) for by in range(size) if old[at + by] != new[to + by]]
    return touching_joined([Hunk(at, at, hunk.first - size, to), *numbers])


def _number_ahead(hunk: Hunk, before: Tokens, after: Tokens) -> int:
    """How many tokens the number just before an insertion and the one at its end have; 0 if there are no such two."""
    for size in range(1, min(_LONGEST_START, hunk.start, hunk.last - hunk.first) + 1):
        if _starts_item(before, hunk.start - size, size) and _starts_item(after, hunk.last - size, size):
            return size
    return 0


def _starts_item(tokens: Tokens, at: int, size: int) -> bool:
    """Whether a line begins here with so many tokens of numbering: ``2.``, ``b)`` or ``(iv)``."""
    if reading.border(tokens, at) < reading.LINE:
        return False
    *lead, number, mark = ["", "", *tokens.keys[at : at + size]][-3:]
    return "".join(lead) + mark in {".", ")", "()"} and _is_number(number) is not None
