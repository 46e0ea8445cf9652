"""The standing of one part, provision or unit: what concerns it is told, and nothing of what does not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.drafting.negotiations import DAY, Table, submission, written

from charterkit.documents.formats import output
from charterkit.documents.front import Front
from charterkit.documents.reports.standing_report import standing_report
from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.readiness import readiness
from charterkit.model.decisions import OUTLINE
from charterkit.model.registry import Participant, Registry

TEXT = """\
part general = General
  article notice = Notice
    when: Notice is given in good time.
    how: Notice is given in writing.
part final = Final
  article end = End: It ends."""
PEOPLE = tuple(
    Participant.model_validate({"id": code, "name": {"en": code}, "kind": "state", "role": "participant"})
    for code in ("XAA", "XAB")
)


@pytest.fixture
def table() -> Table:
    """XAA accepts Article 1 and its heading; XAB accepts all of it but its second paragraph."""
    made = Table(written(TEXT).model_copy(update={"registry": Registry(participants=PEOPLE)}))
    decided = {path: digest(node) for path, node in made.present.walk()} | {OUTLINE: outline_digest(made.present)}
    made.decisions[0] = made.decisions[0].model_copy(update={"result": decided})
    made.submissions = [
        submission("XAA-2026-001", positions=[{"on": "notice", "stance": "accept"}]),
        submission("XAB-2026-001", positions=[{"on": "notice", "stance": "accept"}]),
        submission("XAB-2026-002", positions=[{"on": "notice/how", "stance": "reserve", "statement": "Not so."}]),
    ]
    return made


def told(table: Table, only: str | None) -> tuple[str, dict[str, Any]]:
    found = readiness(table.negotiation, DAY, f"{DAY}T12:00Z")
    made = standing_report(table.present.settings, found, Front(language="en"), only)
    assert made.record is not None
    return str(output(made, "md")), dict(made.record)


def test_who_has_yet_to_speak_is_told_of_the_place_and_not_of_the_whole(table: Table) -> None:
    text, values = told(table, "notice")
    assert "All have spoken." in text
    assert (values["yet_to_speak"], values["adoptable"]) == ([], False)
    assert told(table, "end")[1]["yet_to_speak"] == told(table, None)[1]["yet_to_speak"] == ["XAA", "XAB"]


def test_a_part_stands_as_its_provisions_do_and_as_the_order_that_its_heading_goes_with(table: Table) -> None:
    text, values = told(table, "general")
    assert [row["path"] for row in values["provisions"]] == ["notice", "outline"]
    assert {(each["kind"], each["move"]) for each in values["blockers"]} == {("silent", "XAA"), ("silent", "XAB")}
    assert "Part I: 2 points block adoption." in text


def test_a_change_of_a_parts_heading_blocks_the_part_and_none_of_its_provisions(table: Table) -> None:
    table.submissions.append(submission("XAA-2026-002", [{"amend": "general", "heading": "Generalities"}]))
    opened = {only: [each["kind"] for each in told(table, only)[1]["blockers"]] for only in ("general", "notice")}
    assert ("open_change" in opened["general"], opened["notice"]) == (True, [])


def test_what_concerns_no_place_blocks_every_place(table: Table) -> None:
    table.present = table.present.model_copy(update={"registry": Registry()})
    assert [each["kind"] for each in told(table, "notice")[1]["blockers"]] == ["nobody"]


def test_a_statement_is_told_of_the_place_that_it_is_on_to_programs_too(table: Table) -> None:
    assert [len(told(table, only)[1]["said"]) for only in ("notice/how", "notice/when", "general", "end")] == [
        1, 0, 1, 0,
    ]  # fmt: skip
