"""Charters in temporary folders, made by ``charterkit init``, with no configuration of the machine's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.runner import DAY, Charter, call


@pytest.fixture(scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\n\tname = Tester\n\temail = tester@example.org\n")
    return home


@pytest.fixture
def own_home(_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of the tests' own, a fixed day, and no settings of the caller's terminal."""
    monkeypatch.setenv("HOME", str(_home))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    for name in ("XDG_CONFIG_HOME", "EDITOR", "VISUAL", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def _started(_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started") / "charter"
    settings = {"HOME": str(_home), "SOURCE_DATE_EPOCH": DAY}
    ran = call("init", str(folder), "--title", "Charter of the Lakes", "--symbol", "CL/2026/WD", env=settings)
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture
def charter(own_home: None, _started: Path, tmp_path: Path) -> Charter:  # noqa: ARG001  the home is set by being asked for
    """A charter with the starter text, released as zero-draft."""
    root = tmp_path / "charter"
    shutil.copytree(_started, root, symlinks=True)
    return Charter(root)
