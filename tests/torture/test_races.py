"""Two merges at once: one wins, the other says so or comes after it; a hundred times in torture."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.torture.scenes import charters, home
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
