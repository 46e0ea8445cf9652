"""The adopted text: who may sign, in alphabetical order; nobody is shown as having signed."""

# ruff: noqa: RUF001  Chinese brackets
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.drafting.negotiations import Table, submission, written

from charterkit.documents.formats import output
from charterkit.documents.front import Front
from charterkit.documents.views.signing import Statement, adopted, signing, statements_of
from charterkit.drafting.readiness import standing_said
from charterkit.model.charter import Charter

PEOPLE: list[dict[str, Any]] = [
    {"id": "XAA", "name": {"en": "Zedland", "ru": "Альфия"}, "kind": "state", "role": "fictional"},
    {"id": "XAB", "name": {"en": "Élan", "ru": "Элан"}, "kind": "state", "role": "participant"},
    {"id": "XAC", "name": {"en": "Eland", "ru": "Эланд"}, "kind": "organisation", "role": "fictional"},
    {"id": "XAD", "name": {"en": "Gone"}, "kind": "state", "role": "participant", "left": "2026-01-01"},
    {"id": "XAE", "name": {"en": "Watcher"}, "kind": "state", "role": "observer"},
    {"id": "SEC", "name": {"en": "Secretariat"}, "kind": "secretariat", "role": "secretariat"},
]


@pytest.fixture(scope="module")
def text(make: Callable[..., Charter]) -> Charter:
    settings = {"languages": ["en", "ru"], "language_standing": {"ru": "authentic"}, "status": "adopted"}
    found = make(["Words."], **settings)
    registry = found.registry.model_validate({"participants": PEOPLE})
    return found.model_copy(update={"registry": registry})


def test_those_who_take_part_sign_in_the_alphabetical_order_of_the_language(text: Charter) -> None:
    assert [each.name for each in signing(text, "en").signatories] == ["Élan", "Eland", "Zedland"]
    assert [each.code for each in signing(text, "ru").signatories] == ["XAA", "XAB", "XAC"]


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
def test_the_pages_have_lines_for_each_and_name_the_authentic_texts(
    text: Charter, text_of: Callable[[str | bytes, str], str], form: str
) -> None:
    made = adopted(text, Front(symbol="T/1"), [Statement("XAB", "reserve", "t0/u", "Not at sea.")])
    shown = " ".join(text_of(output(made, form), form).split())
    assert "Text as adopted" in shown
    assert shown.count("Name and title") == 3
    assert "Authentic texts: English, Russian" in shown
    assert "Élan reserves its position (Article 2(1)): Not at sea." in shown


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_chinese_page_says_in_its_own_brackets_on_what_something_was_reserved(text: Charter, form: str) -> None:
    made = adopted(text, Front(language="zh"), [Statement("XAB", "reserve", "t0/u", "Not at sea.", "en")])
    assert "（第2条第1款）：" in str(output(made, form))


def test_names_and_statements_in_another_language_bear_it(text: Charter) -> None:
    said = [Statement("XAB", "reserve", "t0/u", "Not at sea.", "en"), Statement("XAA", "accept", "", "نعم.", "ar")]
    made = str(output(adopted(text, Front(language="ar"), said), "html"))
    assert '<bdi lang="en" dir="ltr">Not at sea.</bdi>' in made
    assert made.count('<bdi lang="en" dir="ltr">Élan</bdi>') == 2
    assert ": نعم.</p>" in made


def test_a_text_that_is_not_adopted_is_called_a_draft_for_signature(make: Callable[..., Charter]) -> None:
    assert adopted(make(["Words."])).masthead.view == "Draft of the text for signature"


def test_the_reservations_that_stand_are_listed_and_positions_on_proposals_are_none() -> None:
    table = Table(written("part p = P\n  article a = A\n    b: One.\n  article c = C: Two."))
    said = [
        ("001", "2026-01-01", [{"on": "a/b", "stance": "reserve", "statement": "Once."}]),
        ("002", "2026-02-01", [{"on": "a/b", "stance": "accept"}]),
        ("003", "2026-03-01", [{"on": "XAB-2026-001#1", "stance": "reserve", "statement": "No."}]),
        ("004", "2026-03-01", [{"on": "whole text", "stance": "accept", "statement": "Understood so."},
                               {"on": "c", "stance": "reserve"}]),
    ]  # fmt: skip
    table.submissions = [submission(f"XAA-2026-{number}", date=date, positions=made) for number, date, made in said]
    expected = (
        Statement("XAA", "accept", "", "Understood so.", "en"),
        Statement("XAA", "reserve", "c", language="en"),
    )
    assert statements_of(standing_said(table.negotiation)) == expected
