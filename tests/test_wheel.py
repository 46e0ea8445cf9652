"""The wheel is whole: charterkit works where there is no checkout, from the files that the wheel carries."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.wheel


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command that succeeds, without what the caller's environment adds to Python's path."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))}
    done = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by the locked hatchling without the network."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that has the wheel, and otherwise only what this one has.

    A path file lends the installed packages; it does not lend charterkit's link to the checkout, because the path
    files of a lent folder are not read.
    """
    folder = tmp_path_factory.mktemp("else where") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    run(*pip, wheel, cwd=folder)
    site = next((folder / "lib").glob("python*")) / "site-packages"
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "charterkit"


def test_the_wheel_carries_templates_types_and_licence(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    templates = {path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert templates
    assert {f"charterkit/_templates/{path.as_posix()}" for path in templates} <= names
    assert {"charterkit/py.typed", "charterkit/errors.py"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    python = installed.parent / "python"
    where = run(python, "-c", "import charterkit; print(charterkit.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parents[1])


def test_the_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] in run(installed, "--version", cwd=tmp_path)


def test_a_charter_is_started_and_drafted_outside_the_repository(installed: Path, tmp_path: Path) -> None:
    run(installed, "init", "pact", cwd=tmp_path)
    charter = tmp_path / "pact"
    assert (charter / "charter" / "charter.yaml").is_file()
    run(installed, "check", cwd=charter)
    run(installed, "render", "--view", "clean", "--format", "md", "-o", "clean.md", cwd=charter)
    assert (charter / "clean.md").read_text(encoding="utf-8").strip()
