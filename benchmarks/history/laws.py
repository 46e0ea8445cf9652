"""Histories like those of statutes, in which the origin of every word is known, because this wrote them.

A statute is numbered paragraphs of sentences; their words are drawn as in a language: some very often, most of them
seldom. Each version is an amending act of one to ten amendments in different paragraphs: words replaced, put in or
struck, sentences added, rewritten, split, joined and moved to another paragraph, paragraphs inserted with the numbers
after them, repealed, moved, and put back as they were; now and then only spacing and line ends change. Words that even
a reader of both versions could credit either way don't count (``histories.Word.sure``). Everything follows from a seed.
"""

# ruff: noqa: RUF001  words of several scripts are this file's material
from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from benchmarks.history.histories import History, Word

SCRIPTS = {
    "en": (
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "a",
            "shall",
            "be",
            "by",
            "for",
            "or",
            "on",
            "that",
            "with",
            "as",
            "this",
            "not",
            "any",
            "such",
        ],
        "aeiou",
        "bdfglmnprstv",
    ),
    "ru": (
        ["и", "в", "не", "на", "с", "по", "о", "к", "от", "за", "для", "при", "или", "что", "как", "его", "их"],
        "аеиоу",
        "бвгдклмнпрст",
    ),
    "ar": (
        ["في", "من", "على", "إلى", "أن", "أو", "لا", "ما", "هذا", "التي", "الذي", "عن", "مع"],
        "اوي",
        "بتجحدرسعفقلمن",
    ),
    "hi": (["के", "में", "की", "है", "और", "से", "का", "को", "पर", "यह", "कि", "या", "एक"], "ािीेो", "कगचजतदनपबमरलवस"),
    "zh": (list("的和在应由对或者及不其为本"), "", "".join(map(chr, range(0x4E00, 0x4E00 + 1200)))),
}
"""For each language its light words, and the letters that its other words are made of."""

KINDS = {
    "replace": 30, "put": 18, "strike": 10, "rewrite": 6, "add": 10, "drop": 5, "split": 4, "join": 3, "carry": 4,
    "insert": 8, "repeal": 4, "move": 4, "restore": 4, "revert": 3, "space": 2,
}  # fmt: skip

STAYING = {"replace", "put", "strike", "rewrite", "add", "drop", "insert", "repeal"}

Sentence = list[Word]


