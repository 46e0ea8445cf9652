"""Repositories behind the gate with so many submissions, and delegations that push one more: what judging is timed on.

Made with real keys and real pushes in a home of its own, so that nothing of the machine's settings has a say in it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
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
        before = _worked()
        self.git("delegation", "push", "--quiet", "origin", "main")
        return _worked() - before

    def _write(self, at: str, number: int) -> None:
        file = self.root / at / f"submissions/XAA/XAA-2026-{number:05}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SUBMISSION.format(number=number))

    def _commit(self, at: str, message: str) -> None:
        self.git(at, "add", "submissions")
        self.git(at, "commit", "--quiet", "--allow-empty", "--message", message)


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
