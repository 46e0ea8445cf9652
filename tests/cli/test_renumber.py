"""Numbers from version to version, as a secretariat and a delegation meet them at the terminal."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unittest import mock

import pytest
from tests.cli.runner import DAY, Charter


@pytest.fixture(scope="module")
def _moved_on(_home: Path, _started: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("moved-on") / "charter"
    shutil.copytree(_started, root, symlinks=True)
    with mock.patch.dict(os.environ, {"HOME": str(_home), "SOURCE_DATE_EPOCH": DAY}):
        _move_on(Charter(root))
    return root


@pytest.fixture
def moved_on(own_home: None, _moved_on: Path, tmp_path: Path) -> Charter:  # noqa: ARG001  home is set by being asked
    """Zero-draft with an article put in after Article 2, and Article 1 taken out."""
    root = tmp_path / "charter"
    shutil.copytree(_moved_on, root, symlinks=True)
    return Charter(root)


def _move_on(charter: Charter) -> None:
    added = charter.lodged(
        "propose", "add", "hot-line", "--as", "XAA", "--kind", "article", "--heading", "Hot line", "--text",
        "A line is kept open, as Article 2 says.", "--after", "2",
    )  # fmt: skip
    charter.done("merge", added)
    gone = charter.lodged("propose", "delete", "1", "--as", "XAB")
    charter.done("merge", gone)


def numbers(charter: Charter, *at: str) -> list[str]:
    found = charter.done("show", "--format", "json", *at).values()
    return [each["number"] for each in found if each["kind"] in ("article", "principle")]


def test_numbers_stay_as_they_were_printed(moved_on: Charter) -> None:
    before = numbers(moved_on, "--at", "zero-draft")
    assert before[:2] == ["Article 1", "Article 2"]
    assert numbers(moved_on) == ["Article 2", "Article 2 bis", *before[2:]]
    moved_on.done("release", "first-draft")
    assert numbers(moved_on) == ["Article 2", "Article 2 bis", *before[2:]]


def test_a_document_shows_what_is_gone_in_every_view(moved_on: Charter) -> None:
    for view in ("clean", "rolling"):
        made = moved_on.done("render", "--view", view).out
        assert "Article 1: deleted" in made.replace("\\", "")
        assert "### Article 2 bis" in made
    moved_on.done("release", "first-draft")
    redline = moved_on.done("render", "--view", "redline", "--against", "first-draft").out
    assert "Article 1: deleted" in redline.replace("\\", "")


def test_lists_and_provisions_on_a_terminal_show_what_is_gone(moved_on: Charter) -> None:
    assert any(line.split()[:3] == ["Article", "1", "(deleted)"] for line in moved_on.done("show").out.splitlines())
    gone = moved_on.lodged("propose", "delete", "3(2)", "--as", "XAB")
    assert "SUP Article 3(2) (meetings/notice)" in moved_on.done("merge", gone).out
    assert "[Article 3(2): deleted]" in moved_on.done("show", "3").out


def test_an_old_number_is_found_in_its_version_and_explained_in_the_present_text(moved_on: Charter) -> None:
    ran = moved_on("show", "1")
    assert ran.code == 2
    assert "Article 1 was deleted" in ran.err
    assert "--at VERSION" in ran.err
    assert "Article 1" in moved_on.done("show", "1", "--at", "zero-draft").out


def test_renumbering_closes_the_gaps_in_one_commit_and_says_what_became_of_each_number(moved_on: Charter) -> None:
    before = moved_on.git("rev-parse", "HEAD")
    tried = moved_on.done("renumber", "--dry-run")
    assert "nothing was written" in tried.out
    assert moved_on.git("rev-parse", "HEAD") == before
    made = moved_on.done("renumber", "--note", "As agreed by the drafting committee.")
    assert moved_on.git("rev-parse", "HEAD~1") == before
    assert "Decision:" in moved_on.git("log", "-1", "--format=%B")
    assert "Article 2 bis" in made.out
    assert numbers(moved_on) == [f"Article {place}" for place in range(1, len(numbers(moved_on)) + 1)]
    assert "deleted]" not in moved_on.done("render").out
    assert moved_on.done("check").code == 0


def test_what_has_no_gaps_is_not_renumbered(charter: Charter) -> None:
    state = charter.state()
    ran = charter("renumber")
    assert ran.code == 2
    assert "no gaps" in ran.err
    assert charter.state() == state


def test_the_concordance_gives_old_number_new_number_and_id(moved_on: Charter) -> None:
    assert moved_on("concordance").code == 2
    moved_on.done("renumber")
    rows = moved_on.done("concordance", "--format", "json").values()["numbers"]
    found = {each["path"]: (each["old"], each["new"]) for each in rows}
    assert found["hot-line"] == ("Article 2 bis", "Article 2")
    gone = [each for each in rows if each["new"] is None]
    assert [each["old"] for each in gone if "/" not in each["path"]] == ["Article 1"]
    for form in ("text", "md", "html", "csv"):
        assert "Article 2 bis" in moved_on.done("concordance", "--changed", "--format", form).out
    since = moved_on.done("concordance", "zero-draft", "--changed", "--format", "json").values()["numbers"]
    assert ("Article 2", "Article 1") in [(each["old"], each["new"]) for each in since]


def test_references_follow_a_renumbering(charter: Charter) -> None:
    added = charter.lodged(
        "propose", "add", "hot-line", "--as", "XAA", "--kind", "article", "--heading", "Hot line", "--text",
        "A line is kept open.", "--after", "1",
    )  # fmt: skip
    charter.done("merge", added)
    citing = charter.lodged("propose", "add", "citing", "--as", "XAB", "--text", "See [[hot-line]].", "--in", "3")
    charter.done("merge", citing)
    assert "See [Article 1 bis]" in charter.done("render").out
    charter.done("renumber")
    assert "See [Article 2]" in charter.done("render").out


def test_a_proposal_by_number_means_what_the_last_version_printed(charter: Charter) -> None:
    third = charter.done("show", "3", "--format", "json").values()["id"]
    gone = charter.lodged("propose", "delete", "1", "--as", "XAB")
    charter.done("merge", gone)
    charter.done("renumber")
    assert charter.done("show", "2", "--format", "json").values()["id"] == third
    made = charter.done("propose", "keep", "3", "--as", "XAA", "--format", "json").values()
    assert made["submission"]["base"] == "zero-draft"
    assert made["submission"]["changes"] == [{"keep": third}]
