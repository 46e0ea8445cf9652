"""Signatures: whose key counts for what, and when. Real keys, real ssh-keygen, real git (SECURITY.md, facts 1 to 6)."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import Charter, call
from tests.cli.signers import clone_of, fingerprint, make_keys, public, registered, use
from tests.drafting.test_public_key import wire

AMEND = ("amend", "3(2)", "--replace", "in good time", "--with", "thirty days before")
FILE = "submissions/XAA/XAA-2026-001.yaml"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    make_keys(folder)
    return folder


@pytest.fixture(scope="module")
def _made(_started: Path, _home: Path, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(_home))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        for required in (False, True):
            root = tmp_path_factory.mktemp("signed") / "charter"
            shutil.copytree(_started, root, symlinks=True)
            registered(Charter(root), keys, required=required)
            made[required] = root
    return made


@pytest.fixture
def real_clock(own_home: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """The machine's clock: git and charterkit date what they commit alike."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")


@pytest.fixture
def signed(real_clock: None, _made: dict[bool, Path], tmp_path: Path) -> Charter:  # noqa: ARG001
    """A charter with a register of keys; signatures are not required."""
    shutil.copytree(_made[False], tmp_path / "charter", symlinks=True)
    return Charter(tmp_path / "charter")


@pytest.fixture
def strict(real_clock: None, _made: dict[bool, Path], tmp_path: Path) -> Charter:  # noqa: ARG001
    """A charter with a register of keys in which signatures are required."""
    shutil.copytree(_made[True], tmp_path / "strict", symlinks=True)
    return Charter(tmp_path / "strict")


def codes(charter: Charter, *arguments: str) -> list[str]:
    ran = charter("verify", "--format", "json", *arguments)
    found: list[dict[str, Any]] = ran.values()["breaches"]
    assert all(breach["message"] and breach["hint"] for breach in found)
    return [breach["code"] for breach in found]


def draft(charter: Charter, code: str = "XAA") -> Path:
    """Write a submission that is not lodged yet; return its file."""
    made = charter.done(*AMEND, "--as", code, "--format", "json").values()
    return charter.root / str(made["file"])


def lodge_as(charter: Charter, keys: Path, signer: str | None, code: str = "XAA", **variables: str) -> None:
    """Commit a submission of a participant with git, signed with anybody's key, as a forger could."""
    draft(charter, code)
    use(charter, keys, signer)
    charter.git("add", "--all")
    command = ["git", "-C", str(charter.root), "commit", "--quiet", "--message", "Lodge", f"--author={code} <x@y.z>"]
    subprocess.run(command, check=True, env={**os.environ, **variables})


def received(charter: Charter, keys: Path) -> None:
    """Let the secretariat make a signed commit after it."""
    use(charter, keys, "SEC")
    charter.git("commit", "--quiet", "--allow-empty", "--message", "Received")


def detached(charter: Charter, keys: Path, signer: str) -> tuple[Path, Path]:
    """Write a submission outside of the workspace, with a detached signature; return both files."""
    inside = draft(charter)
    outside = charter.root.parent / inside.name
    inside.rename(outside)
    assert call("sign", str(outside), "--key", str(keys / signer)).code == 0
    return outside, outside.with_name(f"{outside.name}.sig")


def test_submission_in_a_commit_signed_by_who_lodges_it_counts(strict: Charter, keys: Path) -> None:
    lodge_as(strict, keys, "XAA")
    assert codes(strict) == []
    received(strict, keys)
    values = strict.done("verify", "--format", "json").values()
    assert values["checked"]["signed_submissions"] == 1
    assert values["anchor"] == fingerprint(keys, "SEC")


def test_signer_is_compared_with_the_participant_whatever_the_author_line_says(signed: Charter, keys: Path) -> None:
    lodge_as(signed, keys, "XAB", "XAA")
    received(signed, keys)
    assert codes(signed) == ["other-signer"]


def test_key_that_is_not_registered_does_not_count_though_git_calls_it_good(signed: Charter, keys: Path) -> None:
    lodge_as(signed, keys, "LOST")
    received(signed, keys)
    ran = signed("verify")
    assert (ran.code, f"its key ({fingerprint(keys, 'LOST')}) is not in the register" in ran.out) == (1, True)


