"""Words that were deleted, packed: what ``blocks.Memory`` keeps between two runs, searched as it lies.

A history of years has deleted more words than one more version can ask for. So they lie here as one long string of
tokens and some columns of numbers, and only what is asked for is made into runs again. Packing and unpacking change no
answer: the same passages are found, in the same order. Where the columns are kept is left to the store.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, chain
from typing import Final

from charterkit.history.tracing.runs import Run

TOKEN: Final = "\0"  # noqa: S105  no secret: a word
"""Stands before and after every token of a run."""
RUN: Final = "\1"
"""Stands after every run."""


def sign(parts: Iterable[str]) -> int:
    """Return a number that stands for some texts in a row; no two rows that a charter holds have the same."""
    digest = blake2b(digest_size=8)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d " % len(raw))
        digest.update(raw)
    return int.from_bytes(digest.digest(), "little")


def place_sign(where: Hashable, left: str, keys: Iterable[str], right: str) -> int:
    """Return the number of some words between two others in a text."""
    return sign((repr(where), left, right, *keys))


@dataclass(frozen=True, slots=True)
class Archive:
    """Runs in columns.

    Attributes:
        words: the tokens of all runs.
        starts: where each run begins in ``words``.
        first: the number of each run's first token; the last one is the number of all tokens.
        marks: whose each token is.
        dead: for each token whether it was deleted.
        died: the version that deleted something of each run.
        cuts: the places where sentences begin or end, run after run, each with its own count before them.
        sentences: signs of the whole sentences that were deleted.
        between: signs of words between two others that were deleted, with their marks' place and number, and when.
        credits: those marks.
    """

    words: str
    starts: array[int]
    first: array[int]
    marks: array[int]
    dead: bytes
    died: array[int]
    cuts: array[int]
    sentences: frozenset[int]
    between: dict[int, tuple[int, int, int]]
    credits: array[int]

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self.starts)

    def run(self, number: int) -> Run:
        """Return a run."""
        start, end = self.first[number], self.first[number + 1]
        until = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words)
        keys = self.words[self.starts[number] + 1 : until - 2].split(TOKEN)
        at = self.cuts[number]
        known = tuple(self.cuts[at + 1 : at + 1 + self.cuts[at]])
        return Run(
            "", keys, self.marks[start:end].tolist(), known=known, dead=bytearray(self.dead[start:end]),
            died=self.died[number],
        )  # fmt: skip

    def runs(self) -> Iterator[Run]:
        """Yield all runs."""
        return map(self.run, range(len(self)))

    def places(self, phrase: Sequence[str], most: int) -> list[tuple[int, int]]:
        """Return the last places where tokens stand in a row: run and place in it, in order."""
        wanted = f"{TOKEN}{TOKEN.join(phrase)}{TOKEN}"
        found: list[tuple[int, int]] = []
        end = len(self.words)
        while len(found) < most and (at := self.words.rfind(wanted, 0, end)) >= 0:
            number = bisect_right(self.starts, at) - 1
            found.append((number, self.words.count(TOKEN, self.starts[number], at)))
            end = at + len(wanted) - 1
        return found[::-1]

    def credit(self, key: int) -> tuple[list[int], int] | None:
        """Return the marks of words between two others by their sign, and when they were deleted; None for none."""
        found = self.between.get(key)
        return None if found is None else (self.credits[found[0] : found[0] + found[1]].tolist(), found[2])


def packed(
    runs: Sequence[Run], sentences: frozenset[int], between: Iterable[tuple[int, Sequence[int], int]]
) -> Archive | None:
    """Return an archive; None where a token holds one of the two characters that stand between tokens."""
    pieces = [f"{TOKEN}{TOKEN.join(run.keys)}{TOKEN}{RUN}" for run in runs]
    words = "".join(pieces)
    lengths = [len(run.keys) for run in runs]
    if words.count(TOKEN) != sum(lengths) + len(runs) or words.count(RUN) != len(runs):
        return None
    credited: array[int] = array("q")
    places: dict[int, tuple[int, int, int]] = {}
    for key, marks, died in between:
        places[key] = len(credited), len(marks), died
        credited.extend(marks)
    counted = [(len(run.cuts), *run.cuts) for run in runs]
    index = accumulate(map(len, counted), initial=len(runs))
    return Archive(
        words,
        array("q", accumulate(map(len, pieces[:-1]), initial=0)) if pieces else array("q"),
        array("q", accumulate(lengths, initial=0)),
        array("q", chain.from_iterable(run.marks for run in runs)),
        b"".join(bytes(run.dead) if run.dead is not None else b"\1" * len(run.keys) for run in runs),
        array("q", (run.died for run in runs)),
        array("q", chain((at for at, _ in zip(index, runs, strict=False)), chain.from_iterable(counted))),
        sentences,
        places,
        credited,
    )
