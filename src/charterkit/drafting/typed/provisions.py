"""Provisions as a delegate types or pastes them: words with printed numbers (1., (a), (i)), read and written out.

Paragraphs are told by their numbers alone; what the numbers say is not kept, for they are derived from the order.
What becomes of a provision that is typed anew is the business of ``retyped``.
"""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import takewhile
from typing import Any, Final, NamedTuple

from charterkit.drafting.numbering import from_roman
from charterkit.drafting.numbers import Numbers
from charterkit.drafting.succession import ORDINALS
from charterkit.drafting.typed.other_numbers import as_numbered_here
from charterkit.model.base import DEVICE_NAMES
from charterkit.model.provisions import Node

_INSERTED: Final = rf"(?:[ \u00a0](?:{'|'.join(ORDINALS)}))?"
_MARKS: Final = (
    re.compile(rf"(-?\d+(?:[A-Z]{{1,2}}|{_INSERTED}))[.)\uff0e]\s+|([一二三四五六七八九十]+)、\s*"),
    re.compile(rf"\(?(-?[a-z]{{1,3}}{_INSERTED}|[^\W\d_A-Za-z])\)\s+|[(（]([一二三四五六七八九十]+)[)）]\s*"),
    re.compile(rf"\(?(-?[ivxlc]+{_INSERTED})\)\s+"),
    re.compile(rf"\((-?[A-Z]{{1,3}}{_INSERTED})\)\s+"),
    re.compile(rf"\((-?\d+{_INSERTED})\)\s+"),
)
"""How units are numbered, by level: paragraphs, points, subpoints and the two levels below.

Points are lettered in whatever script the language is written: ``(a)``, ``a)``, ``б)``, ``(ب)``, ``(क)``, ``（一）``.
"""

_BULLET: Final = re.compile(r"[-*+\u2013\u2014\u2022\u2023\u25aa\u00b7]\s")
"""An item of a list without numbers: it keeps its line, and the author is warned that nobody can cite it."""

_LETTERS, _ROMAN = 1, 2
"""The two levels whose numbers can be mistaken for each other."""

_NEAR: Final = 2
"""How far ``(i)`` may be from the letter before it to be the next that is left: ``(h)`` may have been taken out."""

_SMALL: Final = frozenset(
    ("a", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "its", "may", "no", "not",
     "of", "on", "or", "shall", "that", "the", "their", "this", "to", "which", "will", "with")
)  # fmt: skip
"""Words that say nothing in an id."""


class Typed(NamedTuple):
    """Words as they were typed, and the numbered paragraphs below them."""

    words: str
    units: tuple[Typed, ...] = ()


class _Block(NamedTuple):
    """One paragraph: the numbers that it may begin with, by level, and its words without each of them."""

    labels: dict[int, str]
    words: dict[int, str]
    plain: str


class _Open:
    """A unit that may still get words and units."""

    def __init__(self, level: int, words: str) -> None:
        self.level, self.words, self.units, self.first, self.last = level, words, list[_Open](), "", ""

    def closed(self) -> Typed:
        return Typed(self.words, tuple(unit.closed() for unit in self.units))


def typed(text: str, level: int = 0) -> Typed:
    """Return the numbered paragraphs of a text; a text without any is one text.

    Args:
        text: plain text; a line that starts with a number starts a paragraph of its own.
        level: of the units that the text is in: 0 for a provision, 1 for a paragraph of one, and so on.
    """
    return _read(text, level).closed()


def _read(text: str, level: int, within: str = "") -> _Open:
    top = _Open(level - 1, "")
    line = [top]
    blocks = list(_blocks(as_numbered_here(text, level, within), level))
    for place, block in enumerate(blocks):
        at = _level(block, line, blocks[place + 1 :])
        if at is None:
            line[-1].words = f"{line[-1].words}\n\n{block.plain}" if line[-1].words else block.plain
            continue
        while line[-1].level >= at:
            line.pop()
        written = at if at in block.labels else _LETTERS
        unit = _Open(at, block.words[written])
        line[-1].first = line[-1].first or block.labels[written]
        line[-1].units.append(unit)
        line[-1].last = block.labels[written]
        line.append(unit)
    return top


def _blocks(text: str, level: int) -> Iterator[_Block]:
    """Yield the paragraphs of a text; a line that starts with a number starts one of its own."""
    found: list[str] = []
    fresh = True
    for line in (each.strip() for each in text.strip("\n").split("\n")):
        if not line:
            fresh = True
        elif fresh or any(mark.match(line) for mark in _MARKS[level:]):
            found.append(line)
            fresh = False
        else:
            found[-1] += f"\n{line}" if _BULLET.match(line) else f" {line}"
    for block in found:
        marks = {at: mark.match(block) for at, mark in enumerate(_MARKS) if at >= level}
        fitting = {at: match for at, match in marks.items() if match}
        yield _Block(
            {at: next(filter(None, match.groups())) for at, match in fitting.items()},
            {at: block[match.end() :] for at, match in fitting.items()},
            block,
        )


