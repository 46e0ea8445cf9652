"""``charterkit show`` of a revision: what its predecessor changes in the text, and what it changes in that."""

from __future__ import annotations

from tests.cli.runner import Charter

NOTICE = ("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with")
REVISION = """\
id: XAA-2026-001-rev1
by: XAA
date: 2026-08-15
base: zero-draft
title: Notice of meetings
revises: XAA-2026-001
changes:
  - amend: meetings/notice
    replace: in good time
    with: sixty days before
"""


def test_a_revision_is_shown_in_two_layers(charter: Charter) -> None:
    charter.lodged(*NOTICE, "thirty days before")
    charter.put("submissions/XAA/XAA-2026-001-rev1.yaml", REVISION)
    out = charter.done("show", "XAA-2026-001-rev1").out
    assert (
        "  XAA-2026-001#1 changes the text:\n"
        "    Notice of a meeting is given [-in good time-]{+thirty days before+}.\n"
        "  XAA-2026-001-rev1#1 changes XAA-2026-001#1:\n"
        "    Notice of a meeting is given [-thirty-]{+sixty+} days before.\n"
    ) in out


def test_a_submission_that_revises_nothing_has_one_layer(charter: Charter) -> None:
    charter.lodged(*NOTICE, "early")
    out = charter.done("show", "XAA-2026-001").out
    assert "[-in good time-]{+early+}" in out
    assert "changes the text" not in out


def test_a_participant_revises_its_own_proposal_under_its_number(charter: Charter) -> None:
    charter.lodged(*NOTICE, "thirty days before")
    assert charter.lodged(*NOTICE, "sixty days before", "--revises", "XAA-2026-001") == "XAA-2026-001-rev1"
    assert charter.lodged(*NOTICE, "ninety days before", "--revises", "XAA-2026-001-rev1") == "XAA-2026-001-rev2"
    assert charter.lodged(*NOTICE, "in winter") == "XAA-2026-002"
    open_now = charter.done("status", "--format", "json").values()["open"]
    assert [each["change"] for each in open_now] == ["XAA-2026-001-rev2#1", "XAA-2026-002#1"]
    ran = charter("amend", "3(2)", "--as", "XAB", "--replace", "good", "--with", "due", "--revises", "XAA-2026-002")
    assert (ran.code, "only its sponsors revise it" in ran.err) == (1, True)


def test_what_a_compromise_resolves_falls_with_its_merging(charter: Charter) -> None:
    charter.lodged(*NOTICE, "thirty days before")
    charter.lodged("amend", "3(2)", "--as", "XAB", "--replace", "in good time", "--with", "early")
    both = ("--resolves", "XAA-2026-001", "--resolves", "XAB-2026-001#1")
    made = charter.lodged("amend", "3(2)", "--as", "SEC", "--replace", "in good time", "--with", "in time", *both)
    charter.done("merge", made)
    states = {name: state for each in charter.done("show", "submissions", "--format", "json").values()
              for name, state in each["states"].items()}  # fmt: skip
    assert (states["XAA-2026-001#1"], states["XAB-2026-001#1"]) == ("fallen", "fallen")


def test_a_package_is_merged_whole_or_not_at_all(charter: Charter) -> None:
    first = charter.lodged(*NOTICE, "thirty days before")
    second = charter.lodged(
        "amend", "1(1)", "--as", "XAB", "--replace", "intend", "--with", "agree", "--requires", first
    )
    ran = charter("merge", second)
    assert (ran.code, first in ran.err) == (2, True)
    charter.done("merge", first, second)


def test_what_is_meant_by_a_wrong_id_is_never_the_submission_that_names_it(charter: Charter) -> None:
    charter.lodged("amend", "1(1)", "--as", "XAC", "--replace", "intend", "--with", "agree")
    for command in (("join", "XAA-2026-001", "--as", "XAB"), (*NOTICE, "early", "--revises", "XAA-2026-001")):
        ran = charter(*command)
        assert (ran.code, "did you mean 'XAC-2026-001'" in ran.err) == (1, True)


def test_a_status_that_no_change_has_is_refused_with_the_nearest(charter: Charter) -> None:
    ran = charter("show", "submissions", "--status", "opne")
    assert (ran.code, "did you mean 'open'?" in ran.err) == (2, True)
