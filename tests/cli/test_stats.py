"""``charterkit stats``: figures of the text now and of every version before it."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.cli.runner import Charter

NOTICE = ("amend", "3(2)", "--replace", "in good time", "--with")


def _argue(charter: Charter) -> None:
    charter.lodged(*NOTICE, "thirty days before", "--as", "XAA")
    charter.lodged(*NOTICE, "sixty days before", "--as", "XAB")
    charter.done("release", "first-draft")
    charter.lodged("propose", "delete", "2", "--as", "XAC")


@pytest.fixture(scope="module")
def made(negotiate: Callable[[Callable[[Charter], object]], Path]) -> Path:
    return negotiate(_argue)


@pytest.fixture
def negotiated(made: Path, copied: Callable[[Path], Charter]) -> Charter:
    """A charter with one version that had two rivals open, and more since."""
    return copied(made)


def test_every_version_has_its_own_figures_and_the_text_now_comes_last(negotiated: Charter) -> None:
    versions = negotiated.done("stats", "--format", "json").values()["versions"]
    assert [(each["version"], each["open"], each["brackets"], each["options"]) for each in versions[1:]] == [
        ("zero-draft", 0, 0, 0),
        ("first-draft", 2, 1, 3),
        (None, 3, 2, 3),
    ]


def test_figures_of_an_earlier_version_leave_out_what_came_later(negotiated: Charter) -> None:
    found = negotiated.done("stats", "--at", "first-draft", "--format", "json").values()
    assert [each["version"] for each in found["versions"]] == ["outline", "zero-draft", "first-draft"]
    assert [(each["path"], each["held_by"]) for each in found["alternatives"]] == [("meetings/notice", "one")] * 2


def test_tables_are_chosen_by_name(negotiated: Charter) -> None:
    out = negotiated.done("stats", "--by", "provision", "--by", "alternative").out
    assert "Brackets by provision" in out
    assert "sixty days before" in out
    assert "Alternatives by participant" not in out


def test_a_language_that_the_charter_does_not_have_is_refused(negotiated: Charter) -> None:
    ran = negotiated("stats", "--words-in", "tlh")
    assert (ran.code, ran.out) == (2, "")
    assert "'tlh' is no language of this charter\n  its languages are en" in ran.err


def test_a_charter_without_versions_and_provisions_has_figures(charter: Charter, tmp_path: Path) -> None:
    bare = Charter(tmp_path / "bare")
    bare.root.mkdir()
    bare.git("init", "--quiet")
    bare.put("charter/charter.yaml", (charter.root / "charter/charter.yaml").read_text().partition("outline:")[0])
    bare.git("add", "-A")
    bare.git("commit", "--quiet", "-m", "Start")
    out = bare.done("stats", "--by", "part", "--by", "version", "--by", "provision", "--by", "participant").out
    assert "The text holds no provisions yet" in out
    assert "Nobody holds an alternative" in out


def test_the_trend_is_drawn_and_stands_in_every_document(negotiated: Charter, tmp_path: Path) -> None:
    negotiated.done("stats", "-o", str(tmp_path / "trend.svg"))
    drawing = (tmp_path / "trend.svg").read_text()
    assert ElementTree.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  our own
    assert "first-draft" in drawing
    page = negotiated.done("stats", "--format", "html").out
    assert page.count("<svg") == 2  # the trend, and who holds what
    assert "Brackets over the versions. Brackets: outline 0, zero-draft 0, first-draft 1, now 2." in page
    negotiated.done("stats", "-o", str(tmp_path / "figures.pdf"))
    text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "figures.pdf"), "-"], capture_output=True, check=True)
    assert "sixty days before" in text.stdout.decode()
    assert "first-draft" in text.stdout.decode()


def test_a_spreadsheet_reads_one_table_for_each_that_was_asked_for(negotiated: Charter) -> None:
    out = negotiated.done("stats", "--by", "version", "--by", "participant", "--format", "csv").out
    versions, holders = (list(csv.DictReader(table.splitlines())) for table in out.split("\n\n"))
    assert [(row["Version"], row["Brackets"]) for row in versions][-1] == ("now", "2")
    assert [(row["Participant"], row["Alone"]) for row in holders] == [("XAA", "1"), ("XAB", "1"), ("XAC", "1")]


def test_provision_headed_as_it_is_called_is_named_once(charter: Charter) -> None:
    charter.lodged("propose", "add", "done", "--kind", "testimonium", "--heading", "Testimonium",
                   "--text", "Done at [place].", "--in", "closing", "--as", "XAA")  # fmt: skip
    charter.done("merge", "XAA-2026-001")
    assert "| Testimonium | 0 |" in charter.done("stats", "--by", "provision", "--format", "md").out
