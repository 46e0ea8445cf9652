"""What a change says against its base: the words it found there and the words it puts.

The base is the version that the submission names; nothing here looks at the present text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from charterkit.drafting.ledger import Entry
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part, Provision, Unit, walk
from charterkit.model.submissions import Add, Amend, Change, NewPart, target

Field = Literal["text", "heading"]

_NO_BREAK: Final = re.compile("[\u00a0\u202f]")


class Slot(NamedTuple):
    """A place that holds words: the text or heading of a path in one language."""

    path: str
    field: Field
    language: str


def texts_in(node: Node | Part | NewPart, path: str | None = None) -> dict[Slot, str]:
    """Return every heading and text of a part, provision or unit and of all below it, in reading order."""
    if isinstance(node, Part | NewPart):
        return {Slot(path or node.id, "heading", language): text for language, text in node.heading.items()}
    found: dict[Slot, str] = {}
    for here, each in walk(node, path):
        found |= {Slot(here, "heading", language): text for language, text in each.heading.items()}
        found |= {Slot(here, "text", language): text for language, text in each.text.items()}
    return found


class Rewording(NamedTuple):
    """An amendment as words: where, what stood in the base, what is put."""

    slot: Slot
    base: str
    proposed: str


def words_at(charter: Charter, slot: Slot) -> str | None:
    """Return the words in a slot, the empty text where that language has none, or None where the path leads nowhere."""
    node: Provision | Unit | Part | None = charter.standing(slot.path)
    if node is None or (isinstance(node, Part) and slot.field == "text"):
        return None
    texts = node.heading if slot.field == "heading" or isinstance(node, Part) else node.text
    return texts.get(slot.language, "")


def rewording(base: Charter, entry: Entry) -> Rewording | None:
    """Return what an amendment puts in the place of which words; None where it does not fit its base."""
    change = entry.change
    if not isinstance(change, Amend):
        return None
    slot = Slot(change.amend, field_of(change), change.language or entry.submission.language)
    found = words_at(base, slot)
    if found is None:
        return None
    return Rewording(slot, found, proposed) if (proposed := proposed_words(change, found)) is not None else None


def field_of(change: Amend) -> Field:
    """Return whether an amendment speaks of a heading or of a text."""
    return "text" if change.heading is None else "heading"


def proposed_words(change: Amend, found: str) -> str | None:
    """Return the words after an amendment of ``found``; None where the words to replace do not stand exactly once."""
    if change.replace is not None and change.with_ is not None:
        old, new = change.replace, change.with_
        if occurrences(found, old) != 1:
            return None
        if not old.endswith("\n"):
            new = new.rstrip("\n")  # the line end that closes a block in the file is none of its words
        return found.replace(old, new, 1).rstrip("\n")
    return change.text if change.text is not None else change.heading


def occurrences(text: str, words: str) -> int:
    """Count how often words stand in a text, overlapping ones included."""
    count, at = 0, text.find(words)
    while at >= 0:
        count, at = count + 1, text.find(words, at + 1)
    return count


def as_it_stands(text: str, words: str) -> str:
    """Return words that a person copied from a text as they stand there: with its line ends and no-break spaces.

    Where they stand as they were given, nowhere, or more than once, they are returned as they were given.
    """
    if words in text or not words.strip():
        return words
    found = re.findall(r"\s+".join(map(re.escape, words.split())), text)
    return str(found[0]) if len(found) == 1 else words


def spaced_as(text: str, words: str) -> str:
    """Return words with spaces for the no-break spaces of a word processor, unless the text they are for has some."""
    return words if _NO_BREAK.search(text) else _NO_BREAK.sub(" ", words)


def paths_brought(change: Add) -> Iterator[str]:
    """Yield the path of what an addition would bring, and of every unit in it."""
    path = target(change)
    if isinstance(change.add, NewPart):
        yield path
    else:
        yield from (below for below, _ in walk(change.add, path))


def words_put(change: Change) -> Iterator[str]:
    """Yield every text that a change would put, headings and what an added unit holds among them."""
    if isinstance(change, Amend):
        yield from (text for text in (change.with_, change.text, change.heading) if text)
    elif isinstance(change, Add):
        yield from texts_in(change.add).values()
