"""Submissions that come to the gate later than they say: no ended silence is broken so, and no day to come counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.gate_server import Server
from tests.cli.runner import Charter

UNTIL = "2026-08-20T18:00Z"


@pytest.fixture
def silent(server: Server) -> Server:
    """A server where a silence on Article 3 has ended: the decision is written as if it were of last August."""
    space = server.secretariat
    space.done("silence", "3", "--until", "2099-01-01T00:00Z")
    (file,) = space.root.glob("charter/decisions/*-silence*.yaml")
    dated = re.sub(r"(?m)^date: .*", "date: 2026-08-15", file.read_text()).replace("2099-01-01T00:00Z", UNTIL)
    file.write_text(dated)
    space.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    server.accepts(space)
    return server


def said(clone: Charter, stance: str = "object", on: str = "3(2)", date: str = "2026-08-16") -> Path:
    """Lodge a position in a clone; return its file."""
    clone.done("position", on, "--as", "XAA", "--stance", stance, "--date", date)
    (file,) = clone.root.glob("submissions/XAA/*.yaml")
    clone.done("lodge", str(file))
    return file


def test_objection_dated_back_into_a_silence_that_ended_is_refused(silent: Server) -> None:
    clone = silent.clone("XAA")
    file = said(clone)
    told = silent.refuses(clone)
    assert f"submissions/XAA/{file.name}: XAA-2026-001 is dated 2026-08-16, and came after the silence of" in told
    assert f"had ended ({UNTIL})" in told
    clone.git("reset", "--quiet", "--hard", "origin/main")
    said(clone, date="2026-08-21")
    silent.accepts(clone)


def test_proposal_dated_back_into_a_silence_that_ended_is_refused(silent: Server) -> None:
    clone = silent.clone("XAA")
    clone.lodged("amend", "3(2)", "--replace", "in good time", "--with", "late", "--as", "XAA", "--date", "2026-08-16")
    assert "came after the silence of" in silent.refuses(clone)


@pytest.mark.parametrize(
    ("stance", "on", "date"),
    [
        pytest.param("support", "3(2)", "2026-08-16", id="what-consents"),
        pytest.param("object", "2", "2026-08-16", id="other-words"),
        pytest.param("object", "3(2)", "2026-08-01", id="before-the-silence"),
    ],
)
def test_what_breaks_no_silence_enters_as_it_is_dated(silent: Server, stance: str, on: str, date: str) -> None:
    clone = silent.clone("XAA")
    said(clone, stance, on, date)
    silent.accepts(clone)


def test_translation_that_is_not_authentic_enters_as_it_is_dated(silent: Server) -> None:
    space = silent.secretariat
    settings = space.root / "charter" / "charter.yaml"
    settings.write_text(settings.read_text().replace("languages: [en]", "languages: [en, ru]"))
    space.git("commit", "--quiet", "--all", "--message", "A second language")
    silent.accepts(space)
    clone = silent.clone("XAA")
    (words := clone.root.parent / "words.txt").write_text("Слова.\n")
    clone.lodged("amend", "3(2)", "--text-file", str(words), "--language", "ru", "--as", "XAA", "--date", "2026-08-16")
    silent.accepts(clone)


def test_secretariat_lodges_what_it_had_in_time(silent: Server) -> None:
    said(silent.secretariat)
    silent.accepts(silent.secretariat)


def test_submission_dated_after_the_day_it_comes_is_refused(server: Server) -> None:
    clone = server.clone("XAA")
    said(clone, "support", date="2098-12-31")
    assert "is dated 2098-12-31, and came on" in server.refuses(clone)


def test_objection_dated_back_to_a_correction_whose_time_had_ended_is_refused(server: Server) -> None:
    clone, space = server.clone("XAB"), server.secretariat
    clone.lodged("amend", "3(2)", "--replace", "in good time", "--with", "soon", "--as", "XAB", "--date", "2026-08-15")
    server.accepts(clone)
    space.git("pull", "--quiet", "--rebase")
    space.done("silence", "3", "--until", "2099-01-01T00:00Z")
    (file,) = space.root.glob("charter/decisions/*-silence*.yaml")
    number = file.name[:4]
    file.write_text(
        f"id: {number}\ndate: 2026-08-15\naction: correct\nsubmission: XAB-2026-001\nchanges: [1]\nuntil: {UNTIL}\n"
    )
    space.git("mv", str(file), str(file.with_name(f"{number}-correct-xab-2026-001.yaml")))
    space.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    server.accepts(space)
    late = server.clone("XAA")
    said(late, on="XAB-2026-001#1")
    assert f"the time to object to a correction of decision {number} had ended" in server.refuses(late)
