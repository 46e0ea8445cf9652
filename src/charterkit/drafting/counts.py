"""Brackets, alternatives, placeholders and bracketed words of every part: how far a text is from agreement.

Counting only; which words are contested is worked out in ``rolling``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from charterkit.drafting.arrivals import Added
from charterkit.drafting.rolling import Rolling
from charterkit.model.charter import Charter
from charterkit.model.provisions import Part, walk
from charterkit.words import Choice

PLACEHOLDER: Final = re.compile(r"(?<!\[)\[(?!\[)[^\[\]]+\](?!\])")
"""Square brackets in a text: something that is still to be filled in or decided."""

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Count:
    """Brackets of one part: contested places, the alternatives in them, placeholders, and words within brackets."""

    part: str
    provisions: int
    brackets: int
    options: int
    placeholders: int
    words: int


def counts(present: Charter, rolled: Rolling) -> tuple[Count, ...]:
    """Return the counts of every list and part, in the order of the outline."""
    return tuple(_count(name, ids, present, rolled) for name, ids in present.settings.outline.containers())


def _count(name: str, ids: tuple[str, ...], present: Charter, rolled: Rolling) -> Count:
    choices = list(_choices(set(ids), rolled))
    added = [each for each in rolled.added if each.container == name or _top(each.container) in ids]
    marked = [*rolled.deleted, *rolled.kept, *(move.path for move in rolled.moved)]
    whole = [path for path in marked if _top(path) in ids or path == name]
    texts = [text for key in ids if key in present.provisions for text in _texts(present, key)]
    return Count(
        name,
        len(ids),
        len(choices) + len(whole) + len(added),
        sum(len(choice.options) for choice in choices),
        sum(len(PLACEHOLDER.findall(text)) for text in texts),
        sum(_words(option.text) for choice in choices for option in choice.options) + sum(map(_words_added, added)),
    )


def _choices(ids: set[str], rolled: Rolling) -> Iterator[Choice]:
    for slot, spans in rolled.spans.items():
        if _top(slot.path) in ids:
            yield from (span for span in spans if isinstance(span, Choice))


def _words_added(added: Added) -> int:
    nodes = [added.node] if isinstance(added.node, Part) else [node for _, node in walk(added.node)]
    headings = [text for node in nodes for text in node.heading.values()]
    texts = [text for node in nodes if not isinstance(node, Part) for text in node.text.values()]
    return sum(map(_words, [*headings, *texts]))


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _texts(present: Charter, key: str) -> Iterator[str]:
    language = present.settings.drafting_language
    return (node.text[language] for _, node in walk(present.provisions[key]) if language in node.text)


def _top(path: str) -> str:
    return path.partition("/")[0]
