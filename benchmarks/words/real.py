"""Redlines and merges of texts that the user has: ``python -m benchmarks.words --pairs DIR``.

Every folder below DIR with two files or more holds the versions of one text, in the order of their names (``1.txt``,
``2.txt``, ... count as numbers). Each version is compared with the next. For merges, what changed between two versions
is dealt out to two sides in turn, change by change; the later version is what a person made of both. Three versions in
a row are merged too, the first as the base, whatever comes of it: there only the laws are looked at. No text is shown.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.words import peers, quality, texts
from rapidfuzz.distance import Indel, LCSseq

from charterkit.words import diff, merge, readability
from charterkit.words.count import words
from charterkit.words.tokens import tokenise

LENGTHS = ((0, 15), (15, 60), (60, 300), (300, 1_500), (1_500, 10**9))  # words of the old text
LONGEST_MERGE = 60_000  # characters


@dataclass
class Figures:
    """What is known of the redlines of one group of pairs."""

    pairs: int = 0
    broken: int = 0
    ratios: list[float] = field(default_factory=list)
    score: float = 0.0
    raw: float = 0.0

    def row(self, name: str) -> list[object]:
        """A row of the table."""
        ratios = sorted(self.ratios) or [1.0]
        places = (len(ratios) // 2, int(len(ratios) * 0.95), -1)
        shown = [f"{ratios[place]:.2f}" for place in places]
        means = [f"{total / max(1, self.pairs):.2f}" for total in (self.score, self.raw)]
        return [name, self.pairs, self.broken, *shown, *means]


HEADS = ["", "pairs", "laws broken", "ratio median", "p95", "most", "readability", "raw rapidfuzz"]


def histories(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Texts with their versions, named by the first folder below the given one."""
    for place in sorted({path.parent for path in folder.rglob("*") if path.is_file()}):
        files = sorted((path for path in place.iterdir() if path.is_file()), key=_in_order)
        found = [path.read_bytes().decode("utf-8", "replace") for path in files]
        if len(found) > 1:
            yield (*place.relative_to(folder).parts, folder.name)[0], found


def _in_order(path: Path) -> tuple[int, str]:
    number = re.match(r"\d+", path.name)
    return (int(number[0]) if number else 0, path.name)


def redline_rows(folder: Path) -> list[list[object]]:
    """The redlines of all neighbouring versions: by group, then by length."""
    groups: dict[str, Figures] = {}
    lengths = {length: Figures() for length in LENGTHS}
    for name, versions in histories(folder):
        for before, after in pairwise(versions):
            if before == after:
                continue
            size = len(words(before))
            length = next(span for span in LENGTHS if size < span[1])
            _measure(before, after, (groups.setdefault(name, Figures()), lengths[length]))
    named = [(f"{low} words and more", found) for (low, _), found in lengths.items() if found.pairs]
    return [found.row(name) for name, found in (*sorted(groups.items()), *named)]


def _measure(before: str, after: str, tables: tuple[Figures, ...]) -> None:
    line = diff(before, after)
    kept = quality.whole(line, before, "insert") and quality.whole(line, after, "delete")
    fewest = int(Indel.distance(words(before), words(after)))
    for table in tables:
        table.pairs += 1
        table.broken += not (kept and quality.exact(before, after, line))
        table.score += readability(line).score
        table.raw += readability(peers.raw(before, after)).score
        if fewest:
            table.ratios.append(quality.marked(line) / fewest)


def dealt(old: list[str], new: list[str], apart: int) -> tuple[str, str] | None:
    """Two sides that hold what changed between two versions by turns; nothing where there is but one change.

    Args:
        old: a text in words, or in lines.
        new: the next version of it.
        apart: changes with fewer words or lines kept between them are one change.
    """
    sides: tuple[list[str], list[str]] = ([], [])
    at = to = count = 0
    for start, first, size in _anchors(old, new, apart):
        if start > at or first > to:
            sides[count % 2].extend(new[to:first])
            sides[(count + 1) % 2].extend(old[at:start])
            count += 1
        for side in sides:
            side.extend(old[start : start + size])
        at, to = start + size, first + size
    return ("".join(sides[0]), "".join(sides[1])) if count > 1 else None


