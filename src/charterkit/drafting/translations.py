"""How each language of the text stands to the drafting language: in step, stale, missing, or never recorded.

A translation is made of the words that stood in the version its submission was written against, or that the same
submission put. When the words of the drafting language are others now, the translation is stale: it renders earlier
words, which are kept here to be shown. Whether two languages say the same is looked at in ``correspondence.compared``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from charterkit import words
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.past import Past, Step, with_references
from charterkit.drafting.proposals import Field, Slot, field_of, proposed_words, texts_in, words_at
from charterkit.model.charter import Charter
from charterkit.model.paths import moved
from charterkit.model.provisions import walk
from charterkit.model.submissions import Add, Amend

State = Literal["current", "stale", "missing", "unrecorded"]
"""``unrecorded``: no merged change put these words, so nobody can say which words they translate."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One text or heading in a language other than the drafting language."""

    slot: Slot
    state: State
    source: str
    """The words of the drafting language that stand now."""
    text: str
    """The words in this language; empty where they are missing."""
    rendered: str = ""
    """The words of the drafting language that the translation was made of, where that is recorded."""
    by: Entry | None = None
    """The change that last put the words of this language."""

    @property
    def segments(self) -> tuple[words.Segment, ...]:
        """What has changed in the drafting language since the translation was made; nothing unless it is stale."""
        return tuple(words.diff(self.rendered, self.source)) if self.state == "stale" else ()


@dataclass(frozen=True, slots=True)
class _Made:
    """Which words of the drafting language a translation was made of, and by which change."""

    rendered: str | None
    entry: Entry


_Sources = dict[Slot, _Made]


def translations(charter: Charter, past: Past, bases: Mapping[str, Charter]) -> tuple[Translation, ...]:
    """Return every text and heading of the charter in every language but the drafting language, in reading order.

    Args:
        charter: the text whose languages are looked at.
        past: the changes merged into it.
        bases: the charter at each base that a merged submission names.
    """
    made = _sources(charter, past, bases)
    own, *others = charter.settings.languages
    return tuple(
        _translation(slot, charter, made.get(slot), own)
        for language in others
        for path, field in _fields(charter)
        if words_at(charter, Slot(path, field, own)) or words_at(charter, Slot(path, field, language))
        for slot in (Slot(path, field, language),)
    )


def _translation(slot: Slot, charter: Charter, made: _Made | None, own: str) -> Translation:
    source = words_at(charter, Slot(slot.path, slot.field, own)) or ""
    text = words_at(charter, slot) or ""
    rendered = made.rendered if made else None
    state: State = "unrecorded" if rendered is None else "current" if rendered == source else "stale"
    return Translation(slot, state if text else "missing", source, text, rendered or "", made.entry if made else None)


def _fields(charter: Charter) -> Iterator[tuple[str, Field]]:
    """Yield every place that holds words, in reading order: parts' headings before the provisions of the part."""
    parts = {part.id: part for part in charter.settings.outline.parts}
    for container, ids in charter.settings.outline.containers():
        if container in parts:
            yield container, "heading"
        for provision in (charter.provisions[key] for key in ids if key in charter.provisions):
            for path, _ in walk(provision):
                yield path, "heading"
                yield path, "text"


def _sources(charter: Charter, past: Past, bases: Mapping[str, Charter]) -> _Sources:
    """Return what each text in another language was made of, as the merged changes tell it one after the other."""
    made: _Sources = {}
    own = charter.settings.drafting_language
    together = _together(past)
    for step in past.steps:
        if step.path != step.after:
            made = {_renamed(slot, step): each for slot, each in made.items()}
        if step.decision in past.corrections:
            made |= _corrected(step, own, made)
        for slot, each in _put(step, own, together, bases):
            made[slot] = each if each.rendered is None else _Made(_led(each, past), each.entry)
    return made


def _put(
    step: Step, own: str, together: Mapping[tuple[str, ...], Sequence[Amend]], bases: Mapping[str, Charter]
) -> Iterator[tuple[Slot, _Made]]:
    """Yield the words of other languages that a step put, with what they were made of."""
    change, submission = step.entry.change, step.entry.submission
    if isinstance(change, Amend):
        language = change.language or submission.language
        if language != own:
            beside = together.get((submission.id, change.amend, field_of(change), own), ())
            rendered = _words_seen(change, own, beside, bases.get(submission.base))
            yield Slot(step.path, field_of(change), language), _Made(rendered, step.entry)
    elif isinstance(change, Add):
        added = texts_in(change.add, step.path)
        for slot in added:
            if slot.language != own:
                yield slot, _Made(added.get(Slot(slot.path, slot.field, own), ""), step.entry)


def _words_seen(change: Amend, own: str, beside: Iterable[Amend], base: Charter | None) -> str | None:
    """Return the words of the drafting language in a translator's base, with all that the same submission does to them.

    None where they are not known: the base is not, or what is to be replaced does not stand in them.
    """
    found = words_at(base, Slot(change.amend, field_of(change), own)) if base else None
    for each in beside:
        found = None if found is None else proposed_words(each, found)
    return found


def _corrected(step: Step, own: str, made: _Sources) -> _Sources:
    """Return what translates words that a step corrects: an error in one language is none of the others.

    They render the corrected words from the beginning (VCLT, article 79(4)); where they rendered others, they still do.
    """
    change, submission = step.entry.change, step.entry.submission
    if not isinstance(change, Amend) or change.replace is None or (change.language or submission.language) != own:
        return {}
    place = (step.path, field_of(change))
    rendered = {slot: each for slot, each in made.items() if (slot.path, slot.field) == place}
    put = {slot: proposed_words(change, each.rendered) for slot, each in rendered.items() if each.rendered}
    return {slot: _Made(words, rendered[slot].entry) for slot, words in put.items() if words is not None}


def _together(past: Past) -> Mapping[tuple[str, ...], Sequence[Amend]]:
    """Return the merged amendments by submission, place, field and language: several may amend one text."""
    found: dict[tuple[str, ...], list[Amend]] = {}
    for change, submission in ((step.entry.change, step.entry.submission) for step in past.steps):
        if isinstance(change, Amend):
            place = (submission.id, change.amend, field_of(change), change.language or submission.language)
            found.setdefault(place, []).append(change)
    return found


def _renamed(slot: Slot, step: Step) -> Slot:
    return Slot(moved(slot.path, step.path, step.after), slot.field, slot.language)


def _led(made: _Made, past: Past) -> str:
    """Return the words with their references led to where they are now, as those of the present text are."""
    return with_references(made.rendered or "", past.carrying(made.entry.submission.base))
