"""What both sides did alike to whole lines, done to the base first.

Both strike a paragraph, and one of them puts a new one before it: word by word the new paragraph may be made out of the
old one, and the two sides then seem to have done different things to it. Line by line it is plain that they did the
same. ``merge`` looks here where it would otherwise have to ask.
"""

from __future__ import annotations

from charterkit.words.common import blocks

_Change = tuple[int, int, tuple[str, ...]]


def done_by_both(base: str, ours: str, theirs: str) -> tuple[str, list[str]]:
    """Make the changes of whole lines that both sides made.

    Args:
        base: the text that both sides were made from.
        ours: one side.
        theirs: the other.

    Returns:
        The base with these changes made, and the lines that they took out.
    """
    lines = base.splitlines(keepends=True)
    both = sorted(set(_changes(lines, ours)).intersection(_changes(lines, theirs)))
    text: list[str] = []
    struck: list[str] = []
    at = 0
    for start, end, put in both:
        text += (*lines[at:start], *put)
        struck += lines[start:end]
        at = end
    return "".join((*text, *lines[at:])), [line for line in struck if line.strip()]


def _changes(old: list[str], side: str) -> list[_Change]:
    """Which lines go, and which come in their place; what could stand a few lines further up is moved there."""
    new = side.splitlines(keepends=True)
    found: list[_Change] = []
    at = to = 0
    for start, first, size in blocks(old, new):
        if start > at or first > to:
            found.append(_moved_up(old, at, start, new[to:first], found[-1][1] if found else 0))
        at, to = start + size, first + size
    return found


def _moved_up(old: list[str], start: int, end: int, put: list[str], least: int) -> _Change:
    gone = old[start:end]
    while start > least and not (gone and put) and (gone or put)[-1] == old[start - 1]:
        gone, put = (run[-1:] + run[:-1] for run in (gone, put))
        start, end = start - 1, end - 1
    return start, end, tuple(put)
