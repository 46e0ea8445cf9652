"""Where the words of a proposal come from: an editor, a file, standard input, numbered paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runner import Charter


def test_the_present_text_opens_in_the_editor(charter: Charter) -> None:
    ran = charter("amend", "3(2)", "--as", "XAA", env={"EDITOR": "sed -i s/good/due/"})
    assert ran.code == 0
    assert "given in [-good-]{+due+} time." in ran.out


@pytest.mark.parametrize(
    ("editor", "code", "words"),
    [("true", 2, "was not changed"), ("false", 4, "the editor failed"), ("/no/such/editor", 4, "the editor failed"),
     ("sed -i d", 1, "the text is empty")],
)  # fmt: skip
def test_nothing_is_written_where_the_editor_gives_no_new_words(
    charter: Charter, editor: str, code: int, words: str
) -> None:
    before = charter.state()
    ran = charter("amend", "3(2)", "--as", "XAA", env={"EDITOR": editor})
    assert (ran.code, words in ran.err) == (code, True)
    assert charter.state() == before


def test_a_whole_text_comes_from_a_file_or_standard_input(charter: Charter, tmp_path: Path) -> None:
    text = b"Notice is given early.\n"
    (tmp_path / "new.md").write_bytes(text)
    made = [
        charter.done("amend", "3(2)", "--as", "XAA", "--text-file", str(tmp_path / "new.md"), "--format", "json"),
        charter.done("amend", "3(2)", "-", "--as", "XAA", "--format", "json", stdin=text),
    ]
    changes = [ran.values()["submission"]["changes"] for ran in made]
    assert changes == [[{"amend": "meetings/notice", "text": "Notice is given early."}]] * 2


def test_numbered_paragraphs_of_a_typed_text_become_units(charter: Charter) -> None:
    text = "1. They meet:\n(a) in spring; and\n(b) in autumn.\n2. Notice is given."
    charter.lodged("propose", "add", "dates", "--as", "XAA", "--kind", "article", "--heading", "Dates", "--text", text,
                   "--after", "3")  # fmt: skip
    charter.done("merge", "XAA-2026-001")
    shown = charter.done("show", "4").out
    assert [line.strip() for line in shown.splitlines()[2:6]] == [
        "1. They meet:", "(a) in spring; and", "(b) in autumn.", "2. Notice is given.",
    ]  # fmt: skip
