"""Real repositories in temporary folders, with no configuration of the machine's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.samples import FILES, Run, run_git

from charterkit.store.git.repository import Repository


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\n\tname = Tester\n\temail = tester@example.org\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.fixture
def git() -> Run:
    return run_git


@pytest.fixture
def empty(tmp_path: Path) -> Repository:
    """A repository without commits."""
    root = tmp_path / "charter"
    root.mkdir()
    run_git(root, "init", "--quiet", "--initial-branch=main")
    return Repository.open(root)


@pytest.fixture
def repository(empty: Repository) -> Repository:
    """A repository with one commit: settings and two provisions."""
    empty.commit(dict(FILES), "Start\n", expected=None)
    return empty
