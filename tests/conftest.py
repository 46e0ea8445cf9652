"""What tests of several rooms share: this repository's own registry, read once, and its code, compiled once."""

from __future__ import annotations

import compileall
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from charterkit.model.registry import REGISTRY_LISTS, Registry
from charterkit.store.yaml.nodes import compose, decode

# Machines are busy: how long an example takes says nothing of whether the law holds.
settings.register_profile("laws", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")

ROOT = Path(__file__).parents[1]
REGISTRY_FOLDER = ROOT / "charter" / "registry"


def pytest_configure(config: pytest.Config) -> None:
    """Compile charterkit: where Python is told to keep no bytecode, each process of a test would do so again."""
    if not hasattr(config, "workerinput"):  # of several at work, the one that leads
        compileall.compile_dir(ROOT / "src", quiet=1)


@pytest.fixture(scope="session")
def registry() -> Registry:
    lists: dict[str, object] = {}
    for name in REGISTRY_LISTS:
        value = compose(decode((REGISTRY_FOLDER / f"{name}.yaml").read_bytes())).value
        assert isinstance(value, dict)
        lists |= value
    return Registry.model_validate(lists)
