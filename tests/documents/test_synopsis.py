"""Comparisons in rows: every word is there, in every format; empty columns, headings, bytes and numbers hold."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.drafting.negotiations import written

from charterkit.documents import FORMATS, Front
from charterkit.documents.formats import output
from charterkit.documents.reports.tables import is_tall
from charterkit.documents.runs import Run
from charterkit.documents.synopsis.columns import columns_synopsis
from charterkit.documents.synopsis.pairs import pairs_synopsis
from charterkit.documents.synopsis.value import Layout, Synopsis
from charterkit.drafting.merging.edits import insert, remove, with_words
from charterkit.drafting.sides import Proposed
from charterkit.errors import UsageError
from charterkit.history.comparing.columns import columns
from charterkit.history.comparing.compare import compare
from charterkit.history.comparing.participants import by_participant
from charterkit.model.charter import Charter
from charterkit.model.provisions import Unit

Words = Callable[[str | bytes, str], str]
LAYOUTS: tuple[Layout, ...] = ("side-by-side", "before-after")
CHANGES = {
    "t0/u": "Plain words, *stress with [[arms/notice]] inside*, and much more.",
    "t1/u": "<script>confirm('y')</script> & &amp; | <b>bold</b> a < b > c",
    "t9/u": "A note[^1] stays.\n\n[^1]: Said *above*, see [[arms]].",
}


@pytest.fixture(scope="module")
def later(nasty: Charter) -> Charter:
    text = nasty
    for path, words in CHANGES.items():
        text = with_words(text, path, "text", "en", words)
    text = remove(text, "t2")
    text = insert(text, "arms/notice", 0, Unit.model_validate({"id": "z", "text": {"en": "New first point;"}}))
    moved = text.provisions["t4"]
    return insert(remove(text, "t4"), "one", 0, moved)


@pytest.fixture(scope="module")
def proposed(nasty: Charter) -> Synopsis:
    texts = {
        "t0/u": {"XAA": "Plain words of Alphaland.", "XAB": "Quite another text"},
        "t1/u": {"XAA": ""},
        "arms/notice/new": {"XAB": "A new point."},
    }
    return columns_synopsis(by_participant(nasty, texts), [nasty])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_texts_show_every_word_that_went_or_came(
    nasty: Charter, later: Charter, text_of: Words, layout: Layout, form: str
) -> None:
    made = output(pairs_synopsis(compare(nasty, later), layout), form)
    shown = "".join(text_of(made, form).split())  # signs of marks stand apart from what they mark
    for words in (
        "and much more.", "New first point;", "Said above, see Article", "Said below, see Article",
        "moved from Article", "alert", "confirm", "'y'", "|",
    ):  # fmt: skip
        assert "".join(words.split()) in shown


def test_a_page_leaves_out_what_changed_in_other_languages_alone(nasty: Charter) -> None:
    settings = nasty.settings.model_copy(update={"languages": ("en", "fr")})
    translated = with_words(nasty.model_copy(update={"settings": settings}), "t0/u", "text", "fr", "Des mots.")
    later = with_words(translated, "t1/u", "text", "en", "Other words.")
    made = (
        pairs_synopsis(compare(nasty, later), "before-after"),
        columns_synopsis(columns([("a", nasty), ("b", later)]), [nasty, later]),
    )
    for synopsis in made:
        shown = [line.path for section in synopsis.sections for band in section.bands for line in band.lines]
        assert "t1/u" in shown
        assert not [path for path in shown if path.startswith("t0")]


def test_columns_say_what_is_not_translated_in_the_drafting_language_and_in_no_third(nasty: Charter) -> None:
    settings = nasty.settings.model_copy(update={"languages": ("en", "fr", "es")})
    start = nasty.model_copy(update={"settings": settings})
    third = with_words(start, "t0/u", "text", "es", "Algunas palabras.")
    later = with_words(with_words(third, "t1/u", "text", "es", "Otras palabras."), "t1/u", "text", "en", "Other words.")
    made = columns_synopsis(columns([("a", start), ("b", later)]), [start, later], Front(language="fr"))
    assert [line.path for section in made.sections for band in section.bands for line in band.lines] == ["t1/u"]
    said = str(output(made, "md"))
    assert "Other words." in said
    assert "palabras" not in said


@pytest.mark.parametrize("form", FORMATS)
def test_columns_of_versions_show_every_word_of_each(
    nasty: Charter, later: Charter, lost: Callable[[Charter, str | bytes, str], Counter[str]], form: str
) -> None:
    found = columns([("first", nasty), ("second", later)])
    made = output(columns_synopsis(found, [nasty, later], every=True), form)
    assert set(lost(nasty, made, form)) | set(lost(later, made, form)) <= {"Article", "1", "2", "3", "a", "i"}


def test_proposals_stand_beside_the_present_text_with_room_for_a_compromise(proposed: Synopsis) -> None:
    bands = {section.path: section.bands[0] for section in proposed.sections if section.bands}
    assert bands["t0"].columns == ("Present text", "XAA (Alphaland)", "XAB", "Compromise")
    assert bands["t1"].columns == ("Present text", "XAA (Alphaland)", "Compromise")
    assert [cell.state for cell in bands["arms"].lines[0].cells] == ["absent", "text", "open"]
    assert bands["t1"].lines[0].cells[1].notices[0].text == "proposes deletion"
    assert [section.title for section in proposed.sections][:2] == ["Part I. First", "Article 1. Arms"]


def test_the_summary_counts_what_each_participant_proposes(proposed: Synopsis) -> None:
    (table,) = proposed.summary
    assert table.columns[1:5] == ("Added", "Deleted", "Moved", "Texts reworded")
    assert [row[:5] for row in table.rows] == [("XAA (Alphaland)", "0", "1", "0", "1"), ("XAB", "1", "0", "0", "1")]


def test_the_summary_counts_by_part_and_by_sponsor(nasty: Charter, later: Charter) -> None:
    made = pairs_synopsis(compare(nasty, later), "side-by-side", sponsors={"t0/u": ("XAA",)})
    parts, sponsors = made.summary
    assert parts.rows[0][:4] == ("Part I. First", "0", "1", "1")
    assert [row[0] for row in sponsors.rows] == ["XAA (Alphaland)", "No proposal found"]


def test_more_versions_than_a_page_holds_go_into_further_tables(nasty: Charter, later: Charter) -> None:
    found = columns([("first", nasty), *((f"v{place}", later) for place in range(8))])
    made = columns_synopsis(found, [nasty, *([later] * 8)])
    assert [len(band.columns) for band in made.sections[0].bands] == [6, 4]
    assert {band.columns[0] for section in made.sections for band in section.bands} == {"first"}


def test_columns_lie_across_the_page_and_repeat_their_heads(nasty: Charter, later: Charter, text_of: Words) -> None:
    found = columns([("first", nasty), ("second", later)])
    made = output(columns_synopsis(found, [nasty, later], every=True), "pdf")
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as opened:
        sizes = {tuple(round(float(side)) for side in list(page.mediabox)[2:]) for page in opened.pages}
    assert sizes == {(842, 595)}
    pages = text_of(made, "pdf").split("\f")[2:-1]
    assert len(pages) > 1
    assert all("first" in page and "second" in page for page in pages)


def test_insertions_and_deletions_are_announced_in_the_tags(nasty: Charter, later: Charter) -> None:
    made = output(pairs_synopsis(compare(nasty, later), "side-by-side"), "pdf")
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as opened:
        marked = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        said = [str(each.Alt).strip() for each in marked]
    assert {"inserted: New first point;; end", "nothing here"} <= {*said}
    assert any(words.startswith("deleted: ") for words in said)


def test_in_html_insertions_and_deletions_are_said_and_not_copied(nasty: Charter, later: Charter) -> None:
    made = str(output(pairs_synopsis(compare(nasty, later), "side-by-side"), "html"))
    assert '--inserted: "inserted"' in made
    assert "del::before" in made
    assert "<script>" not in made


def test_a_synopsis_has_the_same_bytes_in_any_folder_and_time_zone(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from charters import charter_of;"
        "from charterkit.documents.synopsis.columns import columns_synopsis as made;"
        "from charterkit.documents.formats import output as out;"
        "from charterkit.history.comparing.participants import by_participant as by;"
        "c = charter_of(['Some words.']);"
        "sys.stdout.buffer.write(out(made(by(c, {'t0/u': {'XAA': 'Other words.'}}), [c]), 'pdf'))"
    )
    seen = set()
    for zone, seed in (("UTC", "1"), ("Asia/Kamchatka", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program, str(Path(__file__).parent)]
        seen.add(subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=True).stdout)
    assert len(seen) == 1
    assert next(iter(seen)).startswith(b"%PDF")


def test_in_markdown_bars_and_breaks_stay_in_their_cells(nasty: Charter) -> None:
    table = by_participant(nasty, {"t0/u": {"XAA": "One | two.\n\nThree.", "XAB": ""}})
    text = str(output(columns_synopsis(table, [nasty]), "md"))
    (line,) = [line for line in text.splitlines() if "Three." in line]
    assert "One \\| two" in line
    assert len(re.findall(r"(?<!\\)\|", line)) == 6


def test_footnotes_are_numbered_in_their_cell_as_they_are_called_whatever_the_records_call_them(
    nasty: Charter,
) -> None:
    text = "One[^late] two[^early] one again[^late].\n\n[^early]: Second note.\n\n[^late]: First note."
    later = with_words(nasty, "t0/u", "text", "en", text)
    made = columns_synopsis(columns([("a", nasty), ("b", later)]), [nasty, later])
    shown = re.sub(r"<(?!/?sup)[^>]*>", "", str(output(made, "html")))
    call = '<sup class="call">{}</sup>'.format
    assert f"One{call(1)} two{call(2)} one again{call(1)}." in shown
    assert re.search(rf"{call(1)} First note\.\s+{call(2)} Second note\.", shown)


def test_nothing_to_compare_is_said(nasty: Charter, text_of: Words) -> None:
    for form in FORMATS:
        made = output(pairs_synopsis(compare(nasty, nasty), "side-by-side", Front()), form)
        assert "No differences." in text_of(made, form)


def test_an_unknown_format_is_refused(proposed: Synopsis) -> None:
    with pytest.raises(UsageError, match="there is no format 'docx'"):
        output(proposed, "docx")


def crowd(text: Charter, sponsors: int) -> Synopsis:
    """Return proposals of so many sponsors: all on one text, each two alike; the first also on another text."""
    codes = [f"XA{chr(ord('A') + number)}" for number in range(sponsors)]
    first = {code: Proposed(text=f"Participants in group {number // 2}.") for number, code in enumerate(codes)}
    sides = {"arms/notice/a": first, "arms/notice/b": {codes[0]: Proposed(text="to many.")}}
    return columns_synopsis(by_participant(text, sides), [text])


def test_those_who_propose_the_same_share_a_column(nasty: Charter) -> None:
    (band,) = (band for section in crowd(nasty, 4).sections for band in section.bands)
    assert band.columns == ("Present text", "XAA (Alphaland)", "XAB", "XAC, XAD", "Compromise")


def test_a_crowd_of_proposals_leaves_no_column_empty_and_each_row_has_room_for_a_compromise(nasty: Charter) -> None:
    made = crowd(nasty, 26)
    bands = [band for section in made.sections for band in section.bands]
    for band in bands:
        others = [place for place, name in enumerate(band.columns) if name not in {"Present text", "Compromise"}]
        for place in others:
            assert any(line.cells[place].state == "text" for line in band.lines), band.columns
    for path in ("arms/notice/a", "arms/notice/b"):
        room = [band for band in bands if any(line.path == path for line in band.lines)]
        assert [band.columns[-1] == "Compromise" for band in room] == [False] * (len(room) - 1) + [True]
    named = {code for band in bands for column in band.columns for code in column.replace(",", " ").split()}
    assert {f"XA{chr(ord('A') + number)}" for number in range(26)} <= named


def test_a_row_longer_than_a_page_begins_below_its_heading_and_has_its_heads_on_every_page(
    nasty: Charter, text_of: Words
) -> None:
    long = " ".join(f"word{number} of a paragraph without end" for number in range(260))
    made = columns_synopsis(
        columns([("one", nasty), ("two", with_words(nasty, "t0/u", "text", "en", long))]), [nasty] * 2
    )
    tall = [line for line in made.lines() if line.tall]
    assert [line.path for line in tall] == ["t0/u"]
    pages = [page for page in text_of(output(made, "pdf"), "pdf").split("\f") if "of a paragraph" in page]
    assert len(pages) > 1
    assert all("Provision one two" in " ".join(page.split()) for page in pages)


def test_no_row_ends_a_page_with_its_number_alone(text_of: Words) -> None:
    """Rows before a long one leave room for a line of its number, and not for two lines of its words."""
    said = (
        {"r0": "x " * 60}
        | {f"r{row}": "short" for row in range(1, 12)}
        | {"long": "short words of it" + " words of it" * 299}
    )
    lines = "".join(f"\n    {unit}: {words}" for unit, words in said.items())
    text = written(f"part general = General\n  article rows = Rows{lines}")
    sides = {
        f"rows/{unit}": {"XAA": Proposed(text=words.replace("short", "shorter").replace("x", "y", 1))}
        for unit, words in said.items()
    }
    made = columns_synopsis(by_participant(text, sides), [text])
    pages = text_of(output(made, "pdf"), "pdf").split("\f")
    (page,) = (page for page in pages if "1(13)" in page)
    assert "words of it" in page
    assert "rows/long" in page


@pytest.mark.parametrize(
    ("lengths", "shares", "tall"),
    [
        ((700, 800), (0.5, 0.5), False),
        ((20, 800, 20, 20), (0.25, 0.25, 0.25, 0.25), True),  # four times as narrow as the page
        ((20, 800, 20, 20), (0.1, 0.7, 0.1, 0.1), False),
        ((20, 800, 20, 20), (), False),  # the long cell takes the room
        ((900, 950), (), True),
    ],
)
def test_a_row_may_be_broken_where_it_takes_more_than_a_third_of_a_page(
    lengths: tuple[int, ...], shares: tuple[float, ...], tall: bool
) -> None:
    assert is_tall([[Run("w" * length)] for length in lengths], shares) is tall


def test_a_row_of_han_is_as_high_as_one_of_twice_as_many_letters() -> None:
    assert is_tall([[Run("字" * 950)]])
    assert not is_tall([[Run("w" * 950)]])
