"""The text is what the decisions left."""

from __future__ import annotations

import datetime

from charterkit.drafting.digests import changed_digests
from charterkit.drafting.merging.edits import insert, remove, with_words
from charterkit.drafting.validate.decided import decided_findings
from charterkit.model.charter import Charter, Outline, Settings
from charterkit.model.decisions import Decision
from charterkit.model.provisions import Part, Provision, Unit

EMPTY = Charter(
    settings=Settings(title={"en": "T"}, symbol="T/1", outline=Outline(parts=(Part(id="part", heading={"en": "P"}),)))
)
ARTICLE = Provision(
    id="notice",
    kind="article",
    units=(Unit(id="time", text={"en": "In good time."}), Unit(id="form", text={"en": "In writing."})),
)
TEXT = insert(EMPTY, "part", 0, ARTICLE)


def _decision(number: int, before: Charter, after: Charter) -> Decision:
    date = datetime.date(2026, 1, number)
    return Decision(id=f"{number:04}", date=date, action="merge", result=changed_digests(before, after))


FIRST = _decision(1, EMPTY, TEXT)


def test_a_text_as_decided_has_no_findings() -> None:
    assert list(decided_findings(TEXT, [FIRST])) == []


def test_a_charter_without_decisions_about_words_is_not_judged() -> None:
    assert list(decided_findings(TEXT, [])) == []


def test_words_changed_by_hand_are_found_at_their_unit_with_the_decision() -> None:
    (found,) = decided_findings(with_words(TEXT, "notice/form", "text", "en", "By telephone."), [FIRST])
    assert (found.record, found.where, found.code) == ("charter/clauses/notice.yaml", ("units", 1), "not-decided")
    assert "decision 0001" in found.message


def test_a_unit_that_no_decision_brought_is_found_with_the_unit_that_holds_it() -> None:
    edited = insert(TEXT, "notice", 2, Unit(id="cost", text={"en": "Free of charge."}))
    assert [found.where for found in decided_findings(edited, [FIRST])] == [(), ("units", 2)]


def test_a_provision_that_no_decision_brought_is_told_once_with_a_way_to_propose_it() -> None:
    edited = insert(TEXT, "part", 1, ARTICLE.model_copy(update={"id": "typed"}))
    found = [each for each in decided_findings(edited, [FIRST]) if each.record == "charter/clauses/typed.yaml"]
    assert [(each.where, each.message) for each in found] == [((), "no decision brought typed")]
    assert "charterkit propose add" in found[0].hint


def test_a_provision_that_is_gone_without_a_decision_is_told_once() -> None:
    messages = [found.message for found in decided_findings(remove(TEXT, "notice"), [FIRST])]
    assert len([message for message in messages if "is gone" in message]) == 1


def test_the_order_of_provisions_is_decided_too() -> None:
    turned = TEXT.model_copy(
        update={"settings": TEXT.settings.model_copy(update={"outline": Outline(preamble=("notice",))})}
    )
    assert [found.where for found in decided_findings(turned, [FIRST])] == [("outline",)]


def test_the_last_decision_about_a_unit_counts() -> None:
    later = with_words(TEXT, "notice/time", "text", "en", "Thirty days before.")
    decisions = [FIRST, _decision(2, TEXT, later)]
    assert list(decided_findings(later, decisions)) == []
    assert [found.where for found in decided_findings(TEXT, decisions)] == [("units", 0)]
    gone = remove(later, "notice/form")
    assert list(decided_findings(gone, [*decisions, _decision(3, later, gone)])) == []
