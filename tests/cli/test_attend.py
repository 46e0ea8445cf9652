"""Joining and leaving, groups, modules and silence, over the real commands on a real repository."""

from __future__ import annotations

import pytest
from tests.cli.runner import DAY, Charter

MODULES = "modules:\n  - {id: final-clauses}\n  - {id: principles, requires: [final-clauses]}\n"


def with_settings(charter: Charter, lines: str) -> None:
    settings = charter.root / "charter/charter.yaml"
    charter.put("charter/charter.yaml", settings.read_text().replace("rule: consent\n", lines))
    charter.git("commit", "-qam", "Settings")


def test_who_joins_and_leaves_is_a_decision_with_the_register_in_one_commit(charter: Charter) -> None:
    charter.done("admit", "XAD", "--name", "Exampleland D (fictional)", "--role", "fictional")
    changed = charter.git("show", "--format=%(trailers:key=Participant,valueonly)", "--name-only").split()
    assert changed == ["XAD", "charter/decisions/0004-admit-xad.yaml", "charter/registry/participants.yaml"]
    assert charter("admit", "XAD").code == 2
    charter.lodged("position", "--whole", "--as", "XAD", "--stance", "object")
    asked = charter.done("standing", "--format", "json").values()
    assert asked["asked"] == ["XAA", "XAB", "XAC", "XAD"]
    assert [each["move"] for each in asked["blockers"] if each["kind"] == "objection"] == ["XAD"]
    words = charter.lodged("amend", "2", "--as", "XAD", "--replace", "equal", "--with", "even")
    charter.done("leave", "XAD", "--note", "By a note of today.")
    left = charter.done("standing", "--format", "json").values()
    assert left["asked"] == ["XAA", "XAB", "XAC"]
    assert [each["records"] for each in left["blockers"] if each["kind"] == "open_change"] == [[f"{words}#1"]]
    refused = charter("position", "--whole", "--as", "XAD", "--stance", "accept")
    assert refused.code == 1
    assert "takes-no-part" in refused.err
    assert charter.done("check").code == 0


def test_a_module_is_joined_after_those_it_relies_on_and_left_before_them(charter: Charter) -> None:
    with_settings(charter, f"rule: consent\n{MODULES}")
    assert charter("admit", "XAA", "--module", "principles").code == 2
    charter.done("admit", "XAA", "--module", "final-clauses")
    charter.done("admit", "XAA", "--module", "principles")
    assert charter("leave", "XAA", "--module", "final-clauses").code == 2
    charter.done("leave", "XAA", "--module", "principles")
    charter.done("leave", "XAA", "--module", "final-clauses")
    assert charter("adopt", "--level", "ministers", "--module", "final-clauses").code == 1
    assert charter.done("standing", "principles", "--format", "json").values()["module"] == "principles"
    assert charter("standing", "1", "--module", "principles").code == 2


def test_the_core_and_then_its_modules_are_adopted_by_their_parties(charter: Charter) -> None:
    with_settings(charter, f"rule: consent\n{MODULES}")
    for code in ("XAA", "XAB", "XAC"):
        charter.lodged("position", "--whole", "--as", code, "--stance", "accept")
    charter.done("admit", "XAA", "--module", "final-clauses")
    assert charter("adopt", "--level", "ministers", "--module", "final-clauses").code == 1
    charter.done("adopt", "--level", "heads-of-state")
    module = charter.lodged("amend", "3(2)", "--as", "XAB", "--replace", "in good time", "--with", "in writing")
    assert "wrote" in charter.done("amend", "2", "--as", "XAB", "--replace", "equal", "--with", "even").out
    charter.done("merge", module)
    charter.lodged("position", "final-clauses", "--as", "XAA", "--stance", "accept")
    charter.done("adopt", "--level", "ministers", "--module", "final-clauses")
    assert charter.done("standing", "--format", "json").values()["adopted"] == "0005"
    order = charter.lodged("propose", "add", "more", "--as", "XAB", "--kind", "article", "--heading", "More",
                           "--text", "More.", "--after", "1")  # fmt: skip
    assert charter("merge", order).code == 3
    consents = charter.done("show", "decisions", "--format", "json").values()[-1]
    assert consents["action"] == "adopt"
    assert charter.done("check").code == 0


