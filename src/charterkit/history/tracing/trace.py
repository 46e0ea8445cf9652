"""Whose word is whose: the origin of every word of a text, over all the versions that it went through.

A word is credited to the version that brought it. Words around it may change, sentences may move, words may be deleted
and put back: they stay with who brought them. How texts are aligned is laid down in ``align``, what counts as
moved and as restored in ``blocks``; this module puts them together for any number of texts that change at once.
Charters and decisions are the business of ``attribution``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final, Generic, TypeVar

from charterkit.history.tracing.align import hunks
from charterkit.history.tracing.blocks import (
    MOVED,
    MOVED_SENTENCE,
    Memory,
    Passages,
    beside,
)
from charterkit.history.tracing.runs import PHRASE, Run
from charterkit.history.tracing.sentences import sentences_around, travellers
from charterkit.words.slides import Hunk
from charterkit.words.tokens import Tokens, tokenise

_W = TypeVar("_W", bound=Hashable)
NOBODY: Final = -1
"""The mark of a word that nobody is credited with yet."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the origin of its words; the white space before a word goes with the word."""

    text: str
    origin: str


def trace_texts(versions: Sequence[tuple[str, str]]) -> list[Piece]:
    """Return whose words the last of several versions of a text is made of.

    Args:
        versions: (origin, text), in order of time; any strings. An origin may stand more than once.

    Returns:
        Pieces in reading order, none empty, neighbours of different origins; their texts joined are the last version's
        text, to the character. A word's origin is that of a version that has this very word. No border between two
        pieces splits a grapheme cluster.
    """
    fold: TextFold[str] = TextFold()
    for number, (_, text) in enumerate(versions):
        fold.take({"": text}, {"": number}.__getitem__)
    pieces: list[Piece] = []
    for text, mark in fold.runs(""):
        origin = versions[mark][0]
        joined = pieces.pop().text if pieces and pieces[-1].origin == origin else ""
        pieces.append(Piece(joined + text, origin))
    return pieces


@dataclass(slots=True)
class Standing:
    """A text as it stands, with a mark for each of its tokens, the white space at its end included.

    ``since`` is the number of the version that made it so, ``before`` the text that stood there before and its marks.
    """

    text: str
    marks: list[int]
    since: int = 0
    before: tuple[str, list[int]] = ("", [])
    cut: Tokens | None = None

    @property
    def tokens(self) -> Tokens:
        """Its tokens."""
        if self.cut is None:
            self.cut = tokenise(self.text)
        return self.cut

    def run(self, where: Hashable, start: int, end: int) -> Run:
        """Return some of its tokens as a run."""
        keys = self.tokens.keys
        left = keys[start - 1] if start else ""
        return Run(where, keys[start:end], self.marks[start:end], left, keys[end], start, self.tokens)


_EMPTY: Final = Standing("", [NOBODY])


class TextFold(Generic[_W]):
    """Texts that change together, version by version. Who brought a word is a number, its mark.

    ``standing`` holds the texts as they are after the last version, ``taken`` how many versions were taken, ``memory``
    what was deleted. All three may come from a fold that was ended before.
    """

    def __init__(
        self, standing: dict[_W, Standing] | None = None, taken: int = 0, memory: Memory | None = None
    ) -> None:
        self.standing: dict[_W, Standing] = standing or {}
        self.taken = taken
        self.memory = memory or Memory()

    def take(
        self,
        changed: Mapping[_W, str | None],
        mark: Callable[[_W], int],
        sources: Mapping[_W, _W] | None = None,
        again: Callable[[int, int], int] = lambda mark, _: mark,
    ) -> None:
        """Take a version.

        Args:
            changed: the texts that this version changed, by where they stand; None for one that is gone.
            mark: gives the mark of the words that this version brings to a text.
            sources: where texts that stand elsewhere now stood before, by their new place.
            again: gives the mark of words that were put back, from the mark that they had and the number, from 0, of
                the version that deleted them.
        """
        step = _Step(mark, again, self.taken)
        pairs = [
            (where, text, tokenise(text or ""), before) for where, text, before in self._pairs(changed, sources or {})
        ]
        several = len(pairs) > 1
        travelling = travellers((before.tokens, tokens) for _, _, tokens, before in pairs) if several else frozenset()
        for where, text, tokens, before in pairs:
            if text and text == before.before[0]:
                step.go_back(where, text, before, hunks(before.tokens, tokens), tokens)
            else:
                found = hunks(before.tokens, tokens, travelling, self.memory.returns)
                step.compare(where, text, before, found, tokens)
        step.settle(self.memory)
        for where, text in changed.items():
            if text is None:
                self.standing.pop(where, None)
        self.standing.update(step.after)
        self.taken += 1

    def _pairs(
        self, changed: Mapping[_W, str | None], sources: Mapping[_W, _W]
    ) -> Iterator[tuple[_W, str | None, Standing]]:
        """Yield each text that changed with the one that it came from, which nothing else came from."""
        left = set(sources.values())
        for where, text in changed.items():
            source = sources.get(where, where)
            before = _EMPTY if source in left and where not in sources else self.standing.get(source, _EMPTY)
            if text != before.text or where in sources:
                yield where, text, before

    def runs(self, where: _W) -> Iterator[tuple[str, int]]:
        """Yield a text as it stands in runs of one mark; nothing where there is none."""
        standing = self.standing.get(where, _EMPTY)
        if standing.text:
            for mark, tokens in groupby(zip(standing.marks, standing.tokens.full, strict=True), key=itemgetter(0)):
                yield "".join(full for _, full in tokens), mark


