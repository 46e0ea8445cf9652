"""The text is the fold of the decisions over the submissions: a replay comes to the same words, or fails."""

from __future__ import annotations

import pytest
from hypothesis import given, note
from hypothesis import strategies as st
from tests.drafting.negotiations import Table, shown
from tests.laws.drafting_strategies import SOME, sound, tables

from charterkit.history.replay import ReplayFailed, mismatches, replay


@SOME
@given(tables(3), st.integers(1, 3))
def test_replaying_the_decisions_gives_the_text(table: Table, together: int) -> None:
    note(repr(table))
    names = sound(table)
    for index in range(0, len(names), together):
        table.merge(names[index : index + together])
    again = replay(table.start, table.submissions, table.decisions)
    assert again == table.present
    assert shown(again) == shown(table.present)
    assert list(mismatches(table.present, again)) == []


@SOME
@given(tables(2))
def test_replay_in_another_order_of_lodging_is_the_same(table: Table) -> None:
    assert replay(table.start, table.submissions[::-1], table.decisions) == table.present


@SOME
@given(tables(2), st.data())
def test_replay_over_a_submission_that_was_changed_afterwards_fails(table: Table, data: st.DataObject) -> None:
    merged = [each.submission for each in table.decisions if each.action == "merge" and each.result]
    if not merged:
        return
    name = data.draw(st.sampled_from(merged))
    without = [each for each in table.submissions if each.id != name]
    with pytest.raises(ReplayFailed):
        replay(table.start, without, table.decisions)
