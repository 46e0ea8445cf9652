"""Numbers: what is inserted gets a word of its own; printed ones are read back in the ways that people write them."""

from __future__ import annotations

from typing import Any

import pytest

from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.succession import labelled
from charterkit.model.charter import Charter


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    points = [{"id": "first", "text": {"en": "One."}}, {"id": "second", "text": {"en": "Two."}}]
    paragraph = {"id": "exercises", "text": {"en": "Notice is given of:"}, "units": points}
    provisions: dict[str, Any] = {
        "welcome": {"id": "welcome", "kind": "recital", "text": {"en": "Welcoming,"}},
        "purpose": {"id": "purpose", "kind": "principle", "text": {"en": "The purpose."}},
        "notice": {"id": "notice", "kind": "article", "units": [paragraph]},
        "lists": {"id": "lists", "kind": "annex", "text": {"en": "A list."}},
    }
    parts = [{"id": "general", "heading": {"en": "General"}, "provisions": ["purpose", "notice"]}]
    outline = {"preamble": ["welcome"], "parts": parts, "annexes": ["lists"]}
    settings = {"title": {"en": "Charter"}, "symbol": "TEST/1", "outline": outline}
    return number(Charter.model_validate({"settings": settings, "provisions": provisions}))


@pytest.mark.parametrize(
    ("printed", "path"),
    [
        ("Article 2(1)(b)", "notice/exercises/second"),
        ("Art. 2 (1) (a)", "notice/exercises/first"),
        ("2(1)", "notice/exercises"),
        ("1", "purpose"),
        ("part i", "general"),
        ("Annex 1", "lists"),
        ("preamble 1", "welcome"),
        ("Article 3", None),
        ("", None),
    ],
)
def test_a_number_leads_to_its_path_however_it_is_written(numbers: Numbers, printed: str, path: str | None) -> None:
    assert numbers.path(printed) == path


def test_a_path_without_a_number_is_cited_as_it_is(numbers: Numbers) -> None:
    assert numbers.cite("notice/exercises/second") == "Article 2(1)(b)"
    assert numbers.cite("nowhere/at-all") == "nowhere/at-all"


def test_ninety_eight_insertions_at_one_place_have_a_word_each() -> None:
    inserted = [f"new-{place}" for place in range(98)]
    labels = labelled(["first", *inserted, "second"], {"first": "1", "second": "2"}, str, "bis")
    found = [labels[name] for name in inserted]
    assert found[:3] == ["1 bis", "1 ter", "1 quater"]
    assert (found[18], found[19], found[43], found[97]) == (
        "1 vicies", "1 unvicies", "1 quinquadragies", "1 novononagies",
    )  # fmt: skip
    assert len(set(found)) == len(inserted)
    assert all(label.count(" ") == 1 for label in found)
