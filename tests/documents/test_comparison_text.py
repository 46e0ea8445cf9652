"""The views of a comparison for a terminal: the same words in each, and every change marked without colour."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from tests.history.marks import marked

from charterkit.documents.comparison.pieces import pieces
from charterkit.documents.comparison.tables import columns_text
from charterkit.documents.comparison.text import TextView, comparison_text, tally_words
from charterkit.history import Comparison, Tally, by_participant, columns, compare, summarise
from charterkit.model.charter import Charter
from charterkit.words import diff

ANSI = re.compile(r"\x1b\[[0-9;]*m")
LONG = "Participants give notice of any exercise above the level that the meeting of participants decides every year"


def charter(*provisions: dict[str, Any], title: str = "Charter") -> Charter:
    ids = [provision["id"] for provision in provisions]
    part = {"id": "general", "heading": {"en": "General provisions"}, "provisions": ids}
    return Charter.model_validate(
        {
            "settings": {"title": {"en": title}, "symbol": "TEST/1", "outline": {"parts": [part]}},
            "provisions": {provision["id"]: {"kind": "article", **provision} for provision in provisions},
        }
    )


def article(key: str, heading: str, **units: str) -> dict[str, Any]:
    below = [{"id": name.replace("_", "-"), "text": {"en": text}} for name, text in units.items()]
    return {"id": key, "heading": {"en": heading}, "units": below}


OLD = charter(
    article("purpose", "Purpose", aim="The participants meet."),
    article("notice", "Notice", exercises=f"{LONG}, within thirty days.", line="A line is kept open at all times."),
)
NEW = charter(
    article("terms", "Terms", participant="A participant is a State that has consented."),
    article("purpose", "Purpose", aim="The participants meet.", line="A line is kept open at all times."),
    article("notice", "Notice", exercises=f"{LONG}, within sixty days."),
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(OLD, NEW)


def test_inline_shows_marks_numbers_moves_and_what_was_left_out(comparison: Comparison) -> None:
    assert (
        comparison_text(comparison, labels=("zero-draft", "work tree"))
        == """\
zero-draft → work tree
[-deleted-]  {+inserted+}  (…) the same in both and left out here

Part I  General provisions

  Article 1  Terms  terms
    added
    1(1)  {+A participant is a State that has consented.+}

  Article 2 (was Article 1)  Purpose  purpose
    2(2)  moved from Article 2(2)

  Article 3 (was Article 2)  Notice  notice
    3(1)  (…) above the level that the meeting of participants decides every year, within [-thirty-]{+sixty+} days.
    was 2(2)  moved to Article 2(2)

Renumbered
  Article 1 → Article 2  purpose
  Article 2 → Article 3  notice

Summary
  Part I  General provisions: 1 provision added, 2 changed, 2 renumbered; 10 words in, 1 out
  The whole charter: 1 provision added, 2 changed, 2 renumbered; 10 words in, 1 out
