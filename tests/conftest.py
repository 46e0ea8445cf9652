"""What tests of several rooms share: this repository's own registry, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from charterkit.model.registry import REGISTRY_LISTS, Registry
from charterkit.store.yaml.nodes import compose, decode

# Machines are busy: how long an example takes says nothing of whether the law holds.
settings.register_profile("laws", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")

REGISTRY_FOLDER = Path(__file__).parents[1] / "charter" / "registry"


@pytest.fixture(scope="session")
def registry() -> Registry:
    lists: dict[str, object] = {}
    for name in REGISTRY_LISTS:
        value = compose(decode((REGISTRY_FOLDER / f"{name}.yaml").read_bytes())).value
        assert isinstance(value, dict)
        lists |= value
    return Registry.model_validate(lists)
