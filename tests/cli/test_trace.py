"""``charterkit trace`` and ``charterkit contributions``, as a person calls them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from tests.cli.runner import Charter

from charterkit.errors import ExitCode


def merged(charter: Charter) -> str:
    """Merge an amendment of a unit; return the unit's path."""
    path: str = re.findall(r"\(([a-z-]+(?:/[a-z-]+)?)\)", charter.done("show", "1(1)").out.splitlines()[0])[0]
    text = charter.done("trace", path, "--format", "json").values()["texts"][0]["runs"][0]["text"]
    word = text.split()[2]
    charter.put(
        "submissions/SEC/SEC-2026-077.yaml",
        "id: SEC-2026-077\nby: SEC\ndate: 2026-08-15\nbase: zero-draft\ntitle: T\n"
        f"changes:\n  - amend: {path}\n    text: |\n      {text.replace(word, f'{word} zealously', 1)}\n",
    )
    charter.done("lodge")
    charter.done("merge", "SEC-2026-077")
    return path


def test_the_margin_names_who_brought_which_words(charter: Charter) -> None:
    merged(charter)
    lines = charter.done("trace", "1(1)").out.splitlines()
    assert any(re.fullmatch(r"SEC-2026-077#1 +zealously", line) for line in lines)
    assert any(
        re.match(r"SEC-2026-077#1 +SEC +\d{4}, 15 Aug 2026 +not released +[0-9a-f]{12}$", line) for line in lines
    )
    assert lines[0].startswith("Article 1(1) (")


def test_json_holds_every_run_with_its_origin_and_joins_to_the_text(charter: Charter) -> None:
    path = merged(charter)
    found = charter.done("trace", path, "--format", "json").values()
    (mine,) = (run for text in found["texts"] for run in text["runs"] if run["submission"] == "SEC-2026-077")
    assert (mine["text"].strip(), mine["participant"], mine["changes"]) == ("zealously", "SEC", [1])
    assert found["format"] == "charterkit-trace/1"
    assert found["number"] == "Article 1(1)"


def test_a_trace_at_a_version_shows_the_words_of_that_version(charter: Charter) -> None:
    path = merged(charter)
    assert "zealously" not in charter.done("trace", path, "--at", "zero-draft").out


def test_markdown_and_html_hold_the_same_words_and_say_where_they_come_from(charter: Charter, tmp_path: Path) -> None:
    path = merged(charter)
    markdown = charter.done("trace", path, "--format", "md").out
    page = charter.done("trace", path, "--format", "html").out
    assert "| SEC-2026-077#1 | zealously |" in markdown
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page)
    assert ("SEC-2026-077#1", "zealously") in pairwise(re.sub("<[^>]*>", "", cell) for cell in cells)
    assert "<script" not in page
    for file in ("words.html", "words.md"):
        charter.done("trace", path, "-o", str(tmp_path / file))
        assert f"charterkit trace {path}" in charter("verify-document", str(tmp_path / file)).out


def test_a_path_that_is_not_there_is_said_with_the_nearest(charter: Charter) -> None:
    ran = charter("trace", "no-such-thing")
    assert ran.code == ExitCode.USAGE
    assert "no-such-thing" in ran.err
    assert ran.out == ""


def test_contributions_count_the_words_of_the_text(charter: Charter) -> None:
    before = sum(row["words"] for row in charter.done("contributions", "--format", "json").values())
    merged(charter)
    rows = charter.done("contributions", "--format", "json").values()
    assert sum(row["words"] for row in rows) == before + 1
    assert {"participant": "SEC", "part": "general-provisions", "version": None, "words": 1} in rows
    assert re.search(r"SEC +General provisions +not released +1$", charter.done("contributions").out, re.MULTILINE)


def test_a_number_that_is_vacant_is_told_where_its_unit_moved_also_after_a_release(charter: Charter) -> None:
    charter.lodged("propose", "move", "3(2)", "--as", "XAA", "--in", "1")
    charter.done("merge", "XAA-2026-001")
    charter.done("release", "first-draft")
    ran = charter("trace", "3(2)")
    assert ran.code == ExitCode.USAGE
    assert "3(2) was moved to Article 1(" in ran.err
