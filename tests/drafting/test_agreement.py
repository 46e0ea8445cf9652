"""The cases of ``tests/cases/agreement``: what is agreed, who tries to change it, and what becomes of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.drafting.case_files import sections
from tests.drafting.negotiations import Table, submission, values, written
from tests.drafting.test_merge_changes import lodged

from charterkit.drafting.agreement import agreements
from charterkit.drafting.digests import digest
from charterkit.drafting.protection import Protection
from charterkit.drafting.spans import span_of


@dataclass(frozen=True, slots=True)
class Case:
    """A title and its four parts: charter, what is agreed, submissions, what becomes of them."""

    title: str
    charter: str
    agreed: str
    submissions: str
    result: str


def cases() -> Iterator[Case]:
    return (Case(title, *blocks) for title, blocks in sections("agreement"))


def opened(case: Case) -> Table:
    table = Table(written(case.charter))
    for line in case.agreed.splitlines():
        table.agree(line)
    table.submissions = [submission(name, **fields) for name, fields in lodged(case.submissions)]
    return table


def happens(table: Table, names: list[str]) -> Iterator[str]:
    merged = Protection(table.present, table.decisions, table.past).checked(table.outlook(names))
    for outcome in merged.outcomes:
        refusals = [each.reason for each in merged.collisions if each.ref == outcome.entry.ref]
        yield from (f"{outcome.entry.ref} refused: {reason}" for reason in refusals)
        if not refusals:
            yield f"{outcome.entry.ref} {outcome.result}"
    if merged.charter is not None:
        past = table.past.with_steps(merged.steps)
        before, after = (agreements(charter, table.decisions, past) for charter in (table.present, merged.charter))
        for key, each in after.items():
            assert each.standing == before[key].standing
            if each.standing:
                yield f"still agreed: {each.path}{f': {each.span.words}' if each.span else ''}"


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_agreed_words_change_only_after_a_participant_opened_them(case: Case) -> None:
    table = opened(case)
    expected = case.result.splitlines()
    names = list(values(case.submissions))
    if expected[0].startswith("merged "):
        names = expected.pop(0).split()[1:]
    told = list(happens(table, names))
    if not any(line.startswith("still agreed") for line in expected):
        told = [line for line in told if not line.startswith("still agreed")]
    assert told == expected


@pytest.mark.parametrize("quoted", ["two days", "day", "One day", "One day, two days, one year."])
def test_words_that_stand_once_are_a_span(quoted: str) -> None:
    node = written("part p = P\n  article a = A: One day, two days, one year.").provisions["a"]
    assert span_of(node, "a", "en", quoted).words == quoted


@pytest.mark.parametrize("quoted", ["ne day", "da", "One  day", ",", " ", "three"])
def test_parts_of_words_and_words_that_stand_twice_are_no_span(quoted: str) -> None:
    node = written("part p = P\n  article a = A: One day, two days, one year.").provisions["a"]
    with pytest.raises(ValueError, match=r"stand in a|no words are quoted"):
        span_of(node, "a", "en", quoted)


def test_an_agreement_given_to_other_words_has_lapsed() -> None:
    table = Table(written("part p = P\n  article a = A: One."))
    table.agree("a")
    assert agreements(table.present, table.decisions)["a"].standing
    later = written("part p = P\n  article a = A: Two.")
    assert agreements(later, table.decisions)["a"].state == "lapsed"
    assert digest(later.provisions["a"]) != agreements(later, table.decisions)["a"].digest
