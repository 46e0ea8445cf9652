"""Brackets, alternatives, placeholders and bracketed words per part, provision and text: how far it is from agreement.

Counting only; what is contested is found in ``rolling`` and listed by ``brackets``. Words are counted as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from charterkit.drafting.brackets import Bracket, brackets, places, texts
from charterkit.drafting.footnotes import NOTE
from charterkit.drafting.rolling import Rolling
from charterkit.model.charter import Charter
from charterkit.model.paths import within
from charterkit.words.count import number_of_words

_BRACKETED: Final = re.compile(r"(?<!\[)\[(?!\[)[^\[\]]+\](?!\])")


class Count(NamedTuple):
    """What one part, one provision or a whole text holds that is not agreed."""

    part: str
    provisions: int
    """Those that stand in the present text."""
    brackets: int
    """Contested places: alternatives of words, additions and deletions of units, moves, requests to keep."""
    options: int
    """Alternatives in the brackets of words, the present text among them."""
    placeholders: int
    """Literal ``[...]`` in the present text, the headings of parts among it, and in what is proposed."""
    words: int
    """Words within brackets, each alternative's."""
    total: int = 0
    """Words of the present text."""
    provision: str = ""
    """The provision that is counted; empty for a part or a whole text."""
    additions: int = 0
    deletions: int = 0
    moves: int = 0
    keeps: int = 0
    """How many of the brackets speak of whole units, by what is proposed."""


_SHOWN: Final = 60
"""How much of a placeholder is quoted, in characters."""
_SUMMED: Final = tuple(name for name in Count._fields if name not in ("part", "provision"))


def placeholders(text: str) -> list[re.Match[str]]:
    """Return the square brackets in a text that are still to be filled in or decided.

    The call of a footnote that is written below the text is none; that of one which is not written is.
    """
    notes = set(NOTE.findall(text)) if "[^" in text else set()
    return [found for found in _BRACKETED.finditer(text) if found[0] not in notes]


def placeholder_shown(found: str) -> str:
    """Return a placeholder as a message or a table quotes it: a long one to about its sixtieth character."""
    return found if len(found) <= _SHOWN else f"{found[:_SHOWN].rpartition(' ')[0] or found[:_SHOWN]}…]"


def counts(present: Charter, rolled: Rolling, language: str | None = None) -> tuple[Count, ...]:
    """Return the counts of every list and part in the order of the outline, then of parts that are only proposed.

    Args:
        present: the present text.
        rolled: its rolling text.
        language: the language whose words are counted; the drafting language by default.
    """
    by_provision = provision_counts(present, rolled, language)
    parts = dict.fromkeys([*(part for part, _ in places(rolled)), *(each.part for each in by_provision)])
    return tuple(summed([each for each in by_provision if each.part == part], part) for part in parts)


def provision_counts(present: Charter, rolled: Rolling, language: str | None = None) -> tuple[Count, ...]:
    """Return the counts of every provision in reading order, and of parts as such where something of them is open."""
    language = language or present.settings.drafting_language
    found = brackets(rolled, language)
    placed: dict[tuple[str, str], list[Bracket]] = {}
    for bracket in found:
        placed.setdefault((bracket.part, bracket.provision), []).append(bracket)
    gone = [bracket.path for bracket in found if bracket.kind == "deletion"]
    opened = {(part.id, "") for part in present.settings.outline.parts if any(map(placeholders, texts(part, language)))}
    keys = [key for key in dict.fromkeys((*places(rolled), *placed)) if key[1] or key in placed or key in opened]
    return tuple(_count(_Place(*key, tuple(placed.get(key, ()))), present, gone, language) for key in keys)


def summed(found: Sequence[Count], part: str = "") -> Count:
    """Return the sum of counts, under the name of a part."""
    sums = {name: sum(getattr(each, name) for each in found) for name in _SUMMED}
    return Count(part=part, **sums)


class _Place(NamedTuple):
    """A provision, or a part as such, with the brackets in it."""

    part: str
    provision: str
    brackets: tuple[Bracket, ...]


def _count(place: _Place, present: Charter, gone: Sequence[str], language: str) -> Count:
    here = place.brackets
    standing = present.provisions.get(place.provision)
    here_now = standing if place.provision else present.part(place.part)
    own = list(texts(here_now, language)) if here_now else []
    proposed = [text for bracket in here for text in _proposed(bracket)]
    kinds = [bracket.kind for bracket in here]
    return Count(
        part=place.part,
        provision=place.provision,
        provisions=int(standing is not None),
        brackets=len(here),
        options=sum(len(bracket.options) for bracket in here if bracket.kind == "words"),
        placeholders=sum(len(placeholders(text)) for text in (*own, *proposed)),
        words=sum(number_of_words(text) for bracket in here for text in _within(bracket, gone)),
        total=sum(map(number_of_words, own)) if standing else 0,
        additions=kinds.count("addition"),
        deletions=kinds.count("deletion"),
        moves=kinds.count("move"),
        keeps=kinds.count("keep"),
    )


def _proposed(bracket: Bracket) -> Iterator[str]:
    """Yield the words in a bracket that do not stand in the present text."""
    if bracket.kind != "deletion":
        yield from (text for option in bracket.options if not option.present for text in option.texts)


def _within(bracket: Bracket, gone: Sequence[str]) -> Iterator[str]:
    """Yield the words that a bracket encloses, except those that a bracket around it encloses already."""
    outer = [path for path in gone if path != bracket.path]
    around = bracket.part in outer or any(within(bracket.path, path) for path in outer)
    for option in bracket.options:
        stands = option.present or bracket.kind == "deletion"
        if not (stands and (around or (bracket.kind == "words" and bracket.path in gone))):
            yield from option.texts