def test_expired_key_does_not_count_however_its_commit_is_dated(signed: Charter, keys: Path) -> None:
    signed.done("keys", "revoke", "XAB", "--note", "A new one follows.")
    other = keys / "LOST.pub"
    signed.done("keys", "add", "XAB", str(other), "--from", "2020-01-01", "--until", "2021-01-01")
    backdated = {"GIT_AUTHOR_DATE": "2020-06-01T00:00:00Z", "GIT_COMMITTER_DATE": "2020-06-01T00:00:00Z"}
    lodge_as(signed, keys, "LOST", "XAB", **backdated)
    received(signed, keys)
    ran = signed("verify")
    assert "its key had expired" in ran.out


def test_key_that_is_not_valid_yet_does_not_count(signed: Charter, keys: Path) -> None:
    signed.done("keys", "revoke", "XAB")
    signed.done("keys", "add", "XAB", str(keys / "LOST.pub"), "--from", "2090-01-01")
    lodge_as(signed, keys, "LOST", "XAB")
    assert "its key was not valid yet" in signed("verify").out


def test_key_holds_for_what_was_received_before_it_was_revoked_and_for_nothing_after(
    signed: Charter, keys: Path, tmp_path: Path
) -> None:
    lodge_as(signed, keys, "XAA")
    received(signed, keys)
    signed.done("keys", "revoke", "XAA", "--note", "Lost.")
    assert codes(signed) == []
    later = clone_of(signed, tmp_path / "later", keys, "XAA")
    later.put("submissions/XAA/XAA-2026-002.yaml", (later.root / FILE).read_text().replace("2026-001", "2026-002"))
    later.git("add", "--all")
    later.git("commit", "--quiet", "--message", "Lodge")
    assert "is revoked" in later("verify").out
    received(later, keys)
    assert codes(later) == ["bad-signature"]


def test_key_revoked_before_the_secretariat_received_the_submission_does_not_count(signed: Charter, keys: Path) -> None:
    lodge_as(signed, keys, "XAA")
    use(signed, keys, "SEC")
    signed.done("keys", "revoke", "XAA", "--note", "It was stolen.")
    assert codes(signed) == ["bad-signature"]


def test_secretariats_clock_does_not_run_backwards(signed: Charter, keys: Path) -> None:
    use(signed, keys, "SEC")
    command = ["git", "-C", str(signed.root), "commit", "--quiet", "--allow-empty", "--message", "Earlier"]
    subprocess.run(command, check=True, env={**os.environ, "GIT_COMMITTER_DATE": "2020-06-01T00:00:00Z"})
    assert codes(signed) == ["clock"]


def test_commit_changed_by_one_byte_does_not_count(signed: Charter, keys: Path) -> None:
    lodge_as(signed, keys, "XAA")
    raw = subprocess.run(
        ["git", "-C", str(signed.root), "cat-file", "commit", "HEAD"], capture_output=True, check=True
    ).stdout
    forged = subprocess.run(
        ["git", "-C", str(signed.root), "hash-object", "-w", "-t", "commit", "--stdin"],
        input=raw.replace(b"\n\nLodge", b"\n\nlodge"), capture_output=True, check=True, text=False,
    ).stdout.decode().strip()  # fmt: skip
    signed.git("reset", "--quiet", "--hard", forged)
    assert "made over other bytes" in signed("verify").out


def test_signature_of_another_commit_does_not_count(signed: Charter, keys: Path) -> None:
    received(signed, keys)
    taken = re.search(r"^gpgsig (?:.*\n)(?: .*\n)+", signed.git("cat-file", "commit", "HEAD") + "\n", re.MULTILINE)
    assert taken
    lodge_as(signed, keys, None)
    raw = signed.git("cat-file", "commit", "HEAD")
    head, body = raw.split("\n\n", 1)
    forged = subprocess.run(
        ["git", "-C", str(signed.root), "hash-object", "-w", "-t", "commit", "--stdin"],
        input=f"{head}\n{taken[0]}\n{body}".encode(), capture_output=True, check=True,
    ).stdout.decode().strip()  # fmt: skip
    signed.git("reset", "--quiet", "--hard", forged)
    assert codes(signed) == ["bad-signature"]


