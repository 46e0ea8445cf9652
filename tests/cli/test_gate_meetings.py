"""Pushes that meet at the gate: who was overtaken is told what to do, and who is gone keeps nobody waiting."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from tests.cli.gate_server import Server, lodged, push
from tests.cli.runner import Charter


def test_decision_that_another_overtook_is_refused_and_the_advice_makes_room_for_it(server: Server) -> None:
    other = server.clone("SEC", name="another-officer")
    server.secretariat.done("agree", "1", "--level", "informals")
    other.done("agree", "2", "--level", "informals")
    server.accepts(server.secretariat)
    other.git("pull", "--quiet", "--rebase")
    assert [each["code"] for each in other("check", "--format", "json").values()] == ["repeated-id"]
    told = server.refuses(other)
    advice = re.search(r"git (reset --keep [0-9a-f]{12}\^)", told)
    assert advice, told
    other.git(*advice[1].split())
    other.done("agree", "2", "--level", "informals")
    assert "received decision 0008" in server.accepts(other)
    assert other.done("check").code == 0


def _below(server: Server, words: str) -> int | None:
    """Return the process that runs in the bare repository with some words on its command line."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if process.joinpath("cwd").readlink() == server.bare and words in process.joinpath("cmdline").read_text():
                return int(process.name)
    return None


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when another's process has ended")
def test_push_whose_git_was_killed_on_the_server_waits_no_longer_and_keeps_nobody_waiting(server: Server) -> None:
    clone = server.clone("XAA")
    lodged(clone, "XAA")
    lock = os.open(server.bare / "charterkit/gate.lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with subprocess.Popen(["git", "-C", str(clone.root), "push"], stderr=subprocess.PIPE, text=True) as pushing:
        assert pushing.stderr
        assert any("another push is being judged" in line for line in pushing.stderr)
        receiver, gate = _below(server, "receive-pack"), _below(server, "gate")
        assert receiver
        assert gate
        os.kill(receiver, signal.SIGKILL)
        ended = os.pidfd_open(gate)
        assert select.select([ended], [], [], 20)[0]
        os.close(ended)
    os.close(lock)
    server.accepts(clone)


def test_repository_whose_head_names_no_branch_is_told_what_to_do(server: Server) -> None:
    server.secretariat.done("agree", "1", "--level", "informals")
    head = server.bare / "HEAD"
    head.write_text(Charter(server.bare).git("rev-parse", "HEAD") + "\n")
    assert "git symbolic-ref HEAD refs/heads/main" in push(server.secretariat)[1]
    head.write_text("ref: refs/heads/main\n")
    server.accepts(server.secretariat)


def test_full_disk_leaves_no_half_line_in_the_record_of_the_gate(server: Server) -> None:
    clone, log = server.clone("XAA"), server.bare / "charterkit/gate.log"
    lodged(clone, "XAA")
    hook, lines = server.bare / "hooks/pre-receive", log.read_bytes()
    text = hook.read_text()
    hook.write_text(text.replace("exec", f"ulimit -f {len(lines) // 512 + 1}; exec env PYTHONUNBUFFERED=1"))
    log.write_bytes(lines + b" " * (len(lines) // 512 * 512 + 512 - len(lines) - 20) + b"\n")
    padded = log.read_bytes()
    assert push(clone)[0] != 0
    assert log.read_bytes() == padded
    hook.write_text(text)
    server.accepts(clone)
