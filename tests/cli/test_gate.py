"""The gate of a shared repository, by real pushes: what may enter, what is refused and in which words."""

from __future__ import annotations

import json
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.cli import smart_http, ssh_server
from tests.cli.gate_server import AMEND, SUBMISSION, Server, commit, lodged, push, serve
from tests.cli.runner import Charter, call
from tests.cli.signers import fingerprint, public, use
from tests.cli.ssh_server import Place

PUSHERS = 30
SPREAD = 0.7
"""Seconds, for each clone that is still to push, over which losers spread their next attempts; more each time."""


def test_delegation_pushes_its_submission_and_the_secretariat_decides(server: Server) -> None:
    clone = server.clone("XAA")
    lodged(clone, "XAA")
    assert "charterkit: received submission XAA-2026-001 in" in server.accepts(clone)
    server.secretariat.git("pull", "--quiet", "--rebase")
    server.secretariat.done("merge", "XAA-2026-001")
    server.secretariat.done("release", "first-draft")
    told = server.accepts(server.secretariat, "--follow-tags")
    assert "received decision 0007" in told
    assert "first-draft -> first-draft" in told
    clone.git("pull", "--quiet", "--rebase")
    assert clone.done("verify").code == 0


@pytest.fixture(params=["file", "http", "ssh"])
def transport(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> Iterator[Place]:
    """Where the repository is served over each transport, and the command that ssh takes."""
    home = Path(os.environ["HOME"])
    if request.param == "file":
        yield Place(f"file://{server.root}", "")
    elif request.param == "http":
        with smart_http.serving(server.root, home) as address:
            yield Place(address, "")
    elif ssh_server.program() is None:
        pytest.skip("there is no sshd here, and it is not installed where that would open a port of the machine")
    else:
        (tmp_path / "ssh").mkdir()
        with ssh_server.serving(server.root, home, tmp_path / "ssh") as place:
            yield place


def test_gate_judges_alike_whatever_carries_the_push(server: Server, transport: Place) -> None:
    url = f"{transport.address}/charter.git"
    honest = server.clone("XAA", url, ssh=transport.command)
    lodged(honest, "XAA")
    assert "charterkit: received submission XAA-2026-001 in" in server.accepts(honest)
    forger = server.clone("XAB", url, ssh=transport.command)
    forger.done(*AMEND, "--as", "XAA")
    forger.done("lodge")
    told = server.refuses(forger)
    assert "submissions/XAA/XAA-2026-002.yaml: a submission of XAA is signed by XAB" in told
    honest.git("pull", "--quiet", "--rebase")
    assert honest.done("verify").code == 0


def test_submission_with_a_detached_signature_enters_in_an_unsigned_commit(server: Server, keys: Path) -> None:
    clone = server.clone(None)
    file = clone.root / str(clone.done(*AMEND, "--as", "XAA", "--format", "json").values()["file"])
    assert call("sign", str(file), "--key", str(keys / "XAA")).code == 0
    clone.done("lodge")
    server.accepts(clone)


def test_unsigned_submission_is_refused(server: Server) -> None:
    clone = server.clone(None)
    lodged(clone, "XAA")
    assert "submissions/XAA/XAA-2026-001.yaml: the submission is not signed by XAA" in server.refuses(clone)


def test_submission_signed_with_anothers_key_is_refused(server: Server) -> None:
    clone = server.clone("XAB")
    lodged(clone, "XAA")
    assert "a submission of XAA is signed by XAB" in server.refuses(clone)


def test_submission_signed_with_an_unknown_key_is_refused(server: Server) -> None:
    clone = server.clone("LOST")
    lodged(clone, "XAA")
    assert "is not in the register" in server.refuses(clone)


def test_detached_signature_of_another_is_refused(server: Server, keys: Path) -> None:
    clone = server.clone("XAB")
    file = clone.root / str(clone.done(*AMEND, "--as", "XAA", "--format", "json").values()["file"])
    assert call("sign", str(file), "--key", str(keys / "XAB")).code == 0
    commit(clone)
    assert "a submission of XAA is signed by XAB" in server.refuses(clone)


def test_revoked_key_is_refused_from_then_on(server: Server) -> None:
    clone = server.clone("XAA")
    lodged(clone, "XAA")
    server.secretariat.done("keys", "revoke", "XAA", "--note", "Lost.")
    server.accepts(server.secretariat)
    clone.git("pull", "--quiet", "--rebase")
    assert "the key of XAA" in (told := server.refuses(clone))
    assert "is revoked" in told


def test_expired_key_is_refused_however_its_commit_is_dated(server: Server, keys: Path) -> None:
    server.secretariat.done(
        "keys", "add", "XAC", str(keys / "LOST.pub"), "--from", "2020-01-01", "--until", "2021-01-01"
    )
    server.accepts(server.secretariat)
    clone = server.clone("LOST")
    clone.done(*AMEND, "--as", "XAC")
    commit(clone, GIT_COMMITTER_DATE="2020-06-01T00:00:00Z", GIT_AUTHOR_DATE="2020-06-01T00:00:00Z")
    assert "its key had expired" in server.refuses(clone)


def test_expired_key_of_the_secretariat_is_refused_by_the_servers_clock(server: Server, keys: Path) -> None:
    server.secretariat.done(
        "keys", "add", "SEC", str(keys / "LOST.pub"), "--from", "2020-01-01", "--until", "2021-01-01"
    )
    server.accepts(server.secretariat)
    clone = server.clone("LOST")
    clone.put("README.md", "Changed\n")
    commit(clone, GIT_COMMITTER_DATE="2020-06-01T00:00:00Z")
    told = server.refuses(clone)
    assert "does not count today: its key had expired" in told


def test_commit_from_the_future_is_refused(server: Server) -> None:
    server.secretariat.put("README.md", "Changed\n")
    commit(server.secretariat, GIT_COMMITTER_DATE="2099-06-01T00:00:00Z")
    assert "dated in the future" in server.refuses(server.secretariat)


def test_decision_of_a_delegation_is_refused(server: Server) -> None:
    clone = server.clone("XAA")
    lodged(clone, "XAA")
    clone.done("merge", "XAA-2026-001")
    assert "may only add submissions of its own" in server.refuses(clone)


def test_merge_whose_text_does_not_replay_is_refused(server: Server) -> None:
    lodged(server.secretariat, "SEC")
    server.secretariat.done("merge", "SEC-2026-002")
    folder = server.secretariat.root / "charter/clauses"
    clause = next(path for path in folder.iterdir() if "thirty days" in path.read_text())
    clause.write_text(clause.read_text().replace("thirty days", "ninety days"))
    server.secretariat.git("commit", "--quiet", "--amend", "--all", "--no-edit")
    assert "are not what decision 0007 makes of them" in server.refuses(server.secretariat)


def test_words_changed_by_the_secretariat_without_a_decision_are_refused(server: Server) -> None:
    clause = next((server.secretariat.root / "charter/clauses").iterdir())
    clause.write_text(clause.read_text().replace(".", " or not."))
    commit(server.secretariat)
    assert "changed without a decision" in server.refuses(server.secretariat)


def test_edit_of_a_lodged_submission_is_refused_even_of_the_secretariats_own(server: Server) -> None:
    file = server.secretariat.root / "submissions/SEC/SEC-2026-001.yaml"
    before = file.read_text()
    file.write_text(before.replace("title: ", "title: New "))
    commit(server.secretariat)
    file.write_text(before)
    commit(server.secretariat)
    assert "a lodged submission was edited" in server.refuses(server.secretariat)


def test_registry_edit_inside_the_submissions_push_is_refused(server: Server) -> None:
    clone = server.clone("XAA")
    clone.done(*AMEND, "--as", "XAA")
    registry = clone.root / "charter/registry/participants.yaml"
    registry.write_text(registry.read_text().replace("Exampleland B", "Exampleland Bee"))
    commit(clone)
    assert "XAA changed this, and may only add submissions" in server.refuses(clone)


def test_old_register_sent_again_is_refused(server: Server) -> None:
    old = (server.secretariat.root / "charter/keys/revoked_keys").read_bytes()
    server.secretariat.done("keys", "revoke", "XAA")
    server.accepts(server.secretariat)
    clone = server.clone("XAA")
    clone.done(*AMEND, "--as", "XAA")
    clone.put("charter/keys/revoked_keys", old)
    commit(clone)
    told = server.refuses(clone)
    assert "the register of keys was changed by a commit that the secretariat has not signed" in told
    assert "is revoked" in told


def test_key_that_comes_with_what_it_signs_is_refused(server: Server, keys: Path) -> None:
    clone = server.clone("LOST")
    clone.done(*AMEND, "--as", "XAA")
    register = clone.root / "charter/keys/allowed_signers"
    register.write_text(f'{register.read_text()}XAA namespaces="git,charterkit" {public(keys, "LOST")}\n')
    commit(clone)
    assert "is not in the register" in server.refuses(clone)


@pytest.mark.parametrize(
    ("refspec", "says"),
    [
        (("HEAD:refs/heads/other",), "only main and the tags of versions are kept here"),
        (("HEAD:refs/notes/commits",), "only main and the tags of versions are kept here"),
        (("HEAD:refs/replace/0123456789012345678901234567890123456789",), "only main and the tags"),
        (("--force", "HEAD~1:main"), "this would rewrite what others have"),
        (("--delete", "main"), "the branch is never deleted"),
        (("--delete", "zero-draft"), "a tag is never moved or deleted"),
        (("--force", "HEAD:refs/tags/zero-draft"), "a tag is never moved or deleted"),
        (("HEAD:refs/tags/invented",), "there is no version of this name"),
    ],
)
def test_refs_other_than_the_branch_and_the_tags_of_versions_are_refused(
    server: Server, refspec: tuple[str, ...], says: str
) -> None:
    assert says in server.refuses(server.secretariat, "origin", *refspec)


def test_tag_of_a_version_points_where_it_was_released(server: Server) -> None:
    server.secretariat.done("release", "next")
    server.secretariat.git("tag", "--force", "next", "HEAD~1")
    assert "the tag points elsewhere" in server.refuses(server.secretariat, "origin", "main", "next")


def test_rewritten_history_is_refused(server: Server) -> None:
    server.secretariat.git("commit", "--quiet", "--amend", "--message", "Other")
    assert "this would rewrite what others have" in server.refuses(server.secretariat, "--force")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("submissions/XAA/.hidden", "names begin with a dot"),
        ("submissions/XAA/notes.txt", "no record belongs here"),
        (".mailmap", "a .mailmap has no place here"),
        (".gitattributes", "a .gitattributes has no place here"),
        ("docs/.gitmodules", "a .gitmodules has no place here"),
        ("README.md", "may only add submissions"),
    ],
)
def test_files_that_have_no_place_are_refused(server: Server, path: str, says: str) -> None:
    clone = server.clone("XAA")
    clone.put(path, "* merge=union\n")
    commit(clone)
    told = server.refuses(clone)
    assert says in told or "may only add submissions" in told


