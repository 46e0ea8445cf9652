"""The nearest known name, for the hint of a problem."""

from __future__ import annotations

import pytest

from charterkit.drafting.validate.nearest import most_like


@pytest.mark.parametrize(
    ("named", "known", "found"),
    [
        ("By", ["id", "by", "base"], "by"),
        ("XAZ", ["XAA", "SEC"], "XAA"),
        ("first", ["first-draft", "outline"], "first-draft"),
        ("a", ["main", "outline"], ""),
        ("quite another", ["outline", "by"], ""),
    ],
)
def test_a_name_is_offered_that_is_like_the_given_one_whatever_its_capitals(
    named: str, known: list[str], found: str
) -> None:
    assert most_like(named, known) == found


def test_a_part_of_a_passage_is_no_likeness_where_wholes_are_wanted() -> None:
    passages = ["good", "good time", "Notice"]
    assert most_like("goodtime", passages, parts=False) == "good time"
    assert most_like("sixty", ["as it", "is", "it begins"], parts=False) == ""