def test_unsigned_submission_is_a_breach_only_where_signatures_are_required(
    signed: Charter, strict: Charter, keys: Path
) -> None:
    lodge_as(signed, keys, None)
    received(signed, keys)
    ran = signed.done("verify")
    assert "not checked: who made 1 submission: no signature of theirs counts" in ran.out
    lodge_as(strict, keys, None)
    received(strict, keys)
    assert codes(strict) == ["unsigned-submission"]


def test_decision_of_a_delegation_is_a_breach(signed: Charter, keys: Path) -> None:
    lodge_as(signed, keys, "XAA")
    received(signed, keys)
    use(signed, keys, "XAA")
    signed.done("merge", "XAA-2026-001")
    assert codes(signed) == ["not-theirs"]


def test_nobody_becomes_the_secretariat_by_a_commit_that_it_has_not_signed(signed: Charter, keys: Path) -> None:
    registry = signed.root / "charter/registry/participants.yaml"
    edited = re.sub(r"(id: XAA\b.*?kind: )state", r"\1secretariat", registry.read_text(), count=1, flags=re.DOTALL)
    registry.write_text(edited)
    use(signed, keys, None)
    signed.git("commit", "--quiet", "--all", "--message", "By hand")
    use(signed, keys, "XAA")
    signed.done("release", "next")
    assert codes(signed) == ["not-theirs"]


def test_unsigned_decision_is_a_breach_where_signatures_are_required(strict: Charter, keys: Path) -> None:
    use(strict, keys, None)
    strict.git("commit", "--quiet", "--allow-empty", "--message", "Nothing")
    strict.put("charter/registry/terms.yaml", "terms: []\n")
    strict.git("add", "--all")
    strict.git("commit", "--quiet", "--message", "By hand")
    assert codes(strict) == ["unsigned-commit"]


@pytest.mark.parametrize("parents", [("HEAD",), ("HEAD", "HEAD~1")], ids=["edit", "merge of what stood before"])
def test_unsigned_commit_that_ends_the_duty_to_sign_is_a_breach_and_ends_nothing(
    strict: Charter, keys: Path, parents: tuple[str, ...]
) -> None:
    use(strict, keys, None)
    named = [part for parent in parents for part in ("-p", parent)]
    ended = strict.git("commit-tree", *named, "-m", "Signatures are not required", "HEAD~1^{tree}")
    strict.git("reset", "--quiet", "--hard", ended)
    draft(strict)
    strict.git("add", "--all")
    strict.git("commit", "--quiet", "--message", "Lodge")
    assert codes(strict) == ["unsigned-commit", "unsigned-submission"]


def test_unsigned_merge_of_signed_work_is_no_breach(strict: Charter, keys: Path) -> None:
    strict.git("switch", "--quiet", "--create", "side")
    registry = strict.root / "charter/registry/participants.yaml"
    registry.write_text(registry.read_text() + "# Looked through\n")
    use(strict, keys, "SEC")
    strict.git("commit", "--quiet", "--all", "--message", "Topics")
    use(strict, keys, "XAA")
    draft(strict)
    strict.git("add", "--all")
    strict.git("commit", "--quiet", "--message", "Lodge")
    strict.git("switch", "--quiet", "main")
    use(strict, keys, None)
    strict.git("merge", "--quiet", "--no-ff", "--message", "A forge's button", "side")
    assert codes(strict) == []


def test_registry_edit_in_the_submissions_commit_is_a_breach(signed: Charter, keys: Path) -> None:
    registry = signed.root / "charter/registry/participants.yaml"
    registry.write_text(registry.read_text().replace("Exampleland B", "Exampleland Bee"))
    lodge_as(signed, keys, "XAA")
    received(signed, keys)
    assert codes(signed) == ["not-theirs"]


def test_key_that_comes_with_the_submission_it_signs_does_not_count(signed: Charter, keys: Path) -> None:
    register = signed.root / "charter/keys/allowed_signers"
    register.write_text(f'{register.read_text()}XAA namespaces="git,charterkit" {public(keys, "LOST")}\n')
    lodge_as(signed, keys, "LOST")
    received(signed, keys)
    assert sorted(codes(signed)) == ["bad-signature", "register-unsigned"]


