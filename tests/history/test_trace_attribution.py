"""Whose words a charter is made of, over snapshots of it: what splits, joins, moves and comes back keeps its origin."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pytest

from charterkit.drafting.proposals import Slot
from charterkit.history.tracing.attribution import Attribution, texts_of
from charterkit.history.tracing.credit import Credit, Spoken, narrowed
from charterkit.history.tracing.origins import Sources, contributions, traced
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission

DAY = datetime.date(2026, 2, 1)
NOTICE = "Participants inform one another in good time of larger military exercises."
ANSWER = "An office of each Participant answers questions about them within three days."


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A charter as a commit left it, the decisions that this commit brought, and the submissions they speak of."""

    commit: str
    charter: Charter
    decisions: tuple[Decision, ...] = ()
    submissions: Mapping[str, Submission] | None = None


def attribute(snapshots: Iterable[Snapshot]) -> Attribution:
    """Trace the words of a charter through snapshots of it, in order of time."""
    fold = Attribution()
    before: dict[Slot, str] = {}
    for snapshot in snapshots:
        after = texts_of(snapshot.charter)
        changed = {slot: after.get(slot) for slot in {**before, **after} if before.get(slot) != after.get(slot)}
        parts = {part.id for part in snapshot.charter.settings.outline.parts}
        credit = Credit(snapshot.decisions, snapshot.submissions or {}, parts)
        fold.take(snapshot.commit, changed, credit.holder)
        fold.release(decision.version for decision in snapshot.decisions if decision.action == "release")
        before = after
    return fold


def charter(*provisions: tuple[str, dict[str, str]], part: str = "General") -> Charter:
    """Provisions with their units' texts, all in one part."""
    made = {
        key: {
            "id": key,
            "kind": "article",
            "units": [{"id": name, "text": {"en": text}} for name, text in units.items()],
        }
        for key, units in provisions
    }
    outline = {"parts": [{"id": "general", "heading": {"en": part}, "provisions": list(made)}]}
    settings = {"title": {"en": "Charter"}, "symbol": "T/1", "outline": outline}
    return Charter.model_validate({"settings": settings, "provisions": made})


def decision(number: int, *touched: str, **fields: Any) -> Decision:
    result = dict.fromkeys(touched, "deleted")
    given = {"id": f"{number:04}", "date": "2026-02-01", "action": "merge", "result": result, **fields}
    return Decision.model_validate({"submission": f"XAA-2026-{number:03}"} | given)


def submission(name: str, *changes: dict[str, Any]) -> Submission:
    fields = {"id": name, "by": name[:3], "date": "2026-01-03", "base": "zero-draft", "title": "T", "changes": changes}
    return Submission.model_validate(fields)


def words(fold: Attribution, path: str) -> str:
    runs = groupby(fold.runs(Slot(path, "text", "en")), key=lambda run: run[1].decision or "-")
    return " ".join(f"{name}[{''.join(text for text, _ in found).strip()}]" for name, found in runs)


def after(*charters: Charter) -> Attribution:
    """Each charter as a decision of its own, which touched everything: 0001, 0002 and so on."""
    return attribute(
        Snapshot(f"c{number}", each, (decision(number).model_copy(update={"result": {}}),))
        for number, each in enumerate(charters, start=1)
    )


def test_a_unit_that_is_split_keeps_its_words() -> None:
    fold = after(charter(("p", {"a": f"{NOTICE} {ANSWER}"})), charter(("p", {"a": NOTICE, "b": ANSWER})))
    assert (words(fold, "p/a"), words(fold, "p/b")) == (f"0001[{NOTICE}]", f"0001[{ANSWER}]")


def test_units_that_are_joined_keep_their_words() -> None:
    fold = after(charter(("p", {"a": NOTICE}), ("q", {"b": ANSWER})), charter(("p", {"a": f"{NOTICE} {ANSWER}"})))
    assert words(fold, "p/a") == f"0001[{NOTICE} {ANSWER}]"


def test_a_unit_that_moves_to_another_provision_keeps_even_few_words() -> None:
    fold = after(charter(("p", {"a": "the aim;"}), ("q", {"b": ANSWER})), charter(("p", {}), ("q", {"a": "the aim;"})))
    assert words(fold, "q/a") == "0001[the aim;]"


def test_a_unit_that_moves_and_is_reworded_keeps_the_words_that_stayed() -> None:
    fold = after(charter(("p", {"a": "in good time"}), ("q", {})), charter(("p", {}), ("q", {"a": "in due time"})))
    assert words(fold, "q/a") == "0001[in] 0002[due] 0001[time]"


