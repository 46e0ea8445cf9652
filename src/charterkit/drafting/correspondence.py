"""What a text and its translation must have alike, whatever the languages: a machine can count it, nobody need read it.

Paragraphs, points, references, footnotes, placeholders, figures and dates are taken out of each text and compared.
That the words mean the same is for translators. The names of months come from the caller: no calendar is kept here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from charterkit.drafting.counts import placeholders
from charterkit.drafting.dates import dates_of
from charterkit.drafting.merging.past import REFERENCE
from charterkit.drafting.proposals import Slot

Kind = Literal["paragraphs", "points", "references", "footnotes", "placeholders", "dates", "figures"]
KINDS: Final[tuple[Kind, ...]] = ("paragraphs", "points", "references", "footnotes", "placeholders", "dates", "figures")

Months = Callable[[str], Mapping[str, int]]
"""The names of months of a language, in lower case, with their numbers."""

_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LABEL: Final = r"(?:\d{1,3}|[^\W\d_]|[ivxlc]{1,5}|الف)"
_POINT: Final = re.compile(
    rf"^\s*(?:[-*\u2022\u2013\u2014]\s|[(\uff08]{_LABEL}[)\uff09]|{_LABEL}[.)\uff09\u104b\u0f0d](?:\s|(?=[^\W\d_a-z]))"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、\uff0e]|[①-⑳㈠-㈩㉠-㉻⒜-⒵]"
    r"|[一二三四五六七八九十ア-ン]{1,3}\u3000|[\u05d0-\u05ea\u0621-\u064a]\s?[-\u2013]\s)",
    re.MULTILINE,
)
"""How a point begins: a dash, ``(a)``, ``1.``, ``一、``, ``①``, ``أ -``, in brackets of any width."""
_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]{1,64})\]")
_FIGURE: Final = re.compile(r"\d+(?:[.,/:'\u2019\u00a0\u202f\u066b\u066c]\d+| \d{3}(?!\d))*")
_SEPARATORS: Final = re.compile(r"[.,/:' \u2019\u00a0\u202f\u066b\u066c]")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing in which a translation differs from its source: what only the one has, and what only the other."""

    slot: Slot
    kind: Kind
    source: str
    other: str


def disagreements(slot: Slot, source: str, other: str, own: str, months: Months) -> Iterator[Disagreement]:
    """Yield what a text and its translation do not have alike.

    Args:
        slot: the place of the translation, in its language.
        source: the words of the drafting language.
        other: the words of the translation.
        own: the drafting language.
        months: the names of months by language; they must be lower case, as ``str.lower`` makes them.
    """
    here, there = features(source, months(own)), features(other, months(slot.language))
    for kind in KINDS:
        if here[kind] != there[kind]:
            yield Disagreement(slot, kind, *_difference(here[kind], there[kind]))


def features(text: str, months: Mapping[str, int]) -> dict[Kind, Counter[str]]:
    """Return what can be counted in a text, each thing in a form that is the same in every language."""
    plain = "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in text)
    references, footnotes = Counter(REFERENCE.findall(plain)), Counter(_FOOTNOTE.findall(plain))
    words = _FOOTNOTE.sub(" ", REFERENCE.sub(" ", plain))
    dates, rest = dates_of(words.lower(), months)
    points = len(_POINT.findall(rest))
    return {
        "paragraphs": Counter({"": sum(bool(each.strip()) for each in _PARAGRAPH.split(text))}),
        "points": Counter({"": points}) if points else Counter(),
        "references": references,
        "footnotes": footnotes,
        "placeholders": Counter({"": len(placeholders(words))}),
        "dates": dates,
        "figures": Counter(_SEPARATORS.sub("", each) for each in _FIGURE.findall(_POINT.sub(" ", rest))),
    }


def _difference(here: Counter[str], there: Counter[str]) -> tuple[str, str]:
    """Return what only one of two has: names, or bare numbers of what has no name."""
    if not any((here | there).keys() - {""}):
        return str(here.total()), str(there.total())
    return _listed(here - there), _listed(there - here)


def _listed(found: Counter[str]) -> str:
    return ", ".join(sorted(found.elements()))
