"""What a text and its translation must have alike, whatever the languages: a machine can count it, nobody need read it.

Paragraphs, points, references, footnotes, placeholders, figures, dates and stretches in quotation marks are taken out
of each text and compared, and it is asked whether both deny. That the words mean the same is for translators. What a
language calls months and numbers comes from the caller: no calendar is kept here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from charterkit.drafting.correspondence.dates import dates_of
from charterkit.drafting.correspondence.fractions import fractions_of
from charterkit.drafting.correspondence.negations import missing_negation
from charterkit.drafting.correspondence.quantities import Quantities, Spoken, SpokenIn, quantities
from charterkit.drafting.correspondence.romans import romans_of
from charterkit.drafting.correspondence.times import Time, times_of, without
from charterkit.drafting.counts import placeholders
from charterkit.drafting.footnotes import CALL
from charterkit.drafting.merging.past import REFERENCE
from charterkit.drafting.proposals import Slot

Kind = Literal[
    "paragraphs", "points", "references", "footnotes", "placeholders", "dates", "figures", "quotations", "negation"
]
COUNTED: Final[tuple[Kind, ...]] = ("paragraphs", "points", "references", "footnotes", "placeholders", "dates")
"""What has to be the same on both sides, piece by piece."""

_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LABEL: Final = r"(?:\d{1,3}|[^\W\d_]|[ivxlc]{1,5}|الف)"
_POINT: Final = re.compile(
    rf"^\s*(?:[-*\u2022\u2013\u2014]\s|[(\uff08]{_LABEL}[)\uff09]|{_LABEL}[.)\uff09\u104b\u0f0d](?:\s|(?=[^\W\d_a-z]))"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、\uff0e]|[①-⑳㈠-㈩㉠-㉻⒜-⒵]"
    r"|[一二三四五六七八九十ア-ン]{1,3}\u3000|[\u05d0-\u05ea\u0621-\u064a]\s?[-\u2013]\s)",
    re.MULTILINE,
)
"""How a point begins: a dash, ``(a)``, ``1.``, ``一、``, ``①``, ``أ -``, in brackets of any width."""
_QUOTED: Final = re.compile(
    r"«(?=[^«»]*[^\W\d_])[^«»]+»|[\u201c\u201d\u201e](?=[^\u201c\u201d\u201e]*[^\W\d_])[^\u201c\u201d\u201e]+[\u201c\u201d]"
    r'|"(?=[^"]*[^\W\d_])[^"]+"|「[^「」]+」|『[^『』]+』'
)
"""Words in quotation marks, be they of several countries; of a day in them (``«29» октября``) nothing is said."""
_TITLED: Final = re.compile("《[^《》]+》")
"""What other languages write without marks or with: the title of an instrument."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing in which a translation differs from its source: what only the one has, and what only the other."""

    slot: Slot
    kind: Kind
    source: str
    other: str


def disagreements(slot: Slot, source: str, other: str, own: str, spoken_in: SpokenIn) -> Iterator[Disagreement]:
    """Yield what a text and its translation do not have alike.

    Args:
        slot: the place of the translation, in its language.
        source: the words of the drafting language.
        other: the words of the translation.
        own: the drafting language.
        spoken_in: how each language names months and numbers.
    """
    here, there = features(source, own, spoken_in(own)), features(other, slot.language, spoken_in(slot.language))
    for kind in COUNTED:
        if here.counted[kind] != there.counted[kind]:
            yield Disagreement(slot, kind, *_difference(here.counted[kind], there.counted[kind]))
    figures = _unlike(here, there)
    if any(figures):
        yield Disagreement(slot, "figures", *map(_listed, figures))
    if not (here.quoted.start < there.quoted.stop and there.quoted.start < here.quoted.stop):
        yield Disagreement(slot, "quotations", str(here.quoted.start), str(there.quoted.start))
    if denied := missing_negation(source, own, other, slot.language):
        yield Disagreement(slot, "negation", denied, "")


class Features(NamedTuple):
    """What can be counted in a text, each thing in a form that is the same in every language."""

    counted: dict[Kind, Counter[str]]
    figures: Quantities
    times: Counter[Time]
    fractions: Counter[str]
    quoted: range
    """How many stretches in quotation marks there may be said to be."""


def features(text: str, language: str, spoken: Spoken) -> Features:
    """Return what can be counted in a text of a language."""
    plain = "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in text)
    references, footnotes = Counter(REFERENCE.findall(plain)), Counter(CALL.findall(plain))
    words = CALL.sub(" ", REFERENCE.sub(" ", plain))
    romans, rest = romans_of(words)
    dates, rest = dates_of(rest.lower(), spoken.months, spoken.calendar)
    times, rest = times_of(rest)
    points = len(_POINT.findall(rest))
    counted: dict[Kind, Counter[str]] = {
        "paragraphs": Counter({"": sum(bool(each.strip()) for each in _PARAGRAPH.split(text))}),
        "points": Counter({"": points}) if points else Counter(),
        "references": references,
        "footnotes": footnotes,
        "placeholders": Counter({"": len(placeholders(words))}),
        "dates": dates,
    }
    quoted = len(_QUOTED.findall(words))
    surely_or_not = range(quoted, quoted + len(_TITLED.findall(words)) + 1)
    rest = _POINT.sub(" ", rest)
    fractions = fractions_of(rest, language, spoken.numbers)
    return Features(counted, quantities(rest, spoken, romans), times, fractions, surely_or_not)


def _unlike(here: Features, there: Features) -> tuple[Counter[str], Counter[str]]:
    """Return the figures and times that only one of two texts has.

    Parts of a whole and ordinals tell where both texts have some, and as many ordinals.
    """
    our_times, their_figures = without(here.times - there.times, there.figures)
    their_times, our_figures = without(there.times - here.times, here.figures)
    ours, theirs = _unlike_figures(our_figures, their_figures)
    ours, theirs = ours + _told(our_times), theirs + _told(their_times)
    first, second = here.figures.ordinals, there.figures.ordinals
    if not (ours or theirs) and first.total() == second.total():
        ours, theirs = first - second, second - first
    if not (ours or theirs) and here.fractions and there.fractions:
        ours, theirs = here.fractions - there.fractions, there.fractions - here.fractions
    return ours, theirs


def _told(times: Counter[Time]) -> Counter[str]:
    return Counter(map(str, times.elements()))


def _unlike_figures(here: Quantities, there: Quantities) -> tuple[Counter[str], Counter[str]]:
    """Return the figures that only one of two texts has. In words they tell only where both sides have others."""
    ours = (here.digits - there.digits - there.words - there.small, here.words - there.words - there.digits)
    theirs = (there.digits - here.digits - here.words - here.small, there.words - here.words - here.digits)
    if any(ours) and any(theirs):
        return ours[0] + ours[1], theirs[0] + theirs[1]
    return ours[0], theirs[0]


def _difference(here: Counter[str], there: Counter[str]) -> tuple[str, str]:
    """Return what only one of two has: names, or bare numbers of what has no name."""
    if not any((here | there).keys() - {""}):
        return str(here.total()), str(there.total())
    return _listed(here - there), _listed(there - here)


def _listed(found: Counter[str]) -> str:
    return ", ".join(sorted(found.elements()))
