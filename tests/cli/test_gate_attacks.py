"""Attacks on a repository behind the gate, each by a real push: what is refused, and what may enter harmlessly."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.gate_server import AMEND, SUBMISSION, Server, commit, lodged, push
from tests.cli.runner import Charter
from tests.cli.signers import public, use

FUTURE = {"GIT_COMMITTER_DATE": "2099-06-01T00:00:00Z", "GIT_AUTHOR_DATE": "2099-06-01T00:00:00Z"}


def stored(clone: Charter, kind: str, content: bytes) -> str:
    """Store an object that git itself would not make; return its id."""
    command = ["git", "-C", str(clone.root), "hash-object", "-w", "--literally", "-t", kind, "--stdin"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode().strip()


def forged_tree(clone: Charter, *, more: bytes = b"", twice: bytes = b"") -> str:
    """Return a commit, signed as the clone signs, of a tree with an entry more, or with one of its own twice."""
    raw = b""
    for line in clone.git("ls-tree", "HEAD").splitlines():
        mode, _, key, name = line.replace("\t", " ").split(" ", 3)
        entry = f"{mode.lstrip('0')} {name}\0".encode() + bytes.fromhex(key)
        raw += entry * (2 if name.encode() == twice else 1)
    return clone.git("commit-tree", "-S", "-p", "HEAD", "-m", "Forged", stored(clone, "tree", raw + more))


def test_empty_commits_of_a_delegation_do_not_enter(server: Server) -> None:
    clone = server.clone("XAA")
    commit(clone)
    assert "a commit of XAA brings nothing" in server.refuses(clone)


def test_receipt_of_the_secretariat_enters_though_it_brings_nothing(server: Server) -> None:
    commit(server.secretariat, "Received up to here")
    server.accepts(server.secretariat)


def test_flood_of_refs_is_refused_in_few_words(server: Server) -> None:
    clone = server.clone("XAA")
    head = clone.git("rev-parse", "HEAD")
    names = "".join(f"create refs/heads/flood-{number} {head}\n" for number in range(500))
    subprocess.run(["git", "-C", str(clone.root), "update-ref", "--stdin"], input=names, text=True, check=True)
    told = server.refuses(clone, "origin", "refs/heads/*:refs/heads/*")
    assert "only main and the tags of versions are kept here" in told
    assert "... and 450 more" in told
    assert told.count("are kept here") == 50


def test_tag_that_says_something_else_than_its_release_is_refused_and_the_releases_own_enters(server: Server) -> None:
    server.secretariat.done("release", "next")
    server.accepts(server.secretariat)
    clone = server.clone("XAA")
    clone.git("tag", "--annotate", "--message", "CL/2026/WD.99\n\nAdopted by all", "next", "origin/main")
    assert "its message is not that of the release" in server.refuses(clone, "origin", "next")
    clone.git("tag", "--delete", "next")
    clone.done("doctor", "--fix")
    server.accepts(clone, "origin", "next")


def test_tag_of_a_tag_is_refused(server: Server) -> None:
    server.secretariat.done("release", "next")
    server.accepts(server.secretariat)
    inner = server.secretariat.git("rev-parse", "next")
    content = f"object {inner}\ntype tag\ntag next\ntagger A <a@b> 1786800000 +0000\n\nCL/2026/WD.3\n"
    outer = stored(server.secretariat, "tag", content.encode())
    assert "its message is not" in server.refuses(server.secretariat, "origin", f"{outer}:refs/tags/next")


def test_signed_version_tag_is_taken(server: Server) -> None:
    server.secretariat.done("release", "next")
    words = server.secretariat.git("tag", "--list", "--format=%(contents)", "next")
    server.secretariat.git("tag", "--force", "--sign", "--message", words, "next", "HEAD")
    server.accepts(server.secretariat, "--follow-tags")


def test_another_delegations_signed_commit_may_be_carried_along_but_not_signed_anew(server: Server) -> None:
    author, carrier, thief = (server.clone(code) for code in ("XAA", "XAB", "LOST"))
    lodged(author, "XAA")
    for clone in (carrier, thief):
        clone.git("pull", "--quiet", str(author.root), "main")
    thief.git("commit", "--quiet", "--amend", "--no-edit")
    assert "is not in the register" in server.refuses(thief)
    use(thief, server.keys, "XAB")
    thief.git("commit", "--quiet", "--amend", "--no-edit")
    assert "a submission of XAA is signed by XAB" in server.refuses(thief)
    lodged(carrier, "XAB")
    told = server.accepts(carrier)
    assert "received submission XAA-2026-001" in told
    assert "received submission XAB-2026-001" in told


def test_commit_of_a_delegation_from_the_future_is_refused(server: Server) -> None:
    clone = server.clone("XAA")
    clone.done(*AMEND, "--as", "XAA")
    commit(clone, **FUTURE)
    assert "dated in the future" in server.refuses(clone)


def test_key_that_is_not_valid_yet_is_refused_however_its_commit_is_dated(server: Server, keys: Path) -> None:
    server.secretariat.done("keys", "add", "XAC", str(keys / "LOST.pub"), "--from", "2098-01-01")
    server.accepts(server.secretariat)
    clone = server.clone("LOST")
    clone.put("submissions/XAC/XAC-2026-001.yaml", SUBMISSION.format(code="XAC"))
    commit(clone, **FUTURE)
    assert "its key was not valid yet" in server.refuses(clone)


def test_one_key_for_two_participants_is_refused_even_from_the_secretariat(server: Server, keys: Path) -> None:
    clone = server.secretariat
    clone.done("keys", "add", "XAC", str(keys / "LOST.pub"))
    for folder in ("charter/keys", "charter/decisions"):
        for file in (clone.root / folder).iterdir():
            file.write_text(file.read_text().replace(public(keys, "LOST"), public(keys, "XAA")))
    clone.git("commit", "--quiet", "--amend", "--all", "--no-edit")
    assert "this key is registered for XAA already" in server.refuses(clone)


def test_merge_of_several_branches_enters_and_what_it_brings_is_told_once(server: Server) -> None:
    clone = server.secretariat
    for code in ("XAA", "XAB"):
        other = server.clone(code)
        lodged(other, code)
        clone.git("fetch", "--quiet", str(other.root), f"main:{code}")
    clone.git("merge", "--quiet", "--no-ff", "-S", "-m", "Octopus", "XAA", "XAB")
    told = server.accepts(clone, "origin", "main")
    assert told.count("received submission XAA-2026-001") == 1


def test_merge_that_changes_what_it_takes_in_is_refused(server: Server) -> None:
    other, clone = server.clone("XAA"), server.secretariat
    file = lodged(other, "XAA")
    clone.git("fetch", "--quiet", str(other.root), "main:XAA")
    clone.git("merge", "--quiet", "--no-ff", "--no-commit", "XAA")
    (clone.root / file).write_text((clone.root / file).read_text().replace("thirty", "ninety"))
    commit(clone, "Merge")
    assert "a lodged submission was edited" in server.refuses(clone, "origin", "main")


def test_unsigned_merge_that_puts_back_what_stood_before_is_refused(server: Server) -> None:
    settings = server.secretariat.root / "charter/charter.yaml"
    settings.write_text(settings.read_text().replace("outline:\n", "require_signatures: true\noutline:\n", 1))
    commit(server.secretariat)
    server.accepts(server.secretariat)
    clone = server.clone(None)
    clone.git("read-tree", "-u", "--reset", "HEAD~1")
    file = clone.put("submissions/XAA/XAA-2026-001.yaml", SUBMISSION.format(code="XAA"))
    clone.done("sign", str(file), "--key", str(server.keys / "XAA"))
    clone.git("add", "--all")
    merge = clone.git("commit-tree", "-p", "HEAD", "-p", "HEAD~1", "-m", "Merge", clone.git("write-tree"))
    told = server.refuses(clone, "origin", f"{merge}:refs/heads/main")
    assert "charter/charter.yaml: the commit is not signed, and does more than lodge submissions" in told


def test_history_without_the_branch_is_refused_as_a_parent_and_as_a_tip(server: Server) -> None:
    clone = server.secretariat
    orphan = clone.git("commit-tree", "-S", "-m", "Orphan", "HEAD^{tree}")
    assert "this would rewrite" in server.refuses(clone, "--force", "origin", f"{orphan}:main")
    first = clone.git("commit-tree", "-S", "-p", orphan, "-p", "HEAD", "-m", "Turned", "HEAD^{tree}")
    assert "took the branch into yours" in server.refuses(clone, "origin", f"{first}:main")


def test_history_of_another_repository_does_not_enter_beside_the_branch(server: Server) -> None:
    clone = server.secretariat
    other = clone.git("commit-tree", "-S", "-m", "Elsewhere", "HEAD^{tree}")
    merge = clone.git("commit-tree", "-S", "-p", "HEAD", "-p", other, "-m", "Merge", "HEAD^{tree}")
    told = server.refuses(clone, "origin", f"{merge}:refs/heads/main")
    assert f"{other[:12]}: this commit follows no other: the history of another repository was merged" in told


def test_work_from_a_shallow_clone_enters_and_shortens_nothing(server: Server) -> None:
    root = server.root / "shallow"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{server.bare}", str(root)], check=True)
    clone = Charter(root)
    use(clone, server.keys, "XAA")
    clone.put("submissions/XAA/XAA-2026-001.yaml", SUBMISSION.format(code="XAA"))
    commit(clone)
    server.accepts(clone)
    assert not (server.bare / "shallow").exists()
    assert Charter(server.bare).git("rev-list", "--count", "main") != "1"


@pytest.mark.parametrize(
    "forge",
    [
        lambda clone: forged_tree(clone, twice=b"README.md"),
        lambda clone: forged_tree(
            clone, more=b"100644 submissions/XAA/XAA-2026-009.yaml\0" + bytes.fromhex(stored(clone, "blob", b"id: x\n"))
        ),
        lambda clone: forged_tree(clone, more=b"40000 .git\0" + bytes.fromhex(stored(clone, "tree", b""))),
    ],
    ids=["an entry twice", "a path as a name", "a folder called .git"],
)
def test_trees_that_git_itself_would_not_make_do_not_enter(server: Server, forge: Callable[[Charter], str]) -> None:
    clone = server.secretariat
    before = server.refs()
    code, told = push(clone, "origin", f"{forge(clone)}:refs/heads/main")
    assert (code, "unpacker error" in told or "refused" in told) == (1, True), told
    assert server.refs() == before


@pytest.mark.parametrize("twice", [b"README.md", b"charter"])
def test_a_name_that_stands_twice_does_not_enter_where_the_gate_was_put_up_by_hand(
    server: Server, twice: bytes
) -> None:
    """Nobody told git to check what comes in."""
    Charter(server.bare).git("config", "--unset-all", "receive.fsckObjects")
    lodged(server.clone("XAA"), "XAA")
    server.accepts(Charter(server.root / "clone-XAA"))
    server.secretariat.git("pull", "--quiet")
    before, forged = server.refs(), forged_tree(server.secretariat, twice=twice)
    code, told = push(server.secretariat, "origin", f"{forged}:refs/heads/main")
    assert (code, "holds a name twice" in told, server.refs()) == (1, True, before), told


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (f"{'XAA-2026-001' * 20}.yaml", "the file's name says"),
        ("XAA-2026-001.YAML", "call it XAA-2026-001.yaml"),
        ("xaa-2026-001.yaml", "the file's name says"),
        ("XAA-2026-001e\u0301.yaml", "not in Unicode normal form C"),
        ("XAA-2026-001.yaml\x1b[31m", "unprintable character"),
        ("XAA-2026-001.yaml.sig", "came without its submission"),
        ("sub/XAA-2026-001.yaml", "no record belongs here"),
    ],
)
def test_names_that_lead_astray_do_not_enter(server: Server, name: str, says: str) -> None:
    clone = server.clone("XAA")
    clone.put(f"submissions/XAA/{name}", SUBMISSION.format(code="XAA"))
    commit(clone)
    told = server.refuses(clone)
    assert says in told
    assert "\x1b" not in told


def test_submission_larger_than_a_record_may_be_is_refused(server: Server) -> None:
    clone = server.clone("XAA")
    long = "note: |\n" + ("  " + "x" * 100 + "\n") * 20_000
    clone.put("submissions/XAA/XAA-2026-001.yaml", SUBMISSION.format(code="XAA") + long)
    commit(clone)
    assert "at most 1,048,576 are read" in server.refuses(clone)


def test_push_larger_than_the_server_takes_is_refused_by_git(server: Server) -> None:
    Charter(server.bare).git("config", "receive.maxInputSize", "10k")
    clone = server.clone("XAA")
    clone.put("submissions/XAA/XAA-2026-001.yaml", os.urandom(50_000).hex())
    commit(clone)
    code, told = push(clone)
    assert (code, "exceeds maximum allowed size" in told) == (1, True), told


def test_grafts_and_replaced_objects_on_the_server_change_nothing(server: Server) -> None:
    clone = server.clone("XAA")
    lodged(clone, "XAA")
    head, parent = (clone.git("rev-parse", name) for name in ("HEAD~1", "HEAD~2"))
    Charter(server.bare).git("update-ref", f"refs/replace/{head}", parent)
    (server.bare / "info").mkdir(exist_ok=True)
    (server.bare / "info/grafts").write_text(f"{head}\n")
    server.accepts(clone)


def test_words_of_a_message_that_look_like_a_decision_decide_nothing(server: Server) -> None:
    clone = server.clone("XAA")
    clone.done(*AMEND, "--as", "XAA")
    commit(clone, "Merge XAA-2026-001\n\nDecision: 0007\nSubmission: XAA-2026-001\nVersion: final\n")
    server.accepts(clone)
    assert "XAA" not in clone.done("trace", "3(2)").out
    assert clone.done("verify").code == 0


def test_executable_submission_is_refused_and_enters_without_the_mark(server: Server) -> None:
    clone = server.clone("XAA")
    file = "submissions/XAA/XAA-2026-001.yaml"
    clone.put(file, SUBMISSION.format(code="XAA")).chmod(0o755)
    commit(clone)
    told = server.refuses(clone)
    assert f"{file}: the file is marked as a program" in told
    assert clone("check").err.count("[executable]") == 1
    clone.git(*told.partition("take the mark away: git ")[2].partition(",")[0].split())
    clone.git("commit", "--quiet", "--amend", "--no-edit")
    server.accepts(clone)


@pytest.mark.parametrize("folder", ["CHARTER", "Submissions", "charter."])
def test_folder_that_some_machines_take_for_that_of_the_records_is_refused(server: Server, folder: str) -> None:
    clone = server.secretariat
    clone.put(f"{folder}/notes.md", "Notes\n")
    commit(clone)
    assert f"on some machines '{folder}' is the folder of the records" in server.refuses(clone)


def test_commit_dated_before_what_it_follows_is_refused_whoever_wrote_it(server: Server) -> None:
    clone = server.clone("XAA")
    clone.put("submissions/XAA/XAA-2026-001.yaml", SUBMISSION.format(code="XAA"))
    commit(clone, GIT_COMMITTER_DATE="1990-01-01T00:00:00Z")
    assert "the commit is dated before one that it follows" in server.refuses(clone)
    clone.git("commit", "--quiet", "--amend", "--no-edit")
    server.accepts(clone)


def test_authors_name_and_date_are_words_that_decide_nothing(server: Server) -> None:
    clone = server.clone("XAA")
    clone.put("submissions/XAA/XAA-2026-001.yaml", SUBMISSION.format(code="XAA"))
    commit(clone, GIT_AUTHOR_NAME="Land XAB", GIT_AUTHOR_DATE="2099-06-01T00:00:00Z")
    server.accepts(clone)
    assert clone.done("verify").code == 0


def test_bomb_of_zeros_is_not_read(server: Server) -> None:
    clone = server.clone("XAA")
    clone.put("submissions/XAA/XAA-2026-001.yaml", b"\0" * 40_000_000)
    commit(clone)
    assert "has 40,000,000 bytes, and at most 16,777,216 are read" in server.refuses(clone)


def test_commit_with_an_endless_message_is_refused(server: Server, tmp_path: Path) -> None:
    clone = server.clone("XAA")
    clone.put("submissions/XAA/XAA-2026-001.yaml", SUBMISSION.format(code="XAA"))
    (tmp_path / "message").write_text("word " * 300_000)
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "--file", str(tmp_path / "message"))
    assert "at most 1,048,576 are taken" in server.refuses(clone)


def test_flood_of_files_is_refused_in_one_line(server: Server) -> None:
    clone = server.clone("XAA")
    blob = bytes.fromhex(stored(clone, "blob", b"x"))
    flood = stored(clone, "tree", b"".join(b"100644 %06d\0" % number + blob for number in range(100_001)))
    more = b"40000 zz\0" + bytes.fromhex(flood)
    told = server.refuses(clone, "origin", f"{forged_tree(clone, more=more)}:refs/heads/main")
    assert "a commit changes more than 100,000 files" in told
    assert len(told) < 2_000


def test_more_submissions_than_a_session_has_come_in_parts(server: Server) -> None:
    clone = server.secretariat
    for part in ("A", "B"):
        for number in range(260):
            name = f"XAA-2026-{number + (1 if part == 'A' else 500):03}"
            clone.put(f"submissions/XAA/{name}.yaml", SUBMISSION.format(code="XAA").replace("XAA-2026-001", name))
        commit(clone, part)
    told = server.refuses(clone, "origin", "main")
    assert "the push brings 520 submissions, and at most 500 are taken at once" in told
    server.accepts(clone, *told.partition("in parts: git push ")[2].partition(",")[0].split())
    server.accepts(clone, "origin", "main")


def test_submissions_that_are_too_long_together_are_refused_unread(server: Server) -> None:
    clone = server.clone("XAA")
    for number in range(17):
        clone.put(f"submissions/XAA/XAA-2026-{number + 1:03}.yaml", f"# {number}\n{'x' * 1_048_000}\n")
    commit(clone)
    assert "bytes of submissions, and at most 16,777,216 are taken at once; bring them in several" in server.refuses(
        clone
    )


def test_flood_of_changes_by_many_commits_is_refused(server: Server) -> None:
    clone = server.secretariat
    blob = bytes.fromhex(stored(clone, "blob", b"x"))
    flood = stored(clone, "tree", b"".join(b"100644 %06d\0" % number + blob for number in range(60_000)))
    plain, full = clone.git("rev-parse", "HEAD^{tree}"), forged_tree(clone, more=b"40000 zz\0" + bytes.fromhex(flood))
    tip = full
    for tree in (plain, f"{full}^{{tree}}", plain):
        tip = clone.git("commit-tree", "-S", "-p", tip, "-m", "Flood", clone.git("rev-parse", tree))
    told = server.refuses(clone, "origin", f"{tip}:refs/heads/main")
    assert (
        "the push brings 120,000 changes of files or more, and at most 100,000 are taken at once; push them in" in told
    )
    assert f"git push origin {full[:12]}:main" in told


def test_flood_of_changes_against_many_parents_is_refused(server: Server) -> None:
    clone = server.secretariat
    blob = bytes.fromhex(stored(clone, "blob", b"x"))
    flood = stored(clone, "tree", b"".join(b"100644 %06d\0" % number + blob for number in range(40_000)))
    full = clone.git("rev-parse", f"{forged_tree(clone, more=b'40000 zz' + bytes(1) + bytes.fromhex(flood))}^{{tree}}")
    head = clone.git("rev-parse", "HEAD")
    sides = [clone.git("commit-tree", "-S", "-p", head, "-m", f"{name}", f"{head}^{{tree}}") for name in "abc"]
    parents = [part for each in (head, *sides) for part in ("-p", each)]
    octopus = clone.git("commit-tree", "-S", *parents, "-m", "Octopus", full)
    assert "a commit changes more than 100,000 files" in server.refuses(clone, "origin", f"{octopus}:refs/heads/main")


def test_path_that_no_system_holds_is_refused_at_once(server: Server) -> None:
    clone = server.secretariat
    tree = stored(clone, "tree", b"100644 x\0" + bytes.fromhex(stored(clone, "blob", b"x")))
    for _ in range(40):
        tree = stored(clone, "tree", b"40000 " + b"y" * 200 + b"\0" + bytes.fromhex(tree))
    told = server.refuses(
        clone, "origin", f"{forged_tree(clone, more=b'40000 zz' + bytes(1) + bytes.fromhex(tree))}:refs/heads/main"
    )
    assert "a path of more than 4,096 characters" in told


def test_long_messages_of_many_commits_are_refused_unread(server: Server) -> None:
    clone = server.clone("XAA")
    head, tree = clone.git("rev-parse", "HEAD"), clone.git("rev-parse", "HEAD^{tree}")
    words = "word " * 200_000
    commits = "".join(
        f"commit refs/heads/main\ncommitter A <a@b> 1786800000 +0000\ndata {len(words)}\n{words}\n"
        + (f"from {head}\nM 040000 {tree} \n\n" if number == 0 else "")
        for number in range(18)
    )
    command = ["git", "-C", str(clone.root), "fast-import", "--quiet", "--force"]
    subprocess.run(command, input=commits, text=True, check=True)
    assert "bytes of commits, and at most 16,777,216 are taken at once" in server.refuses(clone)


def test_large_files_among_the_records_are_refused_unread_whatever_they_are_called(server: Server) -> None:
    clone = server.clone("XAA")
    for number in range(5):
        clone.put(f"submissions/XAA/{number}.bin", b"%d" % number + b"\0" * 15_000_000)
    commit(clone)
    assert "bytes of records, and at most 67,108,864 are taken at once" in server.refuses(clone)


def test_flood_of_commits_is_refused_unread(server: Server) -> None:
    clone = server.clone("XAA")
    head, tree = clone.git("rev-parse", "HEAD"), clone.git("rev-parse", "HEAD^{tree}")
    who = "committer A <a@b> 1786800000 +0000\ndata 1\nx\n"
    flood = (
        f"commit refs/heads/main\n{who}from {head}\nM 040000 {tree} \n\n" + f"commit refs/heads/main\n{who}\n" * 1_200
    )
    command = ["git", "-C", str(clone.root), "fast-import", "--quiet", "--force"]
    subprocess.run(command, input=flood, text=True, check=True)
    told = server.refuses(clone)
    assert "the push brings 1,201 commits, and at most 1,000 are taken at once; push them in parts" in told


@pytest.mark.parametrize("ref", ["refs/notes/commits", "refs/replace/{head}", "refs/heads/HEAD", "refs/x/y"])
def test_refs_of_other_kinds_are_refused(server: Server, ref: str) -> None:
    clone = server.clone("XAA")
    head = clone.git("rev-parse", "HEAD")
    assert "only main and the tags of versions are kept here" in server.refuses(
        clone, "origin", f"HEAD~1:{ref.format(head=head)}"
    )


@pytest.mark.parametrize("setting", ["receive.fsckObjects=false", "receive.fsck.duplicateEntries=warn"])
def test_repository_that_takes_damaged_objects_takes_nothing_until_it_checks_them_again(
    server: Server, setting: str
) -> None:
    clone, bare = server.clone("XAA"), Charter(server.bare)
    lodged(clone, "XAA")
    bare.git("config", *setting.split("="))
    assert "on the server: git config receive.fsckObjects true" in server.refuses(clone)
    bare.git("config", "--unset-all", setting.partition("=")[0])
    bare.git("config", "receive.fsckObjects", "true")
    server.accepts(clone)
