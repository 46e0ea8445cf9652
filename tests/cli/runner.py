"""Run charterkit's commands inside the test's own process, and see what they left of a repository."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from charterkit.cli.boundary import run

DAY = "1786800000"
"""15 August 2026, as SOURCE_DATE_EPOCH."""

AMENDMENT = """\
id: SEC-2026-071
by: SEC
date: 2026-08-15
base: zero-draft
title: Fictional
changes:
  - amend: purpose/aim
    replace: intend to work together
    with: resolve to work together
"""
"""A submission that can be merged into the charter that ``init`` makes."""


@dataclass(frozen=True)
class Ran:
    """What a command printed, its exit code, and the seconds of processor time it took, git's included."""

    code: int
    out: str
    err: str
    seconds: float

    def values(self) -> Any:
        """Return the JSON on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Charter:
    """A charter in a folder of the test, and charterkit run in it."""

    root: Path

    def __call__(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
        """Run a command in the charter's folder."""
        return call("-C", str(self.root), *arguments, stdin=stdin, env=env)

    def done(self, *arguments: str, stdin: bytes = b"") -> Ran:
        """Run a command that succeeds."""
        ran = self(*arguments, stdin=stdin)
        assert ran.code == 0, ran.out + ran.err
        return ran

    def put(self, path: str, content: str | bytes) -> Path:
        """Write a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def git(self, *arguments: str) -> str:
        """Run git, with no other configuration than the test's."""
        settings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=settings).stdout.strip()

    def lodged(self, *arguments: str) -> str:
        """Write a submission with ``amend`` or ``propose``, lodge it, and return its id."""
        made = self.done(*arguments, "--format", "json").values()
        self.done("lodge", str(self.root / made["file"]))
        return str(made["submission"]["id"])

    def state(self) -> tuple[str, str, str, dict[str, str]]:
        """Return everything that a rejected command leaves alone: HEAD, refs, index, and the work tree's files."""
        files = {
            path.relative_to(self.root).as_posix(): _print_of(path)
            for path in sorted(self.root.rglob("*"))
            if ".git" not in path.relative_to(self.root).parts and not path.is_dir()
        }
        refs = self.git("for-each-ref", "--format=%(refname) %(objectname)")
        return self.git("rev-parse", "HEAD"), refs, self.git("ls-files", "--stage"), files


def _print_of(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "special"


def call(*arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
    """Run charterkit as its command line does."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    started = _worked()
    with redirect_stdout(out), redirect_stderr(err), _stdin(stdin), mock.patch.dict(os.environ, env or {}):
        code = run(arguments)
    seconds = _worked() - started
    for stream in (out, err):
        stream.flush()
    return Ran(code, _text(out), _text(err), seconds)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


@contextmanager
def _stdin(content: bytes) -> Any:
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8")):
        yield


def process(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, prefix: Sequence[str] = ()) -> Ran:
    """Run charterkit as a process of its own."""
    command = [*prefix, sys.executable, "-m", "charterkit", *arguments]
    started = _worked()
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr, _worked() - started)


def _worked() -> float:
    """Return the processor time that this process and its children took: the same on a busy machine."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
