"""Shows a new list item, article or row of a table whole, with its own number or its own last mark.

The smallest redline of ``2. Second`` and ``2. New / 3. Second`` keeps ``2.`` and puts in ``New / 3.``, across two
items. Here the new item is put in whole and the number of the next one is replaced; an item that goes goes whole
likewise. And where a word in a line is replaced and a line comes after it, the two are told apart, and so are words at
the end of one paragraph and at the beginning of the next. This is for readers only: what two sides may both put in is
decided on the smallest changes, in ``edits``.
"""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

import regex

from charterkit.words import reading
from charterkit.words.slides import Hunk, touching_joined
from charterkit.words.tokens import Tokens

_is_number = regex.compile(r"(?i)(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxlc]{2,6})").fullmatch
_is_named = regex.compile(
    r"(?i)(?:\p{L}{3,} (?:\d{1,4}|[ivxlc]{1,6})(?: [.:)–—])?|第[一二三四五六七八九十百\d]{1,5}[条條章节節款项項]?)"
).fullmatch
_LONGEST_START = 5  # tokens: ( a ), or 第十二条
_LONGEST_NUMBER = 3  # tokens of a number that stands alone: ( a )
_LONGEST_END = 3  # tokens that a line ends with: ; and


def whole_items(hunks: list[Hunk], before: Tokens, after: Tokens) -> list[Hunk]:
    """Move insertions that begin behind an item's number and end behind the next one's to where the items begin.

    Args:
        hunks: what changed, in order.
        before: the old text.
        after: the new text.

    Returns:
        Hunks, in order, that lead from the same text to the same. Two may touch, with white space kept between them.
    """
    done: list[Hunk] = []
    for place, hunk in enumerate(hunks):
        room = (hunks[place + 1].start if place + 1 < len(hunks) else len(before.keys)) - hunk.end
        done += _whole(hunk, done[-1] if done else Hunk(0, -1, 0, -1), room, before, after)
    return done


def _whole(hunk: Hunk, last: Hunk, room: int, before: Tokens, after: Tokens) -> list[Hunk]:
    """A hunk with whole items; ``last`` is the hunk before it, ``room`` the tokens kept after it."""
    if hunk.start == hunk.end:
        size = _number_ahead(hunk, before, after)
        apart = size and hunk.start - size > last.end
        return _moved(hunk, size, before, after) if apart else _around_break(hunk, before, after)
    if hunk.first == hunk.last:
        turned = _turned(hunk)
        size = _number_ahead(turned, after, before)
        apart = size and turned.start - size > last.last
        parts = _moved(turned, size, after, before) if apart else _around_break(turned, after, before)
        return [_turned(part) for part in parts]
    return _line_after(hunk, room, before, after)


def _turned(hunk: Hunk) -> Hunk:
    """The hunk that leads back."""
    return Hunk(hunk.first, hunk.last, hunk.start, hunk.end)


def _around_break(hunk: Hunk, before: Tokens, after: Tokens) -> list[Hunk]:
    """Words put in at the end of one paragraph and the beginning of the next, apart: the break between them stays."""
    at, _, first, last = hunk
    gap = before.gap(at)
    if reading.border(before, at) < reading.LINE or gap in (after.gap(first), after.gap(last)):
        return [hunk]
    lines = (to for to in range(last - 1, first, -1) if after.gap(to) == gap)
    breaks = (to for to in lines if reading.border(after, to) >= reading.LINE)
    place = next(breaks, None)
    return [hunk] if place is None else [Hunk(at, at, first, place), Hunk(at, at, place, last)]


def _line_after(hunk: Hunk, room: int, before: Tokens, after: Tokens) -> list[Hunk]:
    """A replacement in a line and the lines put in after it, apart, where the line ends as the last of them does."""
    start, end, first, last = hunk
    begins = next((at for at in range(last - 1, first, -1) if reading.border(after, at) >= reading.LINE), first)
    for size in range(1, min(_LONGEST_END, room - 1, begins - first - 1) + 1):
        line = begins - size
        alike = before.keys[end : end + size] == after.keys[line:begins]
        if alike and before.full[end : end + size] == after.full[line:begins] and _ends(before, end + size):
            return [Hunk(start, end, first, line), Hunk(end + size, end + size, begins, last + size)]
    return [hunk]


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether a line ends here, and none in the token before."""
    return reading.border(tokens, at) >= reading.LINE > reading.border(tokens, at - 1)


def _moved(hunk: Hunk, size: int, before: Tokens, after: Tokens) -> list[Hunk]:
    """The item put in, and what differs between the numbers of the one that it pushes down.

    The line end between the two is kept, so they stay two changes though no word lies between them.
    """
    at, to = hunk.start - size, hunk.last - size
    old, new = before.keys, after.keys
    numbers = [Hunk(at + by, at + by + 1, to + by, to + by + 1) for by in range(size) if old[at + by] != new[to + by]]
    item = Hunk(at, at, hunk.first - size, to)
    apart = before.gap(at) == after.gap(to) != ""
    return [item, *touching_joined(numbers)] if apart else touching_joined([item, *numbers])


def _number_ahead(hunk: Hunk, before: Tokens, after: Tokens) -> int:
    """How many tokens the number just before an insertion and the one at its end have; 0 if there are no such two."""
    for size in range(1, min(_LONGEST_START, hunk.start, hunk.last - hunk.first) + 1):
        if _starts_item(before, hunk.start - size, size) and _starts_item(after, hunk.last - size, size):
            return size
    return 0


def _starts_item(tokens: Tokens, at: int, size: int) -> bool:
    """Whether a line begins here with so many tokens of numbering: ``2.``, ``b)``, ``(iv)``, ``Article 6``."""
    if reading.border(tokens, at) < reading.LINE:
        return False
    keys = tokens.keys[at : at + size]
    *lead, number, mark = ["", "", *keys][-3:]
    if "".join(lead) + mark in {".", ")", "()"} and size <= _LONGEST_NUMBER and _is_number(number):
        return True
    return _is_named(("" if keys[0] == "第" else " ").join(keys)) is not None