"""
    )


def test_equal_charters_say_so_in_every_view() -> None:
    views: tuple[TextView, ...] = ("inline", "before-after", "side-by-side")
    for view in views:
        assert comparison_text(compare(OLD, OLD), view, labels=("a", "b")) == "No differences between a and b.\n"


@pytest.mark.parametrize("view", ["inline", "before-after", "side-by-side"])
def test_without_colour_every_change_is_in_brackets_and_nothing_steers_the_terminal(
    comparison: Comparison, view: TextView
) -> None:
    text = comparison_text(comparison, view, width=90)
    assert "[-thirty-]" in text
    assert "{+sixty+}" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("view", ["inline", "before-after", "side-by-side"])
def test_with_colour_deletions_are_struck_through_and_insertions_underlined(
    comparison: Comparison, view: TextView
) -> None:
    text = comparison_text(comparison, view, width=90, colour=True)
    assert re.search(r"\x1b\[9;31mthirty\x1b\[0m", text)
    assert re.search(r"\x1b\[4;32msixty\x1b\[0m", text)
    assert "[-" not in text


@pytest.mark.parametrize("width", [1, 20, 40, 79])
@pytest.mark.parametrize("view", ["inline", "before-after", "side-by-side"])
def test_no_line_is_wider_than_the_terminal(comparison: Comparison, view: TextView, width: int) -> None:
    for colour in (False, True):
        lines = ANSI.sub("", comparison_text(comparison, view, width=width, colour=colour)).splitlines()
        assert max(map(len, lines)) <= max(width, 20)


def test_wrapping_loses_no_words(comparison: Comparison) -> None:
    assert comparison_text(comparison, width=33).split() == comparison_text(comparison).split()


def test_before_and_after_hold_one_text_each(comparison: Comparison) -> None:
    lines = comparison_text(comparison, "before-after", context=None).splitlines()
    assert f"      before: {LONG}, within [-thirty-] days." in lines
    assert f"      after:  {LONG}, within {{+sixty+}} days." in lines


def test_side_by_side_is_one_below_the_other_where_there_is_no_room(comparison: Comparison) -> None:
    assert comparison_text(comparison, "side-by-side", width=50) == comparison_text(
        comparison, "before-after", width=50
    )


def test_a_part_that_moved_is_told_at_both_places_and_its_new_heading_once() -> None:
    def parts(*headings: tuple[str, str]) -> Charter:
        outline = [{"id": key, "heading": {"en": heading}} for key, heading in headings]
        settings = {"title": {"en": "Charter"}, "symbol": "TEST/1", "outline": {"parts": outline}}
        return Charter.model_validate({"settings": settings})

    old = parts(("general", "General"), ("dialogue", "Dialogue"))
    new = parts(("dialogue", "Open dialogue"), ("general", "General"))
    text = comparison_text(compare(old, new))
    assert "    moved from Part II, now the first\n    heading  [-Dialogue-]{+Open dialogue+}\n" in text
    assert "(was Part II)  Open dialogue\n    moved to Part I\n" in text


def test_settings_registry_and_attributes_are_listed() -> None:
    old = charter({**article("notice", "Notice"), "topics": ["culture"]})
    new = charter({**article("notice", "Notice"), "topics": ["other-threats"], "legal_nature": "legal"}, title="Pact")
    topic = {"id": "culture", "name": {"en": "Culture"}}
    new = new.model_copy(update={"registry": new.registry.model_validate({"topics": [topic]})})
    text = comparison_text(compare(old, new))
    assert "    topics: out culture; in other-threats\n    legal nature: out undecided; in legal\n" in text
    assert "Settings\n  title.en: Charter → Pact\n" in text
    assert "Registry\n  topics (0 → 1): added culture\n" in text


def test_a_paragraph_break_that_was_taken_out_can_be_seen() -> None:
    old = charter(article("notice", "Notice", only="One sentence.\n\nAnother one."))
    new = charter(article("notice", "Notice", only="One sentence. Another one."))
    assert "One sentence.[-¶-]{+ +}Another one." in comparison_text(compare(old, new))


def test_controls_of_the_terminal_and_of_direction_are_shown_and_not_sent() -> None:
    new = charter(article("notice", "Notice", only="One\x1b[2J\u202e two."))
    for colour in (False, True):
        text = comparison_text(compare(charter(), new), colour=colour, width=80)
        assert "One<U+001B>[2J<U+202E> two." in ANSI.sub("", text)
        assert "\x1b[2J" not in text


def test_the_words_of_a_language_other_than_the_drafting_one_are_labelled() -> None:
    old = charter(
        {**article("notice", "Notice"), "text": {"en": "Notice is given.", "ru": "Направляется уведомление."}}
    )
    new = charter({**article("notice", "Notice"), "text": {"en": "Notice is given.", "ru": "Даётся уведомление."}})
    assert "    [ru]  [-Направляется-]{+Даётся+} уведомление." in comparison_text(compare(old, new))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("one two three four five six seven", "one two three four five six eight", "(…) five six [-seven-]{+eight+}"),
        ("a one two three four five six seven", "b one two three four five six seven", "[-a-]{+b+} one two (…)"),
        ("one two three", "one two four", "one two [-three-]{+four+}"),
        ("a 1 2 3 4 5 6 7 8 9 c", "b 1 2 3 4 5 6 7 8 9 d", "[-a-]{+b+} 1 2 (…) 8 9 [-c-]{+d+}"),
    ],
)
def test_long_stretches_that_are_the_same_are_left_out(before: str, after: str, shown: str) -> None:
    assert marked(pieces(diff(before, after), context=2)) == shown


def test_a_tally_says_only_what_there_is() -> None:
    assert tally_words(Tally(deleted=1, words_in=1)) == "1 provision deleted; 1 word in, 0 out"
    assert tally_words(Tally(words_out=2)) == "0 words in, 2 out"


def test_columns_show_each_version_against_the_first_and_leave_out_equal_rows() -> None:
    text = columns_text(columns([("v1", OLD), ("v2", NEW), ("v3", OLD)]), width=110)
    assert "v1" in text
    assert "{+A participant" in text
    assert "[-thirty-]{+sixty+}" in text
    assert "The participants meet." not in text


def test_columns_without_room_stand_one_below_the_other() -> None:
    text = columns_text(columns([("v1", OLD), ("v2", NEW)]), width=40)
    assert "  v1: —\n  v2: {+Terms+}\n" in text
    assert max(map(len, text.splitlines())) <= 40


def test_participants_stand_beside_the_present_text_with_an_empty_column_for_a_compromise() -> None:
    proposed = {
        "purpose/aim": {"XAB": "", "XAA": "The participants meet every year."},
        "purpose/seat": {"XAB": "In turn."},
    }
    rows = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in columns_text(by_participant(OLD, proposed), width=200).splitlines()
        if line.startswith("│")
    ]
    assert rows[0] == ["", "Present text", "XAA", "XAB", "Compromise"]
    meet = "The participants meet"
    assert rows[1] == ["1(1)", f"{meet}.", f"{meet}{{+ every year+}}.", f"[-{meet}.-]", ""]
    assert rows[3] == ["purpose/seat", "—", "—", "{+In turn.+}", ""]


def test_plain_views_do_without_rich() -> None:
    modules = "text, markdown, json"
    code = f"import sys; from charterkit.documents.comparison import {modules}; print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


POINT = "Every participant names a contact point."
WRITING = "Notice is given in writing."
MOVED = compare(
    charter(article("notice", "Notice", only=f"{POINT} {WRITING} Answers are given without delay.")),
    charter(article("notice", "Notice", only=f"{WRITING} Answers are given without delay. {POINT[:-6]}office.")),
)


def test_a_moved_sentence_stands_at_both_places_under_one_number_and_the_legend_says_so() -> None:
    text = comparison_text(MOVED, context=None)
    assert "\n[moved 1> a sentence at its old place <1]  {moved 1> at its new place <1}\n" in text
    assert (
        f"1(1)  [moved 1> {POINT} <1] {WRITING} Answers are given without delay. "
        "{moved 1> Every participant names a contact [-point-]{+office+}. <1}\n"
    ) in text


def test_a_comparison_without_moved_sentences_has_no_legend_for_them(comparison: Comparison) -> None:
    assert "moved 1" not in comparison_text(comparison)


def test_before_and_after_each_hold_a_moved_sentence_at_its_own_place() -> None:
    lines = comparison_text(MOVED, "before-after", context=None).splitlines()
    assert f"      before: [moved 1> {POINT} <1] {WRITING} Answers are given without delay." in lines
    moved = "{moved 1> Every participant names a contact {+office+}. <1}"
    assert f"      after:  {WRITING} Answers are given without delay. {moved}" in lines


def test_side_by_side_and_columns_mark_moved_sentences_with_and_without_colour() -> None:
    versions = [("v1", MOVED.old), ("v2", MOVED.new)]
    for colour in (False, True):
        table = ANSI.sub("", comparison_text(MOVED, "side-by-side", width=260, colour=colour))
        assert f"│ [moved 1> {POINT} <1] " in table
        assert "{moved 1> Every" in table
        several = ANSI.sub("", columns_text(columns(versions), width=260, colour=colour))
        assert "at its new place <1}" in several
        assert f"[moved 1> {POINT} <1]" in several


def test_words_that_moved_are_neither_in_nor_out() -> None:
    assert tally_words(summarise(MOVED).total) == "1 provision changed; 1 word in, 1 out, 1 sentence moved"


def test_a_word_that_is_shown_keeps_the_sign_that_closes_it() -> None:
    run = pieces(diff("各方应在三十天内通知。甲", "各方应在三十天内通知。乙"), context=1)
    assert marked(run) == "(…) 通知。[-甲-]{+乙+}"


def test_the_summary_by_sponsor_names_what_no_decision_accounts_for(comparison: Comparison) -> None:
    text = comparison_text(comparison, sponsors={"notice": ["XAA"], "purpose": ["XAB"]})
    assert text.endswith(
        "\nBy sponsor\n"
        "  By no decision: 1 provision added; 9 words in, 0 out\n"
        "  XAA: 1 provision changed; 1 word in, 1 out\n"
        "  XAB: 1 provision changed; 0 words in, 0 out\n"
    )
    assert "By sponsor" not in comparison_text(comparison)
