"""Laws of agreement and consent over generated negotiations: nothing slips past agreed words, consent is to words."""

from __future__ import annotations

import datetime
import re
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.drafting.negotiations import Table, submission
from tests.laws.drafting_strategies import CODES, SOME, paths, sound, tables

from charterkit.documents.reports.blocker_words import message
from charterkit.drafting.positions import words_of
from charterkit.drafting.protection import Protection
from charterkit.drafting.readiness import readiness
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, walk
from charterkit.model.submissions import Move

DAY = datetime.date(2026, 10, 1)
NOON = "2026-10-01T12:00Z"
REFERENCE = re.compile(r"\[\[[^\]]*\]\]")


def words_at(charter: Charter, path: str) -> list[tuple[str, str, str, list[str]]] | None:
    """What stands at a path and below it, whatever its references are called."""
    node = charter.find(path)
    return None if node is None else [(where, *_own(each)) for where, each in walk(node, path)]


def own_words(charter: Charter, path: str) -> tuple[str, str, list[str]] | None:
    """What stands at a path, without what is below it."""
    node = charter.find(path)
    return None if node is None else _own(node)


def _own(node: Node) -> tuple[str, str, list[str]]:
    text = REFERENCE.sub("[[]]", node.text.get("en", ""))
    return node.heading.get("en", ""), text, [unit.id for unit in node.units]


@SOME
@given(tables(3), st.data())
def test_no_merge_alters_agreed_words(table: Table, data: st.DataObject) -> None:
    agreed = data.draw(st.sampled_from(paths(table.present)))
    table.agree(agreed)
    protection = Protection(table.present, table.decisions, table.past)
    for names in (*([name] for name in sound(table)), sound(table)):
        merged = protection.checked(table.outlook(names))
        if merged.charter is not None:
            assert words_at(merged.charter, agreed) == words_at(table.present, agreed)


@SOME
@given(tables(3), st.data())
def test_only_what_alters_or_moves_agreed_words_is_refused(table: Table, data: st.DataObject) -> None:
    agreed = data.draw(st.sampled_from(paths(table.present)))
    table.agree(agreed)
    protection = Protection(table.present, table.decisions, table.past)
    for name in sound(table):
        free = table.outlook([name])
        refused = protection.checked(free).charter is None
        moving = any(isinstance(step.entry.change, Move) for step in free.steps)
        assert free.charter is not None
        altered = words_at(free.charter, agreed) != words_at(table.present, agreed)
        assert altered <= refused
        assert not refused or altered or moving


def all_accept(table: Table) -> None:
    table.release("put-forward")
    table.submissions += [
        submission(f"{code}-2026-900", base="put-forward", positions=[{"on": "whole text", "stance": "accept"}])
        for code in CODES
    ]


@SOME
@given(tables(2))
def test_consent_of_all_lapses_exactly_where_words_change(table: Table) -> None:
    all_accept(table)
    before = table.present
    lapsing = ("lapsed", "silent")
    assert not [each for each in readiness(table.negotiation, DAY, NOON).blockers if each.kind in lapsing]
    names = sound(table)
    assume(names)
    table.merge(names[:1])
    ready = readiness(table.negotiation, DAY, NOON)
    old, new = words_of(before), words_of(table.present)
    reworded = {path for path in paths(table.present) if own_words(table.present, path) != own_words(before, path)}
    came = {path for path in paths(table.present) if before.find(path) is None}
    for code in CODES:
        told = {path for each in ready.blockers if each.kind in lapsing and each.move == code for path in each.paths}
        assert told <= {path for path, value in new.items() if old.get(path) != value}
        assert reworded - came <= told


@SOME
@given(tables(3), st.randoms())
def test_the_order_in_which_papers_are_read_makes_no_difference_to_standing(table: Table, shuffled: Random) -> None:
    all_accept(table)
    one = readiness(table.negotiation, DAY, NOON)
    other = table.copy()
    shuffled.shuffle(other.submissions)
    again = readiness(other.negotiation, DAY, NOON)
    assert [message(each, "en") for each in again.blockers] == [message(each, "en") for each in one.blockers]


@SOME
@given(tables(3), st.sampled_from(CODES))
def test_nobody_else_can_take_back_a_consent_or_give_one(table: Table, code: str) -> None:
    all_accept(table)
    table.submissions = [each for each in table.submissions if not (each.by == code and each.positions)]
    others = [other for other in CODES if other != code]
    table.submissions += [
        submission(f"{other}-2026-901", base="put-forward", **{"with": [code]},
                   positions=[{"on": "whole text", "stance": "accept"}])
        for other in others
    ]  # fmt: skip
    ready = readiness(table.negotiation, DAY, NOON)
    assert {each.move for each in ready.blockers if each.kind == "silent"} == {code}
