"""System calls that fail, injected by strace into charterkit and into every git that it starts.

Another maker's injector than that of ``tests/torture``: a count of its own in every process, what goes through pipes
included. A few calls of many; each once led to a wrong state or a wrong word, or is of a kind that others did.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cli.runner import AMENDMENT, Charter
from tests.torture.scenes import killed_when_the_branch_had_moved

from charterkit.errors import ExitCode

MERGE = ("merge", "SEC-2026-071")


class Injected(NamedTuple):
    """A command, a system call, what becomes of it, and which one of each process it is (+: and all after it)."""

    arguments: tuple[str, ...]
    call: str
    what: str
    when: str

    def __str__(self) -> str:
        """The command and the call, as pytest names the case."""
        return f"{self.arguments[0]}-{self.call}-{self.what.partition('=')[2]}-{self.when}"


CALLS = (
    Injected(MERGE, "write", "error=ENOSPC", "7+"),
    Injected(MERGE, "fsync", "error=EIO", "5"),
    Injected(MERGE, "unlink", "error=EACCES", "2+"),
    Injected(MERGE, "link", "signal=SIGKILL", "2"),
    Injected(MERGE, "rename", "signal=SIGKILL", "3"),
    Injected(("release", "first-draft"), "rename", "error=EDQUOT", "2+"),
    Injected(("agree", "1", "--level", "informals"), "openat", "error=EMFILE", "420+"),
    Injected(("lodge",), "write", "error=EIO", "9"),
    Injected(("recover",), "write", "error=ENOSPC", "7+"),
    Injected(("recover",), "fsync", "error=EIO", "2"),
)


def _can_inject() -> bool:
    strace = shutil.which("strace")
    command = [strace or "", "-f", "-qq", "-o", "/dev/null", "-e", "inject=chdir:error=EIO", "true"]
    return strace is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _can_inject(), reason="strace is not installed, or may not trace here")


def _run(charter: Charter, injected: Injected) -> subprocess.CompletedProcess[str]:
    fault = f"inject={injected.call}:{injected.what}:when={injected.when}"
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={injected.call}", "-e", fault]
    command = [*strace, sys.executable, "-m", "charterkit", *injected.arguments]
    return subprocess.run(command, cwd=charter.root, capture_output=True, text=True, timeout=120, check=False)


def _scene(charter: Charter, arguments: tuple[str, ...], folder: Path) -> Charter:
    """Return a copy of a charter in which a command has something to do."""
    charter.put("submissions/SEC/SEC-2026-071.yaml", AMENDMENT)
    if arguments == ("lodge",):
        shutil.copytree(charter.root, folder)
        return Charter(folder)
    charter.done("lodge")
    if arguments == ("recover",):
        return Charter(killed_when_the_branch_had_moved(charter.root, folder, *MERGE))
    shutil.copytree(charter.root, folder)
    return Charter(folder)


@pytest.mark.parametrize("injected", CALLS, ids=str)
def test_a_call_that_fails_leaves_before_or_after_and_is_told_truly(
    charter: Charter, tmp_path: Path, injected: Injected
) -> None:
    arguments = injected.arguments
    scene = _scene(charter, arguments, tmp_path / "scene")
    done = Charter(tmp_path / "done")
    shutil.copytree(scene.root, done.root)
    before = scene.state()
    done.done(*arguments)
    after = done.state()
    ran = _run(scene, injected)
    assert "Traceback" not in ran.stderr
    scene.done("recover")
    assert scene.done("recover").out == "nothing was left unfinished\n"
    now = scene.state()
    assert now == after or (now == before and arguments != ("recover",))
    _is_told(ran, done=now == after, recovering=arguments == ("recover",))
    assert scene("check").code == scene("verify").code == ExitCode.DONE
    if now == before:
        scene.done(*arguments)
        assert scene.state() == after


def _is_told(ran: subprocess.CompletedProcess[str], *, done: bool, recovering: bool) -> None:
    if ran.returncode == ExitCode.DONE:
        assert done
    if ran.returncode == ExitCode.RECORDED:
        assert done or "it cannot be told" in ran.stderr
    if ran.returncode == ExitCode.ENVIRONMENT and not recovering:
        assert not done
    assert ran.returncode in {ExitCode.DONE, ExitCode.RECORDED, ExitCode.ENVIRONMENT, -9, 128 + 9}


@pytest.mark.parametrize("call", ["fsync", "rename", "write"])
def test_a_charter_that_cannot_be_started_leaves_nothing_and_says_so(tmp_path: Path, call: str) -> None:
    here = Charter(tmp_path)
    ran = _run(here, Injected(("init", "lakes"), call, "error=ENOSPC", "33+"))
    assert ran.returncode == ExitCode.ENVIRONMENT
    assert "recover" not in ran.stderr
    assert list(tmp_path.iterdir()) == []
