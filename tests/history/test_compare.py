"""Rules of comparing that a list of findings can't show: tallies, columns, order, the registry, the size of a text."""

from __future__ import annotations

from typing import Any

import pytest

from charterkit.documents.comparison.tables import columns_text
from charterkit.drafting.numbering import number as number_all
from charterkit.history import Tally, by_participant, columns, compare, summarise, tally_sponsors
from charterkit.history.comparing.order import moved, weave
from charterkit.history.comparing.tally import UNATTRIBUTED
from charterkit.model.agreements import Module
from charterkit.model.charter import Charter
from charterkit.model.numbers import Frozen
from charterkit.model.registry import Registry


def charter(parts: dict[str, list[dict[str, Any]]], **more: object) -> Charter:
    outline = [
        {"id": key, "heading": {"en": key.title()}, "provisions": [item["id"] for item in items]}
        for key, items in parts.items()
    ]
    provisions = {item["id"]: item for items in parts.values() for item in items}
    settings = {"title": {"en": "Charter"}, "symbol": "TEST/1", "outline": {"parts": outline}} | more
    return Charter.model_validate({"settings": settings, "provisions": provisions})


def article(key: str, *units: tuple[str, str]) -> dict[str, Any]:
    return {"id": key, "kind": "article", "units": [{"id": name, "text": {"en": text}} for name, text in units]}


OLD = charter(
    {
        "general": [article("notice", ("one", "Notice is given."), ("two", "An answer is given."))],
        "final": [article("review", ("one", "The charter is reviewed."))],
    }
)
NEW = charter(
    {
        "general": [
            article("terms", ("one", "A participant is a State.")),
            article("notice", ("one", "Early notice is given."), ("two", "An answer is always given.")),
        ],
        "final": [article("review", ("one", "The charter is reviewed."))],
    }
)


def test_a_summary_counts_provisions_once_and_words_each_time() -> None:
    summary = summarise(compare(OLD, NEW))
    assert summary.by_part == {
        "general": Tally(added=1, renumbered=1, changed=1, words_in=8, words_out=1),
        "final": Tally(renumbered=1),
    }
    assert summary.total == Tally(added=1, renumbered=2, changed=1, words_in=8, words_out=1)


def test_a_provision_whose_lines_were_only_wrapped_anew_is_not_counted_as_changed() -> None:
    text = "Notice of an exercise is given to all participants."
    before, after = (
        charter({"general": [article("notice", ("one", text.replace(blank, blank.replace(" ", "\n"))))]})
        for blank in (" of", " is")
    )
    comparison = compare(before, after)
    assert [change.kinds_seen for change in comparison.changes] == [()]
    assert summarise(comparison).total == tally_sponsors(comparison, {})[UNATTRIBUTED] == Tally()


def test_a_unit_that_left_a_provision_changed_it() -> None:
    after = charter(
        {
            "general": [article("notice", ("one", "Notice is given."))],
            "final": [article("review", ("one", "The charter is reviewed."), ("two", "An answer is given."))],
        }
    )
    tally = Tally(changed=1)
    assert summarise(compare(OLD, after)).by_part == {"general": tally, "final": tally}


def test_sponsors_of_a_provision_account_for_its_units_unless_these_have_their_own() -> None:
    tallies = tally_sponsors(compare(OLD, NEW), {"notice": ["XAA"], "notice/two": ["XAB", "XAC"]})
    one_word = Tally(changed=1, words_in=1)
    assert tallies == {
        UNATTRIBUTED: Tally(added=1, words_in=5),
        "XAA": Tally(changed=1, words_in=2, words_out=1),
        "XAB": one_word,
        "XAC": one_word,
    }


def test_registry_changes_are_counts_and_ids() -> None:
    topics = [{"id": key, "name": {"en": name}} for key, name in (("culture", "Culture"), ("trade", "Trade"))]
    before = Registry.model_validate({"topics": topics})
    after = Registry.model_validate(
        {"topics": [{"id": "culture", "name": {"en": "Arts"}}, {**topics[1], "id": "goods"}]}
    )
    old, new = (OLD.model_copy(update={"registry": registry}) for registry in (before, after))
    (change,) = compare(old, new).registry
    assert (change.name, change.old_count, change.new_count) == ("topics", 2, 2)
    assert (change.added, change.deleted, change.changed) == (("goods",), ("trade",), ("culture",))


def test_a_provision_outside_the_outline_is_compared_too() -> None:
    stray = {**NEW.provisions, "stray": NEW.provisions["terms"].model_copy(update={"id": "stray"})}
    comparison = compare(NEW, NEW.model_copy(update={"provisions": stray}))
    assert [(change.kinds, change.path, change.part) for change in comparison.changes] == [
        (("added",), "stray", ""),
        (("added",), "stray/one", ""),
    ]


def test_an_id_that_only_the_outline_knows_is_reported() -> None:
    fewer = {key: provision for key, provision in OLD.provisions.items() if key != "review"}
    comparison = compare(OLD, OLD.model_copy(update={"provisions": fewer}))
    assert [(setting.name, setting.old, setting.new) for setting in comparison.settings] == [("outline", "", "review")]
    assert [change.path for change in comparison.changes] == ["review", "review/one"]