def test_silence_gives_consent_only_under_its_rule_and_after_its_end(charter: Charter) -> None:
    with_settings(charter, "rule: silence\n")
    until = "2026-08-20T18:00Z"
    assert "note:" not in charter.done("silence", "--until", until).err
    assert charter("adopt", "--level", "ministers").code == 1
    later = {"SOURCE_DATE_EPOCH": str(int(DAY) + 86400 * 30)}
    charter.lodged("position", "3(2)", "--as", "XAC", "--stance", "object")
    broken = charter("adopt", "--level", "ministers", env=later)
    assert broken.code == 1
    assert "XAC objects to Article 3(2)" in broken.out
    assert "was broken by XAC-2026-001" in broken.out
    assert "XAA has yet to speak on Article 3(2)" in broken.out
    assert "Article 1" not in broken.out
    for code in ("XAA", "XAB", "XAC"):
        written = charter("position", "3(2)", "--as", code, "--stance", "accept", env=later)
        assert written.code == 0
    assert charter("lodge", env=later).code == 0
    assert "said nothing against it" not in charter("adopt", "--level", "ministers", env=later).out


@pytest.mark.parametrize("until", ["tomorrow", "2026-08-15", "2026-08-01T00:00Z", "2026-13-01T00:00Z"])
def test_a_silence_procedure_ends_at_a_minute_to_come(charter: Charter, until: str) -> None:
    assert charter("silence", "2", "--until", until).code == 2


def test_settings_that_name_nobody_and_nothing_are_problems(charter: Charter) -> None:
    wrong = (
        "rule: vote\nconsent_of: [XAZ, SEC]\nvoting: {majority: 3/2}\n"
        "modules:\n  - {id: nowhere}\n  - {id: principles, requires: [equality]}\n"
        "  - {id: equality, requires: [principles]}\n"
    )
    with_settings(charter, wrong)
    found = charter("check")
    assert found.code == 1
    for code in (
        "unknown-participant",
        "no-right-to-consent",
        "bad-share",
        "unknown-module",
        "module-overlap",
        "cycle",
    ):
        assert f"[{code}]" in found.out + found.err


def test_what_an_observer_proposes_is_information_until_a_participant_joins_it(charter: Charter) -> None:
    charter.done("admit", "XOB", "--name", "Observer (fictional)", "--role", "observer")
    filed = charter.lodged("amend", "2", "--as", "XOB", "--replace", "equal", "--with", "even")
    assert "Filed for information: 1" in charter.done("status").out
    assert charter.done("status", "--format", "json").values()["open"] == []
    refused = charter("merge", filed)
    assert refused.code == 2
    assert "even" not in charter.done("render", "--view", "rolling").out
    charter.lodged("join", filed, "--as", "XAA")
    assert "even" in charter.done("render", "--view", "rolling").out
    charter.done("merge", filed)


def test_status_says_that_words_are_agreed(charter: Charter) -> None:
    charter.lodged("amend", "2", "--as", "XAA", "--replace", "equal", "--with", "even")
    charter.done("agree", "2")
    (entry,) = charter.done("status", "--format", "json").values()["open"]
    assert entry["outcome"] == "collides"
    assert "agreed words" in charter.done("status").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["admit", "bad code", "--name", "Z"],
        ["admit", "XAZ", "--name", " "],
        ["admit", "XAZ"],
        ["admit", "XGR", "--name", "Group", "--kind", "group", "--member", "XQQ"],
        ["admit", "XAA"],
        ["leave", "XAZ"],
        ["leave", "XAA", "--module", "energy"],
        ["admit", "XAA", "--module", "energy"],
    ],
)
def test_who_cannot_join_or_leave_is_told_why_and_nothing_changes(charter: Charter, arguments: list[str]) -> None:
    state = charter.state()
    assert charter(*arguments).code == 2
    assert charter.state() == state


def test_an_empty_note_is_no_note(charter: Charter) -> None:
    charter.done("agree", "2", "--note", " ")
    assert charter.done("show", "decisions", "--format", "json").values()[-1].get("note") is None
