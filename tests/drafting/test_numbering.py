"""Numbers are read back in the ways that people write them."""

from __future__ import annotations

from typing import Any

import pytest

from charterkit.drafting.numbering import Numbers, number
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
