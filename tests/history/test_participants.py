"""Proposals side by side: words, headings, moves, additions, requests to keep, each where it stands or would stand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.drafting.negotiations import written

from charterkit.documents.comparison.json import columns_json
from charterkit.documents.comparison.tables import columns_text
from charterkit.documents.formats import output
from charterkit.documents.synopsis.columns import columns_synopsis
from charterkit.drafting.rolling import rolling
from charterkit.drafting.sides import proposed_sides
from charterkit.history import Columns, by_participant
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission

PRESENT = written("""\
part general = General
  article notice = Notice
    when: Notice is given in good time.
    how: Notice is given in writing.
  article terms = Terms: A participant is a State.
part final = Final clauses
  article review = Review: The charter is reviewed.""")


def submission(by: str, *changes: dict[str, Any]) -> Submission:
    return Submission.model_validate(
        {"id": f"{by}-2026-001", "by": by, "date": "2026-09-14", "base": "zero", "title": "T", "changes": list(changes)}
    )


NEW_UNIT = {
    "id": "limits",
    "text": {"en": "There are limits:"},
    "units": [{"id": "tanks", "text": {"en": "tanks;"}}, {"id": "guns", "text": {"en": "guns."}}],
}
SUBMISSIONS = (
    submission(
        "XAA",
        {"amend": "notice", "heading": "Early notice"},
        {"add": NEW_UNIT, "after": "notice/when"},
        {"move": "terms", "before": "notice"},
    ),
    submission(
        "XAB",
        {"keep": "terms"},
        {"delete": "review"},
        {"add": {"id": "depositary", "kind": "article", "heading": {"en": "Depositary"}}, "after": "terms"},
        {"amend": "notice/when", "replace": "in good time", "with": "thirty days before"},
        {"move": "notice/how", "before": "notice/when"},
    ),
)


@pytest.fixture(scope="module")
def table() -> Columns:
    return by_participant(PRESENT, proposed_sides(rolling(PRESENT, SUBMISSIONS)))


def row(table: Columns, path: str) -> dict[str, Any]:
    """Return what a path's row says in JSON: by column, None where that says nothing."""
    found = next(row for row in columns_json(table)["rows"] if row["path"] == path)
    return dict(zip(table.labels, found["cells"], strict=True))


def test_what_is_proposed_stands_where_it_would_stand(table: Columns) -> None:
    assert [row.path for row in table.rows] == [
        *("notice", "notice/when", "notice/limits", "notice/limits/tanks", "notice/limits/guns", "notice/how"),
        *("terms", "depositary", "review"),
    ]


def test_a_proposed_heading_is_shown_against_the_present_one(table: Columns) -> None:
    (heading,) = row(table, "notice")["XAA"]["texts"]
    assert heading["field"] == "heading"
    assert [(part["op"], part["text"]) for part in heading["segments"]] == [
        ("delete", "Notice"),
        ("insert", "Early notice"),
    ]


def test_a_proposed_move_says_where_to(table: Columns) -> None:
    assert row(table, "terms")["XAA"]["goal"] == {"container": "general", "after": None}
    assert row(table, "notice/how")["XAB"]["goal"] == {"container": "notice", "after": None}
    for made in (columns_text(table, width=200), str(output(document(table), "md"))):
        assert "move to the start of Part I" in made
        assert "move to the start of Article 1" in made


def test_a_request_to_keep_is_a_position_of_its_own(table: Columns) -> None:
    assert row(table, "terms")["XAB"]["keeps"]
    assert "keep unchanged" in columns_text(table, width=200)


def test_what_goes_and_what_is_new_has_all_its_words(table: Columns) -> None:
    gone = row(table, "review")["XAB"]["texts"]
    assert [(text["field"], {part["op"] for part in text["segments"]}) for text in gone] == [("text", {"delete"})]
    assert row(table, "depositary")["XAB"]["texts"][0]["segments"] == [{"op": "insert", "text": "Depositary"}]


def test_who_says_nothing_has_an_empty_place_and_the_compromise_is_everybodys(table: Columns) -> None:
    assert row(table, "review")["XAA"] is None
    assert all(row.cells[-1] is None for row in table.rows)


def test_a_sponsor_with_two_texts_for_one_place_has_two_columns() -> None:
    both = submission(
        "XAA",
        {"amend": "terms", "replace": "State", "with": "country"},
        {"amend": "terms", "replace": "State", "with": "nation"},
    )
    found = by_participant(PRESENT, proposed_sides(rolling(PRESENT, [both])))
    assert found.labels == ("Present text", "XAA", "XAA, alternative 2", "Compromise")


def test_the_summary_counts_moves(table: Columns) -> None:
    (counts,) = document(table).summary
    assert counts.columns[1:5] == ("Added", "Deleted", "Moved", "Texts reworded")
    assert [line[1:5] for line in counts.rows] == [("3", "0", "1", "1"), ("1", "1", "1", "1")]


def document(table: Columns, charter: Charter = PRESENT) -> Any:
    return columns_synopsis(table, [charter])
