"""The text is the fold of the decisions over the submissions: a replay comes to the same words, or fails."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, note
from hypothesis import strategies as st
from tests.drafting.negotiations import Table, shown
from tests.history.replayed import replay
from tests.laws.drafting_strategies import SOME, open_names, paths, sound, tables

from charterkit.drafting.protection import Protection
from charterkit.history.areas import Areas
from charterkit.history.ladder import Ladder
from charterkit.history.memory_rows import Rows
from charterkit.history.replay import Memory, Replay, ReplayFailed, differing, taken_as_one
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE, Decision


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
    assert list(differing(table.present, again, table.present.provisions)) == []


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


@SOME
@given(tables(3), st.integers(1, 2), st.data())
def test_what_a_replay_remembers_of_the_past_decides_as_all_of_it(
    table: Table, together: int, data: st.DataObject
) -> None:
    for agreed in data.draw(st.lists(st.sampled_from([*paths(table.present), OUTLINE]), max_size=4)):
        table.agree(agreed)
    for reopened in data.draw(st.lists(st.sampled_from([*paths(table.present), OUTLINE]), max_size=1)):
        table.agree(f"reopened {reopened}")
    note(repr(table))
    known = {each.id: each for each in table.submissions}
    again = Replay(known.get, table.versions, Memory())
    for group in taken_as_one(table.decisions):
        if group[0].number % 3 == 0:  # as if a run had ended here, and another went on
            again = Replay(known.get, table.versions, put_away(again.memory, table.decisions))
        again.remember(group)
    names = open_names(table)
    for index in range(0, len(names), together):
        some = names[index : index + together]
        protection = Protection(table.present, table.decisions, table.past)
        assert remade(again, table, some) == protection.checked(table.outlook(some)).charter


def put_away(memory: Memory, decisions: Sequence[Decision]) -> Memory:
    """Return a memory that was made of texts."""
    rows = (memory.areas.rows, memory.decided, memory.ladder.rows)
    merged, decided, ladder = (Rows(each.packed()) for each in rows)
    areas = Areas(merged, memory.areas.renames, memory.areas.count)
    known = {decision.id: decision for decision in decisions}
    return Memory(memory.last, dict(memory.numbers), areas, decided, Ladder(ladder, known.get))


def remade(again: Replay, table: Table, names: list[str]) -> Charter | None:
    """Merge submissions as a replay does; None where it refuses to."""
    first = len(table.decisions) + 1
    ids = [f"{first + index:04}" for index in range(len(names))]
    decisions = [
        Decision.model_validate({"id": key, "date": "2026-10-29", "action": "merge", "submission": name})
        for key, name in zip(ids, names, strict=True)
    ]
    try:
        return again.expected(table.present, decisions)
    except ReplayFailed:
        return None
