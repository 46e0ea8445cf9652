"""A second process does some work sooner, or the first one does it: what comes of it is the same."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from charterkit.store.beside import Beside, possible

HERE = os.getpid()
TWO = pytest.mark.skipif(not possible(), reason="there is only one processor")


def elsewhere(done: Callable[[], Any]) -> Any:
    """Return 5, after something was done where this is not the first process."""
    if os.getpid() != HERE:
        done()
    return 5


def left_behind() -> tuple[str, int]:
    """Return the processes that this one has started and not ended, and how many descriptors are open."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return children, len(list(Path("/proc/self/fd").iterdir()))


@TWO
def test_another_process_does_the_work_and_says_what_came_of_it() -> None:
    before = left_behind()
    with Beside(lambda: [("where", os.getpid())]) as result:
        ((_, where),) = result()
    assert where != HERE
    assert left_behind() == before


@pytest.mark.parametrize("fault", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 // 0, lambda: os._exit(0)])
def test_work_that_the_other_process_did_not_finish_is_done_here(fault: Callable[[], Any]) -> None:
    before = left_behind()
    with Beside(lambda: elsewhere(fault)) as result:
        assert result() == 5
    assert left_behind() == before


def test_what_goes_wrong_with_the_work_is_told_here() -> None:
    with Beside(lambda: 1 // 0) as result, pytest.raises(ZeroDivisionError):
        result()


def test_work_that_nobody_asks_for_ends_with_the_block() -> None:
    before = left_behind()
    with Beside(lambda: elsewhere(lambda: time.sleep(60))):
        pass
    assert left_behind() == before


@pytest.mark.parametrize("lacking", ["processor", "process", "pipe"])
def test_where_there_can_be_no_other_process_the_work_is_done_here(
    lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise BlockingIOError

    before = left_behind()
    if lacking == "processor":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    else:
        monkeypatch.setattr(os, "fork" if lacking == "process" else "pipe", refused)
    with Beside(os.getpid) as result:
        assert result() == HERE
    assert left_behind() == before
