"""Typed text as paragraphs, points and subpoints: what tells one level from another."""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

import pytest

from charterkit.drafting.typed.provisions import Typed, new_id, typed


def outline(words: Typed) -> str:
    """Return the levels of a typed text as brackets: ``one[a b[i]]``."""
    below = " ".join(map(outline, words.units))
    return f"{words.words}[{below}]" if below else words.words


@pytest.mark.parametrize(
    ("text", "level", "read"),
    [
        ("Words alone", 0, "Words alone"),
        ("1. one\n2. two", 0, "[one two]"),
        ("head\n\n1. one\n\n2. two", 0, "head[one two]"),
        ("1. one\n(a) a\n(b) b\n2. two", 0, "[one[a b] two]"),
        ("1. one\n(a) a\n(i) i\n(ii) ii\n(b) b", 0, "[one[a[i ii] b]]"),
        ("(a) a\n(h) h\n(i) i\n(j) j", 1, "[a h i j]"),
        ("(g) g\n(h) h\n(i) i\n(ii) ii", 1, "[g h[i ii]]"),
        ("(i) i\n(ii) ii\n(iii) iii", 2, "[i ii iii]"),
        ("(u) u\n(v) v\n(w) w\n(x) x", 1, "[u v w x]"),
        ("(a) a\n(i) i\n(ii) ii\n(iii) iii\n(iv) iv\n(v) v\n(b) b", 1, "[a[i ii iii iv v] b]"),
        ("(y) y\n(z) z\n(aa) aa\n(bb) bb", 1, "[y z aa bb]"),
        ("1. one\n1 bis. more\n2A. too\n-1. first", 0, "[one more too first]"),
        ("1. one\n(a) a\n(a bis) a2\n(b) b", 0, "[one[a a2 b]]"),
        ("1. one\n(a) a\n(i) i\n(A) A\n(1) deep\n(B) B", 0, "[one[a[i[A[deep] B]]]]"),
        ("1. one\nthat goes on\n\nand more of it\n2. two", 0, "[one that goes on\n\nand more of it two]"),
        ("1. раз:\nа) весной;\nб) осенью.\n2. два", 0, "[раз:[весной; осенью.] два]"),
        ("١. واحد\n(أ) ربيع\n(ب) خريف", 0, "[واحد[ربيع خريف]]"),
        ("一、会议：\n（一）春季；\n（二）秋季。\n二、通知。", 0, "[会议：[春季； 秋季。] 通知。]"),
        ("1. one\na) a\nb) b", 0, "[one[a b]]"),
        ("1) one\n2) two", 0, "[one two]"),
        ("In 2026. Not a number\n3.5 per cent", 0, "In 2026. Not a number 3.5 per cent"),
        ("", 0, ""),
    ],
)  # fmt: skip
def test_numbers_tell_the_level_of_a_paragraph(text: str, level: int, read: str) -> None:
    assert outline(typed(text, level)) == read


def test_an_id_is_made_of_the_first_words_that_say_something_and_is_new() -> None:
    assert new_id("Notice of the exercise is given", []) == "notice-exercise-given"
    assert new_id("Notice of the exercise is given", ["notice-exercise-given"]) == "notice-exercise-given-2"
    assert new_id("№ 5", [], lambda name: name == "unit") == "unit-2"
    assert new_id("Aux", []) == "aux-2"  # some systems can have no file of the name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("согласуют сроки, названные в статье 17", "soglasuut-sroki-nazvannye"),
        ("объявление о встрече", "obavlenie-o-vstrece"),
        ("各参与方每年举行会议", "ge-can-yu"),
        ("À l'élan", "lelan"),
        ("17", "unit"),
        ("30 days later", "30-days-later"),
    ],
)
def test_an_id_of_words_in_any_script_can_be_read_and_is_never_a_number(words: str, name: str) -> None:
    assert new_id(words, []) == name
