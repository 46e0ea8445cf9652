"""What the gate remembers never changes its judgment: pushes are judged alike with it, without it, and when it lies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.gate_server import Server, commit
from tests.cli.runner import Charter

from charterkit.store.git.commands import Git
from charterkit.store.git.commit_objects import parsed
from charterkit.store.git.objects import ObjectReader
from charterkit.store.signing.own_key import register_at
from charterkit.store.signing.signatures import COMMITS, RegisterFiles, Signed, key_of
from charterkit.store.signing.signatures_known import Asked, _moment

AMENDMENT = """\
id: XAA-2026-0{number}
by: XAA
date: 2026-08-16
base: {base}
title: Notice
changes:
  - amend: meetings/notice
    replace: in good time
    with: {number} days before
"""
HEAD = "id: XAA-2026-090\nby: XAA\ndate: 2026-08-17\nbase: zero-draft\ntitle: T\n"

FAULTS = {
    "withdraws another's": "withdraws: [XAB-2026-001]\n",
    "withdraws what is not there": "withdraws: [XAA-2026-077]\n",
    "joins its own": "joins: [XAA-2026-010]\n",
    "joins what was merged": "joins: [XAB-2026-001]\n",
    "revises another's": "revises: XAB-2026-001\n",
    "requires what was closed": "requires: [XAB-2026-002]\n",
    "speaks of a change that is not there": "positions:\n  - {on: XAA-2026-010#7, stance: support}\n",
    "speaks of what was merged": "positions:\n  - {on: XAB-2026-001#1, stance: support}\n",
    "speaks of a unit that is not there": "positions:\n  - {on: meetings/nothing, stance: support}\n",
    "adds an id that stood": "changes:\n  - {add: {id: gone, text: {en: Again.}}, in: meetings, last: true}\n",
    "deletes what is not there": "changes:\n  - {delete: meetings/gone}\n",
    "has no known base": "base: first-draft\n",
    "has a field that is none": "colour: red\n",
    "is somebody else's": "by: XAB\n",
}

SOUND = {
    "joins": "joins: [XAB-2026-003]\n",
    "withdraws its own": "withdraws: [XAA-2026-010]\n",
    "takes a position": "positions:\n  - {on: XAB-2026-003#1, stance: object}\n  - {on: meetings, stance: support}\n",
    "requires and resolves": "requires: [XAB-2026-003]\nresolves: [XAA-2026-010]\n"
    "changes:\n  - {amend: meetings/notice, replace: good time, with: due time}\n",
    "adds": "changes:\n  - {add: {id: fresh, text: {en: 'Each sees to it.'}}, in: meetings, last: true}\n",
    "refers to what is only proposed": "changes:\n"
    "  - {amend: meetings/notice, replace: good time, with: 'the time of [[meetings/proposed]]'}\n",
}


@pytest.fixture(scope="module")
def _busy(_served: Path, _home: Path, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("busy") / "served"
    shutil.copytree(_served, root, symlinks=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(_home))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        server = Server(root, keys)
        _negotiate(server)
        server.secretariat.git("remote", "remove", "origin")
    return root


def _negotiate(server: Server) -> None:
    clone = server.secretariat
    change = "changes:\n  - {{add: {{id: {name}, text: {{en: {text}}}}}, in: meetings, last: true}}\n"
    for code, number, text in (
        ("XAB", "001", change.format(name="gone", text="A meeting lasts a day.")),
        ("XAB", "002", change.format(name="closed", text="A meeting lasts a week.")),
        ("XAB", "003", change.format(name="proposed", text="A meeting lasts a month.")),
        ("XAA", "010", "changes:\n  - {amend: meetings/notice, replace: in good time, with: ten days before}\n"),
    ):
        head = f"id: {code}-2026-{number}\nby: {code}\ndate: 2026-08-15\nbase: zero-draft\ntitle: T\n"
        lodge(clone, f"{code}-2026-{number}", head + text)
    clone.done("merge", "XAB-2026-001")
    clone.done("close", "XAB-2026-002", "--outcome", "not_agreed")
    head = f"id: XAB-2026-004\nby: XAB\ndate: 2026-08-16\nbase: {clone.git('rev-parse', 'HEAD')}\ntitle: T\n"
    lodge(clone, "XAB-2026-004", f"{head}changes:\n  - delete: meetings/gone\n")
    clone.done("merge", "XAB-2026-004")
    server.accepts(clone)
    server.accepts(pushing(server, "warm", "05", AMENDMENT.format(number="05", base="zero-draft")))


def lodge(clone: Charter, name: str, text: str) -> None:
    file = clone.put(f"submissions/{name.partition('-')[0]}/{name}.yaml", text)
    clone.done("lodge", str(file))


@pytest.fixture
def busy(own_home: None, _busy: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:  # noqa: ARG001
    """A server with submissions that are open, merged and closed, and a unit that came and went."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    shutil.copytree(_busy, tmp_path / "served", symlinks=True)
    return Server(tmp_path / "served", keys)


@pytest.fixture
def forgetful(busy: Server, tmp_path: Path) -> str:
    """A server that is the same but for what it remembers."""
    shutil.copytree(busy.bare, tmp_path / "forgetful.git", symlinks=True)
    shutil.rmtree(tmp_path / "forgetful.git/charterkit/verified")
    (tmp_path / "forgetful.git/charterkit/signatures").unlink()
    return str(tmp_path / "forgetful.git")


def pushing(server: Server, name: str, number: str, text: str) -> Charter:
    """Return a clone of XAA that is about to push a submission."""
    clone = server.clone("XAA", name=name)
    clone.put(f"submissions/XAA/XAA-2026-0{number}.yaml", text)
    commit(clone)
    return clone


