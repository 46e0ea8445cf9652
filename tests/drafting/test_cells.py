"""Cells of a table that a word processor parted by tabs do not run together; a tab behind a number is a space."""

from __future__ import annotations

import pytest

from charterkit.drafting.typed.cells import with_strokes


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Fine\tFirst\nEngine\t100 euro", "Fine | First\nEngine | 100 euro"),
        ("Fine\tFirst\n\nEngine \t100 euro", "Fine | First\n\nEngine | 100 euro"),
        ("1.\tWe meet.\n2.\tWe share.\n(a)\tbread;\n(b)\twine.", "1. We meet.\n2. We share.\n(a) bread;\n(b) wine."),
        ("Tel.\t12\nNothing.", "Tel. 12\nNothing."),
        ("\tOne.\n\tTwo.", " One.\n Two."),
    ],
)
def test_lines_with_as_many_tabs_are_rows(text: str, read: str) -> None:
    assert with_strokes(text) == read
