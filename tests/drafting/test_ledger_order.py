"""What was lodged on one day is one sitting: whose paper came in first, or has the earlier code, decides nothing."""

from __future__ import annotations

import datetime

import pytest
from tests.drafting.negotiations import submission

from charterkit.drafting.ledger import ledger

CHANGE = {"amend": "notice", "heading": "Notice"}
NEXT_DAY = datetime.date(2026, 9, 15)


@pytest.mark.parametrize("joiner", ["XAA", "XAZ"])
def test_a_proposal_taken_up_on_the_day_its_sponsor_leaves_it_stays_open(joiner: str) -> None:
    left = submission("XAK-2026-001", [CHANGE])
    leaving = submission("XAK-2026-002", withdraws=["XAK-2026-001"])
    joining = submission(f"{joiner}-2026-001", joins=["XAK-2026-001"])
    entry = ledger([left, leaving, joining], [])["XAK-2026-001#1"]
    assert (entry.state, entry.sponsors) == ("open", (joiner,))


def test_a_proposal_that_was_left_by_all_the_day_before_is_withdrawn() -> None:
    said = [
        submission("XAK-2026-001", [CHANGE]),
        submission("XAK-2026-002", withdraws=["XAK-2026-001"]),
        submission("XAZ-2026-001", joins=["XAK-2026-001"], date=NEXT_DAY),
    ]
    assert ledger(said, [])["XAK-2026-001#1"].state == "withdrawn"


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
