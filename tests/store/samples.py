"""The small charter that the store's tests are made of, and what they do with its folder."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from charterkit.store.git.environment import environment
from charterkit.store.git.repository import Repository

SETTINGS = b"""\
title:
  en: A charter
symbol: T/1
languages: [en]
outline:
  parts:
    - id: general
      heading:
        en: General
      provisions: [purpose, scope]
"""

PURPOSE = b"""\
id: purpose
kind: article
heading:
  en: Purpose
text:
  en: |
    The Participants seek peace.
"""

SCOPE = b"""\
id: scope
kind: article
text:
  en: |
    This Charter is open to all.
"""

RELEASE = b"""\
id: 0001
date: 2026-01-02
action: release
version: zero-draft
symbol: T/1
"""

SUBMISSION = b"""\
id: XAA-2026-001
by: XAA
date: 2026-01-03
base: zero-draft
title: Peace and security
changes:
  - amend: purpose
    replace: peace
    with: peace and security
"""

FILES: dict[str, bytes] = {
    "charter/charter.yaml": SETTINGS,
    "charter/clauses/purpose.yaml": PURPOSE,
    "charter/clauses/scope.yaml": SCOPE,
}

Run = Callable[..., str]


def run_git(folder: Path, *arguments: str, **variables: str) -> str:
    """Run git as a person would, with extra variables; return what it prints."""
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, check=True, env={**environment(), **variables})
    return done.stdout.decode().rstrip("\n")


def head_of(repository: Repository) -> str:
    head = repository.head()
    assert head is not None
    return head


def put(root: Path, path: str, content: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content)


def state(root: Path) -> dict[str, bytes]:
    """Every file of the work tree, every ref, and what git thinks of them."""
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }
    refs = run_git(root, "for-each-ref").encode()
    return {**files, "<refs>": refs, "<status>": run_git(root, "status", "--porcelain").encode()}
