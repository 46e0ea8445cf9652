"""A redline for a reader of text whose lines may be wrapped anew: white space that reads alike is no change.

In Markdown, and in most laws kept as files, a single line end is a blank. A paragraph that was wrapped anew is full of
blanks that became line ends: ``diff`` shows them all, for it is exact. This takes them out of what a reader sees; a
paragraph break, a line broken on purpose (two blanks before its end) and a blank that came or went stay changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from charterkit.words.changes import Change
from charterkit.words.diff import Segment

_Part = TypeVar("_Part", Segment, Change)
# What a line begins with that stands for itself: a list item, a heading, a row of a table, a footnote, a quotation.
_ITEM = r"[-*+•|#(>]|\[\^|\w{1,4}[.)]"
_line_end = re.compile(rf"(?<!\s)[^\S\n]?\n[^\S\n]*(?=\S)(?!{_ITEM})")
_empty_lines = re.compile(r"\n(?:[^\S\n]*\n)+")
_blanks = re.compile(r"(?<!\s)[^\S\n]+(?![^\S\n]|\n)")  # not those that indent a line or break it on purpose
_last_line_end = re.compile(r"(?<!\s)[^\S\n]?\n[^\S\n]*\Z")


def quiet(line: Iterable[_Part]) -> list[_Part]:
    """A redline without changes of white space that read alike.

    Args:
        line: as ``diff`` or ``changes`` gives it.

    Returns:
        Parts whose words are those of the given ones. Where white space that reads alike differs, it is the later
        text's, kept; a line end that only wraps a line is a blank.
    """
    done: list[_Part] = []
    for part in line:
        replaces = part.op == "insert" and bool(done) and done[-1].op == "delete"
        for each in _trimmed(done.pop(), part) if replaces else [part]:
            if done and each.op == done[-1].op == "keep":
                done[-1] = done[-1]._replace(text=done[-1].text + each.text)
            elif each.text:
                done.append(each)
    return [_flowing(part) for part in done]


def unwrapped(text: str) -> str:
    """A text whose lines flow on: a line end that only wraps a line is a blank."""
    return _line_end.sub(" ", text)


def flowing(text: str) -> str:
    """A text as it reads: lines flow on, several blanks are one, and so are several empty lines."""
    return _blanks.sub(" ", unwrapped(_empty_lines.sub("\n\n", text)))


def _trimmed(gone: _Part, come: _Part) -> list[_Part]:
    """A replacement, and what reads alike at its two ends apart from it."""
    old, new = gone.text, come.text
    lead_old, lead = _lead(old), _lead(new)
    starts = _alike(lead_old, lead)
    if starts:
        old, new = old[len(lead_old) :], new[len(lead) :]
    trail_old, trail = _lead(old[::-1])[::-1], _lead(new[::-1])[::-1]
    ends = _alike(trail_old, trail)
    if ends:
        old, new = old[: -len(trail_old)], new[: -len(trail)]
    before, after = (come._replace(op="keep", text=text) for text in (lead * starts, trail * ends))
    return [before, gone._replace(text=old), come._replace(text=new), after]


def _alike(old: str, new: str) -> bool:
    """Whether white space reads alike: two paragraph breaks, two lines broken on purpose, or two blanks."""
    return bool(old and new) and _kind(old) == _kind(new)


def _kind(space: str) -> str:
    return "paragraph" if space.count("\n") > 1 else "break" if "  \n" in space else "blank"


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _flowing(part: _Part) -> _Part:
    """Words whose lines flow. A moved passage stays as it was written; what follows kept words may be an item."""
    if "\n" not in part.text or part.op not in {"keep", "delete", "insert"}:
        return part
    text = _line_end.sub(" ", part.text)
    return part._replace(text=text if part.op == "keep" else _last_line_end.sub(" ", text))