def test_old_register_sent_again_is_a_breach(signed: Charter, keys: Path) -> None:
    before = (signed.root / "charter/keys/revoked_keys").read_text()
    signed.done("keys", "revoke", "XAA")
    signed.put("charter/keys/revoked_keys", before)
    lodge_as(signed, keys, "XAA")
    assert sorted(codes(signed)) == ["bad-signature", "register-unsigned"]
    received(signed, keys)
    assert "bad-signature" in codes(signed)


@pytest.mark.parametrize("content", [None, b""])
def test_missing_or_empty_list_of_revoked_keys_is_a_breach(signed: Charter, keys: Path, content: bytes | None) -> None:
    signed.done("keys", "revoke", "XAA")
    submission = draft(signed)
    kept = submission.read_bytes()
    submission.unlink()
    file = signed.root / "charter/keys/revoked_keys"
    file.unlink() if content is None else file.write_bytes(content)
    use(signed, keys, "SEC")
    signed.git("commit", "--quiet", "--all", "--message", "By hand")
    signed.put(FILE, kept)
    use(signed, keys, "XAA")
    signed.git("add", "--all")
    signed.git("commit", "--quiet", "--message", "Lodge")
    assert codes(signed) == ["register-changed", "bad-signature"]
    assert signed("check").code == 1


@pytest.mark.parametrize(
    "line",
    [
        '* namespaces="git,charterkit" {key}',
        'XA? namespaces="git,charterkit" {key}',
        'XAA,XAB namespaces="git,charterkit" {key}',
        'XAB namespaces="git,charterkit" {other}',
        'XAA cert-authority,namespaces="git,charterkit" {key}',
        "XAA {key}",
        'XAA namespaces="file" {key}',
    ],
)
def test_register_that_lets_one_key_speak_for_several_is_refused(signed: Charter, keys: Path, line: str) -> None:
    written = line.format(key=public(keys, "LOST"), other=public(keys, "XAA"))
    register = signed.root / "charter/keys/allowed_signers"
    register.write_text(f"{register.read_text()}{written}\n")
    ran = signed("check")
    assert ran.code == 1
    assert "charter/keys/allowed_signers:5:1" in ran.err
    signed.git("commit", "--quiet", "--all", "--message", "By hand")
    assert codes(signed) == ["register-changed"]


def test_register_is_read_in_a_checkout_with_the_line_ends_of_windows(signed: Charter) -> None:
    signed.git("config", "core.autocrlf", "true")
    shutil.rmtree(signed.root / "charter")
    signed.git("checkout", "--quiet", ".")
    assert b"\r\n" in (signed.root / "charter/keys/allowed_signers").read_bytes()
    signed.done("check")
    draft(signed)


def test_one_key_is_registered_once_and_never_comes_back(signed: Charter, keys: Path) -> None:
    ran = signed("keys", "add", "XAC", str(keys / "XAA.pub"))
    assert (ran.code, "registered for XAA already" in ran.err) == (1, True)
    signed.done("keys", "revoke", "XAA")
    ran = signed("keys", "add", "XAA", str(keys / "XAA.pub"))
    assert (ran.code, "it never comes back" in ran.err) == (1, True)


def test_file_that_only_looks_like_a_key_is_never_registered(signed: Charter, keys: Path, tmp_path: Path) -> None:
    kind, coded = public(keys, "LOST").split()
    point = base64.b64encode(wire(b"ecdsa-sha2-nistp256", b"nistp256", b"\4" + b"\1" * 64)).decode()
    for key, says in (
        (f"{kind} {coded[:-8]}", "no public key"),
        (f"ecdsa-sha2-nistp256 {point}", "cannot use this key"),
    ):
        (tmp_path / "bad.pub").write_text(key)
        state = signed.state()
        ran = signed("keys", "add", "XAC", str(tmp_path / "bad.pub"))
        assert (ran.code in (1, 2), says in ran.err) == (True, True), ran.err
        assert signed.state() == state


def test_file_with_several_keys_is_not_registered_by_its_first(signed: Charter, keys: Path, tmp_path: Path) -> None:
    (tmp_path / "two.pub").write_text(f"{public(keys, 'LOST')}\n{public(keys, 'XAB')}\n")
    ran = signed("keys", "add", "XAC", str(tmp_path / "two.pub"))
    assert (ran.code, "holds several lines" in ran.err) == (4, True)


