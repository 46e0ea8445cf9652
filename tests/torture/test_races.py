"""Commands at once: of two merges one wins, and the other says so or comes after it; recovering is safe meanwhile.

A hundred times in torture.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.runner import call
from tests.torture.scenes import charters, home, killed_when_the_branch_had_moved
from tests.torture.test_torture import EACH
from tests.torture.trials import git, state

from charterkit.errors import ExitCode

ROUNDS = 100 if EACH == 1 else 3


@pytest.fixture(scope="session")
def lodged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("races")
    settings = home(folder)
    return charters(folder, settings)[1], settings


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_two_merges_at_once_none_is_lost_and_none_is_torn(
    lodged: tuple[Path, dict[str, str]], tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "charter"
    shutil.copytree(lodged[0], root)
    for name, value in lodged[1].items():
        monkeypatch.setenv(name, value)
    first, second = ("SEC-2026-071", "SEC-2026-072") if number % 2 else ("SEC-2026-072", "SEC-2026-071")
    command = [sys.executable, "-m", "charterkit", "-C", str(root), "merge"]
    running = [subprocess.Popen([*command, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
               for name in (first, second)]  # fmt: skip
    said = [each.communicate(timeout=120)[1] for each in running]
    assert sorted({each.returncode for each in running} | {0}) in ([0], [0, ExitCode.ENVIRONMENT]), said
    for name, each, told in zip((first, second), running, said, strict=True):
        if each.returncode:
            assert "moved meanwhile" in told or "not committed" in told, told
            again = subprocess.run([*command, name], capture_output=True, text=True, check=False)
            assert again.returncode == 0, again.stderr
    merged = git(root, "log", "--format=%(trailers:key=Submission,valueonly)", "-2").split()
    assert sorted(merged) == ["SEC-2026-071", "SEC-2026-072"]
    assert state(root).dirty == ""
    assert git(root, "fsck", "--strict", "--no-dangling") == ""


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
