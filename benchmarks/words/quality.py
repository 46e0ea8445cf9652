"""How good the redlines and merges are: exactness, size against the smallest possible, readability, collisions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import regex
from benchmarks.words import peers, texts
from rapidfuzz.distance import Indel

from charterkit.words import Segment, merge, readability
from charterkit.words.count import words

Merger = Callable[[str, str, str], str | None]


def pairs(seed: int, count: int, size: tuple[int, int] = (60, 300)) -> Iterator[tuple[str, str]]:
    """Pairs of texts in nine scripts and languages, one to eight amendments apart."""
    rng = random.Random(seed)
    languages = list(texts.CLAUSES)
    while count:
        language = rng.choice(languages)
        before = texts.document(rng, language, rng.randint(*size))
        after = texts.amended(rng, before, language, rng.randint(1, 8))
        if words(before) != words(after):
            count -= 1
            yield before, after


def smallest(before: str, after: str) -> int:
    """Words that any redline has to mark."""
    return int(Indel.distance(words(before), words(after)))


def marked(segments: list[Segment]) -> int:
    """Words that a redline marks."""
    return sum(len(words(segment.text)) for segment in segments if segment.op != "keep")


def exact(before: str, after: str, segments: list[Segment]) -> bool:
    """Whether both texts can be read off a redline."""
    old = "".join(segment.text for segment in segments if segment.op != "insert")
    new = "".join(segment.text for segment in segments if segment.op != "delete")
    return (old, new) == (before, after)


def whole(segments: list[Segment], text: str, left_out: str) -> bool:
    """Whether no border between segments splits a grapheme cluster of a text."""
    ends, at = set(), 0
    for cluster in regex.findall(r"\X", text):
        at += len(cluster)
        ends.add(at)
    at = 0
    for segment in segments:
        at += len(segment.text) * (segment.op != left_out)
        if at not in ends | {0, len(text)}:
            return False
    return True


def redline_row(name: str, sample: list[tuple[str, str]]) -> list[object]:
    """One peer's redlines over all pairs."""
    redline = peers.REDLINES[name]
    ratios, scores, wrong, split = [], [], 0, 0
    for before, after in sample:
        segments = redline(before, after)
        wrong += not exact(before, after, segments)
        split += not (whole(segments, before, "insert") and whole(segments, after, "delete"))
        ratios.append(marked(segments) / max(1, smallest(before, after)))
        scores.append(readability(segments).score)
    ratios.sort()
    middle, high = ratios[len(ratios) // 2], ratios[int(len(ratios) * 0.95)]
    return [name, wrong, split, f"{middle:.2f}", f"{high:.2f}", f"{sum(scores) / len(scores):.2f}"]


def rewrite_row(name: str, seed: int) -> list[object]:
    """Changes that a peer shows for paragraphs of 150 words that share nothing but their language."""
    rng = random.Random(seed)
    counts = []
    for _ in range(40):
        clauses = rng.sample(texts.CLAUSES["en"], len(texts.CLAUSES["en"]))
        before, after = " ".join(clauses[:9]), " ".join(clauses[10:19])
        counts.append(readability(peers.REDLINES[name](before, after)).fragments)
    return [name, min(counts), sorted(counts)[20], max(counts)]


def clean_cases(seed: int, count: int) -> Iterator[tuple[str, str, str, str]]:
    """Base, two sides whose edits lie four words or more apart, and the text that holds both."""
    rng = random.Random(seed)
    for _ in range(count):
        base = texts.document(rng, "en", 150).split(" ")
        places = sorted(rng.sample(range(2, len(base) - 8, 8), 6))
        ours, theirs, both = base[:], base[:], base[:]
        for number, place in reversed(list(enumerate(places))):
            new = rng.choice(([f"new{number}"], [], [base[place], f"more{number}"], [f"two{number}", f"words{number}"]))
            for side in (both, ours if number % 2 else theirs):
                side[place : place + 1] = new
        yield " ".join(base), " ".join(ours), " ".join(theirs), " ".join(both)


def conflict_cases(seed: int, count: int) -> Iterator[tuple[str, str, str]]:
    """Base and two sides that can't both stand: one place changed in two ways, or changed and struck."""
    rng = random.Random(seed)
    for _ in range(count):
        base = texts.document(rng, "en", 150).split(" ")
        place = rng.randrange(8, len(base) - 12)
        ours, theirs = base[:], base[:]
        ours[place] = "ourword"
        kind = rng.randrange(4)
        if kind == 0:
            theirs[place] = "theirword"
        elif kind == 1:
            del theirs[place - 2 : place + 3]
        elif kind == 2:
            theirs[place - 1 : place + 2] = ["their", "own", "phrase"]
        else:
            ours[place : place + 1] = [base[place], "ourword"]
            theirs[place : place + 1] = [base[place], "theirword"]
        yield " ".join(base), " ".join(ours), " ".join(theirs)


def _ours(base: str, ours: str, theirs: str) -> str | None:
    return merge(base, ours, theirs).text


MERGERS: dict[str, Merger] = {
    "charterkit": _ours,
    "git merge-file": peers.git_merge,
    "merge3 (words)": peers.merge3_words,
    "diff-match-patch": peers.dmp_patch,
}


def merge_row(name: str, seed: int, count: int) -> list[object]:
    """Clean cases merged right, and conflicts flagged."""
    merger = MERGERS[name]
    right = sum(merger(base, ours, theirs) == both for base, ours, theirs, both in clean_cases(seed, count))
    flagged = sum(merger(*case) is None for case in conflict_cases(seed, count))
    return [name, f"{right}/{count}", f"{flagged}/{count}"]
