"""The virtual environment is made once, and again when what it stands on has changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import environment


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, ...]]:
    """An empty checkout; the list takes down every call of pip, which does nothing."""
    calls: list[tuple[str, ...]] = []
    folder = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path,
        "FOLDER": folder,
        "STAMP": folder / environment.STAMP.name,
        "UNFINISHED": folder / environment.UNFINISHED.name,
    }.items():
        monkeypatch.setattr(environment, name, value)
    monkeypatch.setattr(environment, "pip", lambda *arguments: calls.append(arguments))
    monkeypatch.setattr(environment, "works", (folder / "bin" / "python").exists)
    monkeypatch.setattr("venv.create", make_empty)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "pyproject.toml").touch()
    return calls


def make_empty(folder: Path, **_options: bool) -> None:
    """Stand in for an environment with nothing but a file named python."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()


def test_a_second_run_installs_nothing(installs: list[tuple[str, ...]]) -> None:
    environment.main()
    assert installs
    installs.clear()
    environment.main()
    assert not installs


def test_a_changed_lock_file_is_installed(installs: list[tuple[str, ...]], tmp_path: Path) -> None:
    environment.main()
    installs.clear()
    (tmp_path / "requirements.txt").write_text("six==1.16.0\n")
    environment.main()
    assert installs


def test_a_failed_installation_is_done_again(installs: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: str) -> None:
        raise subprocess.CalledProcessError(23, "pip")

    with monkeypatch.context() as broken:
        broken.setattr(environment, "pip", fail)
        assert environment.main() == 23
    assert environment.UNFINISHED.exists()
    assert environment.main() == 0
    assert installs
    assert not environment.UNFINISHED.exists()


def test_packages_are_installed_by_hash_and_never_built_from_source(installs: list[tuple[str, ...]]) -> None:
    environment.main()
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(installs[0])


def test_what_is_linked_is_compiled(installs: list[tuple[str, ...]], tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "module.py").write_text("VALUE = 1\n")
    environment.main()
    assert installs
    assert list((tmp_path / "src" / "__pycache__").glob("module.*.pyc"))