def test_links_submodules_and_twins_are_refused_from_the_secretariat_too(server: Server) -> None:
    clone = server.secretariat
    (clone.root / "templates/link").symlink_to("/etc/passwd")
    clone.git("add", "--all")
    blob = clone.git("rev-parse", "HEAD:submissions/SEC/SEC-2026-001.yaml")
    clone.git("update-index", "--add", "--cacheinfo", f"100644,{blob},submissions/sec/SEC-2026-001.yaml")
    clone.git("update-index", "--add", "--cacheinfo", f"160000,{clone.git('rev-parse', 'HEAD')},charter/sub")
    clone.git("commit", "--quiet", "--message", "Links")
    told = server.refuses(clone)
    assert "templates/link: a link or submodule has no place here" in told
    assert "charter/sub: this is a submodule" in told
    assert "only in case" in told


def test_bad_submission_is_refused_with_its_place(server: Server) -> None:
    clone = server.clone("XAA")
    file = clone.root / str(clone.done(*AMEND, "--as", "XAA", "--format", "json").values()["file"])
    file.write_text(file.read_text().replace("in good time", "in bad time"))
    commit(clone)
    told = server.refuses(clone)
    assert "submissions/XAA/XAA-2026-001.yaml:" in told


def test_merge_made_by_a_delegation_is_refused(server: Server) -> None:
    clone, other = server.clone("XAA"), server.clone("XAB")
    lodged(other, "XAB")
    server.accepts(other)
    lodged(clone, "XAA")
    clone.git("pull", "--quiet", "--no-rebase", "--no-edit")
    told = server.refuses(clone)
    assert "git pull --rebase" in told


