"""Packages are merged whole or not at all; ``--clean-only`` takes what collides with nothing and leaves the rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from tests.drafting.negotiations import Table, shown, submission, written

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.outcomes import Merged
from charterkit.drafting.merging.packages import Taken, missing, taking_what_is_clean

CHARTER = """part general = General
  article notice = Notice: Notice is given in good time.
  article contacts = Contacts: Points of contact are named.
  article meetings = Meetings: The Participants meet once a year."""


def amend(path: str, old: str, new: str) -> dict[str, Any]:
    return {"amend": path, "replace": old, "with": new}


THIRTY, NINETY = (amend("notice", "in good time", f"{days} days before") for days in ("thirty", "ninety"))
NAMED = amend("contacts", "named", "named and listed")
TWICE = amend("meetings", "once", "twice")


def table(*said: Any) -> Table:
    made = Table(written(CHARTER))
    made.submissions = list(said)
    return made


def taken(at: Table, names: Sequence[str]) -> Taken:
    def merging(entries: Sequence[Entry]) -> Merged:
        return merge(at.present, entries, at.versions, at.past)

    return taking_what_is_clean(at.chosen(names), at.entries, merging)


def refs(found: Taken) -> tuple[list[str], list[str]]:
    return [each.entry.ref for each in found.merged.outcomes], sorted(each.entry.ref for each in found.left)


def test_of_two_that_collide_neither_is_taken_and_the_rest_is_in_whatever_order_they_are_named() -> None:
    at = table(
        submission("XAA-2026-001", [THIRTY, NAMED]),
        submission("XAB-2026-001", [NINETY]),
        submission("XAC-2026-001", [TWICE]),
    )
    for names in permutations(["XAA-2026-001", "XAB-2026-001", "XAC-2026-001"]):
        found = taken(at, names)
        assert refs(found) == (["XAA-2026-001#2", "XAC-2026-001#1"], ["XAA-2026-001#1", "XAB-2026-001#1"])
        assert found.merged.charter is not None
        assert "named and listed" in shown(found.merged.charter)
        assert "in good time" in shown(found.merged.charter)
        assert found.collisions


def test_a_package_with_one_change_that_collides_is_left_whole() -> None:
    at = table(
        submission("XAA-2026-001", [THIRTY, NAMED], requires=["XAC-2026-001"]),
        submission("XAB-2026-001", [NINETY]),
        submission("XAC-2026-001", [TWICE]),
    )
    found = taken(at, ["XAA-2026-001", "XAB-2026-001", "XAC-2026-001"])
    assert refs(found) == (["XAC-2026-001#1"], ["XAA-2026-001#1", "XAA-2026-001#2", "XAB-2026-001#1"])
    assert "package" in {each.entry.ref: each.note for each in found.left}["XAA-2026-001#2"]


def test_what_requires_something_that_collides_stays_open_with_it() -> None:
    at = table(
        submission("XAA-2026-001", [THIRTY]),
        submission("XAB-2026-001", [NINETY]),
        submission("XAC-2026-001", [TWICE], requires=["XAA-2026-001"]),
        submission("XAD-2026-001", [NAMED], requires=["XAC-2026-001#1"]),
    )
    found = taken(at, ["XAA-2026-001", "XAB-2026-001", "XAC-2026-001", "XAD-2026-001"])
    assert refs(found)[0] == []
    assert found.merged.charter == at.present


@pytest.mark.parametrize(
    ("named", "lacking"),
    [
        (["XAC-2026-001"], {"XAC-2026-001": ("XAA-2026-001#1", "XAA-2026-001#2")}),
        (["XAC-2026-001", "XAA-2026-001#1"], {"XAC-2026-001": ("XAA-2026-001#2",)}),
        (["XAC-2026-001", "XAA-2026-001"], {}),
        (["XAD-2026-001#1"], {"XAD-2026-001": ("XAD-2026-001#2",)}),
        (["XAD-2026-001"], {}),
        (["XAA-2026-001#2"], {}),
    ],
)
def test_a_package_lacks_what_it_requires_and_its_own_other_changes(
    named: list[str], lacking: dict[str, tuple[str, ...]]
) -> None:
    at = table(
        submission("XAA-2026-001", [THIRTY, NAMED]),
        submission("XAB-2026-001", [TWICE]),
        submission("XAC-2026-001", [{"amend": "meetings", "heading": "Sessions"}], requires=["XAA-2026-001"]),
        submission(
            "XAD-2026-001",
            [{"amend": "notice", "heading": "Notices"}, {"amend": "contacts", "heading": "Contact"}],
            requires=["XAB-2026-001"],
        ),
    )
    at.merge(["XAB-2026-001"])
    assert {each.package: each.refs for each in missing(at.entries, at.chosen(named))} == lacking
