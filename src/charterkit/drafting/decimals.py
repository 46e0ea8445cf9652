"""Paragraphs that are numbered in decimals, ``4.1`` and ``4.1.2``, as contracts and statutes number them.

They are written as the charter numbers them, ``1.`` and ``(b)``, so that ``typed`` reads all alike. A figure at the
beginning of a paragraph is no number of it: ``1.5 million`` stays as it is, unless it counts on from what stands above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from charterkit.drafting.numbering import plain_label

_NUMBERED: Final = re.compile(r"(?P<number>\d{1,4}[A-Za-z]?(?:\.\d{1,3})+)[.)]?\s+(?=\S)")
_PLAIN: Final = re.compile(r"(?P<number>\d{1,4}[A-Za-z]?)[.)]\s+")
_MARKS: Final = ("{}. ", "({}) ", "({}) ", "({}) ", "({}) ")
"""How the units of each level are marked (see ``typed``)."""

_Label = tuple[str, ...]


def without_decimals(text: str, level: int = 0, within: str = "") -> str:
    """Return a text whose lines have plain numbers for decimal ones, the same text where these are no numbers.

    Args:
        text: a text as it was typed; each number begins a line.
        level: of the units that the text is in (see ``typed``).
        within: the number of the article that the text is of, where it is known: it begins every number.
    """
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
    """Tell whether a number is the first below another, or one more than it or than what it is below."""
    *above, last = label
    if last == "1":
        return not before or tuple(above) == before[: len(above)]
    return (*above, str(int(last) - 1)) == before[: len(label)]
