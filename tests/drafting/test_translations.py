"""How a language stands to the drafting language: of which words a translation was made, and what has changed since."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.drafting.negotiations import Table, submission, written

from charterkit.drafting.translations import State, Translation, translations
from charterkit.words import Segment

TEXT = """\
part general = General
  article notice = Notice
    when: Participants give notice in good time.
    how: Notice is given in writing.
part other = Other
  article hot-line: A line is kept open."""


@pytest.fixture
def table() -> Table:
    return Table(written(TEXT))


def merged(table: Table, name: str, *changes: dict[str, Any], base: str = "first", **fields: Any) -> None:
    table.submissions.append(submission(name, changes, base, **fields))
    assert table.merge([name]).charter is not None


def found(table: Table) -> dict[str, Translation]:
    made = translations(table.present, table.past, table.versions)
    return {f"{each.slot.path}#{each.slot.field}": each for each in made}


def state(table: Table, path: str) -> State:
    return found(table)[f"{path}#text"].state


FRENCH = {"amend": "notice/when", "language": "fr", "text": "Les Participants donnent un préavis en temps utile."}
LATER = {"amend": "notice/when", "replace": "in good time", "with": "thirty days before"}
BACK = {"amend": "notice/when", "replace": "thirty days before", "with": "in good time"}


def test_what_has_no_words_in_a_language_is_missing_headings_of_parts_included(table: Table) -> None:
    assert {key: each.state for key, each in found(table).items()} == dict.fromkeys(
        ["general#heading", "notice#heading", "notice/when#text", "notice/how#text", "other#heading", "hot-line#text"],
        "missing",
    )


def test_a_translation_is_in_step_while_the_words_it_was_made_of_stand(table: Table) -> None:
    merged(table, "XAA-2026-001", FRENCH)
    assert state(table, "notice/when") == "current"


def test_a_translation_is_stale_when_its_source_is_reworded_and_what_changed_is_shown(table: Table) -> None:
    merged(table, "XAA-2026-001", FRENCH)
    merged(table, "XAB-2026-001", LATER)
    one = found(table)["notice/when#text"]
    assert (one.state, one.rendered) == ("stale", "Participants give notice in good time.")
    assert Segment("delete", "in good time") in one.segments
    assert Segment("insert", "thirty days before") in one.segments


def test_a_translation_merged_after_its_source_had_moved_on_is_stale_at_once(table: Table) -> None:
    merged(table, "XAB-2026-001", LATER)
    merged(table, "XAA-2026-001", FRENCH)
    assert state(table, "notice/when") == "stale"


def test_a_translation_is_in_step_again_when_the_earlier_words_are_restored(table: Table) -> None:
    merged(table, "XAA-2026-001", FRENCH)
    merged(table, "XAB-2026-001", LATER)
    table.release("second")
    merged(table, "XAC-2026-001", BACK, base="second")
    assert state(table, "notice/when") == "current"


def test_a_translation_made_anew_is_in_step_with_the_words_of_its_base(table: Table) -> None:
    merged(table, "XAA-2026-001", FRENCH)
    merged(table, "XAB-2026-001", LATER)
    table.release("second")
    again = {"amend": "notice/when", "language": "fr", "text": "Les Participants donnent un préavis de trente jours."}
    merged(table, "XAA-2026-002", again, base="second")
    assert state(table, "notice/when") == "current"


def test_a_submission_that_changes_both_languages_translates_the_words_it_puts(table: Table) -> None:
    french = {"amend": "notice/when", "language": "fr", "text": "Les Participants donnent un préavis de trente jours."}
    merged(table, "XAA-2026-001", LATER, french)
    assert state(table, "notice/when") == "current"


def test_all_that_a_submission_changes_in_a_text_is_what_it_translates(table: Table) -> None:
    also = {"amend": "notice/when", "replace": "Participants", "with": "All Participants"}
    merged(table, "XAA-2026-001", LATER, FRENCH, also)
    assert found(table)["notice/when#text"].rendered.strip() == "All Participants give notice thirty days before."
    assert state(table, "notice/when") == "current"


def test_what_a_submission_adds_in_two_languages_is_in_step(table: Table) -> None:
    text = {"en": "A line is tested.", "fr": "La ligne est vérifiée."}
    added = {"id": "test", "kind": "article", "text": text}
    merged(table, "XAA-2026-001", {"add": added, "after": "hot-line"})
    assert state(table, "test") == "current"
    merged(table, "XAB-2026-001", {"amend": "hot-line", "text": "A line is always kept open."})
    assert state(table, "test") == "current"


def test_a_translation_follows_its_unit_to_another_place_and_is_still_watched_there(table: Table) -> None:
    merged(table, "XAA-2026-001", FRENCH)
    merged(table, "XAB-2026-001", {"move": "notice/when", "in": "hot-line"})
    assert state(table, "hot-line/when") == "current"
    table.release("second")
    merged(table, "XAC-2026-001", LATER | {"amend": "hot-line/when"}, base="second")
    assert state(table, "hot-line/when") == "stale"


def test_a_translation_whose_sources_reference_moved_is_not_stale_for_that(table: Table) -> None:
    merged(table, "XAA-2026-001", {"amend": "hot-line", "text": "A line is kept open, see [[notice/how]]."})
    table.release("second")
    french = {"amend": "hot-line", "language": "fr", "text": "Une ligne reste ouverte, voir [[notice/how]]."}
    merged(table, "XAB-2026-001", french, base="second")
    merged(table, "XAC-2026-001", {"move": "notice/how", "in": "hot-line"}, base="second")
    assert "[[hot-line/how]]" in found(table)["hot-line#text"].source
    assert state(table, "hot-line") == "current"


def test_an_error_that_is_corrected_in_the_drafting_language_is_none_of_the_translation(table: Table) -> None:
    merged(table, "XAA-2026-001", FRENCH)
    merged(table, "XAB-2026-001", LATER)
    amended = table.past
    corrected = replace(amended, corrections=frozenset({amended.steps[-1].decision}))
    states = [
        next(
            each.state for each in translations(table.present, past, table.versions) if each.slot.path == "notice/when"
        )
        for past in (amended, corrected)
    ]
    assert states == ["stale", "current"]


def test_words_that_no_change_put_are_unrecorded() -> None:
    charter = written(TEXT)
    when = charter.provisions["notice"].units[0]
    texts = when.model_copy(update={"text": when.text | {"fr": "Préavis."}})
    notice = charter.provisions["notice"].model_copy(update={"units": (texts, charter.provisions["notice"].units[1])})
    table = Table(charter.model_copy(update={"provisions": {**charter.provisions, "notice": notice}}))
    assert state(table, "notice/when") == "unrecorded"


def test_a_charter_of_one_language_has_no_translations() -> None:
    assert found(Table(written(TEXT, languages=["en"]))) == {}
