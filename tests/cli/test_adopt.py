"""Positions, standing and adoption over the real commands on a real repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.cli.runner import DAY, Charter

STATES = ("XAA", "XAB", "XAC")


def accept(charter: Charter, what: str = "--whole", *codes: str) -> None:
    for code in codes or STATES:
        charter.lodged("position", what, "--as", code, "--stance", "accept")


def test_adoption_names_every_blocker_and_whose_move_it_is(charter: Charter) -> None:
    accept(charter, "--whole", "XAA", "XAB")
    charter.lodged("position", "2", "--as", "XAC", "--stance", "object", "--statement", "Not equal enough.")
    state = charter.state()
    refused = charter("adopt", "--level", "heads-of-state", "--format", "json")
    assert refused.code == 1
    blockers = refused.values()["blockers"]
    assert [(each["kind"], each["move"]) for each in blockers] == [("objection", "XAC"), ("silent", "XAC")]
    assert blockers[0]["records"] == ["XAC-2026-001"]
    assert charter.state() == state


def test_adopted_words_change_only_where_a_participant_opens_them(charter: Charter) -> None:
    accept(charter)
    amended = charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "in writing")
    assert charter("adopt", "--level", "heads-of-state").code == 1
    charter.done("close", amended, "--outcome", "not_agreed")
    dry = charter.state()
    assert "nothing was written" in charter.done("adopt", "--level", "heads-of-state", "--dry-run").out
    assert charter.state() == dry
    charter.done("adopt", "--level", "heads-of-state")
    assert charter.git("log", "-1", "--format=%(trailers:key=Consent,valueonly,separator=%x2C)") == "XAA,XAB,XAC"
    assert "status: adopted" in (charter.root / "charter/charter.yaml").read_text()
    assert charter("adopt", "--level", "heads-of-state").code == 2
    again = charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "in writing")
    added = charter.lodged("propose", "add", "more", "--as", "XAB", "--kind", "article", "--heading", "More",
                           "--text", "More.", "--after", "3")  # fmt: skip
    assert charter("merge", again).code == 3
    assert charter("merge", added).code == 3
    charter.done("reopen", "3(2)", "--by", "XAB", "--reason", "A slip.")
    charter.done("merge", again)
    assert charter("adopt", "--level", "heads-of-state").code == 1
    charter.done("close", added, "--outcome", "not_agreed")
    accept(charter, "3(2)")
    charter.done("adopt", "--level", "heads-of-state")
    assert charter.done("check").code == 0


def test_an_adopted_text_says_nothing_of_the_draft_and_keeps_its_numbers(charter: Charter) -> None:
    words = ("--kind", "article", "--heading", "Seat", "--text", "By the lake.")
    charter.done("merge", charter.lodged("propose", "add", "seat", "--as", "XAA", *words, "--after", "1"))
    charter.done("release", "first-draft")
    charter.done("merge", charter.lodged("propose", "delete", "seat", "--as", "XAA"))
    charter.lodged("position", "3(2)", "--as", "XAC", "--stance", "object")
    accept(charter)
    charter.lodged("position", "3(2)", "--as", "XAA", "--stance", "reserve", "--statement", "Not in winter.")
    assert "without prejudice" in charter.done("render").out
    adopted = charter.done("adopt", "--level", "ministers").out
    assert "XAA: reservation on Article 3(2) (XAA-2026-" in adopted
    assert "without prejudice" not in charter.done("render", "--view", "adopted").out
    state = charter.state()
    refused = charter("renumber")
    assert (refused.code, "the text is adopted with its numbers" in refused.err) == (2, True)
    assert charter.state() == state
    charter.done("reopen", "3(2)", "--by", "XAA", "--reason", "A slip.")
    charter.done("renumber")


def test_a_lapsed_consent_does_not_adopt(charter: Charter) -> None:
    accept(charter)
    charter.done("merge", charter.lodged("amend", "2", "--as", "XAA", "--replace", "equal", "--with", "even"))
    refused = charter("adopt", "--level", "ministers")
    assert refused.code == 1
    assert refused.out.count("has lapsed: the words have changed since (decision 0004)") == len(STATES)


def test_single_words_are_agreed_and_opened_by_quoting_them(charter: Charter) -> None:
    charter.done("agree", "3(2)", "--words", "in good time", "--level", "informals")
    around = charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "Notice of a", "--with", "Notice of every")
    inside = charter.lodged("amend", "3(2)", "--as", "XAB", "--replace", "good time", "--with", "due time")
    assert charter("merge", inside).code == 3
    charter.done("merge", around)
    assert "[I] Article 3(2) (meetings/notice) 'in good time'" in charter.done("agree").out
    assert charter("reopen", "3(2)", "--words", "in good", "--by", "XAC", "--reason", "Why not.").code == 2
    charter.done("reopen", "3(2)", "--words", "in good time", "--by", "XAC", "--reason", "Too vague.")
    charter.done("merge", inside)
    assert charter.done("check").code == 0


def test_a_position_on_other_words_than_stand_is_refused(charter: Charter) -> None:
    charter.done("merge", charter.lodged("amend", "2", "--as", "XAA", "--replace", "equal", "--with", "even"))
    written = charter.done("position", "--whole", "2", "--as", "XAB", "--stance", "accept", "--format", "json").values()
    assert len(written["submission"]["base"]) == len("0" * 40)
    file = charter.root / written["file"]
    file.write_text(file.read_text().replace(written["submission"]["base"], "zero-draft"))
    refused = charter("lodge")
    assert refused.code == 1
    assert refused.err.count("[stale-position]") == 2


def test_joining_and_withdrawing_are_submissions(charter: Charter) -> None:
    name = charter.lodged("amend", "2", "--as", "XAA", "--replace", "equal", "--with", "even")
    charter.lodged("join", name, "--as", "XAB")
    charter.lodged("withdraw", name, "--as", "XAA", "--reasons", "It is XAB's now.")
    assert charter("withdraw", name, "--as", "XAC").code == 1
    (entry,) = charter.done("status", "--format", "json").values()["open"]
    assert entry["sponsors"] == ["XAB"]


def test_the_standing_is_a_document(charter: Charter, tmp_path: Path) -> None:
    charter.lodged("position", "3(1)", "--as", "XAA", "--stance", "reserve", "--statement", "Not in winter.")
    text = charter.done("standing", "3").out
    assert "XAA reserves its position on Article 3(1)" in text
    assert "Not in winter." in text
    for suffix in ("md", "html", "csv", "json"):
        charter.done("standing", "-o", str(tmp_path / f"standing.{suffix}"))
        assert "XAB" in (tmp_path / f"standing.{suffix}").read_text()
    charter.done("standing", "-o", str(tmp_path / "standing.pdf"))
    read = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "standing.pdf"), "-"], capture_output=True, check=True
    )
    assert "Not in winter." in read.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["adopt", "--level", "Heads of State"], "is no level"),
        (["adopt", "--level", "ministers", "--module", "energy"], "there is no module 'energy'"),
        (["agree", "3(2)", "3(1)", "--words", "in good time"], "words are quoted from one unit"),
        (["agree", "3(2)", "--words", "in good tim"], "as whole words"),
        (["agree", "3(2)", "--words", "in good time", "--language", "fr"], "has no text in 'fr'"),
        (["position", "--as", "XAA", "--stance", "accept"], "say what the position is on"),
        (["reopen", "3", "--by", "SEC", "--reason", "x"], "has the role 'secretariat'"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(charter: Charter, arguments: list[str], said: str) -> None:
    charter.done("agree", "3")
    state = charter.state()
    refused = charter(*arguments)
    assert refused.code == 2
    assert said in refused.err
    assert charter.state() == state


def adopted(charter: Charter) -> None:
    accept(charter)
    charter.done("adopt", "--level", "heads-of-state")


def test_an_error_in_an_adopted_text_is_corrected_by_notice_where_nobody_objects(charter: Charter) -> None:
    adopted(charter)
    error = charter.lodged("amend", "3(2)", "--as", "SEC", "--replace", "in good time", "--with", "in due time")
    assert charter("correct", error).code == 2
    charter.done("correct", error, "--until", "2026-08-20T12:00Z")
    assert charter("correct", error).code == 2
    before = charter.state()
    later = {"SOURCE_DATE_EPOCH": str(int(DAY) + 86400 * 10)}
    assert charter("correct", error, "--dry-run", env=later).code == 0
    assert charter.state() == before
    assert charter("correct", error, env=later).code == 0
    assert "in due time" in charter.done("show", "3(2)").out
    assert charter.done("standing", "--format", "json").values()["adopted"] == "0004"
    assert "Corrects: 0005" in charter.git("log", "-1", "--format=%B")
    assert charter("verify", env=later).code == 0
    assert charter.done("check").code == 0
    charter.done("render", "--all", "--format", "md", "-o", str(charter.root / "build" / "set"))
    corrigendum = (charter.root / "build" / "set" / "corrigendum.md").read_text("utf-8")
    assert "<del>good</del> time" in corrigendum
    assert "<ins>due</ins> time" in corrigendum
    assert "/Corr.1** · Corrigendum, compared with after zero-draft" in corrigendum
    again = charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in due time", "--with", "never")
    assert charter("merge", again).code == 3


def test_consent_and_reservations_hold_of_the_corrected_words(charter: Charter) -> None:
    """VCLT, article 79(4): the corrected text replaces the defective one from the beginning."""
    accept(charter)
    charter.lodged("position", "3(2)", "--as", "XAB", "--stance", "reserve", "--statement", "Not in winter.")
    charter.done("adopt", "--level", "heads-of-state")
    error = charter.lodged("amend", "3(2)", "--as", "SEC", "--replace", "in good time", "--with", "in due time")
    charter.done("correct", error, "--until", "2026-08-20T12:00Z")
    assert charter("correct", error, env={"SOURCE_DATE_EPOCH": str(int(DAY) + 86400 * 10)}).code == 0
    standing = charter.done("standing", "3").out
    assert re.search(r"Article 3 +\[A\] adopted +3 of 3 ", standing)
    assert "Not in winter." in standing
    assert "Not in winter." in charter.done("render", "--view", "adopted").out
    assert charter.done("check").code == 0


def test_an_objection_in_time_keeps_a_correction_from_being_made(charter: Charter) -> None:
    adopted(charter)
    error = charter.lodged("amend", "3(2)", "--as", "SEC", "--replace", "in good time", "--with", "never")
    charter.done("correct", error, "--until", "2026-08-20T12:00Z")
    charter.lodged("position", f"{error}#1", "--as", "XAB", "--stance", "object", "--statement", "That is no error.")
    refused = charter("correct", error, env={"SOURCE_DATE_EPOCH": str(int(DAY) + 86400 * 10)})
    assert refused.code == 2
    assert "XAB (XAB-2026-002)" in refused.err


def test_a_correction_amends_adopted_words_and_nothing_else(charter: Charter) -> None:
    early = charter.lodged("amend", "3(2)", "--as", "SEC", "--replace", "in good time", "--with", "in due time")
    assert "neither adopted nor agreed" in charter("correct", early, "--until", "2026-08-20T12:00Z").err
    charter.done("close", early, "--outcome", "moot")
    adopted(charter)
    deletion = charter.lodged("propose", "delete", "3(2)", "--as", "SEC")
    assert "more than words" in charter("correct", deletion, "--until", "2026-08-20T12:00Z").err


def test_an_error_in_the_heading_of_a_part_is_mended_by_opening_the_order_again(charter: Charter) -> None:
    adopted(charter)
    error = charter.lodged("amend", "principles", "--as", "XAA", "--heading", "Principals")
    refused = charter("correct", error, "--until", "2026-08-20T12:00Z")
    assert (refused.code, "a participant opens 'outline' again" in refused.err) == (2, True)
    refused = charter("merge", error)
    assert (refused.code, "corrected" in refused.out + refused.err) == (3, False)
    charter.done("reopen", "outline", "--by", "XAA", "--reason", "A slip in a heading.")
    charter.done("merge", error)
    accept(charter)
    charter.done("adopt", "--level", "heads-of-state")


def test_a_later_position_says_which_reservation_it_takes_the_place_of(charter: Charter) -> None:
    charter.lodged("position", "3(1)", "--as", "XAA", "--stance", "reserve", "--statement", "Not in winter.")
    said = charter.done("position", "3(2)", "--as", "XAA", "--stance", "accept", "--dry-run").out
    assert "takes the place" not in said
    said = charter.done("position", "--whole", "--as", "XAA", "--stance", "accept", "--dry-run").out
    assert "takes the place of XAA's position on meetings/regular: reserve (XAA-2026-001)" in said


def test_adopted_words_cannot_be_agreed_down_and_opened_behind_the_adoption(charter: Charter) -> None:
    adopted(charter)
    refused = charter("agree", "3(2)")
    assert refused.code == 2
    assert "are adopted" in refused.err
    charter.done("reopen", "3(2)", "--by", "XAA", "--reason", "A slip.")
    charter.done("agree", "3(2)")
    assert charter.done("standing", "--format", "json").values()["adopted"] is None
    charter.done("adopt", "--level", "heads-of-state")


def test_agreed_words_changed_by_hand_are_still_protected(charter: Charter) -> None:
    charter.done("agree", "2")
    file = charter.root / "charter/principles/equality.yaml"
    charter.put("charter/principles/equality.yaml", file.read_text().replace("equal footing", "even footing"))
    charter.git("commit", "-qam", "Quietly")
    assert "not-decided" in charter("check").err + charter("check").out
    again = charter.lodged("amend", "2", "--as", "XAA", "--replace", "even footing", "--with", "uneven footing")
    refused = charter("merge", again)
    assert refused.code == 3
    assert "changed since without having been opened" in refused.out


def test_an_adoption_that_no_positions_bear_out_is_found(charter: Charter) -> None:
    accept(charter, "--whole", "XAA", "XAB")
    charter.lodged("position", "2", "--as", "XAC", "--stance", "object")
    charter.done("leave", "XAC")
    charter.done("adopt", "--level", "heads-of-state")
    assert charter.done("check").code == 0
    register = charter.root / "charter/registry/participants.yaml"
    charter.put("charter/registry/participants.yaml", register.read_text().replace("    left: 2026-08-15\n", ""))
    charter.git("commit", "-qam", "It had never left")
    found = charter("check")
    assert found.code == 1
    assert "decision 0005 adopted words that XAC's positions of that day do not consent to" in found.out + found.err


def test_who_holds_what_position_is_told_for_words_and_for_proposals(charter: Charter) -> None:
    amended = charter.lodged("amend", "2", "--as", "XAA", "--replace", "equal", "--with", "even")
    charter.lodged("position", f"{amended}#1", "--as", "XAB", "--stance", "object", "--statement", "Uneven.")
    assert "XAB objects (XAB-2026-001): Uneven." in charter("merge", amended, "--dry-run").out
    assert "XAB: object (XAB-2026-001): Uneven." in charter.done("show", amended).out
    charter.lodged("position", "3(1)", "--as", "XAC", "--stance", "accept", "--statement", "Gladly.")
    rows = [line.split() for line in charter.done("standing", "3(1)").out.splitlines()]
    assert ["XAC", "consents", "XAC-2026-001,", "15", "August", "2026", "Gladly."] in rows
    assert ["XAB", "has", "yet", "to", "speak"] in rows
