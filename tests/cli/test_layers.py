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