def test_first_push_needs_the_register_and_may_be_bound_to_a_key(
    server: Server, keys: Path, charter: Charter, tmp_path: Path
) -> None:
    bare = tmp_path / "new.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(bare)], check=True)
    call("gate", "--install", str(bare), "--trust", fingerprint(keys, "XAA"))
    code, told = push(charter, str(bare), "main")
    assert (code, "there is none: charterkit keys add SEC FILE" in told) == (1, True)
    code, told = push(server.secretariat, str(bare), "main")
    assert (code, f"waits for {fingerprint(keys, 'XAA')}" in told) == (1, True)
    call("gate", "--install", str(bare), "--trust", fingerprint(keys, "SEC"))
    code, told = push(server.secretariat, "--follow-tags", str(bare), "main")
    assert code == 0, told


def test_hostile_variables_and_settings_run_nothing_and_change_nothing(server: Server, tmp_path: Path) -> None:
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\nexit 0\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "gpg.ssh.program", "gpg.program", "gpg.ssh.defaultKeyCommand", "core.pager"):
        Charter(server.bare).git("config", name, str(trap))
    clone = server.clone("XAB")
    lodged(clone, "XAA")
    hostile = {
        "GIT_GRAFT_FILE": "/dev/null", "GIT_REPLACE_REF_BASE": "refs/other/", "PYTHONPATH": str(tmp_path),
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "gpg.ssh.allowedSignersFile", "GIT_CONFIG_VALUE_0": str(trap),
        "SOURCE_DATE_EPOCH": "1", "PYTHONSTARTUP": str(trap),
    }  # fmt: skip
    code, told = push(clone, **hostile)
    assert (code, "a submission of XAA is signed by XAB" in told) == (1, True)
    assert not sprung.exists()