def test_columns_are_tied_to_the_first_text_and_show_what_each_one_has() -> None:
    table = columns([("v1", OLD), ("v2", NEW), ("v3", OLD)])
    shown = {row.path: [str(cell.number) if cell else None for cell in row.cells] for row in table.rows}
    assert shown["terms"] == [None, "Article 1", None]
    assert shown["notice/one"] == ["Article 1(1)", "Article 2(1)", "Article 1(1)"]
    assert list(shown) == [
        *("general", "terms", "terms/one", "notice", "notice/one", "notice/two"),
        *("final", "review", "review/one"),
    ]
    assert [row.path for row in table.rows if row.differs] == ["terms", "terms/one", "notice/one", "notice/two"]


def test_a_column_says_what_left_it_with_a_number_that_is_frozen() -> None:
    frozen = Frozen(lambda: {path: str(number) for path, number in number_all(OLD).by_path.items()})
    kept = {key: provision for key, provision in OLD.provisions.items() if key != "review"}
    outline = charter({"general": [article("notice")], "final": []}).settings.outline
    settings = OLD.settings.model_copy(update={"outline": outline})
    later = OLD.model_copy(update={"provisions": kept, "settings": settings, "frozen": frozen})
    rows = {row.path: row for row in columns([("v1", OLD), ("v2", later)]).rows}
    gone = rows["review"].vacancy(1)
    assert gone is not None
    assert str(gone.number) == "Article 2"
    assert rows["review"].vacancy(0) is None
    assert "[Article 2: deleted]" in columns_text(columns([("v1", OLD), ("v2", later)]))
    assert rows["notice"].gone == ()


def test_modules_are_listed_by_their_ids() -> None:
    modules = (Module(id="fund"), Module(id="rescue", requires=("fund",)))
    later = OLD.model_copy(update={"settings": OLD.settings.model_copy(update={"modules": modules})})
    assert [setting.new for setting in compare(OLD, later).settings] == ["fund, rescue (requires fund)"]


def test_additions_of_two_versions_at_one_place_stand_in_the_order_of_the_columns() -> None:
    start = charter({"general": [article("a"), article("z")]})
    first = charter({"general": [article("a"), article("k"), article("z")]})
    second = charter({"general": [article("a"), article("c"), article("z")]})
    table = columns([("v1", start), ("v2", first), ("v3", second)])
    assert [row.path for row in table.rows] == ["general", "a", "k", "c", "z"]


def test_no_versions_make_an_empty_table() -> None:
    assert columns([]).rows == ()


def test_each_sponsor_has_a_column_and_the_compromise_is_empty() -> None:
    proposed = {"review/one": {"XAB": "It is."}, "notice/three": {"XAA": "New."}, "notice/one": {"XAA": ""}}
    table = by_participant(OLD, proposed, sponsors=["XAB", "XAA"])
    assert table.labels == ("Present text", "XAB", "XAA", "Compromise")
    assert [row.path for row in table.rows] == ["notice/one", "notice/three", "review/one"]
    assert [[cell is not None for cell in row.cells] for row in table.rows] == [
        [True, False, True, False],
        [False, False, True, False],
        [True, True, False, False],
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abcde", "abcde", ""),
        ("abcde", "eabcd", "e"),
        ("abcde", "bcdea", "a"),
        ("abcde", "abdce", "c"),
        ("abcdef", "defabc", "abc"),
        ("abcdefg", "cabdgef", "cg"),
        ("ab", "ba", "a"),
    ],
)
def test_the_fewest_and_shortest_move(old: str, new: str, expected: str) -> None:
    length = {key: place for place, key in enumerate("abcdefg")}
    assert moved(old, new, length.__getitem__, str) == set(expected)
    assert moved(new, old, length.__getitem__, str) == set(expected)


@pytest.mark.parametrize(
    ("first", "second", "woven"),
    [("abc", "axbc", "axbc"), ("abc", "abcx", "abcx"), ("adc", "axc", "adxc"), ("", "xy", "xy"), ("ab", "", "ab")],
)
def test_of_two_rows_read_as_one_the_first_rows_own_keys_come_first(first: str, second: str, woven: str) -> None:
    assert "".join(weave(first, second)) == woven


def test_only_provisions_that_differ_are_looked_into() -> None:
    """What makes comparing long charters quick: an equal provision is one row, whatever it holds."""
    many = {"general": [article(f"a{place}", ("one", f"Words {place}.")) for place in range(300)]}
    old = charter(many)
    changed = {**old.provisions, "a7": NEW.provisions["notice"].model_copy(update={"id": "a7"})}
    comparison = compare(old, old.model_copy(update={"provisions": changed}))
    rows = [row for section in comparison.rows for row in section.rows]
    assert sum(not row.equal for row in rows) == 1
    assert {change.path for change in comparison.changes} == {"a7/one", "a7/two"}


def test_a_setting_with_parts_is_told_by_its_parts() -> None:
    tongues = ["en", "ar"]
    old = charter({}, languages=tongues, language_standing={"ar": "courtesy"})
    new = charter({}, languages=tongues, language_standing={"ar": "official"}, pages={"watermark": "true"})
    assert compare(old, new).settings == (
        ("language_standing.ar", "courtesy", "official"), ("pages.watermark", "", "True"),
    )  # fmt: skip
