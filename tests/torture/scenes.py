"""The commands that faults are put into, each in a charter where there is something for it to do."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from unittest import mock

from tests.cli.runner import DAY, Charter, call
from tests.cli.signers import make_keys, use
from tests.torture.processes import Server
from tests.torture.trials import Scene, git, prepare

_AMENDMENT = """\
id: SEC-2026-{number:03}
by: SEC
date: 2026-08-15
base: zero-draft
title: Fictional amendment {number}
changes:
  - amend: {path}
    text: |
      {text}
"""


PLACES = {71: "purpose/aim", 72: "equality"}
"""The places that the drafts amend."""

MERGE = ("merge", "SEC-2026-071", "SEC-2026-072")

COMMANDS = {
    "merge": MERGE,
    "release": ("release", "first-draft"),
    "lodge": ("lodge",),
    "agree": ("agree", "1", "--level", "informals"),
    "keys": ("keys", "add", "SEC", "SEC.pub"),
    "table": (*MERGE, "--table", "table.md"),
    "render": ("render", "-o", "clean.html"),
    "pdf": ("render", "-o", "clean.pdf"),
    "recover": ("recover",),
}
"""The commands with their arguments, under the name of what is tried."""


class Stage:
    """Scenes, each made when it is first asked for, with charters in a folder."""

    def __init__(self, server: Server, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._fresh, self._lodged = charters(folder, dict(server.settings))
        self._scenes: dict[str, Scene] = {}

    def scene(self, command: str) -> Scene:
        """Return the scene of a command."""
        if command not in self._scenes:
            with mock.patch.dict(os.environ, dict(self._server.settings)):
                charter = self._charter(command, self._folder / command)
            self._scenes[command] = prepare(self._server, COMMANDS[command], charter)
        return self._scenes[command]

    def _charter(self, command: str, folder: Path) -> Path:
        if command == "recover":
            return killed_when_the_branch_had_moved(self._lodged, folder, *MERGE)
        shutil.copytree(self._fresh if command == "lodge" else self._lodged, folder)
        for argument in COMMANDS[command]:
            if argument.startswith(("clean.", "table.")):
                (folder / argument).write_text("old")
        if command == "keys":
            make_keys(folder / ".git")
            use(Charter(folder), folder / ".git", "SEC")
            shutil.copy(folder / ".git/SEC.pub", folder)
        return folder


def home(folder: Path) -> dict[str, str]:
    """Return the settings of a home of the trials' own."""
    (folder / "home").mkdir()
    (folder / "home/.gitconfig").write_text("[user]\n\tname = Tester\n\temail = tester@example.org\n")
    return {"HOME": str(folder / "home"), "SOURCE_DATE_EPOCH": DAY}


def charters(folder: Path, settings: dict[str, str]) -> tuple[Path, Path]:
    """Make a charter with two drafts of submissions, and one in which they are lodged."""
    with mock.patch.dict(os.environ, settings):
        fresh, lodged = folder / "fresh", folder / "lodged"
        made = call("init", str(fresh), "--title", "Charter of the Lakes", "--symbol", "CL/2026/WD")
        assert made.code == 0, made.err
        for number in PLACES:
            _draft(Charter(fresh), number)
        shutil.copytree(fresh, lodged)
        Charter(lodged).done("lodge")
    return fresh, lodged


def killed_when_the_branch_had_moved(charter: Path, folder: Path, *arguments: str) -> Path:
    """Make a copy of a charter in which a command was killed just then: its files and index are as before it."""
    shutil.copytree(charter, folder)
    before = git(folder, "rev-parse", "HEAD")
    Charter(folder).done(*arguments)
    after = git(folder, "rev-parse", "HEAD")
    changed = git(folder, "diff-tree", "-r", "--no-renames", before, after).splitlines()
    blobs = {path: blob for _, _, blob, _, _, path in (line.split(maxsplit=5) for line in changed)}
    for path in blobs:
        (folder / path).unlink()
    git(folder, "read-tree", before)
    git(folder, "checkout-index", "--all", "--force")
    planned = {"ref": "refs/heads/main", "old": before, "new": after,
               "before": {path: blob if blob.strip("0") else None for path, blob in blobs.items()}}  # fmt: skip
    (folder / ".git/charterkit/journal.json").write_text(json.dumps(planned))
    return folder


def _draft(charter: Charter, number: int) -> None:
    text = f"The Parties, being fictional, agree on point {number}."
    charter.put(
        f"submissions/SEC/SEC-2026-{number:03}.yaml", _AMENDMENT.format(number=number, path=PLACES[number], text=text)
    )