def test_units_that_exchange_their_texts_keep_them() -> None:
    fold = after(charter(("p", {"a": NOTICE, "b": ANSWER})), charter(("p", {"a": ANSWER, "b": NOTICE})))
    assert (words(fold, "p/a"), words(fold, "p/b")) == (f"0001[{ANSWER}]", f"0001[{NOTICE}]")


def test_another_unit_under_an_id_that_was_elsewhere_is_new() -> None:
    fold = after(
        charter(("p", {"form": NOTICE}), ("q", {})), charter(("p", {}), ("q", {"form": "A list of the goods."}))
    )
    assert words(fold, "q/form") == "0002[A list of the goods.]"


def test_a_unit_deleted_and_added_again_belongs_to_who_brought_it_first() -> None:
    fold = after(
        charter(("p", {"a": NOTICE})), charter(("p", {"b": ANSWER})), charter(("p", {"b": ANSWER, "c": NOTICE}))
    )
    assert words(fold, "p/c") == f"0001[{NOTICE}]"


def test_the_heading_of_a_part_goes_with_the_outline() -> None:
    texts = ("p", {"a": NOTICE})
    start = Snapshot("c1", charter(texts))
    fold = attribute([start, Snapshot("c2", charter(texts, part="Common rules"), (decision(1, "outline"),))])
    assert [mark.decision for _, mark in fold.runs(Slot("general", "heading", "en"))] == ["0001"]


def test_words_in_a_unit_that_no_decision_touched_are_nobodys() -> None:
    first = Snapshot("c1", charter(("p", {"a": NOTICE, "b": ANSWER})))
    fold = attribute([first, Snapshot("c2", charter(("p", {"a": "Else.", "b": "Other."})), (decision(1, "p/a"),))])
    assert (words(fold, "p/a"), words(fold, "p/b")) == ("0001[Else] -[.]", "-[Other.]")


@pytest.mark.parametrize(("released", "expected"), [((2,), "v2"), ((1, 4), "v1"), ((3, 4), "v4"), ((), None)])
def test_a_word_put_back_was_first_in_the_first_version_that_held_it(released: tuple[int, ...], expected: str) -> None:
    texts = ["in thirty days", "in thirty days", "in sixty days", "in thirty days"]
    snapshots = [
        Snapshot(
            f"c{number}",
            charter(("p", {"a": text})),
            (decision(number, action="release", submission=None, version=f"v{number}"),) if number in released else (),
        )
        for number, text in enumerate(texts, start=1)
    ]
    fold = attribute(snapshots)
    marks = {text.strip(): mark for text, mark in fold.runs(Slot("p/a", "text", "en"))}
    mark = marks.get("thirty") or marks["in thirty days"]
    assert (mark.commit, fold.version(mark)) == ("c1", expected)


def test_of_several_decisions_the_one_whose_submission_speaks_of_the_unit_brought_its_words() -> None:
    amends = submission("XAA-2026-001", {"amend": "p/a", "text": "New."})
    adds = submission("XAA-2026-002", {"add": {"id": "b", "text": {"en": "Other."}}, "in": "p"})
    both = (decision(1, "p/a", "p"), decision(2, "p/b", "p/a"))
    credit = Credit(both, {each.id: each for each in (amends, adds)})
    assert [credit.holder(Slot(path, "text", "en")) for path in ("p/a", "p/b", "p/c")] == ["0001", "0002", None]


def test_a_change_is_found_by_its_path_else_by_the_id_of_its_unit() -> None:
    found = submission("XAA-2026-001", {"amend": "p/a", "text": "One."}, {"amend": "q/a", "heading": "Two"})
    slots = (Slot("p/a", "text", "en"), Slot("moved/a", "text", "en"), Slot("q/a", "heading", "en"))
    assert [Spoken(found).of(slot, ()) for slot in slots] == [(1,), (1,), (2,)]
    assert Spoken(found).of(slots[0], (2,)) == ()
    assert narrowed(found, (1, 2), " One") == (1,)


def test_contributions_count_words_by_who_lodged_them() -> None:
    fold = after(charter(("p", {"a": "one two three."})), charter(("p", {"a": "one two three, four."})))
    lodged = submission("XAB-2026-002", {"amend": "p/a", "text": "one two three, four."})
    decisions = {"0002": decision(2, submission=lodged.id)}
    sources = Sources({"c1": DAY, "c2": DAY}, decisions, {lodged.id: lodged}.get, lambda *_: ("XAB",))
    found = contributions([traced(fold, Slot("p/a", "text", "en"), sources)], lambda _: "general")
    assert {(each.participant, each.words) for each in found} == {("", 3), ("XAB", 1)}
