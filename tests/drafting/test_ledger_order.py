"""What was lodged on one day is one sitting: whose paper came in first, or has the earlier code, decides nothing."""

from __future__ import annotations

import datetime

import pytest
from tests.drafting.negotiations import DAY, submission

from charterkit.drafting.ledger import ledger
from charterkit.model.decisions import Decision

CHANGE = {"amend": "notice", "heading": "Notice"}
NEXT_DAY = datetime.date(2026, 9, 15)


def decision(number: str, **fields: object) -> Decision:
    return Decision.model_validate({"id": number, "date": DAY, **fields})


@pytest.mark.parametrize("joiner", ["XAA", "XAZ"])
def test_a_proposal_taken_up_on_the_day_its_sponsor_leaves_it_stays_open(joiner: str) -> None:
    left = submission("XAK-2026-001", [CHANGE])
    leaving = submission("XAK-2026-002", withdraws=["XAK-2026-001"])
    joining = submission(f"{joiner}-2026-001", joins=["XAK-2026-001"])
    entry = ledger([left, leaving, joining], [])["XAK-2026-001#1"]
    assert (entry.state, entry.sponsors) == ("open", (joiner,))


def test_a_proposal_that_was_left_by_all_is_on_the_chairs_list_until_somebody_takes_it_up() -> None:
    said = [
        submission("XAK-2026-001", [CHANGE]),
        submission("XAK-2026-002", withdraws=["XAK-2026-001"]),
    ]
    assert ledger(said, [])["XAK-2026-001#1"].state == "unsponsored"
    said.append(submission("XAZ-2026-001", joins=["XAK-2026-001"], date=NEXT_DAY))
    entry = ledger(said, [])["XAK-2026-001#1"]
    assert (entry.state, entry.sponsors, entry.by) == ("open", ("XAZ",), "")


def test_only_a_decision_takes_an_option_off_the_chairs_list() -> None:
    said = [submission("XAK-2026-001", [CHANGE]), submission("XAK-2026-002", withdraws=["XAK-2026-001"])]
    closing = decision("0001", action="close", submission="XAK-2026-001", outcome="withdrawn")
    entry = ledger(said, [closing])["XAK-2026-001#1"]
    assert (entry.state, entry.by) == ("withdrawn", "0001")


def test_who_leaves_the_charter_sponsors_nothing_any_more_and_its_words_stay() -> None:
    said = [
        submission("XAK-2026-001", [CHANGE]),
        submission("XAK-2026-002", [CHANGE], with_=["XAL"]),
        submission("XAK-2026-003", [CHANGE]),
        submission("XAK-2026-004", joins=["XAK-2026-003"], date=NEXT_DAY),
    ]
    leaving = decision("0001", action="leave", participation={"participant": "XAK", "left": DAY})
    found = ledger(said, [leaving])
    assert [(found[f"XAK-2026-00{n}#1"].state, found[f"XAK-2026-00{n}#1"].sponsors) for n in (1, 2, 3)] == [
        ("unsponsored", ()),
        ("open", ("XAL",)),
        ("open", ("XAK",)),
    ]


@pytest.mark.parametrize("other", ["XAA", "XAZ"])
def test_a_participants_own_word_counts_before_that_of_others_in_its_name(other: str) -> None:
    said = [
        submission("XAK-2026-001", [CHANGE], with_=["XAL"]),
        submission("XAK-2026-002", withdraws=["XAK-2026-001"]),
        submission(f"{other}-2026-001", joins=["XAK-2026-001"], with_=["XAK"]),
    ]
    assert ledger(said, [])["XAK-2026-001#1"].sponsors == ("XAL", other)


def test_of_ones_own_words_on_one_day_the_last_counts() -> None:
    said = [
        submission("XAK-2026-001", [CHANGE]),
        submission("XAL-2026-001", joins=["XAK-2026-001"]),
        submission("XAL-2026-002", withdraws=["XAK-2026-001"]),
        submission("XAL-2026-003", joins=["XAK-2026-001"]),
    ]
    assert ledger(said, [])["XAK-2026-001#1"].sponsors == ("XAK", "XAL")