def _level(block: _Block, line: Sequence[_Open], rest: Sequence[_Block]) -> int | None:
    """Return the level of a paragraph, None where it has no number.

    ``(i)`` and ``(c)`` are letters or Roman numbers: what goes on with less of a gap from the points, or the subpoints,
    before it. After ``(h)``, what follows ``(i)`` decides. Where ``(i)`` is the first of the points, they
    have Roman numbers, and what is lettered among them are the subpoints.
    """
    levels = list(block.labels)
    if _LETTERS not in levels:
        return levels[0] if levels else None
    points = [unit for unit in line if any(below.level == _LETTERS for below in unit.units)]
    if not points:
        return _LETTERS
    label, above = block.labels[_LETTERS], points[-1]
    below = above.units[-1].last if above.units[-1].units else ""
    if above.first == "i":
        return _LETTERS if _gap(_roman, above.last, label) <= _gap(_letter, below, label) else _ROMAN
    if _ROMAN not in levels:
        return _LETTERS
    lettered, numbered = _gap(_letter, above.last, label), _gap(_roman, below, label)
    if label == "i" and not below:
        after = next((each.labels.get(_LETTERS, "") for each in rest), "")
        followed = len(after) > 1 and _roman(after) > 1
        returned = _letter(above.last) < _letter(after) < _letter(label)
        return _ROMAN if followed or returned or lettered > _NEAR else _LETTERS
    return _LETTERS if lettered <= numbered else _ROMAN


def _gap(place: Callable[[str], int], before: str, label: str) -> int:
    """Return how far a label is from the one before it in a row, more than any where it does not go on there."""
    here = place(label)
    step = here - place(before)
    goes_on = step > 0 or (step == 0 and len(label.split()) > 1)  # ``i bis`` after ``i``
    return step if here and goes_on else sys.maxsize


def _roman(label: str) -> int:
    """Return the place that a Roman number says, 0 for any other label or none."""
    return from_roman(_plain(label))


def _letter(label: str) -> int:
    """Return the place that a Latin letter says: 27 for ``aa``; 0 for any other label or none."""
    letters = _plain(label)
    if not letters.isascii() or len(set(letters)) != 1:
        return 0
    return (len(letters) - 1) * 26 + ord(letters[0]) - ord("a") + 1


def _plain(label: str) -> str:
    """Return a label without what says that it was inserted: ``i`` of ``i bis``, empty for none."""
    return next(iter(label.lstrip("-").split()), "")


def new_record(text: str, language: str, level: int = 0, within: str = "") -> dict[str, Any]:
    """Return ``text`` and ``units`` of something new as a record has them, read from a text (see ``provisions``).

    Points that follow the opening words of a provision with no paragraph between are points of its first paragraph:
    ``(a)`` stays ``(a)``, and does not become ``1.``

    Args:
        text: as it was typed.
        language: its language.
        level: see ``provisions``.
        within: the number of the article that it is of, where it was written with one: ``5`` before ``5.1``.
    """
    top = _read(text, level, within)
    points = list(takewhile(lambda unit: unit.level == _LETTERS, top.units))
    if points and top.words and level == 0:
        first = _Open(0, top.words)
        first.units, top.units, top.words = points, [first, *top.units[len(points) :]], ""
    return record(top.closed(), language)


def record(typed_unit: Typed, language: str) -> dict[str, Any]:
    """Return ``text`` and ``units`` of something new as a record has them, with ids made of the words."""
    found: dict[str, Any] = {"text": {language: typed_unit.words}} if typed_unit.words else {}
    ids: list[str] = []
    units = []
    for unit in typed_unit.units:
        name = new_id(unit.words, ids)
        ids.append(name)
        units.append({"id": name} | record(unit, language))
    return found | ({"units": units} if units else {})


def new_id(words: str, siblings: Collection[str], taken: Callable[[str], bool] = lambda _: False) -> str:
    """Return an id from the first words that say something, that may be one, no sibling has and that is not taken."""
    found = [word for word in re.findall(r"[a-z0-9]+", _in_latin(words)) if word not in _SMALL]
    stem = "-".join(found[:3])[:40].strip("-")
    if not re.search("[a-z]", stem):
        stem = "unit"  # nothing to read, or figures alone, which would look like a printed number
    names = (stem, *(f"{stem}-{n}" for n in range(2, 10_000)))
    return next(name for name in names if name not in siblings and name not in DEVICE_NAMES and not taken(name))


def _in_latin(words: str) -> str:
    """Return words in small Latin letters, as ICU writes those of other scripts."""
    if words.isascii():
        return words.lower()
    from icu import Transliterator  # noqa: PLC0415  few texts need it

    latin: str = Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower").transliterate(words)
    return re.sub(r"(?<=[a-z])[\"'\u02b0-\u02ff\u2032\u2033]+(?=[a-z])", "", latin)


def written_out(node: Node, path: str, numbers: Numbers, language: str) -> str:
    """Return the words of a provision or unit and of all below it with their numbers, as ``provisions`` reads them."""
    return "\n\n".join(_written(node, path, numbers, language))


def _written(node: Node, path: str, numbers: Numbers, language: str) -> Iterator[str]:
    if words := node.text.get(language, "").strip():
        yield words
    for unit in node.units:
        here = f"{path}/{unit.id}"
        first, *others = [*_written(unit, here, numbers, language)] or [""]
        yield f"{numbers.by_path[here].own} {first}"
        yield from others
