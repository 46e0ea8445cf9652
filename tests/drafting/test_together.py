"""What several amendments of one text make together."""

from __future__ import annotations

from itertools import permutations

import pytest

from charterkit.drafting.merging.wordings import together


@pytest.mark.parametrize(
    ("base", "texts"),
    [
        (
            "shall beta party beta party of",
            [
                "shall beta party beta. party",
                "shall party beta party party of of",
                "alpha shall of beta\nparty party\nof",
            ],
        ),
        (
            "and and party and alpha and gamma and gamma",
            [
                "and and\nparty and and gamma and gamma",
                "and and party and and gamma beta and. gamma",
                "and shall and alpha the gamma and gamma",
            ],
        ),
        ("one two three four", ["one 2 three four", "one two three 4", "one two three four five"]),
    ],
)
def test_the_order_of_the_amendments_has_no_effect(base: str, texts: list[str]) -> None:
    assert len({together(base, order) for order in permutations(texts)}) == 1