def how(server: Server) -> str:
    """Return how the last commit was judged: ``read`` with all records, or ``lodged`` by what was remembered."""
    tip = Charter(server.bare).git("rev-parse", "main")
    rows = (server.bare / "charterkit/verified" / tip).read_bytes().decode("utf-8", "replace")
    return rows.partition(f"\n{tip}\t")[2].partition("\n")[0].partition("\0")[0]


def reasons(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.startswith("remote: ")]


def fields(text: str) -> str:
    """Return a submission of some fields, each in the place of the usual one."""
    names = [line.partition(":")[0] for line in text.splitlines()]
    return "".join(line for line in HEAD.splitlines(keepends=True) if line.partition(":")[0] not in names) + text


def test_push_that_lodges_is_judged_without_reading_every_record(busy: Server) -> None:
    assert how(busy) == "lodged"
    for number, base in (("06", "zero-draft"), ("07", Charter(busy.bare).git("rev-parse", "main"))):
        busy.accepts(pushing(busy, f"next-{number}", number, AMENDMENT.format(number=number, base=base)))
        assert how(busy) == "lodged"
    clone = busy.secretariat
    clone.git("pull", "--quiet", "--rebase")
    clone.done("close", "XAA-2026-006", "--outcome", "not_agreed")
    busy.accepts(clone)
    assert how(busy) == "read"


def test_faulty_submissions_are_refused_in_the_same_words_with_and_without_the_memory(
    busy: Server, forgetful: str
) -> None:
    for fault, text in FAULTS.items():
        clone = pushing(busy, fault, "90", fields(text))
        told = busy.refuses(clone)
        assert reasons(busy.refuses(clone, forgetful, "main")) == reasons(told), fault


@pytest.mark.parametrize(("name", "text"), SOUND.items(), ids=list(SOUND))
def test_sound_submission_enters_with_and_without_the_memory(
    busy: Server, forgetful: str, name: str, text: str
) -> None:
    clone = pushing(busy, "sound", "90", fields(text))
    busy.accepts(clone)
    assert how(busy) == ("read" if name == "refers to what is only proposed" else "lodged")
    busy.accepts(clone, forgetful, "main")


def test_two_drafts_of_one_push_are_judged_together(busy: Server, forgetful: str) -> None:
    clone = pushing(busy, "both", "90", fields("withdraws: [XAA-2026-010]\n"))
    clone.put("submissions/XAA/XAA-2026-091.yaml", fields("joins: [XAA-2026-010]\n").replace("090", "091"))
    commit(clone)
    told = busy.refuses(clone)
    assert "XAA is a sponsor of 'XAA-2026-010' already" in told
    assert reasons(busy.refuses(clone, forgetful, "main")) == reasons(told)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content[:32] + content[32:].replace(b"\tread", b"\tlodged"),
        lambda content: content[32:],
        lambda content: content[: len(content) // 2],
        lambda _: b"",
    ],
    ids=["one byte", "other words", "no seal", "cut", "empty"],
)
def test_spoilt_memory_is_not_believed(busy: Server, spoil: Callable[[bytes], bytes]) -> None:
    for file in (busy.bare / "charterkit/verified").iterdir():
        file.write_bytes(spoil(file.read_bytes()))
    clone = pushing(busy, "faulty", "90", fields(FAULTS["withdraws another's"]))
    assert "only its sponsors can withdraw it" in busy.refuses(clone)
    busy.accepts(pushing(busy, "good", "91", AMENDMENT.format(number="91", base="zero-draft")))
    assert how(busy) == "read"


def test_memory_of_another_commit_is_not_believed(busy: Server) -> None:
    verified = busy.bare / "charterkit/verified"
    tip = Charter(busy.bare).git("rev-parse", "main")
    shutil.copy(next(file for file in verified.iterdir() if file.name != tip), verified / tip)
    clone = pushing(busy, "faulty", "90", fields(FAULTS["joins what was merged"]))
    assert "nothing left to do" in busy.refuses(clone)
    busy.accepts(pushing(busy, "good", "91", AMENDMENT.format(number="91", base="zero-draft")))
    assert how(busy) == "read"


def test_memory_that_another_users_secret_seals_is_not_believed(busy: Server) -> None:
    secret = Path(os.environ["HOME"]) / ".cache/charterkit/seal"
    before = secret.read_bytes()
    try:
        secret.write_bytes(os.urandom(32))
        busy.accepts(pushing(busy, "good", "91", AMENDMENT.format(number="91", base="zero-draft")))
        assert how(busy) == "read"
    finally:
        secret.write_bytes(before)


def test_signature_that_was_put_among_the_known_ones_is_checked_all_the_same(busy: Server) -> None:
    thief = pushing(busy, "thief", "90", AMENDMENT.format(number="90", base="zero-draft"))
    tip = thief.git("rev-parse", "HEAD")
    raw = thief.git("cat-file", "commit", tip) + "\n"
    forged = Git(thief.root).line(
        "hash-object", "-w", "-t", "commit", "--stdin", stdin=raw.replace("\n\nCommit", "\n\nOther").encode()
    )
    with ObjectReader(Git(thief.root)) as reader:
        made = parsed(forged, next(reader.read([forged]))[1])
        register = register_at(reader, tip)
    assert made.signature is not None
    entry = register.entry(key_of(made.signature) or "")
    assert entry is not None
    asked = Asked(Signed(made.payload, made.signature, COMMITS), entry, RegisterFiles(b"", b""), _moment("20260101"))  # type: ignore[arg-type]
    known = busy.bare / "charterkit/signatures"
    known.write_bytes(known.read_bytes() + asked.mark)
    assert "it was made over other bytes" in busy.refuses(thief, "origin", f"{forged}:main")
