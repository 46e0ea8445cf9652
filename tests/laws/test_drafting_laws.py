"""What holds of every merge, whatever the negotiation: order, no word lost or invented, digests, attribution."""

from __future__ import annotations

from itertools import permutations

from hypothesis import assume, given, note
from tests.drafting.negotiations import Table, shown
from tests.laws.drafting_strategies import SOME, new_words, open_names, sound, tables

from charterkit.drafting.digests import changed_digests
from charterkit.drafting.merge import merge
from charterkit.drafting.proposals import words_put
from charterkit.drafting.references import dangling
from charterkit.model.charter import Charter
from charterkit.model.decisions import GONE, OUTLINE
from charterkit.model.provisions import Node
from charterkit.model.submissions import Submission


def one_by_one(table: Table, names: tuple[str, ...]) -> Table | None:
    """The table after merging submissions one after another; None where one of them collides."""
    other = table.copy()
    return other if all(other.merge([name]).charter is not None for name in names) else None


@SOME
@given(tables(3))
def test_merging_in_any_order_gives_the_text_of_merging_at_once_or_collides_as_that_does(table: Table) -> None:
    note(repr(table))
    names = sound(table)
    assume(len(names) > 1)
    at_once = table.outlook(names).charter
    for order in permutations(names):
        after = one_by_one(table, order)
        assert (after is None) == (at_once is None), order
        assert after is None or at_once is None or shown(after.present) == shown(at_once), order


@SOME
@given(tables(3))
def test_order_in_which_changes_are_given_never_matters(table: Table) -> None:
    entries = table.chosen(open_names(table))
    one = merge(table.present, entries, table.versions, table.past)
    assert one == merge(table.present, entries[::-1], table.versions, table.past)


@SOME
@given(tables(3))
def test_clean_merge_holds_every_new_word_and_invents_none(table: Table) -> None:
    names = sound(table)
    merged = table.outlook(names)
    assume(merged.charter is not None)
    assert merged.charter is not None
    entries = table.chosen(names)
    put = {entry.ref: {word for text in words_put(entry.change) for word in new_words(text)} for entry in entries}
    now, before = new_words(shown(merged.charter)), new_words(shown(table.present))
    moot = {outcome.entry.ref for outcome in merged.outcomes if outcome.result == "moot"}
    for entry in entries:
        added = put[entry.ref] - new_words(shown(table.versions[entry.submission.base]))
        assert entry.ref in moot or added <= now
    assert now <= before.union(*put.values())


@SOME
@given(tables(3))
def test_merging_nothing_or_what_is_moot_changes_nothing(table: Table) -> None:
    assert merge(table.present, [], table.versions, table.past).charter == table.present
    for name in open_names(table):
        merged = table.outlook([name])
        if all(outcome.result == "moot" for outcome in merged.outcomes):
            assert merged.charter == table.present


@SOME
@given(tables(3))
def test_digests_name_exactly_the_units_that_changed(table: Table) -> None:
    merged = table.outlook(sound(table)).charter
    assume(merged is not None)
    assert merged is not None
    found = changed_digests(table.present, merged)
    before, after = (dict(charter.walk()) for charter in (table.present, merged))
    changed = {path for path in before.keys() | after.keys() if own(before.get(path)) != own(after.get(path))}
    assert set(found) - {OUTLINE} == changed
    assert {path for path, value in found.items() if value == GONE} == before.keys() - after.keys()
    outlines = table.present.settings.outline, merged.settings.outline
    assert (OUTLINE in found) == (outlines[0] != outlines[1])


@SOME
@given(tables(3))
def test_merged_text_is_a_charter_that_could_be_read_back(table: Table) -> None:
    merged = table.outlook(sound(table)).charter
    assume(merged is not None)
    assert merged is not None
    assert Charter.model_validate(merged.model_dump(by_alias=True)) == merged
    assert list(dangling(merged)) == []
    assert sorted(merged.settings.outline.order()) == sorted(merged.provisions)


@SOME
@given(tables(3))
def test_renaming_participants_changes_attribution_only(table: Table) -> None:
    """The new codes keep the order of the old ones, since the declared order goes by them."""
    renamed = table.copy()
    renamed.submissions = [under_another_code(each) for each in table.submissions]
    renamed.decisions = [
        each.model_copy(update={"submission": each.submission and other(each.submission)}) for each in table.decisions
    ]
    names = sound(table)
    one, two = table.outlook(names), renamed.outlook([other(name) for name in names])
    assert one.charter == two.charter
    assert [outcome.result for outcome in one.outcomes] == [outcome.result for outcome in two.outcomes]
    assert [collision.reason for collision in one.collisions] == [collision.reason for collision in two.collisions]


def other(name: str) -> str:
    return f"Y{name[1:]}"


def under_another_code(submission: Submission) -> Submission:
    return submission.model_copy(update={"id": other(submission.id), "by": other(submission.by)})


def own(node: Node | None) -> object:
    """What a digest covers: own words, and the ids of the units directly in it."""
    return None if node is None else (node.heading, node.text, [unit.id for unit in node.units])
