"""What an open change waits for: alone it cannot be merged, together with other open additions it can."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.drafting.negotiations import Table, submission, written

from charterkit.drafting.merging.awaited import Awaiting
from charterkit.drafting.standing import Outlook, standing

TEXT = """\
part general = General
  article notice = Notice: Notice is given.
  article visits = Visits: Visits are open to all."""


def article(name: str, text: str = "Water is shared.", **place: str) -> dict[str, object]:
    return {"add": {"id": name, "kind": "article", "heading": {"en": name}, "text": {"en": text}}, **place}


def outlooks(*said: tuple[str, Sequence[object]]) -> dict[str, Outlook]:
    table = Table(written(TEXT))
    table.submissions = [submission(f"{code}-2026-001", changes) for code, changes in said]
    now = table.negotiation
    return {each.entry.ref: each for each in standing(now.charter, list(now.open()), now.bases, now.past).outlooks}


def awaited(*said: tuple[str, Sequence[object]]) -> dict[str, tuple[str, ...]]:
    return {ref: tuple(other.ref for other in each.awaited) for ref, each in outlooks(*said).items() if each.awaited}


def test_what_goes_beside_an_addition_waits_for_it() -> None:
    assert awaited(("XAA", [article("water", after="notice"), article("rivers", after="water")])) == {
        "XAA-2026-001#2": ("XAA-2026-001#1",)
    }


def test_what_it_waits_for_may_wait_in_turn() -> None:
    lakes = ("XAB", [article("lakes", after="rivers")])
    chain = ("XAA", [article("rivers", after="water"), article("water", after="notice")])
    assert awaited(chain, lakes)["XAB-2026-001#1"] == ("XAA-2026-001#1", "XAA-2026-001#2")


@pytest.mark.parametrize(
    "change",
    [
        {"amend": "visits", "text": "Visits are open, as [[water]] says."},
        {"amend": "visits", "replace": "open to all", "with": "open, as [[water]] says"},
        {"move": "visits", "after": "water"},
        article("ice", "Ice is water: [[water]].", after="visits"),
        {"add": {"id": "more", "text": {"en": "More water."}}, "last": "water"},
    ],
)
def test_words_places_and_references_are_waited_for(change: object) -> None:
    assert awaited(("XAA", [article("water", after="notice")]), ("XAB", [change])) == {
        "XAB-2026-001#1": ("XAA-2026-001#1",)
    }


def test_of_two_additions_of_one_id_that_of_the_same_submission_is_meant() -> None:
    mine = ("XAB", [article("water", "Water is ours.", after="notice"), article("ice", after="water")])
    assert awaited(("XAA", [article("water", after="notice")]), mine) == {"XAB-2026-001#2": ("XAB-2026-001#1",)}


def test_nothing_is_waited_for_where_it_would_collide_all_the_same() -> None:
    beside = ("XAA", [article("water", after="notice")])
    lost = ("XAB", [article("ice", "See [[nowhere]].", after="water")])
    found = outlooks(beside, lost)
    assert found["XAB-2026-001#1"].result == "collides"
    assert not found["XAB-2026-001#1"].awaited


def test_a_clean_change_waits_for_nothing() -> None:
    assert awaited(("XAA", [article("water", after="notice")]), ("XAB", [article("ice", after="notice")])) == {}


def test_an_addition_whose_base_a_damaged_history_lacks_is_waited_for_by_nobody() -> None:
    table = Table(written(TEXT))
    lost = submission("XAA-2026-001", [article("water", after="notice")], base="lost")
    table.submissions = [lost, submission("XAB-2026-001", [article("ice", after="water")])]
    now = table.negotiation
    asked = Awaiting(now.charter, list(now.open()), now.bases, now.past)
    assert asked.awaited(now.entries["XAB-2026-001#1"]) == ()
