"""Where the negotiation stands: what every open change would do now, what collides, brackets and placeholders per part.

Counting only. Who agrees to what and what blocks adoption is the concern of positions and decisions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.outcomes import Collision, Result
from charterkit.drafting.past import Past
from charterkit.drafting.rolling import Rolling, roll
from charterkit.model.charter import Charter
from charterkit.model.submissions import target
from charterkit.words import Choice

PLACEHOLDER: Final = re.compile(r"(?<!\[)\[(?!\[)[^\[\]]+\](?!\])")
"""Square brackets in a text: something that is still to be filled in or decided."""

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What merging one open change alone would do now, and the open changes it collides with."""

    entry: Entry
    path: str
    result: Result
    against_text: tuple[Collision, ...] = ()
    rivals: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Brackets of one part: contested places, the alternatives in them, placeholders, and words within brackets."""

    part: str
    provisions: int
    brackets: int
    options: int
    placeholders: int
    words: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the negotiation stands."""

    outlooks: tuple[Outlook, ...]
    counts: tuple[Count, ...]


def standing(present: Charter, entries: Sequence[Entry], bases: Mapping[str, Charter], past: Past) -> Standing:
    """Return where the negotiation of a text stands, with the open changes given."""
    fitting = [entry for entry in entries if entry.submission.base in bases]
    rivals = colliding(present, fitting, bases, past)
    outlooks = []
    for entry in fitting:
        alone = merge(present, [entry], bases, past)
        outcome = alone.outcomes[0]
        outlooks.append(Outlook(entry, outcome.path, outcome.result, alone.collisions, rivals.get(entry.ref, ())))
    return Standing(tuple(outlooks), counts(present, roll(present, fitting, bases, past)))


def colliding(
    present: Charter, entries: Sequence[Entry], bases: Mapping[str, Charter], past: Past
) -> dict[str, tuple[Entry, ...]]:
    """Return for every change the other open changes that it cannot stand beside, by pairs."""
    sound = [entry for entry in entries if merge(present, [entry], bases, past).charter is not None]
    found: dict[str, list[Entry]] = {}
    for one, other in combinations(sound, 2):
        if near(one, other) and merge(present, [one, other], bases, past).collisions:
            found.setdefault(one.ref, []).append(other)
            found.setdefault(other.ref, []).append(one)
    return {ref: tuple(others) for ref, others in found.items()}


def near(one: Entry, other: Entry) -> bool:
    """Tell whether two changes may touch each other: they speak of the same provision, or name it."""
    first, second = target(one.change).partition("/")[0], target(other.change).partition("/")[0]
    return first == second or f"[[{second}" in str(one.change) or f"[[{first}" in str(other.change)


def counts(present: Charter, rolled: Rolling) -> tuple[Count, ...]:
    """Return the counts of every list and part, in the order of the outline."""
    return tuple(
        _count(name, set(ids), present, rolled) for name, ids in present.settings.outline.containers() if ids or name
    )


def _count(name: str, ids: set[str], present: Charter, rolled: Rolling) -> Count:
    choices = [
        span
        for slot, spans in rolled.spans.items()
        if slot.path.partition("/")[0] in ids
        for span in spans
        if isinstance(span, Choice)
    ]
    whole = [path for marks in (rolled.deleted, rolled.kept) for path in marks if path.partition("/")[0] in ids]
    whole += [move.path for move in rolled.moved if move.path.partition("/")[0] in ids]
    added = [a for a in rolled.added if a.container == name or a.container.partition("/")[0] in ids]
    words = sum(len(_WORD.findall(option.text)) for choice in choices for option in choice.options)
    words += sum(len(_WORD.findall(text)) for a in added for text in a.node.heading.values())
    texts = [text for key in ids if key in present.provisions for text in _texts(present, key)]
    placeholders = sum(len(PLACEHOLDER.findall(text)) for text in texts)
    options = sum(len(choice.options) for choice in choices)
    return Count(name, len(ids), len(choices) + len(whole) + len(added), options, placeholders, words)


def _texts(present: Charter, key: str) -> list[str]:
    language = present.settings.drafting_language
    return [
        node.text[language] for path, node in present.walk() if path.partition("/")[0] == key and language in node.text
    ]
