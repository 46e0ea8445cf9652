"""Neutrality over large generated negotiations: names, the order of lodging and the order of merging decide nothing.

Renaming participants permutes the attribution; the declared order goes by code, so members that came to one spot may
change places in their list, and nothing else may. ``CHARTERKIT_NEGOTIATIONS=20x600`` goes through twenty negotiations
of six hundred submissions (``make neutrality``).
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import pytest
from tests.drafting.assemblies import (
    CODE,
    Assembly,
    Size,
    Step,
    assembly,
    merging,
    replayed,
    told,
    under_other_names,
)
from tests.drafting.negotiations import Table, shown
from tests.laws.drafting_strategies import open_names

from charterkit.drafting.counts import counts, summed
from charterkit.drafting.rolling import Rolling
from charterkit.drafting.standing import standing
from charterkit.model.charter import Charter
from charterkit.words import Choice, Span

COUNT, _, LODGED = os.environ.get("CHARTERKIT_NEGOTIATIONS", "2x200").partition("x")
SIZE = Size(participants=30, submissions=int(LODGED or 200))
SEEDS = range(1, int(COUNT) + 1)


@pytest.fixture(scope="module", params=SEEDS)
def story(request: pytest.FixtureRequest) -> Assembly:
    return assembly(request.param, SIZE)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.node.name)  # noqa: S311  no secret


def shuffled(names: Sequence[str], rng: random.Random) -> list[str]:
    return rng.sample(list(names), len(names))


def exchanged(story: Assembly, rng: random.Random) -> dict[str, str]:
    """A permutation of the participants' codes."""
    return dict(zip(story.codes, shuffled(story.codes, rng), strict=True))


def back(names: Mapping[str, str]) -> Any:
    """The function that gives a text its participants' own codes back."""
    own = {new: old for old, new in names.items()}
    return lambda text: CODE.sub(lambda found: own[found[0]], text)


def words_of(charter: Charter) -> dict[str, Any]:
    """Every unit's words and where it stands, whatever the order of its neighbours."""
    homes = {key: name for name, ids in charter.settings.outline.containers() for key in ids}
    parts = {part.id: part.heading for part in charter.settings.outline.parts}
    texts = {path: (node.heading, node.text) for path, node in charter.walk()}
    return {"homes": homes, "parts": parts, "texts": texts}


def span_of(span: Span, name: Any) -> Any:
    if not isinstance(span, Choice):
        return span.text
    return frozenset((each.text, frozenset(map(name, each.holders)), each.present) for each in span.options)


def rolling_of(rolled: Rolling, name: Any = str) -> dict[str, Any]:
    """What a rolling text says, whatever the order of its lists."""

    def refs(entries: Any) -> frozenset[str]:
        return frozenset(name(entry.ref) for entry in entries)

    return {
        "spans": {slot: [span_of(span, name) for span in spans] for slot, spans in rolled.spans.items()},
        "added": Counter((each.container, repr(each.node), refs(each.entries)) for each in rolled.added),
        "deleted": {path: refs(by) for path, by in rolled.deleted.items()},
        "kept": {path: refs(by) for path, by in rolled.kept.items()},
        "moved": {(each.path, each.container, name(each.entry.ref)) for each in rolled.moved},
        "stranded": refs(rolled.stranded),
        "sponsors": {name(ref): frozenset(map(name, entry.sponsors)) for ref, entry in rolled.entries.items()},
        "count": summed(counts(rolled.charter, rolled)),
    }


def outcomes_of(found: Sequence[Any], name: Any = str) -> list[Any]:
    return [
        None if each is None else ({name(ref): result for ref, result in each[0].items()}, bool(each[1]))
        for each in found
    ]


def states_of(table: Table, name: Any = str) -> dict[str, Any]:
    return {name(ref): (entry.state, frozenset(map(name, entry.sponsors))) for ref, entry in table.entries.items()}


def resolved(table: Table, names: Sequence[str]) -> set[str]:
    """Those of some submissions that fall when others of them are merged."""
    falling = {ref.partition("#")[0] for each in table.submissions if each.id in names for ref in each.resolves}
    return falling & set(names)


def test_renaming_participants_permutes_the_attribution_and_nothing_else(story: Assembly, rng: random.Random) -> None:
    names = exchanged(story, rng)
    name = back(names)
    one, results = replayed(story.start, story.steps)
    two, others = replayed(story.start, under_other_names(story, names).steps)
    assert outcomes_of(results) == outcomes_of(others, name)
    assert words_of(one.present) == words_of(two.present)
    assert states_of(one) == states_of(two, name)
    assert rolling_of(one.rolling()) == rolling_of(two.rolling(), name)


def test_renaming_participants_permutes_what_collides_and_nothing_else(story: Assembly, rng: random.Random) -> None:
    names = exchanged(story, rng)
    name = back(names)
    found = []
    for each, own in ((story, str), (under_other_names(story, names), name)):
        table = each.table()
        entries = [entry for entry in table.entries.values() if entry.state == "open"]
        outlooks = standing(table.present, entries, table.versions, table.past).outlooks
        found.append(
            {own(one.entry.ref): (one.path, told(one), {own(rival.ref) for rival in one.rivals}) for one in outlooks}
        )
    assert found[0] == found[1]


def test_order_of_lodging_on_one_day_decides_nothing(story: Assembly, rng: random.Random) -> None:
    steps = [Step(step.act, step.names, tuple(rng.sample(step.lodged, len(step.lodged)))) for step in story.steps]
    one, results = replayed(story.start, story.steps)
    two, others = replayed(story.start, steps)
    assert results == others
    assert shown(one.present) == shown(two.present)
    assert one.rolling() == two.rolling()


def test_order_of_merging_what_does_not_collide_decides_nothing(story: Assembly, rng: random.Random) -> None:
    table = story.table()
    together: list[str] = []
    for name in shuffled(open_names(table), rng):
        if merging(table, [*together, name]) and not resolved(table, [*together, name]):
            together.append(name)
    assert len(together) > SIZE.submissions / 20
    at_once = table.copy()
    assert at_once.merge(together).charter is not None
    for _ in range(3):
        one_by_one = table.copy()
        for name in shuffled(together, rng):
            assert one_by_one.merge([name]).charter is not None, name
        assert shown(one_by_one.present) == shown(at_once.present)
        assert rolling_of(one_by_one.rolling()) == rolling_of(at_once.rolling())


def test_a_generated_negotiation_holds_what_it_should(story: Assembly) -> None:
    """Otherwise the laws above would say little."""
    table, results = replayed(story.start, story.steps)
    states = Counter(entry.state for entry in table.entries.values())
    kinds = Counter(type(entry.change).__name__ for entry in table.entries.values())
    merged = Counter(chain.from_iterable(found[0].values() for found in results if found))
    assert len({each.by for each in table.submissions}) > SIZE.participants * 0.8
    assert len(table.submissions) >= SIZE.submissions - SIZE.rounds
    assert {"open", "unsponsored", "merged", "not_agreed", "fallen", "withdrawn"} <= set(states)
    assert {"Amend", "Add", "Delete", "Move", "Keep"} <= set(kinds)
    assert {"clean", "rewritten", "collides"} <= set(merged)
