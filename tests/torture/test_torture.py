"""Faults in the file calls of the commands that write: each ends before or after, and again succeeds.

A few of the calls in ``make test``; all of them in ``make torture``, which sets TORTURE_EACH=1.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.torture.processes import Fault, Server, compiled
from tests.torture.scenes import COMMANDS, Stage, home
from tests.torture.trials import FAULTS, faults_found

EACH = int(os.environ.get("TORTURE_EACH", "307"))
"""Every so many calls one is tried."""

pytestmark = pytest.mark.skipif(shutil.which("gcc") is None, reason="the fault library is compiled with gcc")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    memory = Path("/dev/shm")  # noqa: S108  no disk is needed: what it does wrong, the library does
    with TemporaryDirectory(prefix="torture-", dir=memory if os.access(memory, os.W_OK) else None) as name:
        folder = Path(name).resolve()
        with Server(compiled(folder), folder / "below", home(folder)) as running:
            yield running


@pytest.fixture(scope="session")
def stage(server: Server) -> Stage:
    return Stage(server, server.temporary.parents[1])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_in_any_file_call_leaves_before_or_after_and_again_succeeds(
    server: Server, stage: Stage, command: str, fault: Fault, record_property: Callable[[str, object], None]
) -> None:
    scene = stage.scene(command)
    tried = range(1 + 7 * len(fault.name) % EACH, scene.number(fault) + 1, EACH)
    found = {at: list(faults_found(server, scene, fault, at)) for at in tried}
    wrong = [f"call {at}: {line}" for at, lines in found.items() for line in lines]
    record_property("torture", (command, fault.name, len(tried), scene.number(fault), sum(map(bool, found.values()))))
    assert not wrong, "\n".join(wrong)
