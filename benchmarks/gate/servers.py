"""Repositories behind the gate with so many submissions, and delegations that push one more: what judging is timed on.

Made with real keys and real pushes in a home of its own, so that nothing of the machine's settings has a say in it.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CODES: Final = ("SEC", "XAA", "XAB")
_TOOL: Final = (sys.executable, "-m", "charterkit")

SUBMISSION: Final = """\
id: XAA-2026-{number:05}
by: XAA
date: 2026-08-15
base: zero-draft
title: View {number}
reasons: |
  What stands there is not what number {number} wants, and there is more to be said of it than fits into a line.
changes:
  - amend: meetings/notice
    replace: in good time
    with: no later than {number} days before
"""


@dataclass(frozen=True)
class Server:
    """A bare repository behind the gate, the secretariat's clone, a delegation's, and the keys of all."""

    root: Path

    def __post_init__(self) -> None:
        """Make the folder."""
        self.root.mkdir(parents=True)

    def run(self, *command: str, at: str = ".") -> str:
        """Run a command in one of the folders, without the machine's settings; return what it printed."""
        home = {"HOME": str(self.root), "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
        done = subprocess.run(command, cwd=self.root / at, env=home, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        return done.stdout

    def git(self, at: str, *arguments: str) -> str:
        """Run git in one of the folders."""
        return self.run("git", *arguments, at=at)

    def start(self, submissions: int) -> None:
        """Make the server, with so many submissions that the secretariat received."""
        (self.root / ".gitconfig").write_text("[user]\n\tname = Bench\n\temail = bench@example.invalid\n")
        for code in _CODES:
            self.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", code)
        self.run(*_TOOL, "init", "secretariat", "--title", "Charter of the Lakes")
        self.run(*_TOOL, "keys", "use", "../SEC", at="secretariat")
        for code in _CODES:
            self.run(*_TOOL, "keys", "add", code, f"../{code}.pub", at="secretariat")
        self.run("git", "init", "--quiet", "--bare", "--initial-branch=main", "charter.git")
        self.run(*_TOOL, "gate", "--install", "charter.git")
        for number in range(1, submissions + 1):
            self._write("secretariat", number)
        self._commit("secretariat", "Received")
        self.git("secretariat", "push", "--quiet", "--follow-tags", "../charter.git", "main")
        self.run("git", "clone", "--quiet", "charter.git", "delegation")
        self.run(*_TOOL, "keys", "use", "../XAA", at="delegation")

    def lodge(self, number: int) -> None:
        """Let the delegation commit one more submission."""
        self._write("delegation", number)
        self._commit("delegation", f"Lodge {number}")

    def push(self) -> float:
        """Let the delegation push; return the seconds of processor time that this took, on both sides."""
        return worked(lambda: self.git("delegation", "push", "--quiet", "origin", "main"))

    def pushes(self, count: int) -> float:
        """Let the delegation lodge and push so many times; return the median of what a push took."""
        first = len(list((self.root / "delegation/submissions/XAA").glob("*.yaml"))) + 1
        found = []
        for number in range(first, first + count):
            self.lodge(number)
            found.append(self.push())
        return statistics.median(found)

    @contextmanager
    def ungated(self) -> Iterator[None]:
        """Put a hook that lets everything in into the gate's place for a while."""
        hook = self.root / "charter.git/hooks/pre-receive"
        gate = hook.read_text()
        hook.write_text("#!/bin/sh\nexit 0\n")
        try:
            yield
        finally:
            hook.write_text(gate)

    def verified(self) -> tuple[float, float, float]:
        """Let the secretariat receive everything; return what it takes to verify that.

        Cold, with the signatures known, and with everything known.
        """
        self.git("secretariat", "pull", "--quiet", "../charter.git", "main")
        self._commit("secretariat", "Received up to here")
        kept = self.root / "secretariat/.git/charterkit"
        shutil.rmtree(kept, ignore_errors=True)
        found = []
        for _ in range(2):
            shutil.rmtree(kept / "verified", ignore_errors=True)
            found.append(worked(lambda: self.run(*_TOOL, "verify", at="secretariat")))
        return found[0], found[1], worked(lambda: self.run(*_TOOL, "verify", "--format", "json", at="secretariat"))

    def ssh_keygen(self) -> float:
        """Return what ``ssh-keygen`` takes to verify one signature: the median of some."""
        self.run("ssh-keygen", "-q", "-Y", "sign", "-f", "XAA", "-n", "bench", ".gitconfig")
        command = ["ssh-keygen", "-Y", "check-novalidate", "-n", "bench", "-s", ".gitconfig.sig"]
        content = (self.root / ".gitconfig").read_bytes()

        def verify() -> None:
            for _ in range(20):
                subprocess.run(command, cwd=self.root, input=content, capture_output=True, check=True)

        return statistics.median(worked(verify) / 20 for _ in range(5))

    def _write(self, at: str, number: int) -> None:
        file = self.root / at / f"submissions/XAA/XAA-2026-{number:05}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SUBMISSION.format(number=number))

    def _commit(self, at: str, message: str) -> None:
        self.git(at, "add", "submissions")
        self.git(at, "commit", "--quiet", "--allow-empty", "--message", message)


def worked(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that programs took which a piece of work ran."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
