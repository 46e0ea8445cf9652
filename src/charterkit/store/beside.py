"""Have some work done by a second process, a fork of this one, while this one goes on: an answer is there sooner.

Nothing depends on the other process: where there is none, or it does not come to its end, the work is done here. What
can be done beside what, and is worth it, is known to who asks. Nothing slow is imported here.
"""

from __future__ import annotations

import marshal
import os

TYPE_CHECKING = False  # see git.environment
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Beside:
    """Some work that another process does as long as a block lasts (``with``), or until ``end`` is called."""

    def __init__(self, work: Callable[[], Any]) -> None:
        """Begin.

        Args:
            work: what is to be done. It returns plain values (what ``marshal`` can write) and prints nothing; what it
                changes in memory is not seen here.
        """
        self._work = work
        self._pid, self._answer = _begun(work) if possible() else (0, -1)

    def __enter__(self) -> Callable[[], Any]:
        """Return ``result``."""
        return self.result

    def __exit__(self, *_: object) -> None:
        """End the other process."""
        self.end()

    def result(self) -> Any:
        """Wait for the work, and return what came of it; do it, where nobody else did. To be called once."""
        said = self.wait()
        return marshal.loads(said) if said else self._work()  # noqa: S302  our own process wrote it

    def wait(self) -> bytes:
        """Wait until the other process has ended; return what it wrote, nothing where it did not finish."""
        if not self._pid:
            return b""
        with os.fdopen(self._answer, "rb") as pipe:
            said = pipe.read()
        _, ended = os.waitpid(self._pid, 0)
        self._pid = 0
        return b"" if ended else said

    def end(self) -> None:
        """End the other process, unless it has come to its end."""
        if self._pid:
            os.close(self._answer)
            os.kill(self._pid, 9)  # SIGKILL; where it has ended, nobody has taken its id: it was not waited for
            os.waitpid(self._pid, 0)
            self._pid = 0


def _begun(work: Callable[[], Any]) -> tuple[int, int]:
    """Return the id of a process that does some work, and where its answer is read; 0 where there can be none."""
    try:
        answer, writing = os.pipe()
    except OSError:
        return 0, -1
    try:
        pid = os.fork()
    except OSError:
        os.close(answer)
        os.close(writing)
        return 0, -1
    if not pid:
        _live(work, writing)
    os.close(writing)
    return pid, answer


def _live(work: Callable[[], Any], writing: int) -> None:
    """Do some work and write what comes of it, as the whole life of a process."""
    code = 1
    try:
        said = marshal.dumps(work())
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(said)
        code = 0
    finally:
        os._exit(code)  # whatever went wrong, the first process will meet it too, and tell of it


def possible() -> bool:
    """Tell whether another process can work while this one does: there is a second processor, and a fork is safe."""
    return hasattr(os, "fork") and hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1
