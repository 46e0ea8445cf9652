"""Shows a new list item, article or row of a table whole, with its own number or its own last mark.

The smallest redline of ``2. Second`` and ``2. New / 3. Second`` keeps ``2.`` and puts in ``New / 3.``, across two
items. Here the new item is put in whole and the number of the next one is replaced; an item that goes goes whole
likewise. And where a word in a line is replaced and a line comes after it, the two are told apart, and so are words at
the end of one paragraph and at the beginning of the next. This is for readers only: what two sides may both put in is
decided on the smallest changes, in ``edits``.
"""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from charterkit.words import reading
from charterkit.words.slides import Hunk, trimmed
from charterkit.words.tokens import Tokens

if TYPE_CHECKING:
    import regex

_Matching: TypeAlias = "Callable[[str], regex.Match[str] | None]"
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxlc]{2,6}|[〇零一二三四五六七八九十百]{2,4})"
_LONGEST_START = 6  # tokens: ( a ), or 第二十二条
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
    if put := _put(hunk, last.end, room, before, after):
        return put
    if gone := _put(_turned(hunk), last.last, room, after, before):
        return [_turned(part) for part in gone]
    if hunk.start == hunk.end:
        return _around_break(hunk, before, after)
    if hunk.first == hunk.last:
        return [_turned(part) for part in _around_break(_turned(hunk), after, before)]
    return _line_after(hunk, room, before, after)


def _put(hunk: Hunk, least: int, room: int, before: Tokens, after: Tokens) -> list[Hunk]:
    """The whole items that a hunk puts in before another one, whose number it may change; none where it does not.

    Args:
        hunk: what changed; it ends within the number of an item, or behind it.
        least: the item begins behind this place.
        room: the tokens kept after the hunk.
        before: the text that the items are put into.
        after: the text that has them.
    """
    start, end, first, last = hunk
    if "\n" not in after.text(first, last + 1):
        return []  # the usual case
    for at in range(start, max(least, start - _LONGEST_START), -1):
        item = first - (start - at)
        if reading.border(before, at) < reading.LINE or reading.border(after, item) < reading.LINE:
            continue
        for size in range(max(1, end - at), min(_LONGEST_START, room + end - at) + 1):
            kept = at + size - end
            for to in range(max(item + 1, last + kept - _LONGEST_START), last + min(kept, 1)):
                if _is_start(before, at, at + size) and _is_start(after, to, last + kept):
                    return _moved(Hunk(at, at, item, to), Hunk(at, at + size, to, last + kept), before, after)
    return []


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


def _moved(item: Hunk, number: Hunk, before: Tokens, after: Tokens) -> list[Hunk]:
    """Items put in, and what differs between the old and the new number of the one that they push down.

    The line end between the two is kept, so they stay two changes though no word lies between them. At the very start
    of a text there is none, and nothing is given.
    """
    gap = before.gap(number.start)
    if not gap or gap != after.gap(number.first):
        return []
    rest = trimmed(number, before.keys, after.keys)
    return [item, rest] if rest.start < rest.end or rest.first < rest.last else [item]


def _is_start(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a line begins with these tokens as its numbering: ``2.``, ``b)``, ``(iv)``, ``Article 6``."""
    if reading.border(tokens, start) < reading.LINE or end >= len(tokens.keys):
        return False
    keys = tokens.keys[start:end]
    is_label, is_named = _numberings()
    return bool(is_label("".join(keys)) or is_named(("" if keys[0] == "第" else " ").join(keys)))


@cache
def _numberings() -> tuple[_Matching, _Matching]:
    """Return what tells ``2.``, ``b)`` and ``(iv)``, and what tells ``Article 6``, made ready when first asked for."""
    import regex  # noqa: PLC0415  see grammar

    label = rf"(?i)\({_NUMBER}\)|（{_NUMBER}）|{_NUMBER}[.)．）、]|\d{{1,3}}(?:\.\d{{1,3}})+"
    named = (
        r"(?i)(?:\p{L}{3,} (?:\d{1,4}|[ivxlc]{1,6})(?: [.:)–—])?|第[一二三四五六七八九十百\d]{1,5}[条條章节節款項项]?)"
    )
    return regex.compile(label).fullmatch, regex.compile(named).fullmatch
