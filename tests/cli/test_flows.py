"""A charter's work from beginning to end, over the real commands on real repositories."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.runner import Charter, call

from charterkit.store.decisions import merging
from charterkit.store.workspace import Workspace

IN_GOOD_TIME = ("--replace", "in good time")


def _proposal(by: str, words: str) -> tuple[str, ...]:
    return "amend", "3(2)", "--as", by, *IN_GOOD_TIME, "--with", words


def test_a_proposal_becomes_part_of_the_next_version(charter: Charter) -> None:
    written = charter.done(*_proposal("XAA", "thirty days before"))
    assert "given [-in good time-]{+thirty days before+}." in written.out
    assert "submissions/XAA/XAA-2026-001.yaml (base zero-draft)" in written.out
    assert "lodged XAA-2026-001" in charter.done("lodge").out
    assert "merged 1 change" in charter.done("merge", "XAA-2026-001").out
    assert "released second as CL/2026/WD.3" in charter.done("release", "second").out
    text = charter.done("render").out
    assert "**2.** Notice of a meeting is given thirty days before." in text
    assert "CL/2026/WD.3" in text
    redline = charter.done("render", "--view", "redline").out
    assert "<del>in good time</del>" in redline
    assert "compared with zero-draft" in redline
    assert charter.git("status", "--porcelain") == ""
    assert charter.git("tag", "--points-at", "HEAD") == "second"


def test_commits_say_whose_words_they_hold(charter: Charter) -> None:
    name = charter.lodged(*_proposal("XAA", "early"), "--co-sponsor", "XAB")
    charter.done("merge", name)
    lodged, merged = (charter.git("log", "-1", "--format=%(trailers)", at) for at in ("HEAD~1", "HEAD"))
    assert lodged.splitlines() == ["Submission: XAA-2026-001", "Sponsor: XAA", "Sponsor: XAB"]
    assert merged.splitlines() == ["Decision: 0004", *lodged.splitlines()]


def test_colliding_words_are_shown_with_their_owners_and_nothing_is_written(charter: Charter) -> None:
    first, second = charter.lodged(*_proposal("XAA", "early")), charter.lodged(*_proposal("XAB", "two weeks before"))
    before = charter.state()
    ran = charter("merge", first, second)
    assert ran.code == 3
    assert "COLLISION  XAB-2026-001#1 (XAB) at meetings/notice" in ran.out
    assert "XAA-2026-001#1 (XAA):" in ran.out
    for words in ("[-in good time-]{+early+}", "[-in good time-]{+two weeks before+}", "nothing was written"):
        assert words in ran.out
    assert charter.state() == before
    assert charter("merge", second, first).out == ran.out


def test_words_that_collide_with_what_was_merged_meanwhile_are_refused(charter: Charter) -> None:
    first, second = charter.lodged(*_proposal("XAA", "early")), charter.lodged(*_proposal("XAB", "two weeks before"))
    assert f"collides with the text: {second}#1" in charter.done("merge", first).out
    before = charter.state()
    ran = charter("merge", second, "--format", "json")
    assert ran.code == 3
    (collision,) = ran.values()["collisions"]
    assert collision["sponsors"] == ["XAB"]
    assert collision["against"] == [{"change": f"{first}#1", "sponsors": ["XAA"]}]
    assert (collision["ours"], collision["theirs"]) == (
        "Notice of a meeting is given early.", "Notice of a meeting is given two weeks before.",
    )  # fmt: skip
    assert charter.state() == before


def test_an_open_amendment_of_what_was_deleted_is_told_under_the_number_that_it_had(charter: Charter) -> None:
    late = charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "in writing")
    charter.done("merge", charter.lodged("propose", "delete", "3(2)", "--as", "XAB"))
    assert re.search(
        rf"^{late}#1 +MOD +Article 3\(2\), deleted +XAA +collides", charter.done("status").out, re.MULTILINE
    )
    order = re.search("^the order of the provisions.*$", charter.done("standing").out, re.MULTILINE)
    assert order is not None
    assert late not in order[0]


def test_several_submissions_are_merged_in_one_commit(charter: Charter) -> None:
    names = [
        charter.lodged(*_proposal("XAA", "early")),
        charter.lodged("propose", "add", "hot-line", "--as", "XAB", "--kind", "article", "--heading", "Hot line",
                       "--text", "A hot line is kept.", "--after", "3"),
        charter.lodged("propose", "move", "3(1)(b)", "--before", "3(1)(a)", "--as", "XAC"),
    ]  # fmt: skip
    head = charter.git("rev-parse", "HEAD")
    charter.done("merge", *names, "--note", "All at once.")
    assert charter.git("rev-parse", "HEAD~1") == head
    decisions = charter.done("show", "decisions", "--format", "json").values()[-3:]
    assert [decision["submission"] for decision in decisions] == names
    assert {tuple(decision["together"]) for decision in decisions} == {("0004", "0005", "0006")}
    assert "A hot line is kept." in charter.done("show", "4").out
    charter.done("check")


@pytest.mark.parametrize(
    "command",
    [
        [*_proposal("XAB", "late"), "--dry-run"],
        ["propose", "delete", "3(2)", "--as", "XAB", "--dry-run"],
        ["lodge", "--dry-run"],
        ["merge", "XAA-2026-001", "--dry-run"],
        ["release", "second", "--dry-run"],
        ["check"],
        ["status"],
        ["show", "3"],
        ["render"],
        ["doctor"],
    ],
    ids=lambda command: command[0],
)
def test_looking_and_dry_runs_write_nothing(charter: Charter, command: list[str]) -> None:
    charter.lodged(*_proposal("XAA", "early"))
    if command[0] == "lodge":
        charter.done(*_proposal("XAC", "late"))
    before = charter.state()
    charter.done(*command)
    assert charter.state() == before


def test_a_submission_from_outside_is_put_in_its_place_whatever_its_file_is_called(
    charter: Charter, tmp_path: Path
) -> None:
    charter.done(*_proposal("XAA", "early"))
    mail = tmp_path / "attachment (1).yaml"
    shutil.move(charter.root / "submissions/XAA/XAA-2026-001.yaml", mail)
    assert "no problems in 1 file" in charter.done("check", str(mail)).out
    assert "lodged XAA-2026-001" in charter.done("lodge", str(mail)).out
    assert (charter.root / "submissions/XAA/XAA-2026-001.yaml").read_bytes() == mail.read_bytes()
    assert charter.git("status", "--porcelain") == ""


def test_a_problem_of_a_file_from_outside_names_the_file_as_it_was_given(charter: Charter, tmp_path: Path) -> None:
    charter.done(*_proposal("XAA", "early"))
    mail = tmp_path / "mail.yaml"
    shutil.move(charter.root / "submissions/XAA/XAA-2026-001.yaml", mail)
    mail.write_text(mail.read_text().replace("in good time", "in bad time"))
    for command in ("check", "lodge"):
        ran = charter(command, str(mail))
        assert ran.code == 1
        assert ran.err.startswith(f"{mail}:10:14: the words to replace stand nowhere")


def test_what_a_draft_of_a_later_date_revises_is_open_to_an_earlier_one(charter: Charter) -> None:
    name = charter.lodged(*_proposal("XAA", "early"))
    head = "by: {0}\nbase: zero-draft\ntitle: On {1}\nid: {0}-2026-00{2}\ndate: 2026-08-1{2}\n"
    position = f"positions:\n  - {{on: {name}#1, stance: support}}\n"
    charter.put("submissions/XAB/XAB-2026-003.yaml", head.format("XAB", name, 3) + position)
    change = "changes:\n  - {amend: purpose, heading: Aim}\n"
    revision = head.format("XAA", name, 4).replace("XAA-2026-004", f"{name}-rev1") + f"revises: {name}\n" + change
    charter.put(f"submissions/XAA/{name}-rev1.yaml", revision)
    charter.done("lodge", "--dry-run")
    late = charter.put("submissions/XAC/XAC-2026-005.yaml", head.format("XAC", name, 5) + position)
    assert "XAC-2026-005.yaml:7:10: 'XAA-2026-001#1' is withdrawn" in charter("lodge").err
    late.unlink()
    charter.done("lodge")
    charter.done("check")


def test_only_the_drafts_that_are_named_are_lodged(charter: Charter) -> None:
    charter.done(*_proposal("XAA", "early"))
    charter.done(*_proposal("XAB", "late"))
    charter.done("lodge", str(charter.root / "submissions/XAB"))
    assert charter.git("status", "--porcelain") == "?? submissions/XAA/"
    assert charter.done("status", "--format", "json").values()["drafts"] == ["submissions/XAA/XAA-2026-001.yaml"]


def test_what_is_staged_elsewhere_stays_staged(charter: Charter) -> None:
    name = charter.lodged(*_proposal("XAA", "early"))
    charter.put("notes.txt", "ours\n")
    charter.put("templates/screen.css", "body {}\n")
    charter.git("add", "notes.txt", "templates/screen.css")
    before = charter.git("status", "--porcelain")
    charter.done("merge", name)
    assert charter.git("status", "--porcelain") == before == "A  notes.txt\nM  templates/screen.css"


def test_versions_are_known_in_a_clone_without_tags(charter: Charter, tmp_path: Path) -> None:
    charter.git("clone", "--quiet", "--no-tags", str(charter.root), str(tmp_path / "clone"))
    clone = Charter(tmp_path / "clone")
    assert clone.git("tag") == ""
    names = [version["name"] for version in clone.done("show", "versions", "--format", "json").values()]
    assert names == ["outline", "zero-draft"]
    assert "Article 1" in clone.done("render", "--at", "zero-draft").out
    assert "doctor --fix" in clone("doctor").out
    clone.done("doctor", "--fix")
    assert clone.git("tag").split() == ["outline", "zero-draft"]
    assert clone.git("for-each-ref", "--format=%(objecttype) %(*objectname)", "refs/tags") == charter.git(
        "for-each-ref", "--format=%(objecttype) %(*objectname)", "refs/tags"
    )


def test_two_charters_do_not_see_each_other(charter: Charter, tmp_path: Path) -> None:
    other = Charter(tmp_path / "other")
    assert call("init", str(other.root)).code == 0
    charter.lodged(*_proposal("XAA", "early"))
    assert other("merge", "XAA-2026-001").code == 2
    assert other.lodged(*_proposal("XAA", "late")) == "XAA-2026-001"
    other.done("merge", "XAA-2026-001")
    assert "late" in other.done("show", "3").out
    assert "in good time" in charter.done("show", "3").out


def test_a_submission_against_words_changed_since_the_last_version_names_the_commit(charter: Charter) -> None:
    charter.done("merge", charter.lodged(*_proposal("XAA", "early")))
    made = charter.done("amend", "3(2)", "--as", "XAB", "--replace", "early", "--with", "late", "--format", "json")
    assert made.values()["submission"]["base"] == charter.git("rev-parse", "HEAD")
    charter.done("lodge")
    charter.done("merge", "XAB-2026-001")


def test_a_keep_collides_with_every_change_of_its_unit(charter: Charter) -> None:
    kept = charter.lodged("propose", "keep", "3(2)", "--as", "XAC", "--reasons", "Agreed.")
    changed = charter.lodged(*_proposal("XAA", "early"))
    assert charter("merge", kept, changed).code == 3
    status = charter.done("status", "--format", "json").values()
    assert {change["change"]: change["collides_with"] for change in status["open"]} == {
        f"{changed}#1": [f"{kept}#1"], f"{kept}#1": [f"{changed}#1"],
    }  # fmt: skip


def test_a_redline_compares_with_the_version_before_the_one_that_is_shown(charter: Charter) -> None:
    charter.done("release", "second")
    assert "compared with outline" in charter.done("render", "--view", "redline", "--at", "zero-draft").out
    assert "compared with zero-draft" in charter.done("render", "--view", "redline", "--at", "second").out
    assert charter("render", "--view", "redline", "--at", "outline").code == 2


def test_a_document_that_cannot_be_made_leaves_the_old_one(charter: Charter) -> None:
    old = charter.put("draft.md", "old")
    assert charter("render", "--at", "nowhere", "-o", str(old)).code == 2
    assert old.read_text() == "old"
    charter.done("render", "-o", str(old))
    assert old.read_text().startswith("# Charter of the Lakes")


def test_one_of_two_merges_at_once_is_told_that_the_branch_moved(
    charter: Charter, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = charter.lodged(*_proposal("XAA", "early")), charter.lodged(
        "amend", "2", "--as", "XAB", "--replace", "equal", "--with", "equal and fair")  # fmt: skip
    prepare = merging.prepare

    def overtaken(workspace: Workspace, names: Sequence[str], *, clean_only: bool) -> merging.Merging:
        monkeypatch.setattr(merging, "prepare", prepare)
        ready = prepare(workspace, names, clean_only=clean_only)
        charter.done("merge", first)
        return ready

    monkeypatch.setattr(merging, "prepare", overtaken)
    ran = charter("merge", second)
    assert (ran.code, "the branch moved meanwhile" in ran.err) == (4, True)
    charter.done("merge", second)


def test_a_detached_head_and_a_shallow_clone_are_refused(charter: Charter, tmp_path: Path) -> None:
    name = charter.lodged(*_proposal("XAA", "early"))
    charter.git("-c", "protocol.file.allow=always", "clone", "--quiet", "--depth=1", f"file://{charter.root}",
                str(tmp_path / "shallow"))  # fmt: skip
    ran = Charter(tmp_path / "shallow")("merge", name)
    assert (ran.code, "git fetch --unshallow" in ran.err) == (4, True)
    charter.git("switch", "--quiet", "--detach")
    ran = charter("merge", name)
    assert (ran.code, "HEAD is detached" in ran.err) == (4, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(charter: Charter) -> None:
    (charter.root / ".git").chmod(0o500)
    ran = charter("release", "second")
    (charter.root / ".git").chmod(0o700)
    assert ran.code == 4
