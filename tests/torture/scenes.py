"""The commands that faults are put into, each in a charter where there is something for it to do."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
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

COMMANDS = ("merge", "release", "lodge", "agree", "keys", "table", "render", "pdf", "recover")


def scenes(server: Server, folder: Path) -> dict[str, Scene]:
    """Return the scenes by their commands; their charters are made in a folder."""
    return {scene.name: scene for scene in _scenes(server, folder)}


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


def _scenes(server: Server, folder: Path) -> Iterator[Scene]:
    fresh, lodged = charters(folder, dict(server.settings))
    merge = ("merge", "SEC-2026-071", "SEC-2026-072")
    yield prepare(server, "merge", merge, lodged)
    with mock.patch.dict(os.environ, dict(server.settings)):
        cut_short = killed_when_the_branch_had_moved(lodged, folder / "cut-short", *merge)
    yield prepare(server, "recover", ("recover",), cut_short)
    yield prepare(server, "release", ("release", "first-draft"), lodged)
    yield prepare(server, "lodge", ("lodge",), fresh)
    yield prepare(server, "agree", ("agree", "1", "--level", "informals"), lodged)
    rendered = folder / "rendered"
    shutil.copytree(lodged, rendered)
    for name in ("clean.html", "clean.pdf", "table.md"):
        (rendered / name).write_text("old")
    yield prepare(server, "table", (*merge, "--table", "table.md"), rendered)
    yield prepare(server, "render", ("render", "-o", "clean.html"), rendered)
    yield prepare(server, "pdf", ("render", "-o", "clean.pdf"), rendered)
    yield prepare(server, "keys", ("keys", "add", "SEC", str(_signing(lodged, folder))), lodged)


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


def _signing(charter: Path, folder: Path) -> Path:
    """Let the commits of a charter be signed with a new key; return the file of its public part."""
    make_keys(folder)
    use(Charter(charter), folder, "SEC")
    return folder / "SEC.pub"


def _draft(charter: Charter, number: int) -> None:
    text = f"The Parties, being fictional, agree on point {number}."
    charter.put(
        f"submissions/SEC/SEC-2026-{number:03}.yaml", _AMENDMENT.format(number=number, path=PLACES[number], text=text)
    )
