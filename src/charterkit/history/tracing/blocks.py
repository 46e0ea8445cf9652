"""Passages that left one place and came to another: moved within a version, or put back after they had been deleted.

When that is clear is laid down here:

* *Moved*: words of one version that stand elsewhere in the next: a passage that weighs ``MOVED``, or whole sentences
  that weigh ``MOVED_SENTENCE``; and with a passage that moved, the other words of its sentence that are the same.
* *Restored*: words that stood in an earlier version and were deleted: a passage that weighs ``RESTORED`` or whole
  sentences that weigh ``RESTORED_SENTENCE``, wherever they come back; or any words at all that come back as they were,
  to the same unit, between the same two words as when they were deleted.

A word weighs 1, a light one half (``words.reading``), punctuation nothing: phrases of the trade ("in accordance with
the") recur by chance, and who repeats them has not moved anything. The longest passage is found first; of equals the
one deleted last, then the first in reading order. Words are compared as they are written, in a row with their
punctuation, without their white space.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from charterkit.history.tracing.align import same_tokens
from charterkit.history.tracing.archive import Archive, packed, place_sign, sign
from charterkit.history.tracing.runs import PHRASE, Run
from charterkit.history.tracing.sentences import is_cut
from charterkit.words import reading
from charterkit.words.tokens import shared

MOVED: Final = 4.0
MOVED_SENTENCE: Final = 2.0
RESTORED: Final = 7.0
RESTORED_SENTENCE: Final = 3.0

_SEARCHES: Final = 400
"""How often an archive is searched before it is indexed, which costs about as much."""

_NOWHERE: Final[list[tuple[int, int]]] = []

_MOST_PLACES: Final = 32
"""Of the places where the same words begin, so many are looked at, the last ones: more are a phrase of the trade."""


@dataclass(frozen=True, slots=True)
class Match:
    """``size`` tokens of a run that came, from ``at`` on, are those of a run that went, from ``start`` on."""

    came: int
    at: int
    went: int
    start: int
    size: int

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        """The longest first, then what went last, then reading order."""
        return -self.size, -self.went, self.came, self.at, self.start


class Passages:
    """Runs that went, findable by the words in them.

    Args:
        least: what a passage weighs at least.
        sentence: what whole sentences weigh at least.
        archive: runs that were added before.
    """

    def __init__(self, least: float, sentence: float, archive: Archive | None = None) -> None:
        self.runs: list[Run] = []
        self._least, self._sentence = least, sentence
        self._archive, self._asked = archive, 0
        self._index: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)

    def add(self, run: Run) -> None:
        """Remember a run."""
        number = len(self.runs)
        self.runs.append(run)
        if self._archive is not None:
            number += len(self._archive)
        for place, phrase in _phrases(run.keys):
            self._index[phrase].append((number, place))

    def run(self, number: int) -> Run:
        """Return a run by its number, in the order in which they were added."""
        if self._archive is None:
            return self.runs[number]
        kept = len(self._archive)
        return self._archive.run(number) if number < kept else self.runs[number - kept]

    def all_runs(self) -> list[Run]:
        """Return every run, in the order in which they were added."""
        return [*(self._archive.runs() if self._archive else ()), *self.runs]

    def _places(self, phrase: tuple[str, ...]) -> list[tuple[int, int]]:
        """Return the last places where a phrase stands. An archive that is asked often is indexed like all else."""
        found = self._index.get(phrase, _NOWHERE)[-_MOST_PLACES:]
        if self._archive is None or len(found) == _MOST_PLACES:
            return found
        self._asked += 1
        if self._asked > _SEARCHES:
            self._unpack()
            return self._places(phrase)
        return (self._archive.places(phrase, _MOST_PLACES) + found)[-_MOST_PLACES:]

    def _unpack(self) -> None:
        runs, self.runs, self._archive = self.all_runs(), [], None
        self._index.clear()
        for run in runs:
            self.add(run)

    def matches(self, runs: Sequence[Run]) -> list[Match]:
        """Return where runs that came are runs that went; no token is in two of the matches' runs that came."""
        some = self._index or self._archive is not None
        found = sorted(self._candidates(runs), key=lambda match: match.order) if some else ()
        taken = [bytearray(len(run.keys)) for run in runs]
        chosen = []
        for match in found:
            for free in _free(match, taken[match.came]):
                if (part := self._clear(free, runs[match.came])) is not None:
                    taken[part.came][part.at : part.at + part.size] = b"\1" * part.size
                    chosen.append(part)
        return chosen

    def _candidates(self, runs: Sequence[Run]) -> Iterator[Match]:
        """Yield the matches that can be made no longer; what can be neither heavy nor a whole sentence is left out."""
        for came, run in enumerate(runs):
            keys, cuts = run.keys, run.cuts
            for at, phrase in _phrases(keys):
                for went, start in self._places(phrase):
                    other = self.run(went).keys
                    if at and start and keys[at - 1] == other[start - 1]:
                        continue
                    size = shared(keys[at:], other[start:])
                    if size >= self._least or bisect_right(cuts, at + size) - bisect_left(cuts, at) > 1:
                        yield Match(came, at, went, start, size)

    def _clear(self, match: Match, run: Run) -> Match | None:
        """Return a match that is clear, or the whole sentences in it where they are; else nothing."""
        weight = _weight(run.keys[match.at : match.at + match.size])
        if not self._is_gone(match, weight):
            return None
        if weight >= self._least:
            return match
        here = {cut - match.at for cut in run.cuts}
        cuts = [
            cut
            for place in self.run(match.went).cuts
            if 0 <= (cut := place - match.start) <= match.size and cut in here
        ]
        if not cuts or _weight(run.keys[match.at + cuts[0] : match.at + cuts[-1]]) < self._sentence:
            return None
        return Match(match.came, match.at + cuts[0], match.went, match.start + cuts[0], cuts[-1] - cuts[0])

    def _is_gone(self, match: Match, weight: float) -> bool:
        """Tell whether most of a passage was deleted: what still stands can't be put back, only copied."""
        run = self.run(match.went)
        if run.dead is None:
            return True
        places = range(match.start, match.start + match.size)
        return 2 * sum(reading.weight(run.keys[place]) for place in places if run.dead[place]) >= weight