def _anchors(old: list[str], new: list[str], apart: int) -> Iterator[tuple[int, int, int]]:
    """What the smallest diff keeps, in runs long enough, and last the ends of both texts."""
    end = (len(old), len(new), 0)
    for block in LCSseq.editops(old, new).as_matching_blocks():
        outer = (block[0], block[1]) == (0, 0) or (block[0] + block[2], block[1] + block[2]) == end[:2]
        if block[2] >= apart or (block[2] and outer):
            yield block[0], block[1], block[2]
    yield end


def merge_rows(folder: Path) -> list[list[object]]:
    """Merges of what two versions differ in, dealt out to two sides, beside ``git merge-file``; then three in a row."""
    counts = {title: Counter[str]() for title in (*_DEALS, _THREE)}
    for _, versions in histories(folder):
        if max(map(len, versions)) > LONGEST_MERGE:
            continue
        for before, after in pairwise(versions):
            for title, (cut, apart) in _DEALS.items():
                if sides := dealt(cut(before), cut(after), apart):
                    _merged(before, sides, after, counts[title])
        for base, ours, theirs in zip(versions, versions[1:], versions[2:], strict=False):
            _merged(base, (ours, theirs), theirs, counts[_THREE])
    return [_merge_row(title, count) for title, count in counts.items()]


def _in_words(text: str) -> list[str]:
    return tokenise(text).full


_Deal = tuple[Callable[[str], list[str]], int]
_DEALS: dict[str, _Deal] = {
    "changes four words apart": (_in_words, 4),
    "changes a word apart": (_in_words, 1),
    "changed lines": (partial(str.splitlines, keepends=True), 1),
}
_THREE = "three versions in a row"
_OUTCOMES = ("right", "collides", "other", "broken", "git")
MERGE_HEADS = ["", "merges", "as the person", "collisions", "another text", "laws broken", "git: as the person"]


def _merge_row(title: str, count: Counter[str]) -> list[object]:
    return [title, count.total() - count["git"] - count["broken"], *(count[name] for name in _OUTCOMES)]


def _merged(base: str, sides: tuple[str, str], human: str, count: Counter[str]) -> None:
    ours, theirs = sides
    found, turned = merge(base, ours, theirs).text, merge(base, theirs, ours).text
    count["collides" if found is None else "right" if found == human else "other"] += 1
    count["broken"] += found != turned or not (found is None or honest(base, sides, found))
    count["git"] += peers.git_merge_lines(base, ours, theirs) == human


def honest(base: str, sides: tuple[str, str], merged: str) -> bool:
    """Whether a merge holds no word more often, and none less often, than what both sides put in and took out."""
    had, have = (Counter(tokenise(text).keys) for text in (base, merged))
    most, least = had.copy(), had.copy()
    for side in sides:
        old, new = tokenise(base).keys, tokenise(side).keys
        kept = Counter(
            key for at, _, size in LCSseq.editops(old, new).as_matching_blocks() for key in old[at : at + size]
        )
        most += Counter(new) - kept
        least -= had - kept
    return have <= most and least <= have


def document_rows(seed: int, count: int) -> list[list[object]]:
    """Merges of whole documents of about 1,000 words in nine languages, twelve amendments dealt out to two sides."""
    rng = random.Random(seed)
    counts = {name: Counter[str]() for name in quality.MERGERS}
    for _ in range(count):
        language = rng.choice(list(texts.CLAUSES))
        before = texts.document(rng, language, 1_000)
        after = texts.amended(rng, before, language, 12)
        if sides := dealt(_in_words(before), _in_words(after), 4):
            for name, merger in quality.MERGERS.items():
                found = merger(before, *sides)
                counts[name]["collides" if found is None else "right" if found == after else "other"] += 1
    return [[name, *(found[outcome] for outcome in ("right", "collides", "other"))] for name, found in counts.items()]
