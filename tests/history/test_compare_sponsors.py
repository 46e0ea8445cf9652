"""Who put forward what changed between two versions, as the decisions between them have it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.drafting.negotiations import written

from charterkit.history.comparing.compare import compare
from charterkit.history.comparing.one_language import in_language
from charterkit.history.comparing.sponsors import decisions_between, sponsors_at, sponsors_by_path
from charterkit.history.comparing.tally import Tally, tally_sponsors
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission

UNIT = {"id": "line", "text": {"en": "A line is kept open."}}
PROVISION = {"id": "terms", "kind": "article", "text": {"en": "A participant is a State."}}


def submission(name: str, *changes: dict[str, Any], **more: Any) -> Submission:
    fixed = {"id": name, "by": name[:3], "date": "2026-01-02", "base": "zero-draft", "title": name}
    return Submission.model_validate({**fixed, "changes": changes, **more})


def merge(number: int, name: str, *changes: int, action: str = "merge") -> Decision:
    fields = {"id": f"{number:04}", "date": "2026-01-03", "action": action, "submission": name, "changes": changes}
    return Decision.model_validate(fields)


def spoken(texts: dict[str, str]) -> Charter:
    charter = written("part general = General\n  article notice = Notice", languages=["en", "ru"])
    return charter.model_copy(
        update={"provisions": {"notice": charter.provisions["notice"].model_copy(update={"text": texts})}}
    )


def found(decisions: list[Decision], *submissions: Submission) -> dict[str, tuple[str, ...]]:
    return sponsors_by_path(decisions, submissions, decisions)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"amend": "notice/one", "text": "Notice is given."}, "notice/one [en]"),
        ({"amend": "notice/one", "text": "Уведомление даётся.", "language": "ru"}, "notice/one [ru]"),
        ({"delete": "notice"}, "notice"),
        ({"add": UNIT, "after": "notice/one"}, "notice/line"),
        ({"add": UNIT, "in": "notice"}, "notice/line"),
        ({"add": PROVISION, "before": "notice"}, "terms"),
        ({"add": PROVISION, "first": "general"}, "terms"),
        ({"add": {"id": "final", "kind": "part", "heading": {"en": "Final"}}, "after": "general"}, "final"),
        ({"move": "notice/one", "first": "review"}, "review/one [moved]"),
        ({"move": "notice", "in": "final"}, "notice [moved]"),
    ],
)
def test_a_change_counts_at_the_path_where_its_object_stands_after_it(change: dict[str, Any], path: str) -> None:
    assert found([merge(1, "XAA-2026-001")], submission("XAA-2026-001", change)) == {path: ("XAA",)}


def test_keeping_a_text_changes_nothing() -> None:
    assert found([merge(1, "XAA-2026-001")], submission("XAA-2026-001", {"keep": "notice"})) == {}


def test_co_sponsors_and_those_who_joined_later_count_too() -> None:
    first = submission("XAA-2026-001", {"delete": "notice"}, **{"with": ["XAB"]})
    joining = submission("XAC-2026-001", joins=["XAA-2026-001"])
    assert found([merge(1, "XAA-2026-001")], first, joining) == {"notice": ("XAA", "XAB", "XAC")}


def test_only_merged_changes_count() -> None:
    both = submission("XAA-2026-001", {"delete": "notice"}, {"delete": "review"})
    assert found([merge(1, "XAA-2026-001", 2)], both) == {"review": ("XAA",)}
    assert found([merge(1, "XAA-2026-001", action="close")], both) == {}


def test_a_paragraph_that_moves_later_takes_its_sponsors_along() -> None:
    amended = submission("XAA-2026-001", {"amend": "notice/one", "text": "Early notice is given."})
    moved = submission("XAB-2026-001", {"move": "notice/one", "in": "review"})
    decisions = [merge(1, "XAA-2026-001"), merge(2, "XAB-2026-001")]
    assert found(decisions, amended, moved) == {"review/one [en]": ("XAA",), "review/one [moved]": ("XAB",)}


def test_a_translator_sponsors_the_words_of_the_translation_and_none_of_those_translated() -> None:
    early = {"en": "Early notice is given.", "ru": "Даётся раннее уведомление."}
    comparison = compare(spoken({"en": "Notice is given."}), spoken(early))
    sponsors = {"notice [en]": ("XAA",), "notice [ru]": ("SEC",)}
    proposed = Tally(changed=1, words_in=2, words_out=1)
    assert tally_sponsors(comparison, sponsors) == {"SEC": Tally(changed=1, words_in=3), "XAA": proposed}
    assert tally_sponsors(in_language(comparison, "en"), sponsors) == {"XAA": proposed}
    assert sponsors_at("notice", sponsors) == ("XAA", "SEC")


def test_between_two_versions_lie_the_decisions_that_one_of_them_lacks() -> None:
    decisions = [merge(number, "XAA-2026-001") for number in (1, 2, 3)]
    assert decisions_between(decisions[:1], decisions) == decisions[1:]
    assert decisions_between(decisions, decisions[:1]) == decisions[1:]
