"""Where the words of a proposal come from: an editor, a file, standard input, numbered paragraphs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import Charter

from charterkit.model.submissions import Submission
from charterkit.store.submissions import proposing


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


MEETINGS = """\
1. The Participants meet at least twice a year in order to:
(a) decide on proposals to amend it; and
(b) review how this Charter is carried out.
2. A meeting is open to all.
3. Notice of a meeting is given in good time.
"""
"""Article 3 of the starter text as a delegate would type it anew: reworded, turned round, with a paragraph put in."""

STANDING = """\
1. The Participants meet at least once a year in order to:

(a) review how this Charter
is carried out; and
(b) decide on proposals to amend it.
2. Notice of a meeting is given in good time.
"""
"""The same as it stands, in other lines."""


def unnumbered(line: str) -> str:
    """Return the words of a line: numbers were frozen, so that what was put in bears another than it was typed with."""
    return line.replace(" bis", "").partition(" ")[2]


def test_a_provision_typed_anew_changes_each_unit_where_its_words_changed(charter: Charter) -> None:
    made = charter.done("amend", "3", "-", "--as", "XAA", "--format", "json", stdin=MEETINGS.encode()).values()
    operations = {"add", "amend", "move", "delete"}
    found = [next(iter(operations & change.keys())) for change in made["submission"]["changes"]]
    assert sorted(found) == ["add", "amend", "amend", "amend", "move"]
    charter.done("lodge")
    charter.done("merge", "XAA-2026-001")
    shown = [line.strip() for line in charter.done("show", "3").out.splitlines()[2:]]
    assert [unnumbered(line) for line in shown] == [unnumbered(line) for line in MEETINGS.splitlines()]
    assert "XAA" not in charter.done("trace", "meetings/notice").out


def test_the_whole_of_a_provision_opens_in_the_editor(charter: Charter) -> None:
    ran = charter("amend", "3", "--as", "XAA", env={"EDITOR": "sed -i s/good/due/"})
    assert ran.code == 0
    assert "MOD Article 3(2) (meetings/notice)" in ran.out
    assert ran.out.count("MOD") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They meet when they like.", "meetings has paragraphs and no words of its own"),
        (STANDING, "was not changed"),
    ],
)
def test_what_says_nothing_or_leaves_open_what_goes_is_refused(charter: Charter, text: str, told: str) -> None:
    before = charter.state()
    ran = charter("amend", "3", "-", "--as", "XAA", stdin=text.encode())
    assert (ran.code, told in ran.err) == (2, True)
    assert charter.state() == before


def test_a_translation_keeps_the_paragraphs_of_its_source(charter: Charter) -> None:
    settings = charter.root / "charter" / "charter.yaml"
    settings.write_text(settings.read_text().replace("languages: [en]", "languages: [en, fr]"))
    charter.git("commit", "-qam", "French")
    before = charter.state()
    ran = charter("amend", "3", "-", "--as", "XAA", "--language", "fr", stdin=b"1. Un.\n2. Deux.\n3. Trois.")
    assert (ran.code, "paragraphs of the text that it translates" in ran.err) == (2, True)
    assert charter.state() == before


def test_a_proposal_without_a_title_is_called_what_it_does_in_the_language_of_its_words(charter: Charter) -> None:
    settings = charter.root / "charter" / "charter.yaml"
    settings.write_text(settings.read_text().replace("languages: [en]", "languages: [ru]"))
    charter.git("commit", "-qam", "Another language")
    written = [
        charter.done("propose", what, "3(2)", "--as", "XAA", "--format", "json", "--dry-run").values()["submission"]
        for what in ("delete", "keep")
    ]
    assert [each["title"] for each in written] == ["Исключение: meetings/notice", "Без изменений: meetings/notice"]


@pytest.mark.parametrize(
    "command",
    [("amend", "3(2)", "--replace", "in good time", "--with", "early"), ("position", "3", "--stance", "support")],
)
def test_a_draft_whose_number_another_takes_meanwhile_gets_the_next_one(
    charter: Charter, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    write, others = proposing.write, ("amend", "1(1)", "--as", "XAA", "--replace", "intend", "--with", "resolve")

    def overtaken(*arguments: Any) -> Submission:
        monkeypatch.setattr(proposing, "write", write)
        charter.done(*others)
        return write(*arguments)

    monkeypatch.setattr(proposing, "write", overtaken)
    made = charter.done(*command, "--as", "XAA", "--format", "json").values()
    assert (made["file"], made["submission"]["id"]) == ("submissions/XAA/XAA-2026-002.yaml", "XAA-2026-002")
    assert {outcome["change"] for outcome in made.get("outcomes", ())} <= {"XAA-2026-002#1"}
    assert "with: resolve" in (charter.root / "submissions/XAA/XAA-2026-001.yaml").read_text()
    assert {path.name for path in (charter.root / "submissions/XAA").iterdir()} == {
        "XAA-2026-001.yaml", "XAA-2026-002.yaml",
    }  # fmt: skip
    charter.done("lodge")
