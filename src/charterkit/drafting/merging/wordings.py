"""What amendments make of the words of one slot, whichever of them were merged before: no order of merging matters.

All amendments of a slot are laid side by side on one text: that of the newest base among those still to be merged and
those merged since. A present text made by amendments already merged is thus never taken as one big edit by nobody; an
amendment collides with exactly those that it would have collided with had all been merged at once.

Where the record of changes does not explain the present text (somebody edited a file), that text itself is the base.
Which words can stand together is decided by ``charterkit.words``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from charterkit import words
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.past import Past, Step, with_references
from charterkit.drafting.proposals import Rewording, Slot, field_of, rewording, words_at
from charterkit.model.charter import Charter
from charterkit.model.submissions import Amend

_PAIR = 2


class Laid(NamedTuple):
    """Amendments of one slot laid on one text."""

    base: str
    merged: tuple[tuple[Entry, str], ...]
    """What those merged since make of it, one by one."""
    open: Mapping[str, str | None]
    """What those still to be merged make of it, by reference; None where earlier words are in the way."""

    def against(self, text: str) -> tuple[Entry, ...]:
        """Return the merged amendments that cannot stand beside one that makes this text of the base."""
        return tuple(by for by, other in self.merged if clash(self.base, other, text))

    def together(self, texts: Iterable[str]) -> str | None:
        """Return the text with the merged amendments and further ones in it; None where they collide."""
        return together(self.base, [*(text for _, text in self.merged), *texts])


class Wordings:
    """The slots of a charter at one moment of a negotiation."""

    def __init__(self, charter: Charter, bases: Mapping[str, Charter], past: Past) -> None:
        """Take the text at a moment, the charter at each base, and the changes merged by then."""
        self.charter = charter
        self.bases = bases
        self.past = past
        self._earlier: dict[str, Wordings] = {}

    def rewording(self, entry: Entry) -> Rewording | None:
        """Return an amendment with its slot, and the references in its words, led to where they are at this moment.

        None where it does not fit its base, or the base is not known.
        """
        name = entry.submission.base
        base = self.bases.get(name)
        found = rewording(base, entry) if base is not None else None
        if found is None:
            return None
        slot = Slot(self.past.present_path(found.slot.path, name), found.slot.field, found.slot.language)
        return Rewording(slot, self._led(found.base, name), self._led(found.proposed, name))

    def laid(self, slot: Slot, entries: Sequence[Entry]) -> Laid:
        """Lay open amendments of a slot on the newest base's text, beside those merged since."""
        here = words_at(self.charter, slot) or ""
        made = self._side_by_side(slot, entries)
        if made is not None and made.together(()) == here:
            return made
        return Laid(here, (), {entry.ref: self._carried(entry, here) for entry in entries})

    def made_already(self, slot: Slot, entry: Entry) -> bool:
        """Tell whether others that were merged since its base put the words of an amendment, whatever came after."""
        made = self._side_by_side(slot, [entry])
        text = made.open[entry.ref] if made else None
        return made is not None and text is not None and made.together([text]) == made.together(())

    def _side_by_side(self, slot: Slot, entries: Sequence[Entry]) -> Laid | None:
        """Lay open and merged amendments on the newest base's text; None where the records do not say enough."""
        newest, since = self._newest(slot, entries)
        base = self._base_text(newest, entries) if newest in self.bases else None
        if base is None:
            return None
        merged = [(step.entry, self._at(newest, step.entry)) for step in since]
        explained = sorted(((by, text) for by, text in merged if text is not None), key=lambda each: each[0].order)
        if len(explained) < len(merged):
            return None
        return Laid(base, tuple(explained), {entry.ref: self._at(newest, entry) for entry in entries})

    def alone(self, entry: Entry) -> str | None:
        """Return the words of its slot if this amendment alone is merged; None where it collides or does not fit."""
        change = self.rewording(entry)
        if change is None or words_at(self.charter, change.slot) is None:
            return None
        laid = self.laid(change.slot, [entry])
        text = laid.open[entry.ref]
        return None if text is None or laid.against(text) else laid.together([text])

    def _newest(self, slot: Slot, entries: Sequence[Entry]) -> tuple[str, list[Step]]:
        """Return the newest base that an open amendment of a slot, or one merged since, was written against."""
        steps = [step for step in self.past.amended.get(slot.path, ()) if _speaks_of(step.entry, slot)]
        newest = max((entry.submission.base for entry in entries), key=self.past.number)
        while True:
            since = [step for step in steps if step.decision > self.past.number(newest)]
            newer = max((step.entry.submission.base for step in since), key=self.past.number, default=newest)
            if self.past.number(newer) <= self.past.number(newest):
                return newest, since
            newest = newer

    def _at(self, base: str, entry: Entry) -> str | None:
        """Return what an amendment makes of its slot at a base, with references as they are at this moment."""
        then = self._then(base)
        if self.past.number(entry.submission.base) == self.past.number(base):
            change = then.rewording(entry)
            text = change.proposed if change else None
        else:
            text = then.alone(entry)
        return None if text is None else self._led(text, base)

    def _then(self, base: str) -> Wordings:
        """Return the slots as they were at a base."""
        if base not in self._earlier:
            self._earlier[base] = Wordings(self.bases[base], self.bases, self.past.until(base))
        return self._earlier[base]

    def _base_text(self, newest: str, entries: Sequence[Entry]) -> str | None:
        """Return the words of the entries' slot at a base, with references as they are at this moment."""
        then = self._then(newest)
        change = then.rewording(entries[0])
        found = None if change is None else words_at(then.charter, change.slot)
        return None if found is None else self._led(found, newest)

    def _carried(self, entry: Entry, here: str) -> str | None:
        change = self.rewording(entry)
        return None if change is None else words.merge(change.base, here, change.proposed).text

    def _led(self, text: str, base: str) -> str:
        return with_references(text, self.past.carrying(base))


@lru_cache(maxsize=4096)
def clash(base: str, one: str, other: str) -> bool:
    """Tell whether two versions of a base cannot stand together."""
    return words.merge(base, one, other).text is None


def together(base: str, texts: Iterable[str]) -> str | None:
    """Return the one text that holds several versions of a base, in any order; None where two of them collide."""
    distinct = sorted({*texts} - {base})
    if len(distinct) <= 1:
        return distinct[0] if distinct else base
    if any(clash(base, one, other) for one, other in combinations(distinct, _PAIR)):
        return None
    spans = words.compile(base, {str(index): text for index, text in enumerate(distinct)}) if distinct[_PAIR:] else []
    if spans and all(isinstance(span, words.Common) or len(span.options) == _PAIR for span in spans):
        return "".join(span.text if isinstance(span, words.Common) else span.options[1].text for span in spans)
    merged: str | None = base
    for text in distinct:
        merged = words.merge(base, merged, text).text if merged is not None else None
    return merged


def _speaks_of(entry: Entry, slot: Slot) -> bool:
    change = entry.change
    if not isinstance(change, Amend):
        return False
    return (field_of(change), change.language or entry.submission.language) == (slot.field, slot.language)