def test_decision_that_registers_what_is_no_key_is_a_breach_and_leaves_the_others_good(
    signed: Charter, keys: Path
) -> None:
    signed.done("keys", "add", "XAC", str(keys / "LOST.pub"))
    for file in [*(signed.root / "charter/keys").iterdir(), *(signed.root / "charter/decisions").glob("*keys-xac*")]:
        file.write_text(file.read_text().replace(public(keys, "LOST"), public(keys, "LOST")[:-8]))
    signed.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    received(signed, keys)
    assert codes(signed) == ["keys-refused", "register-changed"]


def test_first_key_is_the_secretariats_and_signs_its_own_registration(charter: Charter, keys: Path) -> None:
    state = charter.state()
    ran = charter("keys", "add", "SEC", str(keys / "SEC.pub"))
    assert (ran.code, "does not sign" in ran.err) == (2, True)
    use(charter, keys, "XAA")
    ran = charter("keys", "add", "XAA", str(keys / "XAA.pub"))
    assert (ran.code, "the first key in the register is the secretariat's" in ran.err) == (2, True)
    ran = charter("keys", "add", "SEC", str(keys / "SEC.pub"))
    assert (ran.code, "signs with another key" in ran.err) == (2, True)
    assert charter.state() == state


def test_another_charters_register_is_seen_by_the_key_it_begins_with(signed: Charter, keys: Path) -> None:
    assert codes(signed, "--trust", fingerprint(keys, "SEC")) == []
    assert codes(signed, "--trust", fingerprint(keys, "XAA")) == ["other-anchor"]


def test_detached_signature_is_checked_kept_and_verified(strict: Charter, keys: Path) -> None:
    file, signature = detached(strict, keys, "XAA")
    strict.done("lodge", str(file), "--signature", str(signature))
    assert strict.git("show", "--format=", "--name-only", "HEAD").split() == [FILE, f"{FILE}.sig"]
    assert strict.git("status", "--porcelain") == ""
    assert codes(strict) == []
    assert strict.done("check").code == 0


def test_the_signature_beside_a_file_from_outside_counts_and_is_told_by_its_own_name(
    strict: Charter, keys: Path
) -> None:
    file, signature = detached(strict, keys, "XAB")
    ran = strict("lodge", str(file))
    assert (ran.code, ran.err.partition(": ")[0]) == (1, f"{signature}:1:1")
    file, _ = detached(strict, keys, "XAA")
    strict.done("lodge", str(file))
    assert f"{FILE}.sig" in strict.git("show", "--name-only", "--format=").split()


def test_signature_whose_lines_a_mail_has_ended_otherwise_counts(strict: Charter, keys: Path) -> None:
    file, signature = detached(strict, keys, "XAA")
    signature.write_bytes(b"\n" + signature.read_bytes().replace(b"\n", b"\r\n"))
    strict.done("lodge", str(file), "--signature", str(signature))
    assert codes(strict) == []


Spoil = Callable[[Path, Path, Path], None]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file, _, __: file.write_text(file.read_text() + "\n"), "made over other bytes"),
        (lambda _, signature, __: signature.write_text("no signature"), "it is no SSH signature"),
        (lambda file, _, keys: call("sign", str(file), "--key", str(keys / "XAB")), "it is signed by XAB"),
        (lambda file, _, keys: call("sign", str(file), "--key", str(keys / "LOST")), "is not in the register"),
        (
            lambda file, _, keys: subprocess.run(
                ["ssh-keygen", "-q", "-Y", "sign", "-f", str(keys / "XAA"), "-n", "file", str(file)],
                check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            ),
            "made for another use",
        ),
    ],
)  # fmt: skip
def test_bad_detached_signature_is_refused_and_nothing_changes(
    strict: Charter, keys: Path, spoil: Spoil, says: str
) -> None:
    file, signature = detached(strict, keys, "XAA")
    if "another use" in says:
        signature.unlink()
    spoil(file, signature, keys)
    state = strict.state()
    ran = strict("lodge", str(file), "--signature", str(signature))
    assert (ran.code, says in ran.err) == (1, True), ran.err
    assert strict.state() == state


