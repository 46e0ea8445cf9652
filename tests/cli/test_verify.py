"""``charterkit verify``: what a history may not hold is found, with its commit and file, wherever it was done."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import Charter, Ran, call

TAKEN = ("merge", "XAA-2026-001")


@pytest.fixture(scope="module")
def _merged(_started: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("merged") / "charter"
    shutil.copytree(_started, root, symlinks=True)
    charter = Charter(root)
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "thirty days before")
    charter.done(*TAKEN)
    return root


@pytest.fixture
def merged(own_home: None, _merged: Path, tmp_path: Path) -> Charter:  # noqa: ARG001
    """A charter with one amendment merged after the zero draft."""
    root = tmp_path / "charter"
    shutil.copytree(_merged, root, symlinks=True)
    return Charter(root)


def commit(charter: Charter, message: str = "By hand") -> str:
    """Commit everything that lies in the work tree; return the commit."""
    charter.git("add", "--all")
    charter.git("commit", "--quiet", "--allow-empty", "--message", message)
    return charter.git("rev-parse", "HEAD")


def breaches(charter: Charter, *arguments: str) -> list[dict[str, Any]]:
    """Return the breaches that verify finds; each has its commit, its file and what to do."""
    ran = charter("verify", "--format", "json", *arguments)
    found: list[dict[str, Any]] = ran.values()["breaches"]
    assert ran.code == bool(found), ran.err
    for breach in found:
        assert breach["message"]
        assert breach["hint"]
    return found


def codes(charter: Charter, *arguments: str) -> list[tuple[str, str]]:
    return [(breach["code"], breach["path"]) for breach in breaches(charter, *arguments)]


def test_sound_history_has_no_breach_and_says_what_was_not_checked(merged: Charter) -> None:
    ran = merged.done("verify")
    assert "2 submissions, 4 decisions, 2 versions" in ran.out
    assert "not checked: whether the history was rewritten" in ran.out


def test_demo_and_this_repository_hold(own_home: None, tmp_path: Path) -> None:  # noqa: ARG001
    call("demo", str(tmp_path / "demo"))
    for folder in (tmp_path / "demo", Path(__file__).parents[2]):
        ran = call("-C", str(folder), "verify")
        assert ran.code == 0, ran.out + ran.err


def test_verification_of_a_negotiation_is_the_same_in_one_go_and_step_by_step(own_home: None, tmp_path: Path) -> None:  # noqa: ARG001
    call("demo", str(tmp_path / "demo"))
    demo = Charter(tmp_path / "demo")
    line = demo.git("rev-list", "--first-parent", "--reverse", "HEAD").split()
    kept = demo.root / ".git/charterkit/verified"
    warm: Any = None
    for commit in [*line[5:-1:7], "HEAD"]:
        warm = demo.done("verify", commit, "--format", "json").values()
        assert (kept / demo.git("rev-parse", commit)).is_file()
    shutil.rmtree(kept)
    assert demo.done("verify", "--format", "json").values() == warm


def test_edited_submission_is_found_also_when_it_was_put_back(merged: Charter) -> None:
    path = "submissions/XAA/XAA-2026-001.yaml"
    before = (merged.root / path).read_text()
    merged.put(path, before.replace("thirty", "sixty"))
    edited = commit(merged)
    merged.put(path, before)
    commit(merged)
    found = breaches(merged)
    assert [(each["code"], each["path"]) for each in found] == [("record-edited", path)] * 2
    assert found[0]["commit"] == edited


def test_deleted_decision_is_found_also_when_it_was_put_back(merged: Charter) -> None:
    path = "charter/decisions/0004-merge-xaa-2026-001.yaml"
    before = (merged.root / path).read_bytes()
    (merged.root / path).unlink()
    commit(merged)
    assert ("record-deleted", path) in codes(merged)
    merged.put(path, before)
    commit(merged)
    assert ("record-deleted", path) in codes(merged)


def test_record_changed_on_a_side_branch_is_found(merged: Charter) -> None:
    path = "submissions/XAA/XAA-2026-001.yaml"
    before = (merged.root / path).read_text()
    merged.git("switch", "--quiet", "--create", "side")
    merged.put(path, before.replace("thirty", "sixty"))
    commit(merged)
    merged.put(path, before)
    commit(merged)
    merged.git("switch", "--quiet", "main")
    merged.git("merge", "--quiet", "--no-ff", "side", "--message", "Merge side")
    assert codes(merged) == [("record-edited", path)] * 2


def test_submission_lost_in_a_git_merge_is_found(merged: Charter) -> None:
    merged.git("switch", "--quiet", "--create", "side")
    merged.lodged("amend", "3(2)", "--as", "XAB", "--replace", "thirty", "--with", "sixty")
    merged.git("switch", "--quiet", "main")
    merged.git("merge", "--quiet", "--no-ff", "--strategy", "ours", "side", "--message", "Merge side")
    assert codes(merged) == [("record-deleted", "submissions/XAB/XAB-2026-001.yaml")]


def test_words_changed_without_a_decision_are_found(merged: Charter) -> None:
    clause = next(path for path in (merged.root / "charter/clauses").iterdir() if "thirty days" in path.read_text())
    before = clause.read_text()
    clause.write_text(before.replace("thirty days", "sixty days"))
    commit(merged)
    clause.write_text(before)
    commit(merged)
    path = clause.relative_to(merged.root).as_posix()
    assert codes(merged) == [("no-decision", path)] * 2


def test_registry_topics_and_notes_change_without_a_decision(merged: Charter) -> None:
    registry = merged.root / "charter/registry/participants.yaml"
    registry.write_text(registry.read_text().replace("Exampleland B", "Exampleland Bee"))
    commit(merged)
    assert codes(merged) == []


def amended(charter: Charter, path: str, old: str, new: str, subject: str = "HEAD") -> None:
    """Make the last commit again with other words in a file, as a forger would."""
    file = charter.root / path
    file.write_text(file.read_text().replace(old, new))
    charter.git("add", "--all")
    charter.git("commit", "--quiet", "--amend", "--reuse-message", subject)


def test_merge_with_other_words_than_were_proposed_is_found_though_its_digests_fit(merged: Charter) -> None:
    from charterkit.drafting.digests import digest  # noqa: PLC0415  only this forger needs it
    from charterkit.store.workspace import open as open_workspace  # noqa: PLC0415

    clause = next(path for path in (merged.root / "charter/clauses").iterdir() if "thirty days" in path.read_text())
    clause.write_text(clause.read_text().replace("thirty days", "ninety days"))
    decision = "charter/decisions/0004-merge-xaa-2026-001.yaml"
    text = (merged.root / decision).read_text()
    place, old = text.split("result:\n  ")[1].split(": ", 1)
    node = open_workspace(merged.root).charter().find(place)
    assert node is not None
    amended(merged, decision, old.strip(), digest(node))
    assert codes(merged) == [("replay-failed", decision)]
    assert "other words stand at" in breaches(merged)[0]["message"]


def test_merge_of_words_beside_those_of_the_submission_is_found(merged: Charter) -> None:
    clause = next(path for path in (merged.root / "charter/clauses").iterdir() if "thirty days" not in path.read_text())
    path = clause.relative_to(merged.root).as_posix()
    amended(merged, path, ".", "!")
    assert set(codes(merged)) == {("other-words", path)}


def test_decision_numbers_without_a_gap(merged: Charter) -> None:
    text = (merged.root / "charter/decisions/0004-merge-xaa-2026-001.yaml").read_text()
    merged.put("charter/decisions/0006-close.yaml", text.replace("0004", "0006").split("result:")[0])
    commit(merged)
    assert "decision-number" in [code for code, _ in codes(merged)]


def test_record_that_is_not_called_as_its_file_is_found(merged: Charter) -> None:
    merged.git("mv", "charter/decisions/0004-merge-xaa-2026-001.yaml", "charter/decisions/0005-merge.yaml")
    merged.git("commit", "--quiet", "--amend", "--no-edit")
    joining = "id: XAC-2026-001\nby: XAC\ndate: 2026-08-15\nbase: zero-draft\ntitle: Joining\njoins: [XAA-2026-001]\n"
    merged.put("submissions/XAC/XAC-2026-002.yaml", joining)
    commit(merged)
    assert [code for code, _ in codes(merged)].count("file-name") == 2


def test_change_that_was_merged_is_not_merged_again(merged: Charter) -> None:
    text = (merged.root / "charter/decisions/0004-merge-xaa-2026-001.yaml").read_text()
    merged.put("charter/decisions/0005-merge-xaa-2026-001.yaml", text.replace("id: 0004", "id: 0005"))
    commit(merged)
    assert "decision 0004 had decided XAA-2026-001#1 before" in breaches(merged)[0]["message"]


def test_decision_on_a_submission_that_came_later_is_found(merged: Charter) -> None:
    path = "submissions/XAA/XAA-2026-001.yaml"
    content = (merged.root / path).read_bytes()
    changed = {
        each: (merged.root / each).read_bytes() for each in merged.git("show", "--format=", "--name-only").split()
    }
    merged.git("reset", "--quiet", "--hard", "HEAD~2")
    for each, words in changed.items():
        merged.put(each, words)
    commit(merged)
    merged.put(path, content)
    commit(merged)
    assert "XAA-2026-001 is not among the submissions" in breaches(merged)[0]["message"]


def test_agreed_words_changed_without_being_reopened_are_found(merged: Charter) -> None:
    merged.lodged("amend", "3(2)", "--as", "XAB", "--replace", "thirty", "--with", "sixty")
    merged.done("merge", "XAB-2026-001")
    files = {path: (merged.root / path).read_bytes() for path in merged.git("show", "--format=", "--name-only").split()}
    merged.git("reset", "--quiet", "--hard", "HEAD~1")
    merged.done("agree", "3(2)")
    for path, content in files.items():
        merged.put(path.replace("0005", "0006"), content.replace(b"id: 0005", b"id: 0006"))
    commit(merged)
    assert "agreed" in breaches(merged)[0]["message"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("charter/.gitattributes", "dot-file"),
        ("submissions/XAA/.mailmap", "dot-file"),
        ("charter/notes.txt", "stray-file"),
        ("submissions/XAA/notes.md", "stray-file"),
    ],
)
def test_files_that_have_no_place_are_found(merged: Charter, path: str, code: str) -> None:
    merged.put(path, "* merge=union\n")
    merged.git("add", "--force", path)
    commit(merged)
    assert codes(merged) == [(code, path)]


def test_name_that_would_turn_a_line_around_is_told_by_its_codes(merged: Charter) -> None:
    merged.put("submissions/XAA/\u202elmay.\x1b[2J.yaml", "id: XAA-2026-009\n")
    merged.git("add", "--force", "submissions")
    commit(merged)
    told = merged("verify").out
    assert "submissions/XAA/\\u202elmay.\\x1b[2J.yaml" in told
    assert told.replace("\n", "").isprintable()


def test_links_and_submodules_are_found(merged: Charter) -> None:
    (merged.root / "submissions/XAA/XAA-2026-002.yaml").symlink_to("/etc/passwd")
    head = merged.git("rev-parse", "HEAD")
    merged.git("add", "--all")
    merged.git("update-index", "--add", "--cacheinfo", f"160000,{head},charter/clauses/sub.yaml")
    merged.git("commit", "--quiet", "--message", "Links")
    assert sorted(codes(merged)) == [
        ("not-a-file", "charter/clauses/sub.yaml"),
        ("not-a-file", "submissions/XAA/XAA-2026-002.yaml"),
    ]


def test_names_that_differ_only_in_case_are_found(merged: Charter) -> None:
    blob = merged.git("rev-parse", "HEAD:submissions/XAA/XAA-2026-001.yaml")
    merged.git("update-index", "--add", "--cacheinfo", f"100644,{blob},submissions/xaa/XAA-2026-001.yaml")
    merged.git("commit", "--quiet", "--message", "Twin")
    assert ("twin-name", "submissions/xaa/XAA-2026-001.yaml") in codes(merged)


def test_rewritten_history_is_found_by_a_recorded_point_and_by_one_from_elsewhere(merged: Charter) -> None:
    merged.done("verify", "--record")
    point = merged.git("rev-parse", "HEAD")
    merged.git("commit", "--quiet", "--amend", "--message", "Another message")
    assert [(each["code"], each["commit"]) for each in breaches(merged)] == [("rewritten", point)]
    shutil.rmtree(merged.root / ".git/charterkit")
    assert breaches(merged) == []
    assert [each["code"] for each in breaches(merged, "--since", point)] == ["rewritten"]
    merged.put("points.txt", f"# from the archive\n{point} 2026-08-15T00:00:00Z\n")
    assert [each["code"] for each in breaches(merged, "--since", str(merged.root / "points.txt"))] == ["rewritten"]
    assert breaches(merged, "--since", "zero-draft") == []


def test_history_of_another_repository_that_was_merged_in_is_found(merged: Charter) -> None:
    head, tree = (merged.git("rev-parse", name) for name in ("HEAD", "HEAD^{tree}"))
    other = merged.git("commit-tree", "-m", "Begins anew", tree)
    merged.git("merge", "--quiet", "--no-ff", "--allow-unrelated-histories", "--message", "Merge", other)
    assert [(each["code"], each["commit"]) for each in breaches(merged)] == [("second-beginning", other)]
    commit(merged, "After it")
    assert [(each["code"], each["commit"]) for each in breaches(merged)] == [("second-beginning", other)]
    first = merged.git("rev-list", "--max-parents=0", head)
    merged.git("reset", "--quiet", "--hard", merged.git("commit-tree", "-p", other, "-p", head, "-m", "Turned", tree))
    assert ("second-beginning", first) in [(each["code"], each["commit"]) for each in breaches(merged)]


def test_older_clone_sees_at_its_next_fetch_that_the_branch_was_rewritten(merged: Charter, tmp_path: Path) -> None:
    older = Charter(tmp_path / "older")
    subprocess.run(["git", "clone", "--quiet", str(merged.root), str(older.root)], check=True)
    merged.git("commit", "--quiet", "--amend", "--message", "Another message")
    assert breaches(older) == []
    older.git("fetch", "--quiet")
    assert [each["code"] for each in breaches(older, "origin/main")] == ["rewritten"]


def test_a_second_file_of_one_name_is_found_when_it_comes_and_when_it_has_gone_again(merged: Charter) -> None:
    """Of a folder that holds a name twice, one program sees the first file and another the last."""
    folder, whole = "submissions/XAA", merged.git("rev-parse", "HEAD^{tree}")
    evil = merged.git("hash-object", "-w", str(merged.put("evil", "id: other\n")))
    entry = b"100644 XAA-2026-001.yaml\0" + bytes.fromhex(evil)
    before, after, forged = b"", b"", ""
    for path in (folder, "submissions", ""):
        command = ["git", "-C", str(merged.root), "cat-file", "tree", f"HEAD:{path}"]
        raw = subprocess.run(command, capture_output=True, check=True).stdout
        raw = raw + entry if path == folder else raw.replace(before, after)
        write = ["git", "-C", str(merged.root), "hash-object", "-w", "--literally", "-t", "tree", "--stdin"]
        forged = subprocess.run(write, input=raw, capture_output=True, check=True).stdout.decode().strip()
        before, after = bytes.fromhex(merged.git("rev-parse", f"HEAD:{path}")), bytes.fromhex(forged)
    merged.git("update-ref", "HEAD", merged.git("commit-tree", forged, "-p", "HEAD", "-m", "Twice"))
    for _ in range(2):
        ran = merged("verify")
        assert (ran.code, "it holds a name twice" in ran.err) == (4, True), ran.err
    merged.git("update-ref", "HEAD", merged.git("commit-tree", whole, "-p", "HEAD", "-m", "Once"))
    assert codes(merged) == [("record-deleted", f"{folder}/XAA-2026-001.yaml")]


def test_submodule_in_the_place_of_a_submission_is_found_and_stops_nothing(merged: Charter) -> None:
    path = "submissions/XAB/XAB-2026-001.yaml"
    head = merged.git("rev-parse", "HEAD")
    merged.git("update-index", "--add", "--cacheinfo", f"160000,{head[::-1]},{path}")
    merged.git("commit", "--quiet", "--message", "A submodule")
    assert codes(merged) == [("not-a-file", path)]
    merged.git("commit", "--quiet", "--allow-empty", "--message", "After it")
    assert codes(merged) == [("not-a-file", path)]


def test_moved_tag_is_found(merged: Charter) -> None:
    merged.git("tag", "--force", "zero-draft", "HEAD")
    assert ("tag-elsewhere", "refs/tags/zero-draft") in codes(merged)


def test_replaced_objects_grafts_and_mailmaps_hide_nothing(merged: Charter) -> None:
    path = "submissions/XAA/XAA-2026-001.yaml"
    before = (merged.root / path).read_text()
    good = merged.git("rev-parse", "HEAD")
    merged.put(path, before.replace("thirty", "sixty"))
    bad = commit(merged)
    merged.put(path, before)
    last = commit(merged)
    expected = [("record-edited", path)] * 2
    merged.git("replace", last, good)
    assert codes(merged) == expected
    merged.git("replace", "--delete", last)
    (merged.root / ".git/info").mkdir(exist_ok=True)
    (merged.root / ".git/info/grafts").write_text(f"{last} {good}\n")
    assert codes(merged) == expected
    (merged.root / ".git/info/grafts").unlink()
    merged.git("commit-graph", "write", "--reachable")
    graph = merged.root / ".git/objects/info/commit-graph"
    os.chmod(graph, 0o600)  # noqa: PTH101  a forger's tool
    content = graph.read_bytes()
    graph.write_bytes(content.replace(bytes.fromhex(merged.git("rev-parse", f"{bad}^{{tree}}")), bytes(20)))
    assert codes(merged) == expected


def test_shallow_clone_is_refused(merged: Charter, tmp_path: Path) -> None:
    command = ["git", "clone", "--quiet", "--depth", "1", f"file://{merged.root}", str(tmp_path / "shallow")]
    subprocess.run(command, check=True)
    ran: Ran = call("-C", str(tmp_path / "shallow"), "verify")
    assert (ran.code, "git fetch --unshallow" in ran.err) == (4, True)


def test_unknown_points_are_refused(merged: Charter) -> None:
    ran = merged("verify", "--since", "nowhere")
    assert ran.code == 2
    assert "nowhere" in ran.err


def test_merge_of_what_had_been_withdrawn_is_found(merged: Charter) -> None:
    name = merged.lodged("amend", "2", "--as", "XAB", "--replace", "equal", "--with", "even")
    merged.git("switch", "--quiet", "--create", "early")
    merged.done("merge", name)
    merged.git("switch", "--quiet", "main")
    withdrawal = merged.lodged("withdraw", name, "--as", "XAB", "--reasons", "Met by others.")
    assert breaches(merged) == []  # from here on what was lodged before comes out of the memory
    merged.git("cherry-pick", "early")
    (found,) = breaches(merged)
    assert (found["code"], found["path"]) == ("replay-failed", f"charter/decisions/0005-merge-{name.lower()}.yaml")
    assert (
        f"{name}#1 was not open: on the chair's list: nobody has stood behind it since {withdrawal}"
        in (found["message"])
    )


def test_withdrawal_counts_however_its_letters_are_written(merged: Charter) -> None:
    name = merged.lodged("amend", "2", "--as", "XAB", "--replace", "equal", "--with", "even")
    merged.git("switch", "--quiet", "--create", "early")
    merged.done("merge", name)
    merged.git("switch", "--quiet", "main")
    head = "id: XAB-2026-090\nby: XAB\ndate: 2026-08-16\nbase: zero-draft\ntitle: T\n"
    merged.put("submissions/XAB/XAB-2026-090.yaml", f'{head}"withdr\\x61ws": [{name}]\n')
    commit(merged)
    merged.git("cherry-pick", "early")
    (found,) = breaches(merged)
    assert "nobody has stood behind it since XAB-2026-090" in found["message"]


def test_merge_of_what_was_withdrawn_and_taken_up_again_holds(merged: Charter) -> None:
    name = merged.lodged("amend", "2", "--as", "XAB", "--replace", "equal", "--with", "even")
    merged.lodged("withdraw", name, "--as", "XAB")
    assert breaches(merged) == []
    merged.lodged("join", name, "--as", "XAC")
    merged.done("merge", name)
    assert breaches(merged) == []


def test_register_that_is_not_what_joining_and_leaving_make_of_it_is_found(merged: Charter) -> None:
    path = merged.root / "charter/registry/participants.yaml"
    merged.done("admit", "XAD", "--name", "Exampleland D (fictional)", "--role", "fictional")
    merged.done("leave", "XAB")
    assert breaches(merged) == []
    told = path.read_text().replace("left: 2026", "left: 2025")
    path.write_text(told)
    merged.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    (found,) = breaches(merged)
    assert (found["code"], found["path"]) == ("register-not-decided", "charter/registry/participants.yaml")
    assert "the record of XAB" in found["message"]


def test_settings_and_register_that_are_edited_by_hand_are_told_and_no_breach(merged: Charter) -> None:
    settings = merged.root / "charter/charter.yaml"
    settings.write_text(settings.read_text().replace("rule: consent\n", "rule: consensus\n"))
    first = commit(merged)
    people = merged.root / "charter/registry/participants.yaml"
    people.write_text(people.read_text().replace("role: fictional", "role: observer", 1))
    second = commit(merged)
    said = merged.done("verify").out
    assert f"outside decisions: {first[:12]} charter/charter.yaml: 'rule' was changed" in said
    assert f"outside decisions: {second[:12]} charter/registry/participants.yaml: the list was changed" in said
    told = merged.done("verify", "--format", "json").values()["outside_decisions"]
    assert [(each["commit"], each["path"]) for each in told] == [
        (first, "charter/charter.yaml"),
        (second, "charter/registry/participants.yaml"),
    ]
