"""How many words a redline marks beside the fewest possible: over generated amendments of texts of every length."""

from __future__ import annotations

import random

import pytest
from benchmarks.words import texts
from rapidfuzz.distance import Indel

from charterkit.words import diff, readability
from charterkit.words.count import words

MOST = 1.2  # of the smallest possible, clean-up included, at the 95th percentile


def ratio(before: str, after: str) -> float:
    marked = sum(len(words(segment.text)) for segment in diff(before, after) if segment.op != "keep")
    return marked / max(1, Indel.distance(words(before), words(after)))


@pytest.mark.parametrize("length", [(8, 30), (15, 60), (30, 120), (100, 400)])
def test_marked_words_stay_near_the_fewest_possible_in_texts_of_every_length(length: tuple[int, int]) -> None:
    rng = random.Random(f"{length}")  # noqa: S311  seeded texts, no secrets
    ratios = []
    for _ in range(300):
        language = rng.choice(list(texts.CLAUSES))
        before = texts.document(rng, language, rng.randint(*length))
        ratios.append(ratio(before, texts.amended(rng, before, language, rng.randint(1, 8))))
    assert sorted(ratios)[int(len(ratios) * 0.95)] <= MOST


@pytest.mark.parametrize("language", ["en", "fr", "ru", "es", "ar", "fa", "zh"])
def test_nearly_every_sentence_replaced_by_another_is_one_replacement(language: str) -> None:
    clauses = texts.CLAUSES[language]
    shown = [readability(diff(old, new)).fragments for old in clauses for new in clauses if old != new]
    assert shown.count(1) >= 0.9 * len(shown)


def test_light_edit_of_a_sentence_marks_no_more_than_it_must() -> None:
    rng = random.Random(11)  # noqa: S311  seeded texts, no secrets
    for clauses in (texts.CLAUSES[language] for language in ("en", "ru", "fa")):
        for clause in clauses:
            pieces = clause.split(" ")
            at = rng.randrange(1, len(pieces) - 1)
            assert ratio(clause, " ".join([*pieces[:at], "zzz", *pieces[at + 1 :]])) == 1
