"""What holds of every overview: looking only at what may touch finds the same collisions as merging all pairs."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, note
from tests.drafting.negotiations import Table
from tests.laws.drafting_strategies import SOME, tables

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.rivals import colliding, rivals
from charterkit.drafting.standing import standing


def clean(table: Table, entries: list[Entry]) -> bool:
    return merge(table.present, entries, table.versions, table.past).charter is not None


def open_entries(table: Table) -> list[Entry]:
    return [entry for entry in table.entries.values() if entry.state == "open"]


@SOME
@given(tables(4))
def test_every_pair_that_collides_is_found_and_no_other(table: Table) -> None:
    note(repr(table))
    sound = [entry for entry in open_entries(table) if clean(table, [entry])]
    pairs = {frozenset((one.ref, other.ref)) for one, other in combinations(sound, 2) if not clean(table, [one, other])}
    found = colliding(table.present, sound, table.versions, table.past)
    assert {frozenset((ref, other.ref)) for ref, others in found.items() for other in others} == pairs


@SOME
@given(tables(4))
def test_rivals_of_a_merge_are_the_open_changes_that_collide_with_it(table: Table) -> None:
    note(repr(table))
    entries = open_entries(table)
    first = entries[0].submission.id if entries else ""
    merging = [entry for entry in entries if entry.submission.id == first]
    others = [entry for entry in entries if entry.submission.id != first]
    if not clean(table, merging):
        return
    expected = {other.ref for other in others if clean(table, [other]) and not clean(table, [*merging, other])}
    found = list(rivals(table.present, merging, others, table.versions, table.past))
    assert {other.ref for _, other in found} == expected
    assert {one.ref for one, _ in found} <= {entry.ref for entry in merging}


@SOME
@given(tables(3))
def test_standing_says_of_every_change_what_merging_it_alone_says(table: Table) -> None:
    found = standing(table.present, open_entries(table), table.versions, table.past)
    for outlook in found.outlooks:
        merged = merge(table.present, [outlook.entry], table.versions, table.past)
        assert outlook.result == merged.outcomes[0].result
        assert (outlook.result == "collides") == bool(outlook.against_text)
    named = [name for name, _ in table.present.settings.outline.containers()]
    assert [count.part for count in found.counts if count.part in named] == named
