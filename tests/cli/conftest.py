"""Charters in temporary folders, made by ``charterkit init`` without settings of the machine's own; some served."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.gate_server import Server, serve
from tests.cli.runner import DAY, Charter, call
from tests.cli.signers import make_keys
from tests.presses import presses

__all__ = ["presses"]


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


@pytest.fixture(scope="module")
def negotiate(
    _home: Path, _started: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Callable[[Charter], object]], Path]]:
    """A function that lets something happen in a charter once, for all tests of a module to copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(_home))
        patch.setenv("SOURCE_DATE_EPOCH", DAY)

        def made(happen: Callable[[Charter], object]) -> Path:
            root = tmp_path_factory.mktemp("negotiated") / "charter"
            shutil.copytree(_started, root, symlinks=True)
            happen(Charter(root))
            return root

        yield made


@pytest.fixture
def copied(own_home: None, tmp_path: Path) -> Callable[[Path], Charter]:  # noqa: ARG001  the home is set by being asked for
    """A function that returns a copy of a charter, to be changed at will."""

    def copy(root: Path) -> Charter:
        shutil.copytree(root, tmp_path / "charter", symlinks=True)
        return Charter(tmp_path / "charter")

    return copy


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    make_keys(folder)
    return folder


@pytest.fixture(scope="session")
def _served(_started: Path, _home: Path, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository behind the gate (charter.git) and the secretariat's clone of it (secretariat)."""
    root = tmp_path_factory.mktemp("served")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(_home))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        serve(_started, root, keys)
    return root


@pytest.fixture
def server(own_home: None, _served: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:  # noqa: ARG001
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    shutil.copytree(_served, tmp_path / "served", symlinks=True)
    return Server(tmp_path / "served", keys)
