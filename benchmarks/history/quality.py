"""How many words of texts with a known history are credited to the version that brought them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from benchmarks.history import peers
from benchmarks.history.histories import History, Word, history
from benchmarks.history.laws import KINDS, statute

from charterkit.history import Piece, trace_texts
from charterkit.words.tokens import tokenise

Tracer = Callable[[list[tuple[str, str]]], list[Piece]]


TRACERS: dict[str, Tracer] = {
    "charterkit": trace_texts,
    "chained difflib": peers.chained_difflib,
    "chained rapidfuzz": peers.chained_rapidfuzz,
    "git blame, a word a line": peers.git_blame,
}


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
    early = sum(too_early(found, TRACERS[name](found.versions)) for found in sample)
    return [name, f"{1 - total['missed'] / total['words']:.2%}", f"{min(shares):.1%}", early]


def too_early(found: History, pieces: Iterable[Piece]) -> int:
    """How many words a tracer credits to a version that does not have them."""
    words = {origin: set(tokenise(text).keys) for origin, text in found.versions}
    return sum(key not in words[piece.origin] for piece in pieces for key in tokenise(piece.text).keys if key.isalnum())


def statutes(seed: int, count: int, language: str, kinds: Mapping[str, int] = KINDS) -> list[History]:
    """So many statutes in one language, of 80 paragraphs and 60 amending acts."""
    return [statute(seed + number, language, 80, 60, kinds=kinds) for number in range(count)]


def histories(seed: int, count: int, language: str, edits: int) -> list[History]:
    """So many histories in one language, of 40 versions with so many amendments each."""
    return [history(seed + number, language, 25, 40, edits) for number in range(count)]
