"""What tests of several rooms share: this repository's registry, its code compiled once, Ctrl-C as it should be."""

from __future__ import annotations

import compileall
import signal
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
    """Compile charterkit: where Python is told to keep no bytecode, each process of a test would do so again.

    A shell lets what it runs in the background ignore Ctrl-C, and that is handed on to every process of a test.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
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
