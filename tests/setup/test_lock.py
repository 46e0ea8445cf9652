"""The lock file is exact, complete and the same for everyone."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
ENTRY = re.compile(
    r"^(?P<requirement>[^\s#][^\\\n]*?) \\\n(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


@pytest.fixture(scope="module")
def lock() -> str:
    return (ROOT / "requirements.txt").read_text(encoding="utf-8")


def declared() -> list[Requirement]:
    """Everything that pyproject.toml asks for: dependencies, groups, and what builds the package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"].values()
    lists = [project["project"]["dependencies"], project["build-system"]["requires"], *groups]
    return [Requirement(line) for line in chain.from_iterable(lists)]


def locked(lock: str) -> dict[str, str]:
    """Version by canonical name."""
    pins = [Requirement(entry["requirement"]) for entry in ENTRY.finditer(lock)]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}


def test_every_locked_package_has_one_version_and_hashes(lock: str) -> None:
    names = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(names) == len(locked(lock)) == len(ENTRY.findall(lock))
    assert all(re.fullmatch(r"[0-9][0-9a-z.+]*", version) for version in locked(lock).values())


@pytest.mark.parametrize("requirement", declared(), ids=str)
def test_the_lock_satisfies_what_the_project_declares(lock: str, requirement: Requirement) -> None:
    version = locked(lock).get(canonicalize_name(requirement.name))
    assert version is not None, "run `make lock`"
    assert requirement.specifier.contains(version), "run `make lock`"


def test_the_lock_names_no_place_to_download_from(lock: str) -> None:
    assert not re.search(r"https?:|file:|index.url|find.links|@ ", lock)
