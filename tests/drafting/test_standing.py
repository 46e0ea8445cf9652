"""The cases of ``tests/cases/standing``: what blocks the adoption of a text, and whose move it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from tests.drafting.case_files import sections
from tests.drafting.negotiations import Table, submission, values, written

from charterkit.documents.reports.blocker_words import move
from charterkit.documents.reports.standing_record import blocker_record
from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.readiness import Readiness, readiness
from charterkit.model.decisions import OUTLINE
from charterkit.model.positions import WHOLE
from charterkit.model.registry import Registry

DAY = datetime.date(2026, 10, 1)
NOON = "2026-10-01T12:00Z"


@dataclass(frozen=True, slots=True)
class Case:
    """A title and its five parts: charter, who there is, what is lodged, what the meeting does, what blocks."""

    title: str
    charter: str
    people: str
    submissions: str
    course: str
    result: str


def cases() -> Iterator[Case]:
    return (Case(title, *blocks) for title, blocks in sections("standing"))


def registry(people: Mapping[str, Any]) -> Registry:
    participants = []
    for code, fields in people.items():
        known = {"role": fields} if isinstance(fields, str) else dict(fields)
        participants.append({"id": code, "name": {"en": code}, "kind": "state", "role": "participant"} | known)
    return Registry.model_validate({"participants": participants})


def table(case: Case) -> Table:
    settings = values(case.people)
    people = settings.pop("participants")
    settings.pop("module", None)
    start = written(case.charter, **settings)
    made = Table(start.model_copy(update={"registry": registry(people)}))
    decided = {path: digest(node) for path, node in made.present.walk()} | {OUTLINE: outline_digest(made.present)}
    made.decisions[0] = made.decisions[0].model_copy(update={"result": decided})
    made.submissions = [submission(name, **fields) for name, fields in values(case.submissions).items()]
    for line in case.course.splitlines():
        take(made, *line.split(" ", 1))
    return made


def take(made: Table, verb: str, name: str) -> None:
    match verb:
        case "merge":
            assert made.merge(name.split()).charter is not None
        case "release":
            made.release(name)
        case "close":
            made.close(name)
        case "agree":
            made.agree(name)
        case "silence":
            until, _, path = name.partition(" ")
            made.silence(path or WHOLE, until)
        case _:
            raise AssertionError(verb)


def found(case: Case) -> Readiness:
    return readiness(table(case).negotiation, DAY, NOON, values(case.people).get("module"))


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_what_blocks_adoption_is_named_with_whose_move_it_is(case: Case) -> None:
    ready = found(case)
    told = [f"{blocker_record(blocker)['message']} -> {move(blocker, 'en')}" for blocker in ready.blockers] or [
        "nothing"
    ]
    expected = case.result.splitlines()
    if any(line.startswith("said: ") for line in expected):
        told += [f"said: {each.voice} {each.stance} {each.on}" for each in ready.said]
    assert told == expected
