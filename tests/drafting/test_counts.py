"""What counts as a bracket, an option and a placeholder, and who holds what."""

from __future__ import annotations

import pytest
from tests.drafting.negotiations import Table, submission, written

from charterkit.drafting.brackets import brackets
from charterkit.drafting.counts import counts, placeholders, provision_counts, summed
from charterkit.drafting.holdings import holdings, size_of
from charterkit.drafting.statistics import statistics
from charterkit.model.registry import Participant, Registry

TEXT = """\
part general = General
  article notice = Notice: Notice of an exercise is given in good time.
    how: It is given in writing, [number] days before.
    whom: To all.
  article visits = Visits: Visits are open to all.
part final = Final
  article end = End: It ends."""
PEOPLE = tuple(
    Participant.model_validate({"id": code, "name": {"en": code}, "kind": kind, "role": role})
    for code, kind, role in [
        *((f"XA{letter}", "state", "fictional") for letter in "ABCDEFGHI"),
        ("XGG", "group", "fictional"),
        ("SEC", "secretariat", "secretariat"),
        ("XOB", "state", "observer"),
    ]
)
LINE = {"add": {"id": "line", "kind": "article", "heading": {"en": "Line"}, "text": {"en": "A [kind of] line."}}}


def table(*said: tuple[str, object]) -> Table:
    made = Table(written(TEXT).model_copy(update={"registry": Registry(participants=PEOPLE)}))
    for index, (code, change) in enumerate(said, start=1):
        made.submissions.append(submission(f"{code}-2026-{index:03}", [change]))
    return made


def amend(path: str, old: str, new: str) -> dict[str, str]:
    return {"amend": path, "replace": old, "with": new}


def test_a_place_that_several_would_reword_is_one_bracket_with_an_option_for_each_text() -> None:
    rolled = table(
        ("XAA", amend("notice", "in good time", "in due time")),
        ("XAB", amend("notice", "in good time", "in due time")),
        ("XAC", amend("notice", "in good time", "thirty days before")),
    ).rolling()
    (general, *_) = [count for count in counts(rolled.charter, rolled) if count.part == "general"]
    assert (general.brackets, general.options) == (1, 3)
    assert general.words == 3 * len(("in", "good", "time"))


def test_units_added_to_a_proposed_article_count_in_its_part() -> None:
    rolled = table(
        ("XAA", LINE | {"after": "visits"}),
        ("XAB", {"add": {"id": "cost", "text": {"en": "Costs are shared."}}, "last": "notice"}),
        ("XAC", {"add": {"id": "more", "kind": "part", "heading": {"en": "More"}}, "after": "final"}),
    ).rolling()  # fmt: skip
    found = {count.part: count for count in counts(rolled.charter, rolled)}
    assert found["general"].additions == found["general"].brackets == 2
    assert found["general"].words == 8
    assert found["general"].placeholders == 2
    assert (found["more"].brackets, found["more"].provisions) == (1, 0)
    assert [count.provision for count in provision_counts(rolled.charter, rolled)] == [
        "notice", "visits", "line", "end", "",
    ]  # fmt: skip


def test_a_placeholder_in_the_heading_of_a_part_counts_in_the_part_and_adds_no_words() -> None:
    made = Table(written(TEXT.replace("= General", "= General [and special]")))
    rolled = made.rolling()
    found = {count.part: count for count in counts(rolled.charter, rolled)}
    assert (found["general"].placeholders, found["final"].placeholders) == (2, 0)
    assert found["general"].total == counts(table().present, table().rolling())[1].total
    assert [count.provision for count in provision_counts(rolled.charter, rolled)] == ["", "notice", "visits", "end"]


def test_words_of_a_deleted_unit_are_counted_once_however_many_brackets_stand_around_them() -> None:
    rolled = table(
        ("XAA", {"delete": "notice"}),
        ("XAB", {"delete": "notice/how"}),
        ("XAC", amend("notice/how", "in writing", "by wire")),
        ("XAD", {"delete": "general"}),
    ).rolling()
    general = counts(rolled.charter, rolled)[1]
    standing = (
        "General Notice Notice of an exercise is given in good time It is given in writing number days before To all"
    )
    assert general.words == len(f"{standing} Visits Visits are open to all by wire".split())
    assert (general.deletions, general.brackets) == (3, 4)


def test_moves_and_requests_to_keep_are_brackets_without_words() -> None:
    rolled = table(("XAA", {"move": "visits", "first": "final"}), ("XAB", {"keep": "end"})).rolling()
    total = summed(counts(rolled.charter, rolled))
    assert (total.brackets, total.moves, total.keeps, total.words) == (2, 1, 1, 0)


def test_who_asks_to_keep_a_unit_holds_the_present_words_below_it() -> None:
    rolled = table(("XAA", amend("notice/whom", "all", "some")), ("XAB", {"keep": "notice"})).rolling()
    words = next(each for each in brackets(rolled, "en") if each.kind == "words")
    assert [(option.texts, option.holders, option.present) for option in words.options] == [
        (("all",), ("XAB",), True),
        (("some",), ("XAA",), False),
    ]


def test_only_the_words_of_the_language_asked_for_are_counted() -> None:
    rolled = table(("XAA", {"amend": "notice", "language": "fr", "text": "Avis."})).rolling()
    assert summed(counts(rolled.charter, rolled)).brackets == 0
    assert summed(counts(rolled.charter, rolled, "fr")).brackets == 1


def test_an_alternative_is_held_by_many_from_a_third_of_those_who_may_propose() -> None:
    rolled = table(
        *((code, amend("end", "ends", "stays")) for code in ("XAA", "XAB", "XAC")),
        *((code, amend("notice/whom", "all", "some")) for code in ("XAA", "XAD")),
        ("XAE", amend("notice/whom", "all", "none")),
    ).rolling()
    found = holdings(brackets(rolled, "en"), rolled.charter.registry)
    assert found.many == 3  # a third of nine: neither the group, the secretariat nor the observer counts
    assert [(each.option.texts, each.size) for each in found.held] == [
        (("none",), "one"),
        (("some",), "few"),
        (("stays",), "many"),
    ]
    assert [(each.code, each.alone, each.few, each.many) for each in found.holders] == [
        ("XAA", 0, 1, 1), ("XAB", 0, 0, 1), ("XAC", 0, 0, 1), ("XAD", 0, 1, 0), ("XAE", 1, 0, 0),
    ]  # fmt: skip
    assert found.holders[0].parts == {"general": 1, "final": 1}
    assert size_of((), 3) == "none"


def test_a_charter_without_provisions_has_figures_too() -> None:
    rolled = Table(written("part general = General")).rolling()
    found = statistics(rolled)
    assert (found.total.brackets, found.total.total, found.parts, found.holdings.held) == (0, 0, (), ())


@pytest.mark.parametrize(
    ("text", "open_still"),
    [
        ("Words[^a] and more.[^b]\n\n[^a]: A note.\n\n  [^b]: Another, with [number] in it.", ["[number]"]),
        ("Words[^a] and more.[^b]\n\n[^a]: A note.", ["[^b]"]),
        ("Words [^a] and [^a]: more.", ["[^a]", "[^a]"]),
        ("See [[notice]], [...] and [shall/should].", ["[...]", "[shall/should]"]),
    ],
)
def test_the_call_of_a_footnote_is_a_placeholder_only_where_no_note_is_written(
    text: str, open_still: list[str]
) -> None:
    assert [found[0] for found in placeholders(text)] == open_still
