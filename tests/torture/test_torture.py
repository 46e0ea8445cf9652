"""Faults in the file calls of merge, release, lodge and render: each ends before or after, and again succeeds.

A few of the calls in ``make test``; all of them in ``make torture``, which sets TORTURE_EACH=1.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping

import pytest
from tests.torture.scenes import COMMANDS, home, scenes
from tests.torture.trials import FAULTS, Fault, Scene, Server, compiled, faults_found

EACH = int(os.environ.get("TORTURE_EACH", "307"))
"""Every so many calls one is tried."""

pytestmark = pytest.mark.skipif(shutil.which("gcc") is None, reason="the fault library is compiled with gcc")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("torture").resolve()
    (folder / "below").mkdir()
    with Server(compiled(folder), folder / "below", home(folder)) as running:
        yield running


@pytest.fixture(scope="session")
def prepared(server: Server) -> Mapping[str, Scene]:
    return scenes(server, server.below.parent)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_in_any_file_call_leaves_before_or_after_and_again_succeeds(
    server: Server, prepared: Mapping[str, Scene], command: str, fault: Fault
) -> None:
    scene = prepared[command]
    wrong = [
        f"call {at}: {line}"
        for at in range(1 + 7 * len(fault.name) % EACH, scene.number(fault) + 1, EACH)
        for line in faults_found(server, scene, fault, at)
    ]
    assert not wrong, "\n".join(wrong)
