"""The files for forges and for pre-commit: they parse, and every command in them runs in a charter as it would there.

Forgejo runs the scripts of GitHub's file, so one of both stands for both.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from charterkit.cli.app import COMMANDS
from charterkit.cli.boundary import run

ROOT = Path(__file__).parents[2]
FORGES = sorted((ROOT / "docs" / "forge").glob("*.yml"))
INSTALLING = ("apt-get", "pip", "venv", "setup-python", "checkout", "upload-artifact")


def parsed(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def scripts(file: Path) -> list[str]:
    """Return the shell scripts of a workflow in order, without those that install something."""
    content = parsed(file)
    if "jobs" in content:
        found = [step["run"] for job in content["jobs"].values() for step in job["steps"] if "run" in step]
    else:
        found = ["\n".join(content["charter"]["script"])]
    return [script for script in found if not any(word in script for word in INSTALLING)]


@pytest.fixture(scope="module")
def _started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a charter in it, for every test to copy."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\n\tname = Tester\n\temail = tester@example.org\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        assert run(["init", str(home / "charter")]) == 0
    return home


@pytest.fixture
def charter(_started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(_started))
    shutil.copytree(_started / "charter", tmp_path / "charter", symlinks=True)
    return tmp_path / "charter"


def run_scripts(charter: Path, wanted: list[str], **variables: str) -> None:
    settings = {**os.environ, **variables}
    settings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{settings['PATH']}"
    for script in wanted:
        ran = subprocess.run(
            ["bash", "-e", "-c", script], cwd=charter, env=settings, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, f"{script}\n{ran.stdout}{ran.stderr}"


def earlier(charter: Path) -> str:
    command = ["git", "-C", str(charter), "rev-parse", "HEAD~2"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(("name", "variable"), [("github", "TARGET"), ("gitlab-ci", "CI_COMMIT_BEFORE_SHA")])
def test_every_command_of_a_workflow_runs(name: str, variable: str, charter: Path) -> None:
    wanted = scripts(ROOT / "docs" / "forge" / f"{name}.yml")
    assert any("charterkit check" in script for script in wanted)
    run_scripts(charter, wanted, **{variable: earlier(charter)})
    made = sorted(path.name for path in (charter / "documents").iterdir())
    assert made == ["proposals.pdf", "redline.pdf", "rolling.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in (charter / "documents").iterdir())


def test_workflows_of_github_and_forgejo_run_the_same_scripts() -> None:
    github, forgejo = (scripts(ROOT / "docs" / "forge" / f"{name}.yml") for name in ("github", "forgejo"))
    assert github == forgejo


@pytest.mark.parametrize("before", ["", "0" * 40, "HEAD~2"])
def test_history_is_verified_since_the_last_push_where_there_was_one(before: str, charter: Path) -> None:
    wanted = [each for each in scripts(ROOT / "docs" / "forge" / "github.yml") if "charterkit verify" in each]
    assert len(wanted) == 1
    run_scripts(charter, wanted, BEFORE=earlier(charter) if before == "HEAD~2" else before)


@pytest.mark.parametrize("file", FORGES, ids=lambda file: file.stem)
def test_workflows_take_the_whole_history_and_install_what_charterkit_needs(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "fetch-depth: 0" in text or 'GIT_DEPTH: "0"' in text
    for package in ("libpango-1.0-0", "libharfbuzz-subset0", "fontconfig", "fonts-noto-core", "openssh-client"):
        assert package in text


def test_pre_commit_hooks_name_commands_that_exist(charter: Path) -> None:
    hooks = parsed(ROOT / ".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["charterkit-check", "charterkit-verify"]
    for hook in hooks:
        program, command, *arguments = shlex.split(hook["entry"])
        assert program == "charterkit"
        assert command in COMMANDS
        assert run(["-C", str(charter), command, *arguments]) == 0
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
