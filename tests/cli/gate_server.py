"""A repository behind the gate, clones of it, and real pushes between them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.cli.runner import Charter, call
from tests.cli.signers import registered, use

AMEND = ("amend", "3(2)", "--replace", "in good time", "--with", "thirty days before")

SUBMISSION = """\
id: {code}-2026-001
by: {code}
date: 2026-08-15
base: zero-draft
title: A view
positions:
  - on: meetings
    stance: support
"""


def serve(charter: Path, root: Path, keys: Path) -> None:
    """Make a bare repository behind the gate (charter.git) and the secretariat's clone of it out of a charter."""
    secretariat = Charter(root / "secretariat")
    shutil.copytree(charter, secretariat.root, symlinks=True)
    registered(secretariat, keys)
    form = f"--object-format={secretariat.git('rev-parse', '--show-object-format')}"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", form, str(root / "charter.git")], check=True)
    assert call("gate", "--install", str(root / "charter.git")).code == 0
    secretariat.git("push", "--quiet", "--follow-tags", str(root / "charter.git"), "main")


class Server:
    """A bare repository behind the gate, and clones of it."""

    def __init__(self, root: Path, keys: Path) -> None:
        self.root, self.keys = root, keys
        self.bare = root / "charter.git"
        self.secretariat = Charter(root / "secretariat")
        self.secretariat.git("remote", "add", "origin", str(self.bare))
        self.secretariat.git("fetch", "--quiet")
        self.secretariat.git("branch", "--quiet", "--set-upstream-to=origin/main")

    def clone(self, code: str | None, url: str | None = None, name: str | None = None, ssh: str = "") -> Charter:
        """Return a participant's clone."""
        root = self.root / (name or f"clone-{code}")
        settings = ("-c", f"core.sshCommand={ssh}") if ssh else ()
        subprocess.run(["git", "clone", "--quiet", *settings, url or str(self.bare), str(root)], check=True)
        clone = Charter(root)
        use(clone, self.keys, code)
        return clone

    def refs(self) -> str:
        return Charter(self.bare).git("for-each-ref")

    def accepts(self, clone: Charter, *arguments: str) -> str:
        """Push, and be received; return what the pusher is told."""
        code, told = push(clone, *arguments)
        assert code == 0, told
        return told

    def refuses(self, clone: Charter, *arguments: str) -> str:
        """Push, and be refused: no ref has changed, and the pusher is told why in whole lines."""
        before = self.refs()
        code, told = push(clone, *arguments)
        assert code != 0, told
        assert "charterkit: the push is refused, and nothing has changed:" in told
        assert "Traceback" not in told
        assert self.refs() == before
        return told


def push(clone: Charter, *arguments: str, **variables: str) -> tuple[int, str]:
    command = ["git", "-C", str(clone.root), "push", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **variables})
    return done.returncode, done.stderr


def commit(clone: Charter, message: str = "Commit", **variables: str) -> str:
    clone.git("add", "--all", "--force")
    command = ["git", "-C", str(clone.root), "commit", "--quiet", "--allow-empty", "--message", message]
    subprocess.run(command, check=True, env={**os.environ, **variables})
    return clone.git("rev-parse", "HEAD")


def lodged(clone: Charter, code: str) -> str:
    """Lodge a submission of a participant; return its file."""
    file = str(clone.done(*AMEND, "--as", code, "--format", "json").values()["file"])
    clone.done("lodge", str(clone.root / file))
    return file
