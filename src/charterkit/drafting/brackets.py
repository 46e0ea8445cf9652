"""Every bracket of a rolling text as a value: where it stands, of what kind, what may stand there, who holds what.

One list, read by all who count or tell of brackets, so that they agree with each other and with the printed text.
Counting is left to ``counts``, who holds how much to ``holdings``; printing to ``charterkit.documents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.variants import Variant, together, variants
from charterkit.drafting.proposals import Slot
from charterkit.drafting.rolling import Rolling
from charterkit.model.paths import within
from charterkit.model.provisions import Node, Part, Provision, walk
from charterkit.words import Choice, Common, Group, Option, Span, nested

Kind = Literal["words", "addition", "deletion", "move", "keep"]
"""``words``: contested words of a text; the others speak of a whole part, provision or unit."""


class Held(NamedTuple):
    """One of the things that may stand in a bracket, and who stands behind it."""

    texts: tuple[str, ...]
    """Its words: one text, or all headings and texts of a whole unit; the empty text where no words would stand."""
    holders: tuple[str, ...]
    """Participants by code, each once; nobody where it is only the present text."""
    refs: tuple[str, ...]
    present: bool = False


class Bracket(NamedTuple):
    """One place that is not agreed."""

    part: str
    """The part or list it stands in; a part that is only proposed counts by its own id."""
    provision: str
    """The provision it stands in; empty where the part itself is meant."""
    path: str
    kind: Kind
    options: tuple[Held, ...]
    """Of contested words every alternative, the present one first; otherwise the one thing that is proposed.

    Alternatives that are alike stand as one, with the words they share; what differs is a bracket of its own."""

    @property
    def whole(self) -> bool:
        """Whether it speaks of a whole part, provision or unit."""
        return self.kind != "words"


def brackets(rolled: Rolling, language: str) -> tuple[Bracket, ...]:
    """Return every bracket of a rolling text as one language shows it, by part and provision in reading order."""
    order = {place: rank for rank, place in enumerate(places(rolled))}
    found = _Brackets(rolled, language).all()
    return tuple(sorted(found, key=lambda each: order.get((each.part, each.provision), len(order))))


def places(rolled: Rolling) -> tuple[tuple[str, str], ...]:
    """Return each part or list in reading order, followed by its provisions: pairs of ids, the second one empty first.

    What is only proposed comes after what stands: provisions at the end of their part, parts after the last part.
    """
    arriving: dict[str, list[str]] = {}
    for added in rolled.added:
        if isinstance(added.node, Part | Provision):
            arriving.setdefault(added.container, []).append(added.node.id)
    found: list[tuple[str, str]] = []
    for name, ids in rolled.charter.settings.outline.containers():
        for part in (*(arriving.get("parts", ()) if name == "closing" else ()), name):
            held = ids if part == name else ()
            found += [(part, ""), *((part, key) for key in dict.fromkeys((*held, *arriving.get(part, ()))))]
    return tuple(found)


class _Brackets:
    """Finds the brackets of one rolling text in one language."""

    def __init__(self, rolled: Rolling, language: str) -> None:
        self.rolled = rolled
        self.language = language
        self.homes = {provision: part for part, provision in places(rolled) if provision}

    def all(self) -> Iterator[Bracket]:
        """Yield what is contested, in no particular order of places."""
        for slot, spans in self.rolled.spans.items():
            if slot.language == self.language:
                for span in spans:
                    yield from self._words(slot, span)
        for group in variants(self.rolled.added):
            yield from self._addition(together(group), bracketed=True)
        for path, entries in self.rolled.deleted.items():
            yield self._bracket(path, "deletion", (Held(self._present(path), *self._behind(entries)),))
        for moved in self.rolled.moved:
            yield self._bracket(moved.path, "move", (Held((), *self._behind([moved.entry])),))
        for path, entries in self.rolled.kept.items():
            yield self._bracket(path, "keep", (Held((), *self._behind(entries)),))

    def _addition(self, new: Variant, *, bracketed: bool) -> Iterator[Bracket]:
        """Yield the bracket around what is proposed, then those inside: what only some of its variants have."""
        if bracketed:
            yield self._bracket(new.path, "addition", (self._held(tuple(self._shared(new)), new.refs),))
        for (field, language), spans in new.words.items():
            for span in spans if language == self.language else ():
                yield from self._words(Slot(new.path, field, language), span)
        for unit in new.units:
            yield from self._addition(unit, bracketed=unit.some)

    def _shared(self, new: Variant) -> Iterator[str]:
        """Yield the words that all variants have, of what is proposed and of what stands below it in all of them."""
        for (_, language), spans in new.words.items():
            if language == self.language:
                yield from (span.text for span in spans if isinstance(span, Common) and span.text)
        for unit in new.units:
            yield from () if unit.some else self._shared(unit)

    def _held(self, words: tuple[str, ...], refs: Sequence[str]) -> Held:
        return Held(words, self.rolled.sponsors(refs), tuple(refs))

    def _words(self, slot: Slot, span: Span) -> Iterator[Bracket]:
        """Yield the bracket of contested words, then those inside it."""
        if not isinstance(span, Choice):
            return
        keepers = [entry.ref for path, kept in self.rolled.kept.items() if within(slot.path, path) for entry in kept]
        held = []
        branches = nested(span)
        for branch in branches:
            present = isinstance(branch, Option) and branch.present
            refs = (*branch.holders, *keepers) if present else branch.holders
            words = (branch.text,) if isinstance(branch, Option) else branch.shared
            held.append(Held(words, self.rolled.sponsors(refs), tuple(refs), present))
        yield self._bracket(slot.path, "words", tuple(held))
        for branch in branches:
            for inner in branch.spans if isinstance(branch, Group) else ():
                yield from self._words(slot, inner)

    def _bracket(self, path: str, kind: Kind, options: tuple[Held, ...]) -> Bracket:
        top = path.partition("/")[0]
        return Bracket(self.homes.get(top, top), top if top in self.homes else "", path, kind, options)

    def _behind(self, entries: Iterable[Entry]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        refs = tuple(entry.ref for entry in entries)
        return self.rolled.sponsors(refs), refs

    def _present(self, path: str) -> tuple[str, ...]:
        node = self.rolled.charter.find(path)
        if node is not None:
            return tuple(texts(node, self.language))
        part = self.rolled.charter.part(path)
        provisions = self.rolled.charter.provisions
        below = (provisions[key] for key in part.provisions if key in provisions) if part else ()
        words = [part.heading.get(self.language, "")] if part else []
        return (*words, *(text for each in below for text in texts(each, self.language)))


def texts(node: Node | Part, language: str) -> Iterator[str]:
    """Yield the heading and text of a node and of everything below it in one language, where there are any."""
    for each in (node,) if isinstance(node, Part) else (below for _, below in walk(node)):
        yield from (each.heading[language],) if each.heading.get(language) else ()
        yield from () if isinstance(each, Part) or not each.text.get(language) else (each.text[language],)
