"""Histories like those of statutes, where the origin of every word is known: nearly all words find who brought them."""

from __future__ import annotations

import pytest
from benchmarks.history import quality
from benchmarks.history.laws import SCRIPTS, statute

from charterkit.history import trace_texts


@pytest.mark.parametrize("language", SCRIPTS)
def test_of_a_statutes_undisputed_words_996_in_a_thousand_find_the_act_that_brought_them(language: str) -> None:
    found = [statute(seed, language, 40, 30) for seed in (1, 2)]
    missed = sum(len(quality.wrong(each, trace_texts(each.versions))) for each in found)
    assert missed <= 0.004 * sum(quality.sure_words(each) for each in found)
