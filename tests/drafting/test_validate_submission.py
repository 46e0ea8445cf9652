"""The cases of ``tests/cases/validate``: what is wrong with a submission, in which field, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.drafting.case_files import BLOCK, CASES, sections
from tests.drafting.negotiations import Table, submission, values, written

from charterkit.drafting.validate.setting import Setting
from charterkit.drafting.validate.submission import file_of, submission_findings
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.registry import Instrument, Organisation, Participant, Registry
from charterkit.model.submissions import Submission

OUTLINE, LODGED = BLOCK.findall((CASES / "validate" / "0-setting.md").read_text("utf-8"))
CHANGE = "changes: [{amend: notice, text: Another.}]"

REGISTRY = Registry(
    participants=(
        *(Participant(id=code, name={"en": code}, kind="state", role="fictional") for code in ("XAA", "XAB", "XAC")),
        Participant(id="XAO", name={"en": "XAO"}, kind="state", role="observer"),
    ),
    organisations=(Organisation(id="csto", name={"en": "CSTO"}, kind="regional_organisation"),),
    instruments=(
        Instrument(
            id="vienna-document",
            title={"en": "Vienna Document 2011"},
            short_title={"en": "Vienna Document"},
            kind="political_arrangement",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A title, a submission as its file has it, and the problems."""

    title: str
    fields: str
    problems: str


def cases() -> Iterator[Case]:
    return (Case(title, *blocks) for title, blocks in sections("validate", "[1-9]*.md"))


@pytest.fixture(scope="module")
def table() -> Table:
    """The table as the setting of the cases describes it."""
    table = Table(written(OUTLINE).model_copy(update={"registry": REGISTRY}))
    table.submissions = [submission(name, changes) for name, changes in values(LODGED).items()]
    table.merge(["XAB-2026-001"])
    table.close("XAB-2026-002")
    table.release("second")
    return table


def read(text: str) -> Submission:
    fields = {"id": "XAA-2026-009", "base": "second"} | values(text)
    return submission(fields.pop("id"), fields.pop("changes", ()), fields.pop("base"), **fields)


def findings(table: Table, candidate: Submission, *, lodged: bool = False) -> list[Finding]:
    trial = table.copy()
    trial.submissions.append(candidate)
    known = {each.id: each for each in trial.submissions}
    used = {path for path, _ in table.present.walk()} | {"general", "empty", "gone"}
    base: Charter | None = table.versions.get(candidate.base)
    setting = Setting(table.present, base, list(table.versions), trial.entries, known, used, {"hot-line"}, lodged)
    return list(submission_findings(candidate, setting))


def said(finding: Finding) -> str:
    place = ".".join(str(step + 1) if isinstance(step, int) else step for step in finding.where)
    level = "warning: " if finding.severity == "warning" else ""
    hint = f"; {finding.hint}" if finding.hint else ""
    return f"{level}{place}: {finding.message}{hint} [{finding.code}]"


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_submission_has_the_problems_of_its_case_and_no_others(table: Table, case: Case) -> None:
    found = findings(table, read(case.fields))
    assert "\n".join([said(finding) for finding in found] or ["nothing"]) == case.problems
    assert {finding.record for finding in found} <= {file_of(read(case.fields))}


def test_unit_that_was_added_after_the_base_is_told_so(table: Table) -> None:
    later = table.copy()
    later.merge(["XAA-2026-001"])
    found = findings(later, read("changes: [{amend: hot-line, text: X}]"))
    assert [each.hint for each in found] == ["it was added later: name a newer version as base"]


def test_unit_that_was_taken_out_since_is_no_fault_of_a_lodged_submission(table: Table) -> None:
    later = table.copy()
    shorter = OUTLINE.replace("\n      sub: Points are given.", "")
    later.present = written(shorter).model_copy(update={"registry": REGISTRY})
    position = "positions: [{on: notice/one/sub, stance: support}]"
    assert [each.code for each in findings(later, read(position))] == ["stale-position"]
    assert findings(later, read(position), lodged=True) == []


