"""Bad input gets one clear line with its place, ends at once, and leaves everything as it was (SECURITY.md)."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.cli.bad_submissions import (
    CHANGES,
    CHARACTERS,
    FILES,
    GOOD,
    HEAD,
    IDS,
    LITERAL,
    PATH,
    VALUES,
    also,
    change,
    replaced,
)
from tests.cli.runner import AMENDMENT, Charter, Ran, process

from charterkit.store.git.repository import Repository

TAG = re.compile(r"<[^>]+>")
LINE = re.compile(r"(?P<path>.+?):(?P<line>[1-9]\d*):(?P<column>[1-9]\d*): (?P<said>.+) \[(?P<code>[a-z0-9-]+)\]\n")
SECONDS = 2.0


def refused(charter: Charter, *command: str) -> Ran:
    """Run a command that is refused: it says so on stderr only, within two seconds, and changes nothing."""
    before = charter.state()
    ran = charter(*command)
    assert ran.code in {1, 2, 4}, ran.out + ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.seconds < SECONDS
    assert charter.state() == before
    return ran


def one_line(ran: Ran) -> re.Match[str]:
    """Return what was said, where it is one line of the form that editors follow."""
    found = LINE.fullmatch(ran.err)
    assert found, ran.err
    return found


def holds(said: str, wanted: str) -> bool:
    """Tell whether a line has a place and code, and the words of a shortened form of it, in this order."""
    place, _, rest = wanted.partition(" ")
    words, _, code = rest.rpartition("[")
    return place in said and words.strip(" ;") in said and said.rstrip("\n").endswith(f"[{code}")


def _says(ran: Ran, wanted: str) -> None:
    found = one_line(ran)
    assert found["path"] == PATH
    assert holds(ran.err, wanted), ran.err


@pytest.mark.parametrize(("content", "wanted"), FILES.values(), ids=FILES.keys())
def test_a_file_that_is_no_record_is_refused(charter: Charter, content: bytes, wanted: str) -> None:
    charter.put(PATH, content)
    _says(refused(charter, "lodge"), wanted)
    _says(refused(charter, "check"), wanted)


@pytest.mark.parametrize(("content", "wanted"), VALUES.values(), ids=VALUES.keys())
def test_a_value_that_does_not_fit_is_refused(charter: Charter, content: str, wanted: str) -> None:
    charter.put(PATH, content)
    _says(refused(charter, "lodge"), wanted)
    _says(refused(charter, "check", str(charter.root / PATH)), wanted)


@pytest.mark.parametrize("name", IDS.values(), ids=IDS.keys())
def test_an_id_that_is_none_is_refused(charter: Charter, name: str) -> None:
    charter.put(PATH, change(f"  - add: {{id: {name}, kind: article, text: {{en: x}}}}\n    in: principles\n"))
    assert (one_line(refused(charter, "lodge"))["line"]) == "7"


@pytest.mark.parametrize("char", CHARACTERS.values(), ids=CHARACTERS.keys())
def test_a_character_that_nobody_sees_is_refused_with_its_code_point(charter: Charter, char: str) -> None:
    charter.put(PATH, replaced("early", f"ear{char}ly"))
    assert f"(U+{ord(char):04X})" in one_line(refused(charter, "lodge"))["said"]


def test_a_word_of_two_scripts_is_refused(charter: Charter) -> None:
    charter.put(PATH, replaced("early", "e\u0430rly"))
    assert one_line(refused(charter, "lodge"))["code"] == "mixed-script"


@pytest.mark.parametrize("text", LITERAL)
def test_text_that_looks_like_markup_prints_as_it_stands(charter: Charter, text: str) -> None:
    charter.done("amend", "2", "-", "--as", "XAA", stdin=f"All: {text} end.".encode())
    charter.done("lodge")
    charter.done("merge", "XAA-2026-001")
    assert f"All: {text} end." in charter.done("show", "2").out
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(charter.done("render").out)
    for page in (markdown, charter.done("render", "--format", "html").out):
        assert f"All: {text} end." in html.unescape(TAG.sub("", page))
    assert charter.done("show", "equality", "--format", "json").values()["text"]["en"] == f"All: {text} end."


def test_what_a_problem_quotes_turns_no_line_around(charter: Charter) -> None:
    charter.put(
        PATH, GOOD.replace("changes:", 'positions:\n  - on: "\u2066equality\\e[2J"\n    stance: support\nchanges:')
    )
    ran = charter("check")
    assert ran.code == 1
    assert "\\u2066equality\\x1b[2J" in ran.err
    assert "\u2066" not in ran.err


def test_a_symbolic_link_is_not_followed(charter: Charter, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(GOOD)
    (charter.root / "submissions/XAA").mkdir()
    (charter.root / PATH).symlink_to(tmp_path / "secret")
    found = one_line(refused(charter, "lodge"))
    assert (found["path"], found["code"]) == (PATH, "not-a-file")


def test_a_linked_folder_is_not_followed(charter: Charter, tmp_path: Path) -> None:
    (tmp_path / "XAA").mkdir()
    (tmp_path / "XAA" / "XAA-2026-001.yaml").write_text(GOOD)
    (charter.root / "submissions/XAA").symlink_to(tmp_path / "XAA")
    assert one_line(refused(charter, "check"))["code"] == "not-a-file"


@pytest.mark.parametrize("where", ["inside", "outside", "text"])
def test_a_pipe_that_nobody_writes_to_is_refused_without_waiting(charter: Charter, tmp_path: Path, where: str) -> None:
    pipe = charter.root / PATH if where == "inside" else tmp_path / "XAA-2026-001.yaml"
    pipe.parent.mkdir(exist_ok=True)
    os.mkfifo(pipe)
    commands = {
        "inside": ("lodge",), "outside": ("lodge", str(pipe)),
        "text": ("amend", "2", "--as", "XAA", "--text-file", str(pipe)),
    }  # fmt: skip
    assert one_line(refused(charter, *commands[where]))["code"] == "not-a-file"


def test_a_pipe_in_the_place_of_what_was_kept_is_not_waited_for(charter: Charter) -> None:
    before = charter.done("trace", "2", "--format", "json").out
    charter.done("status")
    charter.done("verify", "--record")
    for file in [file for file in (charter.root / ".git/charterkit").rglob("*") if file.is_file()]:
        file.unlink()
        os.mkfifo(file)
    assert process("trace", "2", "--format", "json", cwd=charter.root).out == before
    told = process("verify", cwd=charter.root)
    assert (told.code, "points cannot be read: it is no plain file" in told.err) == (4, True), told.err
    os.mkfifo(charter.root / ".git/charterkit/journal.json")
    assert "journal.json cannot be read: it is no plain file" in process("show", "2", cwd=charter.root).err


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("submissions/XAA/.XAA-2026-001.yaml", "dot-file"),
        ("submissions/XAA/XAA-2026-001.yml", "stray-file"),
        ("submissions/XAA-2026-001.yaml", "stray-file"),
        ("submissions/XAA/xaa-2026-001.yaml", "file-name"),
        ("submissions/XAB/XAA-2026-001.yaml", "wrong-folder"),
    ],
)
def test_a_file_in_the_wrong_place_is_refused(charter: Charter, path: str, code: str) -> None:
    charter.put(path, GOOD)
    assert one_line(refused(charter, "lodge"))["code"] == code


def test_a_name_that_differs_only_in_case_is_refused(charter: Charter) -> None:
    charter.put(PATH, GOOD)
    charter.done("lodge")
    charter.put("submissions/xaa/XAA-2026-001.yaml", GOOD)
    assert "only in case or normal form" in refused(charter, "lodge").err


def test_a_name_that_is_not_in_normal_form_is_refused(charter: Charter) -> None:
    charter.put("submissions/XAA/XAA-2026-00e\u0301.yaml", GOOD)
    assert one_line(refused(charter, "lodge"))["code"] == "bad-file-name"


def test_a_submission_is_lodged_once(charter: Charter) -> None:
    charter.put(PATH, GOOD)
    charter.done("lodge")
    assert one_line(refused(charter, "lodge", str(charter.root / PATH)))["code"] == "lodged-already"


@pytest.mark.parametrize("command", [("lodge",), ("check",)])
@pytest.mark.parametrize("what", ["changed", "removed"])
def test_a_lodged_submission_never_changes(charter: Charter, what: str, command: tuple[str, ...]) -> None:
    charter.put(PATH, GOOD)
    charter.done("lodge")
    if what == "changed":
        charter.put(PATH, GOOD.replace("early", "late"))
    else:
        (charter.root / PATH).unlink()
    found = one_line(refused(charter, *command))
    assert (found["path"], found["code"], what in found["said"]) == (PATH, "lodged-changed", True)
    assert "git restore" in found["said"]


def test_a_decision_never_changes(charter: Charter) -> None:
    (decision,) = (charter.root / "charter/decisions").glob("0002-*")
    decision.write_text(decision.read_text() + "note: |\n  Otherwise.\n")
    assert one_line(refused(charter, "check"))["code"] == "decision-changed"
    assert refused(charter, "release", "second").code == 4


def test_a_file_from_outside_does_not_replace_a_lodged_one(charter: Charter, tmp_path: Path) -> None:
    charter.put(PATH, GOOD)
    charter.done("lodge")
    (tmp_path / "mail.yaml").write_text(GOOD.replace("early", "late"))
    assert one_line(refused(charter, "lodge", str(tmp_path / "mail.yaml")))["code"] == "name-taken"


def test_submissions_that_require_each_other_in_a_circle_are_refused(charter: Charter) -> None:
    names = ["XAA-2026-001", "XAA-2026-002", "XAA-2026-003"]
    for name, other in zip(names, [*names[1:], names[0]], strict=True):
        text = also(f"requires: [{other}]").replace("id: XAA-2026-001", f"id: {name}").replace("early", name.lower())
        charter.put(f"submissions/XAA/{name}.yaml", text)
    lines = refused(charter, "lodge").err.splitlines()
    assert len(lines) == 4
    assert all(line.endswith("[cycle]") for line in lines[:3])


def test_submissions_that_revise_each_other_are_refused(charter: Charter) -> None:
    for name, other in (("XAA-2026-001", "XAA-2026-002"), ("XAA-2026-002", "XAA-2026-001")):
        text = also(f"revises: {other}").replace("id: XAA-2026-001", f"id: {name}")
        charter.put(f"submissions/XAA/{name}.yaml", text)
    assert refused(charter, "lodge").err.count("[cycle]") == 2


def test_a_package_is_merged_whole_or_not_at_all(charter: Charter) -> None:
    charter.put(PATH, also("requires: [XAB-2026-001]"))
    other = GOOD.replace("XAA", "XAB").replace(CHANGES, "changes:\n  - amend: equality\n    heading: Equal footing\n")
    charter.put("submissions/XAB/XAB-2026-001.yaml", other)
    charter.done("lodge")
    assert (
        "merge them together: charterkit merge XAA-2026-001 XAB-2026-001"
        in refused(charter, "merge", "XAA-2026-001").err
    )
    charter.done("merge", "XAA-2026-001", "XAB-2026-001")


def test_one_bad_submission_keeps_all_from_being_lodged(charter: Charter) -> None:
    charter.put(PATH, GOOD)
    charter.put("submissions/XAB/XAB-2026-001.yaml", HEAD.replace("XAA", "XAB"))
    assert one_line(refused(charter, "lodge"))["path"] == "submissions/XAB/XAB-2026-001.yaml"


@pytest.mark.parametrize("path", ["charter/clauses/meetings.yaml", "charter/charter.yaml"])
def test_a_broken_record_of_the_charter_is_told_by_every_command(charter: Charter, path: str) -> None:
    charter.put(path, "id: [\n")
    for command in (("check",), ("show", "1"), ("lodge",), ("amend", "1", "--as", "XAA", "--heading", "X")):
        assert refused(charter, *command).code in {1, 2, 4}


@pytest.mark.parametrize(
    "command",
    [
        ("amend", "9(9)", "--as", "XAA", "--heading", "x"),
        ("amend", "3(2)", "--as", "ZZZ", "--heading", "x"),
        ("amend", "3(2)", "--as", "../../etc", "--heading", "x"),
        ("amend", "3(2)", "--as", "XAA", "--replace", "in good time"),
        ("amend", "3(2)", "--as", "XAA", "--replace", "in bad time", "--with", "x"),
        ("amend", "3(2)", "--as", "XAA", "--text-file", "/no/such/file"),
        ("amend", "3(2)", "--as", "XAA"),
        ("propose", "add", "../x", "--as", "XAA", "--kind", "article", "--text", "x", "--in", "principles"),
        ("propose", "add", "x", "--as", "XAA", "--text", "x", "--in", "principles"),
        ("propose", "add", "x", "--as", "XAA", "--kind", "article", "--text", "x"),
        ("propose", "delete", "nothing", "--as", "XAA"),
        ("propose", "move", "1", "--as", "XAA"),
        ("lodge",),
        ("lodge", "/no/such/file"),
        ("lodge", "README.md"),
        ("merge", "XAA-2026-001"),
        ("merge", "--", "--all"),
        ("merge", "SEC-2026-001"),
        ("merge", "SEC-2026-001#7"),
        ("release", "zero-draft"),
        ("release", "Zero"),
        ("release", "--", "-x"),
        ("release", "a..b"),
        ("release", "x" * 300),
        ("release", "second", "--symbol", "a b"),
        ("release", "second", "--symbol", "CL/2026/WD.1"),
        ("release", "second", "--session", "nowhere"),
        ("release", "second", "--date", "2026-13-01"),
        ("render", "--at", "--all"),
        ("render", "--at", "main:charter"),
        ("render", "--against", "outline"),
        ("render", "--language", "xx"),
        ("render", "-o", "draft.txt"),
        ("show", "nothing"),
        ("show", "participants", "--kind", "planet"),
        ("show", "versions", "--status", "open"),
        ("status", "--at", "2026-02-30"),
        ("status", "--format", "xml"),
        ("check", "/no/such/file"),
        ("statu",),
        ("--nonsense",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_arguments_that_mean_nothing_are_refused_in_few_words(charter: Charter, command: tuple[str, ...]) -> None:
    ran = refused(charter, *command)
    assert 1 <= len(ran.err.splitlines()) <= 5
    assert max(map(len, ran.err.splitlines())) < 300


@pytest.mark.usefixtures("own_home")
def test_where_there_is_no_charter_the_hint_says_how_to_start_one(tmp_path: Path) -> None:
    ran = process("status", cwd=tmp_path)
    assert (ran.code, "charterkit init DIR" in ran.err) == (4, True)


def test_settings_of_the_callers_git_lead_nowhere_else(charter: Charter, tmp_path: Path) -> None:
    places = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
    others = {"GIT_AUTHOR_DATE": "1999-01-01T00:00:00Z", "GIT_COMMITTER_NAME": "Else", "GIT_NAMESPACE": "else"}
    env = {name: str(tmp_path / "elsewhere") for name in places} | others
    charter.put("submissions/SEC/SEC-2026-071.yaml", AMENDMENT)
    for command in (("status",), ("lodge",), ("merge", "SEC-2026-071"), ("release", "first-draft"), ("verify",)):
        ran = charter(*command, env=env)
        assert ran.code == 0, ran.err
    assert charter.git("log", "-1", "--format=%cn %an %as") == "Tester Tester 2026-08-15"
    assert list(tmp_path.iterdir()) == [charter.root]


def test_a_folder_named_like_a_variable_is_that_folder(charter: Charter) -> None:
    moved = Charter(charter.root.rename(charter.root.with_name("$HOME ~ %HOME%")))
    moved.put("submissions/SEC/SEC-2026-071.yaml", AMENDMENT)
    moved.done("lodge")
    assert Repository.open(moved.root).gitpython.working_dir == str(moved.root)


BROKEN_DRAFT = "submissions/SEC/SEC-2026-099.yaml"


@pytest.mark.parametrize("what", [("show",), ("show", "2"), ("show", "submissions"), ("show", "SEC-2026-001")])
def test_a_broken_draft_is_left_out_of_what_is_shown_and_named(charter: Charter, what: tuple[str, ...]) -> None:
    whole = charter.done(*what)
    charter.put(BROKEN_DRAFT, "id: SEC-2026-099\nby: SEC\n  no")
    shown = charter(*what)
    assert (shown.code, shown.out) == (1, whole.out)
    assert shown.err.startswith("left out, since it is not valid:\n" + BROKEN_DRAFT)


def test_a_broken_draft_that_is_asked_for_is_told_by_its_problems(charter: Charter) -> None:
    charter.put(BROKEN_DRAFT, "id: SEC-2026-099\nby: SEC\n  no")
    shown = refused(charter, "show", "SEC-2026-099")
    assert shown.err.startswith(f"{BROKEN_DRAFT}:1:1: ")


def test_a_broken_draft_keeps_nobody_from_writing_another_or_comparing(charter: Charter) -> None:
    charter.put(BROKEN_DRAFT, b"\xff\x00")
    charter.done("amend", "1(1)", "--as", "SEC", "--replace", "intend", "--with", "resolve")
    charter.done("position", "2", "--as", "SEC", "--stance", "support")
    assert charter("diff", "outline").code == 1
    assert BROKEN_DRAFT not in charter("diff", "outline").err
    assert f"{BROKEN_DRAFT}:1:1: " in charter("check").err


def test_a_lodged_submission_that_was_broken_since_is_not_left_out(charter: Charter) -> None:
    charter.put("submissions/SEC/SEC-2026-001.yaml", "by: SEC\n")
    assert refused(charter, "show", "submissions").err.startswith("submissions/SEC/SEC-2026-001.yaml:1:1: ")
