"""Paragraphs numbered otherwise than the charter numbers them, written as it does: so ``provisions`` reads all.

Contracts and statutes have decimals, ``4.1`` and ``4.1.2``; German laws ``(1)`` above ``1.`` above ``a)``; Arabic texts
``1-``; and what a program takes out of a PDF has each number on a line of its own. A figure at the beginning of a
paragraph is no number of it: ``1.5 million`` stays as it is, unless it counts on from what stands above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from charterkit.drafting.numbering import plain_label

_ALONE: Final = re.compile(
    r"(?P<before>\A|\n[ \t]*\n)[ \t]*"
    r"(?P<number>\d{1,3}(?:[A-Z]{1,2})?[.)]|\d{1,3}(?:\.\d{1,3})+\.?|\(?[^\W\d_]{1,3}\)|\(\d{1,3}\))"
    r"[ \t]*\n\s*(?=[^\W\d_])"
)
"""A number on a line of its own above its words, as programs take it out of a PDF."""

_NUMBERED: Final = re.compile(r"(?P<number>\d{1,4}[A-Za-z]?(?:\.\d{1,3})+)[.)]?\s+(?=\S)")
_PLAIN: Final = re.compile(r"(?P<number>\d{1,4}[A-Za-z]?)[.)]\s+")
_DASHED: Final = re.compile(r"(?P<number>\d{1,3}) ?[-\u2013]\s+(?=[^\W\d_])")
_BRACKETED: Final = re.compile(r"\((?P<number>\d{1,3})\)\s+")
_LETTERED: Final = re.compile(r"(?P<number>[a-z])\)\s+")
_MARKS: Final = ("{}. ", "({}) ", "({}) ", "({}) ", "({}) ")
"""How the units of each level are marked (see ``provisions``)."""

_FARTHEST: Final = 3
"""How far a number may be from the one before it: those between may have been taken out."""

_Label = tuple[str, ...]


def as_numbered_here(text: str, level: int = 0, within: str = "") -> str:
    """Return a text whose paragraphs are numbered as the charter numbers them, the same text where they are so already.

    Args:
        text: a text as it was typed; each number begins a line.
        level: of the units that the text is in (see ``provisions``).
        within: the number of the article that the text is of, where it is known: decimal numbers begin with it.
    """
    joined = _ALONE.sub(r"\g<before>\g<number> ", f"{text}\n").removesuffix("\n")
    plain = _without_dashes(_without_decimals(joined, level, within), level)
    return _without_bracketed_paragraphs(plain) if level == 0 else plain


def _without_decimals(text: str, level: int, within: str) -> str:
    lines = text.split("\n")
    labels = {place: tuple(found["number"].split(".")) for place, found in _found(_NUMBERED, lines)}
    above = {place: (found["number"],) for place, found in _found(_PLAIN, lines)}
    if not labels or not (_count_on(labels, above, within) or _count_on(labels, above, "")):
        return text
    first = min(labels)
    beneath = any(labels[first][:1] == label for place, label in above.items() if place < first)
    depth = min(map(len, labels.values())) - (1 if beneath else 0)
    for place, label in labels.items():
        at = level + len(label) - depth
        if at < len(_MARKS):
            mark = _MARKS[at].format(plain_label(int(label[-1]), at))
            lines[place] = mark + _NUMBERED.sub("", lines[place].strip(), count=1)
    return "\n".join(lines)


def _without_dashes(text: str, level: int) -> str:
    """Return a text with points for the dashes behind numbers, where these count from 1."""
    lines = text.split("\n")
    found = dict(_found(_DASHED, lines))
    if level or [int(each["number"]) for each in found.values()] != [*range(1, len(found) + 1)]:
        return text
    for place, each in found.items():
        lines[place] = f"{each['number']}. {lines[place].strip()[each.end() :]}"
    return "\n".join(lines)


def _without_bracketed_paragraphs(text: str) -> str:
    """Return a text that has ``(1)`` above ``1.`` above ``a)`` with ``1.`` above ``(a)`` above ``(i)``."""
    lines = text.split("\n")
    forms = (_BRACKETED, _PLAIN, _LETTERED)
    found = {place: (at, each) for at, form in enumerate(forms) for place, each in _found(form, lines)}
    first = min(found, default=-1)
    if first < 0 or found[first][0] != 0 or all(at != 1 for at, _ in found.values()):
        return text
    for place, (at, each) in found.items():
        number = each["number"] if at < 2 else str(ord(each["number"]) - ord("a") + 1)  # noqa: PLR2004  the third form
        if number.isdigit():
            lines[place] = _MARKS[at].format(plain_label(int(number), at)) + lines[place].strip()[each.end() :]
    return "\n".join(lines)


def _found(form: re.Pattern[str], lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for place, line in enumerate(lines):
        if found := form.match(line.strip()):
            yield place, found


def _count_on(labels: Mapping[int, _Label], above: Mapping[int, _Label], within: str) -> bool:
    """Tell whether every decimal number comes next after the one above it, and more than chance says that they are."""
    last: _Label = (within,) if within else ()
    parent = last
    for place in sorted({**above, **labels}):
        if place in above:
            parent = above[place]
        elif _comes_next(labels[place], last) or _comes_next(labels[place], parent):
            last = parent = labels[place]
        else:
            return False
    return len(labels) > 1 or bool(above) or within != ""


def _comes_next(label: _Label, before: _Label) -> bool:
    """Tell whether a number is the first below another, or a little more than it or than what it is below."""
    *above, last = label
    if last == "1":
        return not before or tuple(above) == before[: len(above)]
    return any((*above, str(int(last) - step)) == before[: len(label)] for step in range(1, _FARTHEST + 1))
