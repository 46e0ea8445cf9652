"""``charterkit stats``: figures of the text now and of every version before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runner import Charter

NOTICE = ("amend", "3(2)", "--replace", "in good time", "--with")


@pytest.fixture
def negotiated(charter: Charter) -> Charter:
    """A charter with one version that had two rivals open, and more since."""
    charter.lodged(*NOTICE, "thirty days before", "--as", "XAA")
    charter.lodged(*NOTICE, "sixty days before", "--as", "XAB")
    charter.done("release", "first-draft")
    charter.lodged("propose", "delete", "2", "--as", "XAC")
    return charter


def test_every_version_has_its_own_figures_and_the_text_now_comes_last(negotiated: Charter) -> None:
    versions = negotiated.done("stats", "--format", "json").values()["version"]
    assert [(each["version"], each["open"], each["brackets"], each["options"]) for each in versions[1:]] == [
        ("zero-draft", 0, 0, 0),
        ("first-draft", 2, 1, 3),
        (None, 3, 2, 3),
    ]


def test_figures_of_an_earlier_version_leave_out_what_came_later(negotiated: Charter) -> None:
    found = negotiated.done("stats", "--at", "first-draft", "--format", "json").values()
    assert [each["version"] for each in found["version"]] == ["outline", "zero-draft", "first-draft"]
    assert [(each["path"], each["held_by"]) for each in found["alternative"]] == [("meetings/notice", "one")] * 2


def test_tables_are_chosen_by_name(negotiated: Charter) -> None:
    out = negotiated.done("stats", "--by", "provision", "--by", "alternative").out
    assert "Brackets by provision" in out
    assert "sixty days before" in out
    assert "Who holds what" not in out


def test_a_language_that_the_charter_does_not_have_is_refused(negotiated: Charter) -> None:
    ran = negotiated("stats", "--language", "tlh")
    assert (ran.code, ran.out) == (2, "")
    assert "'tlh' is no language of this charter\n  its languages are en" in ran.err


def test_a_charter_without_versions_and_provisions_has_figures(charter: Charter, tmp_path: Path) -> None:
    bare = Charter(tmp_path / "bare")
    bare.root.mkdir()
    bare.git("init", "--quiet")
    bare.put("charter/charter.yaml", (charter.root / "charter/charter.yaml").read_text().partition("outline:")[0])
    bare.git("add", "-A")
    bare.git("commit", "--quiet", "-m", "Start")
    out = bare.done("stats", "--by", "part", "--by", "version", "--by", "provision", "--by", "participant").out
    assert "the text holds no provisions yet" in out
    assert "nobody holds an alternative" in out
