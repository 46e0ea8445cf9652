"""Counts words, and says how readable a redline is.

Every figure that documents and reports print about words comes from here, so that they agree with each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from charterkit.words import reading
from charterkit.words.diff import Segment
from charterkit.words.rows import sentences
from charterkit.words.tokens import DependentPieceError, is_plain, keys_of, tokenise

_ISLAND = 2  # words: a kept run no longer than this between two changes is an island


class WordCount(NamedTuple):
    """Words kept, deleted and inserted. A Han character or Thai cluster counts as one."""

    kept: int
    deleted: int
    inserted: int


class Readability(NamedTuple):
    """How a redline reads.

    Attributes:
        fragments: changes, a deletion and the insertion beside it being one.
        islands: kept runs of one or two words between two changes of the same sentence.
        cut_words: borders between segments that lie inside a word.
        sentences: sentences with a change in them.
    """

    fragments: int
    islands: int
    cut_words: int
    sentences: int

    @property
    def score(self) -> float:
        """Fragments, islands and cut words for each changed sentence: 1 is a change a sentence; lower reads better."""
        return (self.fragments + self.islands + self.cut_words) / max(1, self.sentences)


def words(text: str) -> list[str]:
    """The words of a text in order, without white space and punctuation."""
    return [key for key in tokenise(text).keys if reading.is_word(key)]


def number_of_words(text: str) -> int:
    """How many words a text holds: the length of ``words``, without the list."""
    try:
        return sum(map(_in_piece, text.split(" ")))
    except DependentPieceError:
        return len(words(text))


@lru_cache(maxsize=65_536)
def _in_piece(piece: str) -> int:
    """How many words stand between two blanks; raise DependentPieceError where that depends on what stands beside."""
    return 1 if is_plain(piece) else sum(map(reading.is_word, keys_of(piece)))


def word_count(segments: Iterable[Segment]) -> WordCount:
    """Count the words of a redline."""
    count = {"keep": 0, "delete": 0, "insert": 0}
    for segment in segments:
        count[segment.op] += number_of_words(segment.text)
    return WordCount(count["keep"], count["delete"], count["insert"])


def readability(segments: Iterable[Segment]) -> Readability:
    """Measure how a redline reads, whoever made it.

    Args:
        segments: in reading order; neighbours may be alike.

    Returns:
        The counts, and a score made from them.
    """
    line = list(segments)
    runs = [(op, "".join(segment.text for segment in found)) for op, found in _runs(line)]
    fragments = sum(op == "change" for op, _ in runs)
    islands = sum(op == "keep" and _is_island(text) for op, text in runs[1:-1])
    return Readability(fragments, islands, _cut_words(line), _changed_sentences(runs))


def _runs(segments: list[Segment]) -> list[tuple[str, list[Segment]]]:
    found: list[tuple[str, list[Segment]]] = []
    for segment in segments:
        op = "keep" if segment.op == "keep" else "change"
        if not found or found[-1][0] != op:
            found.append((op, []))
        found[-1][1].append(segment)
    return found


def _is_island(text: str) -> bool:
    return 0 < number_of_words(text) <= _ISLAND and len(sentences(text + " x")) == 1


def _changed_sentences(runs: list[tuple[str, str]]) -> int:
    """Sentences that hold a change: changes with no end of a sentence kept between them share one."""
    count, open_sentence = 0, False
    for op, text in runs:
        if op == "change":
            count += max(1, len(sentences(text)) - 1) if not open_sentence else 0
            open_sentence = True
        elif len(sentences(text + " x")) > 1:
            open_sentence = False
    return count


def _cut_words(segments: list[Segment]) -> int:
    """Borders that cut a word, in the text before or the text after."""
    return sum(_cuts([segment for segment in segments if segment.op != left_out]) for left_out in ("insert", "delete"))


def _cuts(side: list[Segment]) -> int:
    cut = 0
    for left, right in pairwise(side):
        ends = tokenise(left.text[-40:]).keys[-2:-1]
        starts = tokenise(right.text[:40]).keys[:1]
        joined = set(tokenise(left.text[-40:] + right.text[:40]).keys)
        cut += bool(ends and starts and left.op != right.op and ends[0] + starts[0] in joined and starts[0] and ends[0])
    return cut