def test_gate_is_not_put_over_another_hook_nor_into_a_clone(server: Server, tmp_path: Path) -> None:
    ran = call("gate", "--install", str(server.secretariat.root))
    assert (ran.code, "is no bare repository" in ran.err) == (4, True)
    hook = server.bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 0\n")
    ran = call("gate", "--install", str(server.bare))
    assert (ran.code, "is there already" in ran.err) == (2, True)
    (server.bare / "hooks/pre-receive.d").mkdir()
    assert call("gate", "--install", str(server.bare)).code == 0
    assert os.access(server.bare / "hooks/pre-receive.d/charterkit", os.X_OK)
    Charter(server.bare).git("config", "core.hooksPath", str(tmp_path))
    ran = call("gate", "--install", str(server.bare))
    assert (ran.code, "core.hooksPath" in ran.err) == (2, True)


@pytest.mark.parametrize(("shared", "lock", "folder"), [("", 0o600, 0o700), ("group", 0o660, 0o2770)])
def test_gate_of_a_shared_repository_is_open_to_those_who_share_it(
    tmp_path: Path, shared: str, lock: int, folder: int
) -> None:
    bare = tmp_path / "charter.git"
    sharing = [f"--shared={shared}"] if shared else []
    subprocess.run(["git", "init", "--quiet", "--bare", *sharing, str(bare)], check=True)
    assert call("gate", "--install", str(bare)).code == 0
    assert (bare / "charterkit/gate.lock").stat().st_mode & 0o7777 == lock
    assert (bare / "charterkit/gate.log").stat().st_mode & 0o7777 == lock
    assert (bare / "charterkit/verified").stat().st_mode & 0o7777 == folder


def test_every_judgment_is_recorded_with_its_time_and_the_keys(server: Server, keys: Path) -> None:
    clone = server.clone("XAB")
    lodged(clone, "XAA")
    head = clone.git("rev-parse", "HEAD")
    server.refuses(clone)
    log = [json.loads(line) for line in (server.bare / "charterkit/gate.log").read_text().splitlines()]
    assert log[-1]["refused"]
    assert log[-1]["account"]
    assert log[-1]["signed"] == [{"on": head, "key": fingerprint(keys, "XAB"), "holder": "XAB"}]
    assert log[-1]["updates"][0][2] == "refs/heads/main"
    assert log[0]["received"]
    assert {"on": server.secretariat.git("rev-parse", "HEAD"), "key": fingerprint(keys, "SEC"), "holder": "SEC"} in (
        log[0]["signed"]
    )


