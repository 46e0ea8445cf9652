"""The cases of ``tests/cases/agreement``: what is agreed, who tries to change it, and what becomes of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from tests.drafting.case_files import sections
from tests.drafting.negotiations import DAY, Table, submission, values, written
from tests.drafting.test_merge_changes import lodged

from charterkit.drafting.agreement import agreements
from charterkit.drafting.digests import digest
from charterkit.drafting.protection import Protection
from charterkit.drafting.spans import span_of
from charterkit.model.decisions import Decision


@dataclass(frozen=True, slots=True)
class Case:
    """A title and its four parts: charter, what is agreed, submissions, what becomes of them."""

    title: str
    charter: str
    agreed: str
    submissions: str
    result: str


def cases() -> Iterator[Case]:
    return (Case(title, *blocks) for title, blocks in sections("agreement"))


def opened(case: Case) -> Table:
    table = Table(written(case.charter))
    for line in case.agreed.splitlines():
        table.agree(line)
    table.submissions = [submission(name, **fields) for name, fields in lodged(case.submissions)]
    return table


def happens(table: Table, names: list[str]) -> Iterator[str]:
    merged = Protection(table.present, table.decisions, table.past).checked(table.outlook(names))
    for outcome in merged.outcomes:
        refusals = [each.reason for each in merged.collisions if each.ref == outcome.entry.ref]
        yield from (f"{outcome.entry.ref} refused: {reason}" for reason in refusals)
        if not refusals:
            yield f"{outcome.entry.ref} {outcome.result}"
    if merged.charter is not None:
        past = table.past.with_steps(merged.steps)
        before, after = (agreements(charter, table.decisions, past) for charter in (table.present, merged.charter))
        for key, each in after.items():
            assert each.standing == before[key].standing
            if each.standing:
                yield f"still agreed: {each.path}{f': {each.span.words}' if each.span else ''}"


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_agreed_words_change_only_after_a_participant_opened_them(case: Case) -> None:
    table = opened(case)
    expected = case.result.splitlines()
    names = list(values(case.submissions))
    if expected[0].startswith("merged "):
        names = expected.pop(0).split()[1:]
    told = list(happens(table, names))
    if not any(line.startswith("still agreed") for line in expected):
        told = [line for line in told if not line.startswith("still agreed")]
    assert told == expected


@pytest.mark.parametrize("quoted", ["two days", "day", "One day", "One day, two days, one year."])
def test_words_that_stand_once_are_a_span(quoted: str) -> None:
    node = written("part p = P\n  article a = A: One day, two days, one year.").provisions["a"]
    assert span_of(node, "a", "en", quoted).words == quoted


@pytest.mark.parametrize("quoted", ["ne day", "da", "One  day", ",", " ", "three"])
def test_parts_of_words_and_words_that_stand_twice_are_no_span(quoted: str) -> None:
    node = written("part p = P\n  article a = A: One day, two days, one year.").provisions["a"]
    with pytest.raises(ValueError, match=r"stand in a|no words are quoted"):
        span_of(node, "a", "en", quoted)


def test_an_agreement_given_to_other_words_has_lapsed() -> None:
    table = Table(written("part p = P\n  article a = A: One."))
    table.agree("a")
    assert agreements(table.present, table.decisions)["a"].standing
    later = written("part p = P\n  article a = A: Two.")
    assert agreements(later, table.decisions)["a"].state == "lapsed"
    assert digest(later.provisions["a"]) != agreements(later, table.decisions)["a"].digest


BILINGUAL = """\
part general = General
  article notice = Notice
    when: Notice is given in good time.
