"""Numbers of other kinds are read as such where they count on; every other figure stays a figure."""

from __future__ import annotations

import pytest

from charterkit.drafting.typed.other_numbers import as_numbered_here
from charterkit.drafting.typed.provisions import Typed, typed


@pytest.mark.parametrize(
    ("text", "within", "read"),
    [
        ("4.1 We meet.\n4.2. We share.", "", "1. We meet.\n2. We share."),
        ("4.1 We:\n4.1.1 meet;\n4.1.2 share.\n4.2 It ends.", "", "1. We:\n(a) meet;\n(b) share.\n2. It ends."),
        ("1. We:\n1.1 meet;\n1.2 share.\n2. It ends.", "", "1. We:\n(a) meet;\n(b) share.\n2. It ends."),
        ("4.1 We:\n1. meet;\n2. share.\n4.2 It ends.", "", "1. We:\n1. meet;\n2. share.\n2. It ends."),
        ("5a.1 Two auditors.", "5a", "1. Two auditors."),
        ("4.1 Copied.\n4.2 From Article 4.", "5", "1. Copied.\n2. From Article 4."),
        ("1.1 Million is paid.", "", None),
        ("1.5 per cent goes here,\n2.5 per cent there.", "", None),
        ("4.1 We meet.\n4.3 We share.", "4", "1. We meet.\n3. We share."),
        ("4.1 We meet.\n4.9 We share.", "4", None),
        ("The fee is\n0.10 euro.", "2", None),
    ],
)
def test_a_decimal_number_counts_on(text: str, within: str, read: str | None) -> None:
    assert as_numbered_here(text, within=within) == (read or text)


def test_points_with_roman_numbers_are_points_and_letters_among_them_subpoints() -> None:
    read = typed("1. The chair:\n(i) calls;\n(i bis) asks;\n(ii) speaks:\n(a) first;\n(b) last;\n(iii) keeps.")
    below = (Typed("calls;"), Typed("asks;"), Typed("speaks:", (Typed("first;"), Typed("last;"))), Typed("keeps."))
    assert read.units == (Typed("The chair:", below),)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("1.\n\nWe meet.\n\n2.\n\nWe share:\n\n(a)\n\nbread;\n\n(b) wine.", ["We meet.", "We share:"]),
        ("4.1\nWe meet.\n\n4.2\nWe share.", ["We meet.", "We share."]),
        ("1. We meet until\n2027.\n\n2. We share.", ["We meet until 2027.", "We share."]),
    ],
)
def test_a_number_may_stand_on_a_line_of_its_own_as_taken_out_of_a_pdf(text: str, units: list[str]) -> None:
    assert [unit.words for unit in typed(text).units] == units


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("(1) Members:\n1. pay;\na) early;\nb) late;\n2. vote.\n(2) They leave.",
         "1. Members:\n(a) pay;\n(i) early;\n(ii) late;\n(b) vote.\n2. They leave."),
        ("1- \u0646\u0647\u0631.\n2 - \u0628\u062d\u0631.", "1. \u0646\u0647\u0631.\n2. \u0628\u062d\u0631."),
        ("(1) We meet.\n(2) We share.", None),
        ("1. We meet:\n(1) here;\n(2) there.", None),
        ("5 - 10 metres of rope are kept.", None),
        ("12 - We read.\n13 - We write.", None),
    ],
)  # fmt: skip
def test_paragraphs_are_numbered_as_here_whatever_sign_they_have(text: str, read: str | None) -> None:
    assert as_numbered_here(text) == (read or text)


@pytest.mark.parametrize(
    ("labels", "depths"),
    [
        ("a c", "1 1"),
        ("a b i ii c", "1 1 2 2 1"),
        ("a i iii v c", "1 2 2 2 1"),
        ("a i ii iv b", "1 2 2 2 1"),
        ("g h i j", "1 1 1 1"),
        ("g h i ii i", "1 1 2 2 1"),
        ("g i j", "1 1 1"),
        ("g i iii h", "1 2 2 1"),
        ("g i h i", "1 2 1 1"),
        ("u v x", "1 1 1"),
        ("b i", "1 2"),
        ("i iii iv", "1 1 1"),
        ("i a c ii", "1 2 2 1"),
        ("z aa cc", "1 1 1"),
    ],
)
def test_a_letter_that_may_be_a_roman_number_goes_on_where_the_gap_is_less(labels: str, depths: str) -> None:
    (paragraph,) = typed("1. We:\n" + "\n".join(f"({label}) word;" for label in labels.split())).units
    found = [depth for point in paragraph.units for depth in ("1", *("2" for _ in point.units))]
    assert found == depths.split()