def test_who_loses_a_race_is_told_so_and_can_push_again(server: Server) -> None:
    one, other = server.clone("XAA"), server.clone("XAB")
    lodged(one, "XAA")
    lodged(other, "XAB")
    hook = server.bare / "hooks/pre-receive"
    text = hook.read_text()
    hook.write_text(text.replace("exec", "sleep 1; exec"))
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(push, (one, other)))
    hook.write_text(text)
    assert sorted(code for code, _ in told) == [0, 1], told
    loser = one if told[0][0] else other
    words = next(text for code, text in told if code)
    assert "somebody else's push came first" in words
    loser.git("pull", "--quiet", "--rebase")
    server.accepts(loser)


@pytest.mark.usefixtures("own_home")
def test_gate_keeps_a_repository_that_names_objects_by_sha_256(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    made = tmp_path / "made"
    subprocess.run(["git", "init", "--quiet", "-b", "main", "--object-format=sha256", str(made)], check=True)
    assert call("init", str(made), "--title", "Charter of the Lakes", "--symbol", "CL/2026/WD").code == 0
    serve(made, tmp_path, keys)
    server = Server(tmp_path, keys)
    clone = server.clone("XAA")
    lodged(clone, "XAA")
    assert "charterkit: received submission XAA-2026-001 in" in server.accepts(clone)
    lodged(clone, "XAB")
    assert "a submission of XAB is signed by XAA" in server.refuses(clone)
    server.secretariat.git("pull", "--quiet", "--rebase")
    server.secretariat.done("merge", "XAA-2026-001")
    server.accepts(server.secretariat)
    assert server.secretariat.done("verify").code == 0


@pytest.fixture
def crowd(server: Server, tmp_path: Path) -> Iterator[list[Charter]]:
    """Thirty participants with keys of their own, each with a signed submission that is not pushed yet, over HTTP."""
    codes = [f"XB{chr(65 + number // 26)}{chr(65 + number % 26)}" for number in range(PUSHERS)]
    folder = tmp_path / "crowd"
    folder.mkdir()
    for code in codes:
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / code)]
        subprocess.run(command, check=True)
    clone = server.secretariat
    registry = clone.root / "charter/registry/participants.yaml"
    added = [
        f"  - {{id: {code}, name: {{en: Land {code} (fictional)}}, kind: state, role: fictional}}" for code in codes
    ]
    registry.write_text(registry.read_text() + "".join(f"{line}\n" for line in added))
    commit(clone, "Participants")
    clone.done("keys", "add", *(part for code in codes for part in (code, str(folder / f"{code}.pub"))))
    server.accepts(clone)
    with smart_http.serving(server.root, Path(os.environ["HOME"])) as address:
        clones = []
        for code in codes:
            each = server.clone(None, f"{address}/charter.git", f"crowd-{code}")
            use(each, folder, code)
            each.put(f"submissions/{code}/{code}-2026-001.yaml", SUBMISSION.format(code=code))
            commit(each, f"Lodge {code}-2026-001")
            clones.append(each)
        yield clones


def test_thirty_clones_push_at_once_and_none_is_lost(server: Server, crowd: list[Charter]) -> None:
    random.seed(30)
    barrier, waiting = threading.Barrier(len(crowd)), set(range(len(crowd)))

    def until_received(number: int) -> int:
        barrier.wait()
        for attempt in range(200):
            code, told = push(crowd[number], "--quiet")
            if code == 0:
                waiting.discard(number)
                return attempt
            assert "fetch first" in told or "somebody else's push came first" in told, told
            time.sleep(random.uniform(0, SPREAD * len(waiting) * 1.5 ** min(attempt, 5)))  # noqa: S311  no secret
            crowd[number].git("pull", "--quiet", "--rebase")
        return -1

    with ThreadPoolExecutor(len(crowd)) as pool:
        attempts = list(pool.map(until_received, range(len(crowd))))
    assert min(attempts) >= 0
    server.secretariat.git("pull", "--quiet", "--rebase")
    listed = server.secretariat.git("ls-tree", "-r", "--name-only", "HEAD", "submissions").split()
    assert sum("/XB" in path for path in listed) == PUSHERS
    values = server.secretariat.done("verify", "--format", "json").values()
    assert values["checked"]["signed_submissions"] >= PUSHERS
