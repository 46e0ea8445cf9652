"""Replaying decisions: bases that are commits, decisions taken together, and what makes a replay fail."""

from __future__ import annotations

import pytest
from tests.drafting.negotiations import Table, shown, submission, written
from tests.history.replayed import replay

from charterkit.history.replay import ReplayFailed, differing
from charterkit.model.submissions import Submission

OUTLINE = """\
part general = General
  article notice = Notice
    one: They give notice of exercises to all in good time.
    two: 2"""
EARLY = {"amend": "notice/one", "replace": "in good time", "with": "thirty days before"}
ALL = {"amend": "notice/one", "replace": "exercises", "with": "all exercises"}


def table_of(*submissions: Submission) -> Table:
    table = Table(written(OUTLINE))
    table.submissions = list(submissions)
    return table


def test_submissions_merged_together_change_the_text_as_one() -> None:
    added = submission(
        "XAA-2026-001", [{"add": {"id": "new", "kind": "article", "text": {"en": "N"}}, "after": "notice"}]
    )
    referring = submission("XAB-2026-001", [{"amend": "notice/two", "text": "See [[new]]."}])
    table = table_of(added, referring)
    table.merge(["XAB-2026-001", "XAA-2026-001"])
    assert replay(table.start, table.submissions, table.decisions) == table.present
    assert "See [[new]]." in shown(table.present)


def test_base_may_be_a_commit() -> None:
    commit = "a" * 40
    table = table_of(
        submission("XAA-2026-001", [EARLY]),
        submission("XAB-2026-001", [{"amend": "notice/one", "replace": "thirty", "with": "sixty"}], commit),
    )
    table.merge(["XAA-2026-001"])
    table.versions[commit] = table.present
    table.numbers[commit] = 2
    table.merge(["XAB-2026-001"])
    assert "sixty days before" in shown(table.present)
    assert replay(table.start, table.submissions, table.decisions, {commit: 2}) == table.present


def test_unknown_base_and_missing_submission_fail_and_name_the_decision() -> None:
    table = table_of(submission("XAA-2026-001", [EARLY]))
    table.merge(["XAA-2026-001"])
    with pytest.raises(ReplayFailed, match=r"decision 0002 .*XAA-2026-001 is not among the submissions"):
        replay(table.start, [], table.decisions)
    with pytest.raises(ReplayFailed, match="the base 'nowhere' of XAA-2026-001#1 is not known"):
        replay(table.start, [submission("XAA-2026-001", [EARLY], "nowhere")], table.decisions)


def test_words_that_are_not_those_decided_fail() -> None:
    table = table_of(submission("XAA-2026-001", [EARLY]))
    table.merge(["XAA-2026-001"])
    changed = submission("XAA-2026-001", [EARLY | {"with": "ten days before"}])
    with pytest.raises(ReplayFailed, match="other words stand at notice/one"):
        replay(table.start, [changed], table.decisions)


def test_decision_that_collides_when_it_is_made_again_fails() -> None:
    table = table_of(submission("XAA-2026-001", [EARLY]), submission("XAB-2026-001", [ALL]))
    table.merge(["XAA-2026-001"])
    table.merge(["XAB-2026-001"])
    other = submission("XAA-2026-001", [ALL | {"with": "some exercises"}])
    decisions = [each.model_copy(update={"result": {}}) for each in table.decisions]
    with pytest.raises(ReplayFailed, match=r"decision 0003 .*the words were changed meanwhile"):
        replay(table.start, [other, table.submissions[1]], decisions)


def test_package_that_was_merged_in_part_fails() -> None:
    package = submission("XAA-2026-001", [EARLY], requires=["XAB-2026-001"])
    other = submission("XAB-2026-001", [{"amend": "notice/two", "text": "3"}])
    table = table_of(package, other)
    table.merge(["XAA-2026-001", "XAB-2026-001"])
    assert replay(table.start, table.submissions, table.decisions) == table.present
    table = table_of(package, other)
    table.merge(["XAA-2026-001"])
    with pytest.raises(ReplayFailed, match="XAA-2026-001 is a package with XAB-2026-001, which is not merged"):
        replay(table.start, table.submissions, table.decisions)


def test_text_that_somebody_changed_without_a_decision_is_named() -> None:
    table = table_of(submission("XAA-2026-001", [EARLY]))
    table.merge(["XAA-2026-001"])
    edited = written(OUTLINE.replace("two: 2", "two: 3"))
    again = replay(table.start, table.submissions, table.decisions)
    assert list(differing(edited, again, edited.provisions)) == ["notice/one", "notice/two"]
