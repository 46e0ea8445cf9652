"""How many words of texts with a known history are credited to the version that brought them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from benchmarks.history.histories import History, Word, history
from benchmarks.history.laws import statute

from charterkit.history import Piece, trace_texts
from charterkit.words.tokens import tokenise

Tracer = Callable[[list[tuple[str, str]]], list[Piece]]


def chained_difflib(versions: list[tuple[str, str]]) -> list[Piece]:
    """The naive way: each version's words against those of the one before, by difflib."""
    keys: list[str] = []
    marks: list[str] = []
    full: list[str] = []
    for origin, text in versions:
        tokens = tokenise(text)
        fresh: list[str] = []
        for op, start, end, first, last in SequenceMatcher(None, keys, tokens.keys, autojunk=False).get_opcodes():
            fresh += marks[start:end] if op == "equal" else [origin] * (last - first)
        keys, marks, full = tokens.keys, fresh, tokens.full
    return [Piece(text, origin) for text, origin in zip(full, marks, strict=True) if text]


TRACERS: dict[str, Tracer] = {"charterkit": trace_texts, "chained difflib": chained_difflib}


def wrong(found: History, pieces: Iterable[Piece]) -> list[tuple[Word, str]]:
    """The undisputed words that a tracer credits to another version, with that version."""
    credited = [piece.origin for piece in pieces for _ in piece.text]
    at, missed = 0, []
    for word in found.words:
        end = at + len(word.text)
        lead = len(word.text) - len(word.text.lstrip())
        names = set(credited[at + lead : end])
        if word.sure and any(map(str.isalnum, word.text)) and names != {word.origin}:
            missed.append((word, min(names)))
        at = end
    return missed


def sure_words(found: History) -> int:
    """How many undisputed words the last version has."""
    return sum(1 for word in found.words if word.sure and any(map(str.isalnum, word.text)))


def row(name: str, sample: list[History]) -> list[object]:
    """A line of the table: per cent of undisputed words credited rightly, over all and in the worst history."""
    shares = []
    total = Counter[str]()
    for found in sample:
        missed, words = len(wrong(found, TRACERS[name](found.versions))), sure_words(found)
        total.update(missed=missed, words=words)
        shares.append(1 - missed / words if words else 1.0)
    return [name, f"{1 - total['missed'] / total['words']:.2%}", f"{min(shares):.1%}"]


def statutes(seed: int, count: int, language: str) -> list[History]:
    """So many statutes in one language, of 80 paragraphs and 60 amending acts."""
    return [statute(seed + number, language, 80, 60) for number in range(count)]


def histories(seed: int, count: int, language: str, edits: int) -> list[History]:
    """So many histories in one language, of 40 versions with so many amendments each."""
    return [history(seed + number, language, 25, 40, edits) for number in range(count)]
