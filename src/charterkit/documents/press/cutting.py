"""HTML cut into units that can be left out of a layout: what stands in each ``article`` and ``nav`` element.

A window of a document is the same HTML with only some units filled. The others near it are there as empty elements, so
that every selector matches there as in the whole, and so are all that stand directly in an element around it; sections
further away have none of theirs. Pure text work: nothing is laid out here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import unescape
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final

from charterkit.documents.pages.style_places import STYLE

_TAG: Final = re.compile(r"<(/?)(article|nav)\b([^>]*)>")
_ID: Final = re.compile(r' id="([^"]+)"')
_FRAME: Final = re.compile(r"<style[^>]*>.*?</style>|<(?:html|body|link)\b[^>]*>", re.DOTALL)
_FLOATED: Final = re.compile(r"([^{}]*)\{[^{}]*\bfloat:\s*footnote\b[^{}]*\}")
_ANY_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)\b[^>]*>")
VOID: Final = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SET: Final = re.compile(r"\bstring-set:[^;}]*")
_SET_FROM: Final = re.compile(r"([\w-]+)\s+attr\((data-[\w-]+)\)")
_WHOLE_ONLY: Final = re.compile(
    r"""
      \bcounter-(?:increment|reset|set)\b   # numbers that depend on what was left out
    | \btarget-text\b | \btarget-counters?\([^,()]*(?:\([^()]*\))?\s*,(?!\s*page\b)
    | \bopen-quote\b | \bclose-quote\b
    | \brunning\( | \belement\(
    | \bposition:\s*(?:fixed|note)
    | @page[^{]*:(?:left|right|nth|blank)   # pages that depend on how many there are before them
    | \b(?:page-)?break-(?:before|after):\s*(?:left|right|recto|verso)
    | \d(?:vw|vh|vi|vb|vmin|vmax)\b
    | @import | :has\( | :empty\b
    """,
    re.VERBOSE,
)
"""Styles under which a part of a document may not look as it does in the whole."""


_REMEMBERED: Final = 4096
"""Of so many units it is remembered what was found in them: an edit leaves most as they were."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One element that may be left empty: its opening tag, what is in it, and what follows until the next."""

    opening: str
    inner: str
    after: str
    within: tuple[str, ...] = ()
    """The opening tags of the elements around it, from the outermost on: styles may depend on them."""
    places: tuple[int, ...] = field(default=(), compare=False)
    """Where in the document these tags stand, which tells elements with the same tags apart."""


@dataclass(frozen=True)
class Cut:
    """A document as the units in it; ``before`` is everything up to the first."""

    before: str
    units: tuple[Unit, ...]
    footnote: str
    """The class of footnotes."""

    @cached_property
    def frame(self) -> tuple[str, ...]:
        """What every page depends on: styles, and the elements around everything."""
        return tuple(_FRAME.findall(self.before))

    @cached_property
    def footnotes(self) -> tuple[int, ...]:
        """How many footnotes each unit has."""
        return tuple(_notes_in(unit.inner, self.footnote) if self.footnote else 0 for unit in self.units)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The names of all anchors in units and of units."""
        return frozenset(name for unit in self.units for name in _names_in(unit.opening, unit.inner, unit.after))

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How many characters each unit has."""
        return tuple(len(unit.inner) + len(unit.after) for unit in self.units)

    def kept_in(self, other: Cut) -> float:
        """Return which part of another document, by length, is in units of this one; 0 where their styles differ."""
        if self.frame != other.frame:
            return 0.0
        own = frozenset(self.units)
        alike = sum(length for unit, length in zip(other.units, other.lengths, strict=True) if unit in own)
        return alike / (sum(other.lengths) or 1)

    def said_anew(self, other: Cut) -> dict[tuple[str, str], str] | None:
        """Return what running heads say anew in another document; None where more differs ahead of the units.

        Returns:
            What is said now, by the name of the string (``string-set``) and by what it said before.
        """
        names = _set_from("".join(STYLE.findall(self.before)))
        held = re.compile(rf' ({"|".join(map(re.escape, names)) or "-"})="([^"]*)"')
        one, two = (text.before[text.before.find("<body") :] for text in (self, other))
        if held.sub("", one) != held.sub("", two):
            return None
        values = zip(held.findall(one), held.findall(two), strict=True)
        return {(name, unescape(old)): unescape(new) for (held_in, old), (_, new) in values for name in names[held_in]}

    @cached_property
    def _runs(self) -> tuple[tuple[int, int], ...]:
        """The runs of units within the same elements, each as its first unit and that after its last."""
        found = [0]
        for _, run in groupby(self.units, key=attrgetter("places")):
            found.append(found[-1] + sum(1 for _ in run))
        return tuple(pairwise(found))

    def present(self, first: int, end: int) -> list[int]:
        """Return the units that stand in a window: those filled, those near them, and those beside what is around."""
        runs = self._runs
        filled = [at for at, (start, stop) in enumerate(runs) if start <= end and stop >= first]
        near = range(max(filled[0] - 1, 0), min(filled[-1] + 2, len(runs)))
        around = {self.units[runs[at][0]].places for at in near}

        def stands(at: int) -> bool:
            places = self.units[runs[at][0]].places
            return at in near or any(each[: len(places)] == places for each in around)

        return [unit for at, run in enumerate(runs) if stands(at) for unit in range(*run)]

    def window(self, first: int, end: int) -> str:
        """Return the HTML in which only the units from ``first`` up to ``end`` are filled.

        The numbers of footnotes go on as if the units before were there.
        """
        counted = sum(self.footnotes[:first])
        present = frozenset(self.present(first, end))
        pieces = [self.before]
        for place, unit in enumerate(self.units):
            if place not in present:
                pieces.append(unit.after.partition(">")[2])
                continue
            opening = unit.opening
            if place == first - 1 and counted:
                opening = f'{opening[:-1]} style="counter-increment: footnote {counted}">'
            pieces += (opening, unit.inner if first <= place < end else "", unit.after)
        return "".join(pieces)


@lru_cache(_REMEMBERED)
def _notes_in(html: str, footnote: str) -> int:
    return len(re.findall(rf'class="(?:[^"]*\s)?{re.escape(footnote)}(?:\s[^"]*)?"', html))


@lru_cache(_REMEMBERED)
def _names_in(*html: str) -> tuple[str, ...]:
    return tuple(map(unescape, _ID.findall("".join(html))))


def cut(html: str) -> Cut | None:
    """Return a document's units; None where it can only be laid out whole."""
    footnote = _footnote_class("".join(STYLE.findall(html)))
    if footnote is None or 'rel="stylesheet"' in html:
        return None
    tags = list(_TAG.finditer(html))
    openings, closings = tags[::2], tags[1::2]
    paired = len(openings) == len(closings) and all(
        not start[1] and end[1] and start[2] == end[2] and "style=" not in start[3]
        for start, end in zip(openings, closings, strict=True)
    )
    if not tags or not paired:
        return None
    ends = [*(start.start() for start in openings[1:]), len(html)]
    before = html[: openings[0].start()]
    around = _opened((), before, 0)
    units: list[Unit] = []
    for start, close, end in zip(openings, closings, ends, strict=True):
        after = html[close.start() : end]
        within, places = (tuple(each) for each in zip(*around, strict=True)) if around else ((), ())
        units.append(Unit(start[0], html[start.end() : close.start()], after, within, places))
        around = _opened((*around, (start[0], start.start())), after, close.start())
    return Cut(before, tuple(units), footnote)


def _opened(around: tuple[tuple[str, int], ...], html: str, offset: int) -> tuple[tuple[str, int], ...]:
    """Return the opening tags, and where they are, of what is open after some HTML, given those open before it.

    ``offset`` is where the HTML begins in the document.
    """
    opened = list(around)
    for tag in _ANY_TAG.finditer(html):
        name = tag[2].lower()
        if not tag[1]:
            opened += [] if name in VOID else [(tag[0], offset + tag.start())]
            continue
        place = next((at for at in range(len(opened) - 1, -1, -1) if _named(opened[at][0]) == name), len(opened))
        del opened[place:]
    return tuple(opened)


def _set_from(styles: str) -> dict[str, list[str]]:
    """Return the attributes that are there for running heads alone, each with the names of the strings made of it."""
    pairs = [pair for rule in _SET.findall(styles) for pair in _SET_FROM.findall(rule)]
    elsewhere = _SET.sub("", styles)
    found: dict[str, list[str]] = {}
    for name, attribute in pairs:
        if attribute not in elsewhere:
            found.setdefault(attribute, []).append(name)
    return found


def _named(opening: str) -> str:
    found = _ANY_TAG.match(opening)
    return found[2].lower() if found else ""


@lru_cache(8)
def _footnote_class(styles: str) -> str | None:
    """Return the class that makes footnotes, "" where none does.

    None where it is not one plain class, or where with these styles nothing but the whole document is laid out rightly.
    """
    plain_styles = _COMMENT.sub("", styles)
    if _WHOLE_ONLY.search(plain_styles):
        return None
    selectors = [found.strip() for found in _FLOATED.findall(plain_styles)]
    if not selectors:
        return ""
    plain = re.fullmatch(r"\.([\w-]+)", selectors[0])
    return plain[1] if plain and len(selectors) == 1 else None
