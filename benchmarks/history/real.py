"""Texts of the reader's own in many versions: whether a word that stayed among its neighbours keeps its origin.

Nobody knows who brought the words of a text found somewhere. But a word that has the same words around it in two
versions one after the other, and only once in each, has plainly stayed: whoever was credited with it before must be
credited with it after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.history.quality import TRACERS, Tracer

from charterkit.words.tokens import tokenise

AROUND = 3
"""How many words and marks on each side must be the same."""

Versions = list[tuple[str, str]]


def texts(folder: Path) -> Iterator[tuple[str, Versions]]:
    """Yield every text below a folder: each has a folder of its own, with a file for each version, ordered by name."""
    for each in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted((path for path in each.iterdir() if path.is_file()), key=lambda path: _natural(path.stem))
        yield each.name, [(path.stem, path.read_text(encoding="utf-8")) for path in files]


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


def rows(folder: Path) -> list[list[object]]:
    """A line for each tracer: words that stayed, how many of them lost their origin, and what breaks a law."""
    found = list(texts(folder))
    return [[name, *_measured(tracer, found)] for name, tracer in TRACERS.items()]


def _measured(tracer: Tracer, found: list[tuple[str, Versions]]) -> list[object]:
    stayed, lost, early, altered = 0, 0, 0, 0
    for _, versions in found:
        steps = [origins(tracer, versions[: number + 1]) for number in range(len(versions))]
        for (keys, before), (others, after) in pairwise(steps):
            pairs = list(_unmoved(keys, others))
            stayed += len(pairs)
            lost += sum(before[old] != after[new] for old, new in pairs)
        held = {origin: set(tokenise(text).keys) for origin, text in versions}
        early += sum(key not in held[origin] for key, origin in zip(*steps[-1], strict=True))
        altered += "".join(piece.text for piece in tracer(versions)) != versions[-1][1]
    return [f"{stayed:,}", f"{lost:,}", f"{lost / max(stayed, 1):.3%}", early, altered]


def origins(tracer: Tracer, versions: Versions) -> tuple[list[str], list[str]]:
    """Return the words and marks of the last version, and the origin of each."""
    tokens = tokenise(versions[-1][1])
    credited = [piece.origin for piece in tracer(versions) for _ in piece.text]
    found, at = [], 0
    for full in tokens.full[:-1]:
        at += len(full)
        found.append(credited[at - 1])
    return list(tokens.keys[:-1]), found


def _unmoved(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of the words that stand once in both texts with the same words around them."""
    before, after = _once(old), _once(new)
    return ((before[around], after[around]) for around in before.keys() & after.keys())


def _once(keys: list[str]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    twice = set()
    for place in range(AROUND, len(keys) - AROUND):
        around = tuple(keys[place - AROUND : place + AROUND + 1])
        if found.setdefault(around, place) != place:
            twice.add(around)
    return {around: place for around, place in found.items() if around not in twice}
