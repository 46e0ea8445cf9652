"""The record's words as Markdown that prints them literally, with as few backslashes as that takes.

Only characters that would mean something where they stand are escaped, so that the file still reads as plain text.
Which runs there are and what surrounds them is the business of ``document``.
"""

from __future__ import annotations

import re
from typing import Final

_ALWAYS: Final = frozenset("\\`*~$")
_PATTERNS: Final = {
    "&": re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);"),
    "<": re.compile(r"<[A-Za-z/!?]"),
    "[": re.compile(r"\[\^"),
    "]": re.compile(r"\]\("),
    "!": re.compile(r"!\["),
}
"""What a character has to be followed by to mean something: an entity, a tag, a footnote, a link, a picture."""
_OPENS_LINE: Final = re.compile(r"[#>+=|:-]|\d{1,9}(?=[.)])")
_DEFINITION: Final = re.compile(r"\[[^\[\]]*\]:|\[[ xX]\](?:\s|$)")
_OPEN_BAR: Final = re.compile(r"(?<!\\)((?:\\\\)*)\|")


def in_a_cell(markdown: str) -> str:
    """Return Markdown in which no bar ends the cell of a table that it stands in."""
    return _OPEN_BAR.sub(r"\1\\|", markdown)


def escape(text: str, before: str = "", after: str = "", *, cell: bool = False) -> str:
    """Return words as Markdown.

    Args:
        text: the words, without line ends.
        before: the character that will stand in front of them; empty at the start of a line.
        after: what will follow them, as far as it goes; a link begins with ``[``.
        cell: whether they stand in a cell of a table, where a bar has a meaning.
    """
    start = _opening(text) if not before else 0
    shown = text + after
    pieces = [text[:start] and _line_start(text[:start])]
    for place in range(start, len(text)):
        last = text[place - 1] if place else before
        special = _is_special(shown, place, last, first=not before and place == 0) or (cell and text[place] == "|")
        pieces.append(f"\\{text[place]}" if special else text[place])
    return "".join(pieces)


def _opening(text: str) -> int:
    """Return how many characters at the start of a line would begin a heading, a list, a quotation or a table."""
    found = _OPENS_LINE.match(text)
    return 0 if found is None else found.end() + (1 if found.group().isdigit() else 0)


def _line_start(opening: str) -> str:
    """Escape the sign itself, for a number the sign after it: ``1.`` with a backslash before the stop."""
    return f"{opening[:-1]}\\{opening[-1]}"


def _is_special(text: str, place: int, last: str, *, first: bool) -> bool:
    char, following = text[place], text[place + 1 : place + 2]
    if char == "_":
        return not (last.isalnum() and following.isalnum())
    if char == "[" and first and _DEFINITION.match(text):
        return True
    if char in _PATTERNS:
        return _PATTERNS[char].match(text, place) is not None
    return char in _ALWAYS
