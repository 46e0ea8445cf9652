"""A number that was copied from a document is the reference that printed it, and no other number is."""

# ruff: noqa: RUF001  Chinese is what is read here
from __future__ import annotations

import pytest

from charterkit.drafting.from_print import as_referred


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("as Annex 1 has it", "as [[x]] has it"),
        ("see Annex\u00a01, and Annex\n1.", "see [[x]], and [[x]]."),
        ("see Annex 12, Annex 1 bis, Annex 1(2), Annex 1 (a), Annex 1.5", None),
        ("see Annex 1 of the Vienna Convention", None),
        ("see Subannex 1", None),
        ("under Article 3(2)(a), Article 3(2)", "under [[y/b/a]], [[y/b]]"),
        ("[[x]] stays", None),
    ],
)
def test_only_what_the_reference_prints_is_the_reference(words: str, read: str | None) -> None:
    printed = {"x": "Annex 1", "y/b": "Article 3(2)", "y/b/a": "Article 3(2)(a)"}
    assert as_referred(words, printed) == (read or words)


def test_a_script_without_spaces_may_go_on_at_once() -> None:
    printed = {"x": "第5条", "x/a": "第5条第1款"}
    assert as_referred("依照第5条进行，第5条第1款和第5条第2款", printed) == "依照[[x]]进行，[[x/a]]和第5条第2款"


def test_the_short_title_of_an_instrument_is_its_reference() -> None:
    assert as_referred("recalling the Vienna Document", {"v": "Vienna Document"}) == "recalling the [[v]]"
