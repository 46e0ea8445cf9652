"""Whose words a charter is made of: the origin of every word of every heading and text, over all its versions.

A fold over the versions that a history went through: each brings its changed texts and says, for every text, which
decision brought its new words, or that none did. Words that leave one unit and come to another in the same version
keep their origin; so do units that move, are split or joined, and words that were deleted and are put back (``trace``).
Who stands behind a decision is worked out in ``origins``; where versions come from is left to the store.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from typing import Final, NamedTuple

from charterkit.drafting.proposals import Slot, texts_in
from charterkit.history.comparing.likeness import share_within
from charterkit.history.tracing.trace import TextFold
from charterkit.model.charter import Charter
from charterkit.words.tokens import tokenise

LEAST_SHARED: Final = 0.5
"""How much of a unit's words must be those of one of the same id that left its place in the same version, to be it."""


class Mark(NamedTuple):
    """Where words come from.

    Attributes:
        commit: the commit that brought them to the charter.
        decision: the decision of that commit that did, None where no decision brought them.
        slot: where they stood first.
        since: the number of the version from which on they have stood: later than the commit's where they were
            deleted and put back before a version was released that held them.
    """

    commit: str
    decision: str | None
    slot: Slot
    since: int


def texts_of(charter: Charter) -> dict[Slot, str]:
    """Return every heading and text of parts, provisions and units, in every language, in reading order."""
    found: dict[Slot, str] = {}
    for part in charter.settings.outline.parts:
        found |= texts_in(part)
    for provision in charter.ordered():
        found |= texts_in(provision)
    return found


class Attribution:
    """The words of a charter with their marks, version by version."""

    def __init__(
        self,
        marks: Iterable[Mark] = (),
        releases: Iterable[tuple[int, str]] = (),
        texts: TextFold[Slot] | None = None,
    ) -> None:
        """Begin with nothing, or go on where an attribution was ended."""
        self.marks: list[Mark] = list(marks)
        self.releases: list[tuple[int, str]] = list(releases)
        self.texts: TextFold[Slot] = texts or TextFold()

    def take(self, commit: str, changed: Mapping[Slot, str | None], credit: Callable[[Slot], str | None]) -> None:
        """Take a version.

        Args:
            commit: the commit that made it.
            changed: the texts that it changed; None for one that is gone.
            credit: gives the id of the decision that brought the new words of a text, None where none did.
        """
        now = self.texts.taken

        def mark(slot: Slot) -> int:
            self.marks.append(Mark(commit, credit(slot), slot, now))
            return len(self.marks) - 1

        @cache
        def again(number: int, died: int) -> int:
            old = self.marks[number]
            if self._released(old.since) < self._released(died):
                return number
            self.marks.append(old._replace(since=now))
            return len(self.marks) - 1

        self.texts.take(changed, mark, self._sources(changed), again)

    def release(self, versions: Iterable[str | None]) -> None:
        """Note the versions that the commit taken last released."""
        self.releases += [(self.texts.taken - 1, name) for name in versions if name]

    def slots(self) -> Iterable[Slot]:
        """Return where words stand now."""
        return self.texts.standing.keys()

    def text(self, slot: Slot) -> str | None:
        """Return a text as it stands, None where there is none."""
        standing = self.texts.standing.get(slot)
        return None if standing is None else standing.text

    def runs(self, slot: Slot) -> Iterator[tuple[str, Mark]]:
        """Yield a text in runs of one mark; joined they are the text."""
        return ((text, self.marks[number]) for text, number in self.texts.runs(slot))

    def version(self, mark: Mark) -> str | None:
        """Return the first released version that holds words of a mark, None where none does yet."""
        place = self._released(mark.since)
        return self.releases[place][1] if place < len(self.releases) else None

    def _released(self, since: int) -> int:
        """Return how many versions were released before a version of the text."""
        return bisect_left(self.releases, since, key=itemgetter(0))

    def _sources(self, changed: Mapping[Slot, str | None]) -> dict[Slot, Slot]:
        """Return where texts that stand at a new place stood before: the same text, or one of the same id and alike."""
        gone = [slot for slot, text in changed.items() if text is None and slot in self.texts.standing]
        came = {slot: text for slot, text in changed.items() if text is not None and slot not in self.texts.standing}
        found: dict[Slot, Slot] = {}
        for same in (self._equal, self._alike):
            for old in gone:
                new = next((slot for slot, text in came.items() if slot not in found and same(old, slot, text)), None)
                if new is not None:
                    found[new] = old
            gone = [old for old in gone if old not in found.values()]
        return found

    def _equal(self, old: Slot, new: Slot, text: str) -> bool:
        return text == self.texts.standing[old].text and (old.field, old.language) == (new.field, new.language)

    def _alike(self, old: Slot, new: Slot, text: str) -> bool:
        own = [(slot.path.rpartition("/")[2], slot.field, slot.language) for slot in (old, new)]
        if own[0] != own[1]:
            return False
        before, after = (tokens.keys[:-1] for tokens in (self.texts.standing[old].tokens, tokenise(text)))
        short, long = sorted((before, after), key=len)
        return share_within(short, long) >= LEAST_SHARED