def _phrases(keys: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    return ((at, tuple(keys[at : at + PHRASE])) for at in range(len(keys) - PHRASE + 1))


def _weight(keys: Iterable[str]) -> float:
    return sum(map(reading.weight, keys))


def _deleted_sentences(run: Run) -> Iterator[tuple[str, ...]]:
    """Yield the whole sentences of a run that were deleted, most of each."""
    if run.tokens is None or run.dead is None:
        return
    inner = (at for at in range(1, len(run.keys)) if is_cut(run.tokens, run.at + at))
    for start, end in pairwise((0, *inner, len(run.keys))):
        keys = run.keys[start:end]
        dead = sum(map(reading.weight, (key for key, gone in zip(keys, run.dead[start:end], strict=True) if gone)))
        if 2 * dead >= (weight := _weight(keys)) and weight >= RESTORED_SENTENCE:
            yield tuple(keys)


def _free(match: Match, taken: bytearray) -> Iterator[Match]:
    """Yield the parts of a match that nothing longer has taken."""
    at, end = match.at, match.at + match.size
    while at < end:
        if taken[at]:
            at += 1
            continue
        to = taken.find(1, at, end)
        to = end if to < 0 else to
        yield Match(match.came, at, match.went, match.start + at - match.at, to - at)
        at = to


def beside(match: Match, came: Run, went: Run) -> Iterator[tuple[int, int]]:
    """Yield the other words that a sentence took along when a passage of it moved: their places in both runs."""
    here, there = _sentence(came, match.at, match.size), _sentence(went, match.start, match.size)
    end, stop = match.at + match.size, match.start + match.size
    for at, to, start, until in ((here[0], match.at, there[0], match.start), (end, here[1], stop, there[1])):
        for left, right in same_tokens(came.keys[at:to], went.keys[start:until]):
            yield at + left, start + right


def _sentence(run: Run, at: int, size: int) -> tuple[int, int]:
    """Return where the sentences begin and end that hold a passage of a run, as far as the run goes."""
    start = max((cut for cut in run.cuts if cut <= at), default=0)
    return start, min((cut for cut in run.cuts if cut >= at + size), default=len(run.keys))


class Restored(NamedTuple):
    """Words that were put back: which of the runs that came, where in it, their marks, when they were deleted."""

    came: int
    at: int
    marks: list[int]
    died: int


class Memory:
    """Everything that was ever deleted, for the day when it is put back; ``archive`` is what was kept of it before."""

    def __init__(self, archive: Archive | None = None) -> None:
        self._archive = archive
        self._passages = Passages(RESTORED, RESTORED_SENTENCE, archive)
        self._between: dict[tuple[Hashable, str, tuple[str, ...], str], Run] = {}
        self._sentences: set[tuple[str, ...]] = set()

    def archived(self) -> Archive | None:
        """Return all of it as an archive; None where it cannot be packed."""
        kept = self._archive
        between = {place_sign(*key): (run.marks, run.died) for key, run in self._between.items()}
        before = () if kept is None else ((key, found) for key in kept.between if (found := kept.credit(key)))
        signs = frozenset(map(sign, self._sentences)) | (kept.sentences if kept else frozenset())
        everything = {**dict(before), **between}
        return packed(self._passages.all_runs(), signs, ((key, *found) for key, found in everything.items()))

    def add(self, run: Run) -> None:
        """Remember words that were deleted, for when they come back between the same two words."""
        self._between[run.where, run.left, tuple(run.keys), run.right] = run

    def add_sentences(self, run: Run) -> None:
        """Remember the sentences that words were deleted from, as they stood before, for when they come back."""
        self._passages.add(run.kept())
        self._sentences.update(_deleted_sentences(run))

    def returns(self, sentence: tuple[str, ...]) -> bool:
        """Tell whether a sentence, its words and punctuation as they are, was deleted earlier, most of it at least."""
        return sentence in self._sentences or (self._archive is not None and sign(sentence) in self._archive.sentences)

    def restored(self, runs: Sequence[Run]) -> Iterator[Restored]:
        """Yield what of the runs that came stood before."""
        rest = []
        for came, run in enumerate(runs):
            before = self._same_place(run)
            if before is None:
                rest.append(came)
            else:
                yield Restored(came, 0, *before)
        found = self._passages.matches([runs[came] for came in rest])
        taken = {match.came: bytearray(len(runs[rest[match.came]].keys)) for match in found}
        for match in found:
            taken[match.came][match.at : match.at + match.size] = b"\1" * match.size
            went = self._passages.run(match.went)
            yield Restored(rest[match.came], match.at, went.marks[match.start : match.start + match.size], went.died)
        for number, mask in taken.items():
            came = rest[number]
            for part in runs[came].without(mask):
                if (before := self._same_place(part)) is not None:
                    yield Restored(came, part.at - runs[came].at, *before)

    def _same_place(self, run: Run) -> tuple[list[int], int] | None:
        """Return the marks of words that were deleted between the two words that a run stands between, and when."""
        found = self._between.get((run.where, run.left, tuple(run.keys), run.right))
        if found is not None:
            return found.marks, found.died
        if self._archive is None:
            return None
        return self._archive.credit(place_sign(run.where, run.left, run.keys, run.right))
