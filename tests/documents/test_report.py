"""Reports: the same words, numbers and marks in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from charterkit.documents.front import Front
from charterkit.documents.pages.html import html_of
from charterkit.documents.reports.charts import Chart, Series
from charterkit.documents.reports.formats import REPORT_FORMATS, report_output
from charterkit.documents.reports.redlined import cut, excerpt
from charterkit.documents.reports.report import (
    Column,
    Grid,
    Heading,
    Listing,
    Prose,
    Report,
    drawn,
    headed,
    link,
    report,
    stressed,
    words,
)
from charterkit.documents.runs import Run, text_of
from charterkit.documents.wording.phrases import recorded
from charterkit.errors import UsageError
from charterkit.model.charter import Charter

NASTY = "<b>bold</b> & {{ 7*7 }} | bar\\ *stars* [x](y) `code`"


@pytest.fixture(scope="module")
def made(nasty: Charter) -> Report:
    changed = words("kept ", Run("taken", "delete"), Run(" put", "insert"), ".")
    trend = Chart("lines", "Trend", ("first", "second"), (Series("open", (1204, None)), Series("agreed", (0, 3.5))))
    blocks = (
        Heading("Beginning", 2, "begin"),
        Prose(words("See ", link("the table", "counts"), ", ", stressed("please"), ". ", NASTY), label="1."),
        Prose(changed, quoted=True),
        Heading("Table", 3, "counts"),
        Grid("Counts", (Column("Place"), Column("Words", "number"), Column("Now")),
             ((NASTY, 1204, changed), ("=SUM(A1:A9)", 7, "-1 or so"), ("-", -3, "")), ("A note below.",), "by place"),
        Listing((words("first item"), words("second item")), ordered=True),
        drawn(trend, "en"),
    )  # fmt: skip
    return report(nasty.settings, Front(version="v1"), "clean", blocks, remarks=("A remark.",), contents=True)


WORDS = ("Beginning", "please", "the table", "kept", "taken", "put", "Counts", "A note below", "first item", "Trend",
         "agreed", "7*7", "bold", "A remark")  # fmt: skip


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
def test_every_word_of_a_report_stands_in_each_document(
    made: Report, form: str, text_of: Callable[[str | bytes, str], str]
) -> None:
    text = " ".join(text_of(report_output(made, form), form).split())
    for word in WORDS:
        assert word in text


def test_a_terminal_shows_changes_by_signs_and_numbers_at_the_end_of_their_column(made: Report) -> None:
    text = str(report_output(made, "text"))
    assert "kept [-taken-]{+ put+}." in text
    assert "1,204" in text
    assert "=SUM(A1:A9)" in text
    narrow = str(report_output(made, "text", width=40))
    assert max(map(len, narrow.splitlines())) <= 40


def test_programs_read_numbers_as_numbers(made: Report) -> None:
    found = json.loads(report_output(made, "json"))
    table = next(block for block in found["blocks"] if block["type"] == "table")
    assert table["rows"][0][1] == 1204
    assert table["rows"][0][2][1] == {"text": "taken", "mark": "delete"}
    assert found["version"] == "v1"


def test_a_record_takes_the_place_of_the_blocks_for_programs(nasty: Charter) -> None:
    told: dict[str, Any] = {"counts": {"open": 3}}
    found = json.loads(report_output(report(nasty.settings, Front(), "clean", (), record=told), "json"))
    assert found["counts"] == {"open": 3}
    assert "blocks" not in found


def test_comma_separated_tables_are_read_back_and_hold_no_formula(made: Report) -> None:
    text = str(report_output(made, "csv"))
    first, second = (list(csv.reader(io.StringIO(part))) for part in text.split("\n\n"))
    assert first[0] == ["Place", "Words", "Now"]
    assert first[1][:2] == [NASTY, "1204"]
    assert first[2][0] == "'=SUM(A1:A9)"
    assert first[3][:2] == ["-", "-3"]
    assert second == [["", "open", "agreed"], ["first", "1204", "0"], ["second", "", "3.5"]]


def test_links_lead_to_the_heading_in_every_document(made: Report) -> None:
    assert "[the table](#table)" in str(report_output(made, "md"))
    page = str(report_output(made, "html"))
    assert 'href="#to-counts"' in page
    assert 'id="to-counts"' in page


def test_a_chart_on_a_page_is_whole_and_its_words_are_in_the_document(made: Report, tmp_path: Path) -> None:
    file = tmp_path / "made.pdf"
    content = report_output(made, "pdf")
    assert isinstance(content, bytes)
    file.write_bytes(content)
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    read = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    assert read.stderr == ""
    assert "agreed" in read.stdout


def test_an_unknown_format_is_refused_with_those_there_are(made: Report) -> None:
    with pytest.raises(UsageError) as refused:
        report_output(made, "docx")
    assert all(form in str(refused.value.hint) for form in REPORT_FORMATS)


def test_a_short_table_stays_on_its_page_unless_its_rows_are_high(nasty: Charter) -> None:
    rows = [(("one", "short"),), (("one", "long " * 500),), (("one", "long " * 100),) * 5]
    tables = [Grid("Told", (Column("a"), Column("b")), each) for each in rows]
    found = html_of(report(nasty.settings, Front(), "clean", tuple(tables)), "report.html", paged=True)
    assert re.findall(r'<div class="(wide[^"]*)"', found) == ["wide short", "wide", "wide"]


def test_columns_keep_their_width_on_a_telephone_and_leave_a_page_alone(nasty: Charter) -> None:
    table = Grid("Told", (Column("a", weight=1), Column("b", weight=2), Column("c", weight=1)), (("1", "2", "3"),))
    made = report(nasty.settings, Front(), "clean", (table,))
    screen, page = (html_of(made, "report.html", paged=paged) for paged in (False, True))
    assert 'style="--columns: 3"' in screen
    assert "min-width: calc(var(--columns)" in screen
    assert "--columns" not in page


def test_emphasis_in_the_words_of_a_record_is_emphasis_and_all_else_is_as_typed() -> None:
    told = recorded("A *gap*: see [[area]], 2 * 3\nand 现有*空白*。", "en", "ru")
    assert [(run.text, run.emphasis, run.lang) for run in told] == [
        ("A ", False, "en"), ("gap", True, "en"), (": see [[area]], 2 * 3 and 现有", False, "en"),
        ("空白", True, "en"), ("。", False, "en"),
    ]  # fmt: skip
    assert recorded("", "en", "en") == ()


def test_a_heading_of_a_record_keeps_its_emphasis_on_the_page(nasty: Charter) -> None:
    titled = headed(recorded("On *travaux*", "en", "en"), 2, "on")
    found = html_of(report(nasty.settings, Front(), "clean", (titled,), contents=True), "report.html", paged=False)
    assert titled.text == "On travaux"
    assert found.count("On <em>travaux</em>") == 2


def test_what_is_long_is_cut_at_a_word_and_in_chinese_not_at_its_only_space() -> None:
    english = recorded("Our *whole delegation* recalls " + "the discussion " * 30, "en", "en")
    assert text_of(cut(english, 40)) == "Our whole delegation recalls the ..."
    assert [run.text for run in cut(english, 15)] == ["Our ", "whole ..."]
    chinese = "忆及 CRC/2019/14号文件" + "和讨论情况" * 20
    assert excerpt(chinese, 40) == f"{chinese[:40]} ..."
    assert cut(english[:1], 40) == english[:1]


def test_no_row_of_a_table_stands_alone_on_a_page(nasty: Charter, text_of: Callable[[bytes, str], str]) -> None:
    blocks: list[Prose | Grid] = []
    for table in range(12):
        rows = tuple((f"t{table}r{row}", "word " * 40) for row in range(9))
        blocks += [Prose((Run("line " * 15 * (table % 7)),)), Grid("Table", (Column("Row"), Column("Words")), rows)]
    made = report_output(report(nasty.settings, Front(), "standing", tuple(blocks)), "pdf")
    assert isinstance(made, bytes)
    pages = [re.findall(r"\bt([0-9]+)r[0-9]\b", page) for page in text_of(made, "pdf").split("\f")]
    parted = [page.count(table) for page in pages for table in set(page) if page.count(table) < 9]
    assert len(parted) > 5
    assert min(parted) > 1
