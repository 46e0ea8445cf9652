"""The cases of ``tests/cases/merge_changes``; how one is written stands at the head of ``1-words.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import pytest
from tests.drafting.case_files import sections
from tests.drafting.negotiations import Table, shown, submission, values, written

from charterkit.drafting.merging.outcomes import Merged

MOST = 3
"""How many submissions are tried in every order."""


@dataclass(frozen=True, slots=True)
class Case:
    """A title and its four parts: charter, submissions, what happens, the text that results."""

    title: str
    charter: str
    submissions: str
    course: str
    result: str


def cases() -> Iterator[Case]:
    return (Case(title, *blocks) for title, blocks in sections("merge_changes"))


def said(merged: Merged) -> list[str]:
    """What a merge says, a line for each change; one that collides with two others has two."""
    lines = []
    for outcome in merged.outcomes:
        found = [collision for collision in merged.collisions if collision.ref == outcome.entry.ref]
        for collision in found:
            against = ", ".join(entry.ref for entry in collision.against)
            place = f" with {against}" if against else ""
            lines.append(f"{outcome.entry.ref} collides{place}: {collision.reason}")
        if not found:
            lines.append(f"{outcome.entry.ref} {outcome.result}")
    return lines


def lodged(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in values(text).items():
        yield name, {"changes": value} if isinstance(value, list) else value


def opened(case: Case) -> Table:
    table = Table(written(case.charter))
    table.submissions = [submission(name, **fields) for name, fields in lodged(case.submissions)]
    return table


def steps(case: Case) -> list[tuple[str, list[str], list[str]]]:
    """The verb, the names and the lines expected below them."""
    found: list[tuple[str, list[str], list[str]]] = []
    for line in case.course.splitlines():
        if line.startswith(" "):
            found[-1][2].append(line.strip())
        else:
            verb, *names = line.split()
            found.append((verb, names, []))
    return found


def take(table: Table, verb: str, names: list[str]) -> list[str]:
    if verb in ("merge", "together"):
        return said(table.merge(names))
    if verb == "close":
        table.close(names[0], *names[1:])
    elif verb == "release":
        table.release(names[0])
    elif verb == "states":
        return [
            f"{entry.ref} {entry.state}: {', '.join(entry.sponsors) or 'nobody'}" for entry in table.entries.values()
        ]
    else:
        pytest.fail(f"'{verb}' is nothing that happens in a case")
    return []


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_case_comes_out_as_written(case: Case) -> None:
    table = opened(case)
    for verb, names, expected in steps(case):
        assert take(table, verb, names) == expected
    assert shown(table.present) == case.result


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_what_is_merged_at_once_can_be_merged_one_after_another_in_every_order(case: Case) -> None:
    """Merged one by one, the text is the same; what collides at once collides in every order too."""
    table = opened(case)
    for verb, names, _ in steps(case):
        if verb == "merge" and 1 < len(names) <= MOST:
            clean = table.copy().merge(names).charter
            for order in permutations(names):
                other = table.copy()
                merged = [other.merge([name]).charter is not None for name in order]
                assert all(merged) == (clean is not None), order
                assert clean is None or shown(other.present) == shown(clean), order
        take(table, verb, names)