class _Words:
    """Words of a language: light ones and seldom ones in the proportion of running text."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self.light = rng, SCRIPTS[language][0]
        _, vowels, letters = SCRIPTS[language]
        self.space = "" if language == "zh" else " "
        self.others = [self._made(vowels, letters) for _ in range(2500)]
        self.odds = list(accumulate(1 / (rank + 12) for rank in range(len(self.others))))

    def _made(self, vowels: str, letters: str) -> str:
        choose = self.rng.choice
        if not vowels:
            return choose(letters) + choose(letters)
        return "".join(choose(letters) + choose(vowels) for _ in range(self.rng.randint(2, 4)))

    def some(self, count: int) -> list[str]:
        """Return words in a row."""
        return [
            self.rng.choice(self.light)
            if self.rng.random() < 0.42
            else self.rng.choices(self.others, cum_weights=self.odds)[0]
            for _ in range(count)
        ]


class _Statute:
    """A statute while it is amended: paragraphs of sentences, each paragraph with a number that is computed."""

    def __init__(self, rng: random.Random, language: str, paragraphs: int, kinds: Mapping[str, int]) -> None:
        self.rng, self.words, self.origin, self.kinds = rng, _Words(rng, language), "act 0", kinds
        self.stop = "。" if language == "zh" else "।" if language == "hi" else "."
        self.paragraphs = [[self.sentence() for _ in range(rng.randint(1, 4))] for _ in range(paragraphs)]
        self.numbers: dict[tuple[int, int], Word] = {}
        self.repealed: list[tuple[int, list[Sentence]]] = []
        self.reworded: list[tuple[Sentence, Sentence]] = []
        self.touched: set[int] = set()

    def own(self, words: list[str], sure: bool = True) -> Sentence:
        return [Word(self.words.space + word, self.origin, sure) for word in words]

    def sentence(self) -> Sentence:
        return [*self.own(self.words.some(self.rng.randint(7, 34))), Word(self.stop, self.origin)]

    def text(self) -> str:
        return "".join(word.text for word in self.all_words())

    def all_words(self) -> list[Word]:
        """Return all words; the number of a paragraph changes with its place, and is disputed."""
        found = []
        for number, paragraph in enumerate(self.paragraphs, start=1):
            lead = "" if number == 1 else "\n\n"
            found.append(Word(f"{lead}({number})", "", sure=False))
            found += [word for sentence in paragraph for word in sentence]
        return found

    def free(self, least: int = 1) -> list[Sentence] | None:
        """Return a paragraph that this act has not touched yet."""
        some = [each for each in self.paragraphs if id(each) not in self.touched and len(each) >= least]
        if not some:
            return None
        chosen = self.rng.choice(some)
        self.touched.add(id(chosen))
        return chosen

    def amend(self) -> None:
        """Make an amendment of some kind."""
        kind = self.rng.choices(tuple(self.kinds), weights=tuple(self.kinds.values()))[0]
        if (paragraph := self.free(2 if kind in {"join", "drop", "carry"} else 1)) is not None:
            getattr(self, f"do_{kind}")(paragraph)

    def put_in(self, paragraph: list[Sentence], place: int, size: int, words: list[str]) -> None:
        """Put words in the place of others. Words that are on both sides of the change are disputed."""
        at = self.rng.randrange(len(paragraph))
        old = paragraph[at]
        start = min(place, len(old) - 1)
        end = min(start + size, len(old) - 1)
        gone = {word.text for word in old[start:end]}
        near = gone | {word.text for word in old[max(0, start - 2) : end + 2]}
        came = self.own(words)
        fresh = [replace(word, sure=word.text not in near) for word in came]
        kept = {word.text for word in came}

        rest = [replace(word, sure=word.sure and word.text not in kept | gone) for word in old]
        paragraph[at] = [*rest[:start], *fresh, *rest[end:]]
        self.reworded.append((old, paragraph[at]))

    def do_replace(self, paragraph: list[Sentence]) -> None:
        self.put_in(paragraph, self.rng.randrange(20), self.rng.randint(1, 6), self.words.some(self.rng.randint(1, 8)))

    def do_put(self, paragraph: list[Sentence]) -> None:
        self.put_in(paragraph, self.rng.randrange(20), 0, self.words.some(self.rng.randint(1, 12)))

    def do_strike(self, paragraph: list[Sentence]) -> None:
        self.put_in(paragraph, self.rng.randrange(20), self.rng.randint(1, 6), [])

    def do_rewrite(self, paragraph: list[Sentence]) -> None:
        at = self.rng.randrange(len(paragraph))
        gone = {word.text for word in paragraph[at]}
        paragraph[at] = [replace(word, sure=word.text not in gone) for word in self.sentence()]

    def do_add(self, paragraph: list[Sentence]) -> None:
        paragraph.insert(self.rng.randrange(len(paragraph) + 1), self.sentence())

    def do_drop(self, paragraph: list[Sentence]) -> None:
        del paragraph[self.rng.randrange(len(paragraph))]

    def do_split(self, paragraph: list[Sentence]) -> None:
        at = self.rng.randrange(len(paragraph))
        if len(paragraph[at]) > 8:
            place = self.rng.randrange(4, len(paragraph[at]) - 3)
            end = Word(self.stop, self.origin, sure=False)
            paragraph[at : at + 1] = [[*paragraph[at][:place], end], paragraph[at][place:]]

    def do_join(self, paragraph: list[Sentence]) -> None:
        at = self.rng.randrange(len(paragraph) - 1)
        link = [replace(word, sure=False) for word in self.own(self.words.some(1))]
        paragraph[at : at + 2] = [[*paragraph[at][:-1], *link, *paragraph[at + 1]]]

    def do_carry(self, paragraph: list[Sentence]) -> None:
        """Move a sentence into another paragraph."""
        other = self.free()
        if other is not None:
            sentence = paragraph.pop(self.rng.randrange(len(paragraph)))
            other.insert(self.rng.randrange(len(other) + 1), sentence)

    def do_insert(self, paragraph: list[Sentence]) -> None:
        fresh = [self.sentence() for _ in range(self.rng.randint(1, 3))]
        self.touched.add(id(fresh))
        self.paragraphs.insert(self.paragraphs.index(paragraph), fresh)

    def do_repeal(self, paragraph: list[Sentence]) -> None:
        if len(self.paragraphs) > 4:
            at = next(place for place, each in enumerate(self.paragraphs) if each is paragraph)
            self.repealed.append((at, self.paragraphs.pop(at)))

    def do_move(self, paragraph: list[Sentence]) -> None:
        at = next(place for place, each in enumerate(self.paragraphs) if each is paragraph)
        self.paragraphs.insert(self.rng.randrange(len(self.paragraphs)), self.paragraphs.pop(at))

    def do_restore(self, _: list[Sentence]) -> None:
        if self.repealed:
            at, paragraph = self.repealed.pop(self.rng.randrange(len(self.repealed)))
            if id(paragraph) not in self.touched:
                self.paragraphs.insert(min(at, len(self.paragraphs)), paragraph)
                self.touched.add(id(paragraph))

    def do_revert(self, paragraph: list[Sentence]) -> None:
        for old, new in reversed(self.reworded):
            place = next((at for at, each in enumerate(paragraph) if each is new), None)
            if place is not None:
                paragraph[place] = old
                return

    def do_space(self, paragraph: list[Sentence]) -> None:
        """Change the spacing before a word: no word changes."""
        sentence = self.rng.choice(paragraph)
        at = self.rng.randrange(len(sentence))
        if self.words.space:
            sentence[at] = replace(sentence[at], text=self.rng.choice(["\n", "  "]) + sentence[at].text.lstrip())


IN_PLACE = {kind: odds for kind, odds in KINDS.items() if kind in STAYING}
"""Amendments by which nothing is moved, split, joined or put back: all that the naive ways have to do with."""


def statute(
    seed: int, language: str, paragraphs: int, versions: int, most: int = 10, *, kinds: Mapping[str, int] = KINDS
) -> History:
    """Write the history of a statute: so many amending acts after the first one, of at most so many amendments each."""
    rng = random.Random(seed)
    law = _Statute(rng, language, paragraphs, kinds)
    found = [("act 0", law.text())]
    for number in range(1, versions + 1):
        law.origin = f"act {number}"
        law.touched = set()
        for _ in range(rng.randint(1, most)):
            law.amend()
        found.append((law.origin, law.text()))
    return History(found, law.all_words())