def test_an_instrument_that_has_the_id_of_what_was_lodged_gets_another(table: Table) -> None:
    added = read("changes: [{add: {id: vienna-document, kind: article, text: {en: X}}, in: general}]")
    assert [(each.code, each.hint) for each in findings(table, added, lodged=True)] == [
        ("id-used", "give the instrument another id")
    ]


def test_lodged_submission_is_not_blamed_for_what_was_decided_since(table: Table) -> None:
    decided = (
        "joins: [XAB-2026-002]",
        f"requires: [XAB-2026-002]\n{CHANGE}",
        "positions: [{on: XAB-2026-001, stance: object}]",
    )
    for fields in decided:
        assert findings(table, read(fields), lodged=True) == []


@pytest.mark.parametrize(
    ("relation", "one", "other", "message"),
    [
        (
            "requires",
            "XAA-2026-021",
            "XAC-2026-021",
            "submissions require each other in a circle: XAC-2026-021 -> XAA-2026-021 -> XAC-2026-021",
        ),
        (
            "revises",
            "XAA-2026-021-rev2",
            "XAA-2026-021-rev1",
            "'XAA-2026-021-rev2' and 'XAA-2026-021-rev1' revise each other",
        ),
    ],
)
def test_circle_is_found_and_shown(table: Table, relation: str, one: str, other: str, message: str) -> None:
    trial = table.copy()
    change = values(CHANGE)["changes"]
    names = {one: other, other: one}
    first, second = (
        submission(name, change, "second", **{relation: [to] if relation == "requires" else to})
        for name, to in names.items()
    )
    trial.submissions.append(first)
    found = [each for each in findings(trial, second) if each.code == "cycle"]
    assert [each.message for each in found] == [message]


def test_submission_makes_no_more_changes_than_anybody_can_discuss(table: Table) -> None:
    moves = [{"move": "notice", "after": "final", "note": f"{number}"} for number in range(1001)]
    found = findings(table, submission("XAA-2026-021", moves, "second"))
    assert [(each.code, each.message) for each in found] == [
        ("too-many", "it makes 1,001 changes, and one submission makes at most 1,000")
    ]


def test_submission_amends_one_text_no_more_often_than_its_amendments_can_be_compared(table: Table) -> None:
    again = [{"amend": "notice", "text": f"Text {number}."} for number in range(51)]
    found = findings(table, submission("XAA-2026-021", again, "second"))
    assert [(each.code, each.hint) for each in found] == [("too-many", "give the whole new text, with 'text:'")]
    assert "too-many" not in {each.code for each in findings(table, submission("XAA-2026-021", again[:50], "second"))}
    lodged = findings(table, submission("XAA-2026-021", again, "second"), lodged=True)
    assert "too-many" not in {each.code for each in lodged}


def test_reference_to_nothing_is_told_once_a_text_and_of_very_many_the_first(table: Table) -> None:
    text = "[[nowhere]] " * 3 + " ".join(f"[[lost-{number}]]" for number in range(60))
    found = findings(table, submission("XAA-2026-021", [{"amend": "notice", "text": text}], "second"))
    assert {each.code for each in found} == {"dangling-reference"}
    assert len(found) == 51
    assert found[-1].message == "11 more references of this text refer to nothing"


def test_additions_find_their_place_however_many_lean_on_one_another(table: Table) -> None:
    def added(number: int) -> dict[str, object]:
        return {"id": f"new-{number}", "kind": "article", "heading": {"en": "New"}, "text": {"en": f"Text {number}."}}

    places = [f"new-{number + 1}" for number in range(399)] + ["notice"]
    changes = [{"add": added(number), "after": place} for number, place in enumerate(places)]
    assert findings(table, submission("XAA-2026-021", changes, "second")) == []
