"""Read a plain text with printed numbers (1., (a), (i)) into units, as a delegate would type or paste it."""

from __future__ import annotations

import re
from typing import Any, Final

_MARKS: Final = (
    (0, re.compile(r"(\d+)\.\s+")),
    (1, re.compile(r"\(([a-z])\)\s+")),
    (2, re.compile(r"\(([ivx]+)\)\s+")),
)
_SMALL: Final = frozenset(
    ("a", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "its", "may", "no", "not",
     "of", "on", "or", "shall", "that", "the", "their", "this", "to", "which", "will", "with")
)  # fmt: skip
"""Words that say nothing in an id."""


def units_of(text: str, language: str) -> dict[str, Any]:
    """Return ``text`` and ``units`` of a record from a plain text; unnumbered text is one text."""
    top: dict[str, Any] = {"units": []}
    open_units: list[tuple[int, dict[str, Any]]] = []
    for block in _blocks(text):
        level, words = _level(block, open_units)
        if level is None:
            _append(open_units[-1][1] if open_units else top, words, language)
            continue
        while open_units and open_units[-1][0] >= level:
            open_units.pop()
        parent = open_units[-1][1] if open_units else top
        unit: dict[str, Any] = {"id": _id(words, parent["units"]), "text": {language: words}, "units": []}
        parent["units"].append(unit)
        open_units.append((level, unit))
    return _without_empty(top)


def _blocks(text: str) -> list[str]:
    """Return the paragraphs of a text; a line that starts with a number starts one of its own."""
    blocks: list[str] = []
    fresh = True
    for line in text.strip("\n").split("\n"):
        if not line.strip():
            fresh = True
        elif fresh or any(mark.match(line.strip()) for _, mark in _MARKS):
            blocks.append(line.strip())
            fresh = False
        else:
            blocks[-1] += " " + line.strip()
    return blocks


def _level(block: str, open_units: list[tuple[int, dict[str, Any]]]) -> tuple[int | None, str]:
    """Return the level of a numbered block and its words; ``(i)`` is a subpoint only inside a point that is not (h)."""
    matches = [(level, block[found.end() :], found[1]) for level, mark in _MARKS if (found := mark.match(block))]
    if not matches:
        return None, block
    level, words, label = matches[0]
    if len(matches) > 1:
        letters = sum(1 for depth, _ in open_units if depth == 1)
        siblings = open_units[0][1]["units"] if letters and open_units[0][0] == 0 else []
        if letters and ord(label) - ord("a") != len(siblings):
            level, words, _ = matches[1]
    return level, words


def _append(unit: dict[str, Any], words: str, language: str) -> None:
    standing = unit.setdefault("text", {})
    standing[language] = f"{standing[language]}\n\n{words}" if language in standing else words


def _id(words: str, siblings: list[dict[str, Any]]) -> str:
    """Return an id from the first words that say something, not used among the siblings."""
    found = [word for word in re.findall(r"[a-z0-9]+", words.lower()) if word not in _SMALL]
    stem = "-".join(found[:3])[:40].strip("-") or "unit"
    taken = {sibling["id"] for sibling in siblings}
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)


def _without_empty(unit: dict[str, Any]) -> dict[str, Any]:
    units = [_without_empty(each) for each in unit.pop("units")]
    return unit | ({"units": units} if units else {})