part other = Other
  article end: End."""
PREAVIS = {"amend": "notice/when", "language": "fr", "text": "Un préavis est donné en temps utile."}
MENDED = {"amend": "notice/when", "language": "fr", "replace": "en temps utile", "with": "à l'avance"}
REWORDED = {"amend": "notice/when", "replace": "in good time", "with": "in due time"}
OTHER = {"amend": "end", "text": "The end."}


def translated(agreed: str = "notice/when", outline: str = BILINGUAL, **settings: Any) -> Table:
    """A text with a French translation, agreed on with it."""
    table = Table(written(outline, **settings))
    table.submissions.append(submission("SEC-2026-001", [PREAVIS]))
    table.merge(["SEC-2026-001"])
    table.release("second")
    table.agree(agreed)
    return table


def outcome_of(table: Table, *changes: dict[str, Any]) -> str:
    """What merging some changes comes to, all of one submission; where it is clean, they are merged."""
    name = f"SEC-2026-{len(table.submissions) + 1:03}"
    table.release(f"before-{name}".lower())
    table.submissions.append(submission(name, changes, f"before-{name}".lower()))
    merged = Protection(table.present, table.decisions, table.past).checked(table.outlook([name]))
    if merged.charter is None:
        return "; ".join(each.reason for each in merged.collisions)
    table.merge([name])
    return "; ".join(each.note or each.result for each in merged.outcomes)


def test_a_translation_without_authority_is_mended_and_what_was_agreed_stays_agreed() -> None:
    table = translated()
    assert outcome_of(table, MENDED) == "a translation: notice/when stays agreed"
    assert table.decisions[-1].translations == ("fr",)
    assert agreements(table.present, table.decisions, table.past)["notice/when"].state == "agreed"
    assert outcome_of(table, REWORDED).startswith("the words of notice/when are agreed")


def test_a_translation_is_mended_beside_other_changes_but_not_beside_one_of_the_agreed_words() -> None:
    assert outcome_of(translated(), MENDED, OTHER) == "a translation: notice/when stays agreed; clean"
    assert "only a participant opens them again" in outcome_of(translated(), MENDED, REWORDED)


def test_an_authentic_language_is_part_of_what_was_agreed() -> None:
    table = translated(language_standing={"fr": "authentic"})
    assert outcome_of(table, MENDED).startswith("the words of notice/when are agreed")


def test_a_translation_that_becomes_authentic_after_it_was_mended_was_never_agreed() -> None:
    table = translated()
    outcome_of(table, MENDED)
    standing = {"language_standing": {"fr": "authentic"}}
    later = table.present.model_copy(update={"settings": table.present.settings.model_copy(update=standing)})
    assert agreements(later, table.decisions, table.past)["notice/when"].state == "lapsed"


def test_words_agreed_in_a_translation_itself_stay_as_they_are() -> None:
    table = translated()
    span = span_of(table.present.provisions["notice"].units[0], "notice/when", "fr", "en temps utile")
    table.decisions.append(
        Decision(id=f"{len(table.decisions) + 1:04}", date=DAY, action="agree", level="agreed", spans=(span,))
    )
    assert outcome_of(table, MENDED).startswith("the words 'en temps utile' in notice/when are agreed")


def test_headings_of_parts_are_translated_and_mended_while_the_order_is_agreed() -> None:
    table = translated("outline")
    heading = {"amend": "general", "language": "fr", "heading": "Généralités"}
    assert outcome_of(table, heading) == "a translation: the order of provisions stays agreed"
    again = outcome_of(table, heading | {"heading": "Dispositions générales"})
    assert again == "a translation: the order of provisions stays agreed"
    assert agreements(table.present, table.decisions, table.past)["outline"].state == "agreed"
    assert "the order of provisions is agreed" in outcome_of(table, {"amend": "general", "heading": "Generalities"})


def test_agreed_words_mended_between_two_moves_of_what_they_refer_to_stay_agreed() -> None:
    outline = BILINGUAL.replace("good time", "good time under [[end/last]]").replace("End.", "End.\n    last: Last.")
    table = translated(outline=outline)
    outcome_of(table, {"move": "end/last", "in": "notice"})
    outcome_of(table, MENDED)
    outcome_of(table, {"move": "notice/last", "in": "end"})
    node = table.present.find("notice/when")
    assert node is not None
    assert node.text["en"] == "Notice is given in good time under [[end/last]]."
    assert outcome_of(table, {"move": "end/last", "in": "notice"}) == "clean"
    assert agreements(table.present, table.decisions, table.past)["notice/when"].state == "agreed"
