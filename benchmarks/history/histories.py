"""Histories of texts in which the origin of every word is known, because this wrote them.

A text begins as sentences and goes through versions of one amendment each: words replaced, put in and struck, sentences
added, rewritten, struck, moved, and what was struck or replaced put back. Words that even a reader of both versions
could credit either way (a rewritten sentence uses some of the words that it replaces) are disputed, and don't count.
Everything follows from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.words import texts

UNDISPUTED, DISPUTED = True, False


@dataclass(frozen=True)
class Word:
    """A piece of a sentence, with the white space before it, whose it is, and whether that is undisputed."""

    text: str
    origin: str
    sure: bool = UNDISPUTED


Sentence = tuple[Word, ...]


@dataclass(frozen=True)
class History:
    """The versions of a text, oldest first, and the last one word by word."""

    versions: list[tuple[str, str]]
    words: list[Word]


class _Writer:
    """A text while it is amended."""

    def __init__(self, rng: random.Random, language: str, sentences: int) -> None:
        self.rng, self.language = rng, language
        self.origin = "v0"
        self.gone: list[tuple[int, Sentence]] = []
        self.replaced: list[tuple[Sentence, Sentence]] = []
        self.text: list[Sentence] = [self.sentence() for _ in range(sentences)]

    def sentence(self) -> Sentence:
        lead = "" if self.language == "zh" else " "
        if self.rng.random() < 0.15:
            lead = "\n\n"
        return self.own(self.fresh(lead))

    def fresh(self, lead: str) -> list[str]:
        """Return a sentence of phrases from all over the language's clauses, so that few are alike."""
        pieces: list[str] = []
        while len(pieces) < self.rng.randint(10, 30):
            pieces += self.phrase()
        end = texts.cut(self.rng.choice(texts.CLAUSES[self.language]), self.language)[-1]
        space = " " * (self.language not in {"zh", "th"})
        return [lead + pieces[0].strip(), *(space + piece.strip() for piece in pieces[1:]), end]

    def own(self, pieces: list[str], disputed: frozenset[str] = frozenset()) -> Sentence:
        joined = _joined(pieces)
        return tuple(Word(piece, self.origin, piece.strip() not in disputed) for piece in joined)

    def phrase(self) -> list[str]:
        other = texts.cut(self.rng.choice(texts.CLAUSES[self.language]), self.language)
        begin = self.rng.randrange(max(1, len(other) - 4))
        found = other[begin : begin + self.rng.randint(1, 3)]
        return [" " + found[0].strip(), *found[1:]] if self.language not in {"zh", "th"} else found

    def amend(self, kind: str) -> None:
        getattr(self, f"do_{kind}")(self.rng.randrange(len(self.text)))

    def put_in(self, at: int, place: int, end: int, pieces: list[str]) -> None:
        """Put pieces in the place of some words. What stands on both sides of such a change is disputed."""
        old = self.text[at]
        gone, came = _words(old[place:end]), frozenset(piece.strip() for piece in pieces)
        kept_words = _words((*old[:place], *old[end:]))
        new = self.own(pieces, gone | kept_words)
        kept = [replace(word, sure=word.sure and word.text.strip() not in gone | came) for word in old]
        self.text[at] = (*kept[:place], *new, *kept[end:])
        self.replaced.append((old, self.text[at]))

    def do_replace(self, at: int) -> None:
        place = self.rng.randrange(max(1, len(self.text[at]) - 1))
        self.put_in(at, place, min(len(self.text[at]) - 1, place + self.rng.randint(1, 3)), self.phrase())

    def do_put(self, at: int) -> None:
        place = self.rng.randrange(max(1, len(self.text[at]) - 1))
        tail = texts.cut(self.rng.choice(texts.TAILS[self.language]), self.language)
        self.put_in(at, place, place, tail)

    def do_strike(self, at: int) -> None:
        place = self.rng.randrange(max(1, len(self.text[at]) - 1))
        end = place + self.rng.randint(1, 4)
        if len(self.text[at]) > end - place:
            self.put_in(at, place, end, [])

    def do_rewrite(self, at: int) -> None:
        old = self.text[at]
        self.text[at] = self.own(self.fresh(" " * (self.language != "zh")), _words(old))
        self.gone.append((at, old))

    def do_add(self, at: int) -> None:
        self.text.insert(at + 1, self.sentence())

    def do_similar(self, at: int) -> None:
        """Add beside a sentence another that begins and ends like it: whose words are repeated is undisputed."""
        old = self.text[at]
        pieces = [word.text for word in old]
        place = len(pieces) // 2
        pieces[place:place] = self.phrase()
        self.text.insert(at + 1, self.own(pieces))

    def do_drop(self, at: int) -> None:
        if len(self.text) > 3:
            self.gone.append((at, self.text.pop(at)))

    def do_move(self, at: int) -> None:
        moved = self.text.pop(at)
        self.text.insert(self.rng.randrange(len(self.text) + 1), moved)

    def do_restore(self, at: int) -> None:
        if self.gone:
            place, sentence = self.gone.pop(self.rng.randrange(len(self.gone)))
            if sentence not in self.text:
                self.text.insert(place if self.rng.random() < 0.7 else at, sentence)

    def end_version(self) -> None:
        """Dispute the words that came and went within the version: no text ever showed them, should they come back."""
        self.gone = [(at, sentence if sentence in self.text else self.unseen(sentence)) for at, sentence in self.gone]
        self.replaced = [(old if old in self.text else self.unseen(old), new) for old, new in self.replaced]

    def unseen(self, sentence: Sentence) -> Sentence:
        return tuple(replace(word, sure=word.sure and word.origin != self.origin) for word in sentence)

    def do_revert(self, _: int) -> None:
        """Put a sentence back as it was before the last change of it."""
        for old, new in reversed(self.replaced):
            if new in self.text:
                self.text[self.text.index(new)] = old
                self.replaced.remove((old, new))
                return


KINDS = {
    "replace": 30, "put": 20, "strike": 12, "rewrite": 8, "add": 10, "similar": 3, "drop": 6, "move": 6, "restore": 4,
    "revert": 6,
}  # fmt: skip


def _words(sentence: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.text.strip() for word in sentence)


def _joined(pieces: list[str]) -> list[str]:
    """Give white space that stands alone to the piece after it."""
    done: list[str] = []
    lead = ""
    for piece in pieces:
        if piece.strip():
            done.append(lead + piece)
            lead = ""
        else:
            lead += piece
    return done


def history(seed: int, language: str, sentences: int, versions: int, edits: int = 1) -> History:
    """Write a history of so many versions after the first one, each of so many amendments."""
    rng = random.Random(seed)
    writer = _Writer(rng, language, sentences)
    found = [("v0", _text(writer.text))]
    for number in range(1, versions + 1):
        writer.origin = f"v{number}"
        for kind in rng.choices(tuple(KINDS), weights=tuple(KINDS.values()), k=edits):
            writer.amend(kind)
        writer.end_version()
        found.append((writer.origin, _text(writer.text)))
    return History(found, [word for sentence in writer.text for word in sentence])


def _text(sentences: list[Sentence]) -> str:
    return "".join(word.text for sentence in sentences for word in sentence)