class _Step(Generic[_W]):
    """One version: what it took out of all texts together, and what it put in."""

    def __init__(self, mark: Callable[[_W], int], again: Callable[[int, int], int], number: int) -> None:
        self._mark, self._again, self._number = mark, again, number
        self.after: dict[_W, Standing] = {}
        self._before: dict[Hashable, Standing] = {}
        self._gone: list[Run] = []
        self._came: list[tuple[_W, int, int]] = []
        self._returned: list[tuple[_W, int, int, int]] = []

    def compare(self, where: _W, text: str | None, before: Standing, found: list[Hunk], tokens: Tokens) -> None:
        """Keep the marks of the words that stayed in a text; note what left it and what came."""
        self._before[where] = before
        marks: list[int] = []
        at = 0
        for start, end, first, last in found:
            marks += before.marks[at:start]
            marks += [NOBODY] * (last - first)
            at = end
            if start < end:
                self._gone.append(before.run(where, start, end))
            if first < last:
                self._came.append((where, first, last))
        marks += before.marks[at:-1]
        if text is not None:
            self.after[where] = self._standing(text, tokens, [*marks, NOBODY], before)

    def go_back(self, where: _W, text: str, before: Standing, found: list[Hunk], tokens: Tokens) -> None:
        """Give the words of a text that stood there just before the marks that they had; note what left it."""
        self._before[where] = before
        marks = list(before.before[1])
        for start, end, first, last in found:
            if start < end:
                self._gone.append(before.run(where, start, end))
            self._returned.append((where, first, last, before.since))
        self.after[where] = self._standing(text, tokens, marks, before)

    def _standing(self, text: str, tokens: Tokens, marks: list[int], before: Standing) -> Standing:
        return Standing(text, marks, self._number, (before.text, before.marks), tokens)

    def settle(self, memory: Memory) -> None:
        """Find the words that came among those that left, then among those deleted earlier; the rest are new."""
        self._put_back()
        left = self._moved() if self._gone and self._came else self._gone
        open_runs = [run for place in self._came for run in self._open(*place)]
        if open_runs:
            runs = [self.after[where].run(where, first, last) for where, first, last in open_runs]
            for came, at, marks, died in memory.restored(runs):
                where, first, _ = open_runs[came]
                fresh = [self._again(mark, died) for mark in marks]
                self.after[where].marks[first + at : first + at + len(marks)] = fresh
        self._remember(memory, left)
        for where, first, last in self._came:
            self._credit(where, first, last)
        for where, standing in self.after.items():
            standing.marks[-1] = standing.marks[-2] if len(standing.marks) > 1 else self._mark(where)

    def _put_back(self) -> None:
        """Mark again the words that are back where they stood before, but for those that only stood elsewhere since."""
        elsewhere = {word for run in self._gone for word in zip(run.keys, run.marks, strict=True)}
        for where, first, last, died in self._returned:
            standing = self.after[where]
            for place in range(first, last):
                word = standing.tokens.keys[place], standing.marks[place]
                if word not in elsewhere:
                    standing.marks[place] = self._again(word[1], died)

    def _moved(self) -> list[Run]:
        """Give words that came from elsewhere the marks they had; return what of the words that left went nowhere."""
        if not any(last - first >= PHRASE for _, first, last in self._came):
            return self._gone
        passages = Passages(MOVED, MOVED_SENTENCE)
        for run in self._gone:
            passages.add(run)
        runs = [self.after[where].run(where, first, last) for where, first, last in self._came]
        found = passages.matches(runs)
        stayed = [bytearray(len(run.keys)) for run in self._gone]
        for match in found:
            where, first, _ = self._came[match.came]
            marks = self._gone[match.went].marks[match.start : match.start + match.size]
            self.after[where].marks[first + match.at : first + match.at + match.size] = marks
            stayed[match.went][match.start : match.start + match.size] = b"\1" * match.size
        for match in found:
            for at, start in beside(match, runs[match.came], self._gone[match.went]):
                where, first, _ = self._came[match.came]
                if self.after[where].marks[first + at] == NOBODY and not stayed[match.went][start]:
                    self.after[where].marks[first + at] = self._gone[match.went].marks[start]
                    stayed[match.went][start] = 1
        return (
            [part for run, mask in zip(self._gone, stayed, strict=True) for part in run.without(mask)]
            if found
            else self._gone
        )

    def _remember(self, memory: Memory, left: list[Run]) -> None:
        """Remember what was deleted, and the sentences it was deleted from."""
        spans: dict[tuple[Hashable, int, int], bytearray] = {}
        for run in left:
            run.died = self._number
            memory.add(run)
            before = self._before[run.where]
            start, end = sentences_around(before.tokens, run.at, run.at + len(run.keys))
            mask = spans.setdefault((run.where, start, end), bytearray(end - start))
            mask[run.at - start : run.at - start + len(run.keys)] = b"\1" * len(run.keys)
        for (where, start, end), mask in spans.items():
            around = self._before[where].run(where, start, end)
            around.dead, around.died = mask, self._number
            memory.add_sentences(around)

    def _open(self, where: _W, first: int, last: int) -> Iterator[tuple[_W, int, int]]:
        """Yield the stretches of what came to a text that nobody is credited with yet."""
        marks = self.after[where].marks
        for credited, places in groupby(range(first, last), key=lambda place: marks[place] != NOBODY):
            if not credited:
                stretch = list(places)
                yield where, stretch[0], stretch[-1] + 1

    def _credit(self, where: _W, first: int, last: int) -> None:
        marks = self.after[where].marks
        if NOBODY in marks[first:last]:
            mark = self._mark(where)
            marks[first:last] = [mark if old == NOBODY else old for old in marks[first:last]]