def test_required_signatures_refuse_what_is_not_signed(strict: Charter, keys: Path) -> None:
    file = draft(strict)
    state = strict.state()
    ran = strict("lodge", str(file))
    assert (ran.code, "it is not signed by XAA" in ran.err) == (1, True)
    use(strict, keys, None)
    ran = strict("release", "next")
    assert (ran.code, "this clone does not sign its commits" in ran.err) == (2, True)
    use(strict, keys, "LOST")
    ran = strict("release", "next")
    assert (ran.code, "not in the register" in ran.err) == (2, True)
    assert strict.state() == state
    use(strict, keys, "XAA")
    strict.done("lodge", str(file))
    assert codes(strict) == []


@pytest.mark.parametrize(
    ("line", "required"),
    [
        ("require_signatures: true  # since the first session", True),
        ('"require_signatures" : true', True),
        ("# require_signatures: true", False),
    ],
)
def test_signatures_are_required_however_the_settings_spell_it(
    strict: Charter, keys: Path, line: str, *, required: bool
) -> None:
    settings = strict.root / "charter/charter.yaml"
    settings.write_text(settings.read_text().replace("require_signatures: true", line))
    strict.git("commit", "--quiet", "--all", "--message", "Word the duty otherwise")
    use(strict, keys, None)
    ran = strict("release", "next")
    assert (ran.code, "this clone does not sign its commits" in ran.err) == (2 if required else 0, required), ran.err


def test_what_becomes_of_keys_is_told_to_programs(signed: Charter, keys: Path) -> None:
    trial = signed.done("keys", "revoke", "XAA", "--dry-run", "--format", "json").values()
    assert (trial["commit"], trial["files"]) == (None, [])
    added = signed.done("keys", "add", "XAC", str(keys / "LOST.pub"), "--format", "json").values()
    assert added["commit"] == signed.git("rev-parse", "HEAD").strip()
    assert [each["participant"] for each in added["decisions"][0]["keys"]] == ["XAC"]


def test_keys_are_listed_with_their_time(signed: Charter, keys: Path) -> None:
    signed.done("keys", "add", "XAC", str(keys / "LOST.pub"), "--from", "2026-01-01", "--until", "2026-02-01")
    signed.done("keys", "revoke", "XAA", fingerprint(keys, "XAA")[:12])
    states = {each["participant"]: each["state"] for each in signed.done("keys", "list", "--format", "json").values()}
    assert states == {"SEC": "holds", "XAA": "revoked", "XAB": "holds", "XAC": "expired"}
    assert (
        f"XAC      {fingerprint(keys, 'LOST')}  expired  (from 2026-01-01 until 2026-02-01)"
        in signed.done("keys", "list").out
    )


def test_key_that_a_clone_uses_signs_what_git_and_charterkit_commit(charter: Charter, keys: Path) -> None:
    ran = charter.done("keys", "use", str(keys / "SEC"))
    assert "it is not in the register yet" in ran.out
    charter.done("keys", "add", "SEC", str(keys / "SEC.pub"))
    assert "gpgsig -----BEGIN SSH SIGNATURE-----" in charter.git("cat-file", "commit", "HEAD")
    assert "it speaks for SEC" in charter.done("keys", "use", str(keys / "SEC")).out


def test_without_keys_everything_works_and_verify_says_so(charter: Charter) -> None:
    charter.lodged(*AMEND, "--as", "XAA")
    charter.done("merge", "XAA-2026-001")
    assert "not checked: signatures: no key is registered" in charter.done("verify").out


def test_verification_is_the_same_cold_and_warm_and_a_poisoned_memory_is_not_believed(
    signed: Charter, keys: Path
) -> None:
    lodge_as(signed, keys, "XAB", "XAA")
    folder = signed.root / ".git/charterkit/verified"
    kept, cold = folder, None
    for step in range(4):
        if step == 2:
            received(signed, keys)
        warm = signed("verify", "--format", "json").values()
        kept = folder / signed.git("rev-parse", "HEAD")
        assert kept.is_file()
        shutil.rmtree(folder)
        cold = signed("verify", "--format", "json").values()
        assert warm == cold
    content = kept.read_bytes()
    kept.write_bytes(content.replace(b"other-signer", b"bother-signe"))
    assert signed("verify", "--format", "json").values() == cold
    kept.write_bytes(content)
    shutil.rmtree(Path(os.environ["HOME"]) / ".cache/charterkit")
    assert signed("verify", "--format", "json").values() == cold
