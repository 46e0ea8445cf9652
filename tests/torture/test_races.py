"""Commands at once: one wins, and the other says so or comes after it; recovering is safe meanwhile.

Two merges three times in the suite; every two commands a hundred times in torture.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.runner import call
from tests.torture.scenes import charters, home, killed_when_the_branch_had_moved
from tests.torture.test_torture import EACH
from tests.torture.trials import git, state

from charterkit.errors import ExitCode

ROUNDS = 100 if EACH == 1 else 3

DRAFT = """\
id: SEC-2026-073
by: SEC
date: 2026-08-15
base: zero-draft
title: Fictional draft
changes:
  - amend: equality
    text: |
      The Parties, being fictional, keep the peace.
"""

MERGE, OTHER_MERGE = ("merge", "SEC-2026-071"), ("merge", "SEC-2026-072")
RELEASE, OTHER_RELEASE = ("release", "first-draft"), ("release", "other-draft")
LODGE, AGREE, RECOVER = ("lodge",), ("agree", "1", "--level", "informals"), ("recover",)
AT_ONCE = (
    (MERGE, OTHER_MERGE), (RELEASE, OTHER_RELEASE), (MERGE, RELEASE), (MERGE, LODGE), (AGREE, OTHER_MERGE),
    (AGREE, LODGE), (LODGE, LODGE), (MERGE, MERGE), (MERGE, RECOVER), (RELEASE, RECOVER), (LODGE, RECOVER),
    (AGREE, RECOVER),
)  # fmt: skip
"""Two commands each; in the suite the first ones alone."""

DONE_BY_THE_OTHER = {MERGE: "is not open: it is merged", LODGE: "there is nothing to lodge"}
"""What is said of a command that has been carried out already."""

Ended = tuple[tuple[str, ...], str, int]
"""A command, what it said was wrong, its exit code."""


@pytest.fixture(scope="session")
def lodged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("races")
    settings = home(folder)
    return charters(folder, settings)[1], settings


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize(
    "commands", AT_ONCE if EACH == 1 else AT_ONCE[:1], ids=lambda both: "-beside-".join(each[0] for each in both)
)
def test_of_two_commands_at_once_none_is_lost_and_none_is_torn(
    lodged: tuple[Path, dict[str, str]],
    tmp_path: Path,
    commands: tuple[tuple[str, ...], ...],
    number: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = tmp_path / "charter"
    shutil.copytree(lodged[0], root)
    for name, value in lodged[1].items():
        monkeypatch.setenv(name, value)
    if LODGE in commands:
        (root / "submissions/SEC/SEC-2026-073.yaml").write_text(DRAFT)
    before = git(root, "rev-parse", "HEAD")
    for command, told, code in _ended(root, commands if number % 2 else commands[::-1], number // 2 % 10 * 0.04):
        twice = commands[0] == commands[1] and DONE_BY_THE_OTHER[command]
        if code and not (twice and twice in told):
            assert code == ExitCode.ENVIRONMENT, told
            assert "moved meanwhile" in told or "not committed" in told, told
            again = call("-C", str(root), *command)
            assert again.code == 0 or (twice and twice in again.err), again.err
    made = git(root, "log", "--format=%s", f"{before}..HEAD").splitlines()
    assert len(made) == len({*commands} - {RECOVER}), made
    assert state(root).dirty == ""
    assert git(root, "fsck", "--strict", "--no-dangling") == ""
    assert call("-C", str(root), "verify").code == 0
    assert call("-C", str(root), "recover").out == "nothing was left unfinished\n"


def _ended(root: Path, commands: tuple[tuple[str, ...], ...], apart: float) -> list[Ended]:
    """Start commands, some seconds apart from each other, and return how they ended."""
    running = []
    for command in commands:
        words = [sys.executable, "-m", "charterkit", "-C", str(root), *command]
        running.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        time.sleep(apart)
    said = [each.communicate(timeout=120)[1] for each in running]
    return [(command, told, each.returncode) for command, told, each in zip(commands, said, running, strict=True)]


RECOVERING = """
import os, sys
from charterkit.cli.boundary import run
code, root, stop = 0, *sys.argv[1:]
while not code and not os.path.exists(stop):
    code = run(["-C", root, "recover"])
sys.exit(code)
"""


def test_recovering_over_and_over_does_not_disturb_who_writes_nor_is_disturbed(
    lodged: tuple[Path, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "charter"
    shutil.copytree(lodged[0], root)
    for name, value in lodged[1].items():
        monkeypatch.setenv(name, value)
    before = git(root, "rev-parse", "HEAD")
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", RECOVERING, str(root), str(stop)]
    asked = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert all(each.stdout.readline() for each in asked if each.stdout)  # both are at it
    for _ in range(ROUNDS):
        assert call("-C", str(root), "agree", "1", "--level", "informals").code == 0
    stop.touch()
    said = [each.communicate(timeout=120) for each in asked]
    assert [each.returncode for each in asked] == [0, 0], said
    assert git(root, "rev-list", "--count", f"{before}..HEAD") == str(ROUNDS)
    assert state(root).dirty == ""
    assert git(root, "fsck", "--strict", "--no-dangling") == ""


def test_of_two_that_recover_at_once_one_finishes_and_the_other_finds_nothing_left(
    lodged: tuple[Path, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in lodged[1].items():
        monkeypatch.setenv(name, value)
    cut_short = killed_when_the_branch_had_moved(lodged[0], tmp_path / "charter", "merge", "SEC-2026-071")
    command = [sys.executable, "-m", "charterkit", "-C", str(cut_short), "recover"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(each.communicate(timeout=120)[0] for each in both)
    assert [each.returncode for each in both] == [0, 0]
    assert "was cut short after the branch had moved" in said[0]
    assert said[1] == "nothing was left unfinished\n"
    assert state(cut_short).dirty == ""
