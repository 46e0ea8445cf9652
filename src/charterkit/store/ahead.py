"""Read the present records in a second process from the moment a command starts, while the rest of it is imported.

Only where none are kept yet (``records.seen``): the other process reads, checks and keeps them, and the command finds
them kept. What becomes of it changes nothing: a record that is not kept is read. Nothing slow is imported here.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # see git.environment
if TYPE_CHECKING:
    from typing import Final

_GIT_DIR: Final = ".git"
_FEW: Final = 400
"""How many files are read ahead: of more, all but the first few would be waited for, and put together after that."""

_READING: Final[list[int]] = []
"""The process that reads."""


def begin() -> None:
    """Have the records of the charter in the present folder read, where none are kept yet."""
    new = not os.path.lexists(f"{_GIT_DIR}/charterkit/records") and os.path.lexists("charter/charter.yaml")
    if not (new and possible() and os.path.isdir(_GIT_DIR) and os.access(_GIT_DIR, os.W_OK)):  # noqa: PTH112  no Path here
        return
    try:
        pid = os.fork()
    except OSError:
        return
    if pid:
        _READING.append(pid)
        return
    try:
        _keep_present()
    finally:
        os._exit(0)  # whatever went wrong, the command will meet it too, and tell of it


def possible() -> bool:
    """Tell whether another process can work while this one does: there is a second processor, and a fork is safe."""
    return hasattr(os, "fork") and hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


def reading() -> bool:
    """Tell whether the other process may still be at work."""
    return bool(_READING)


def wait() -> None:
    """Wait until they are kept, where it was begun."""
    while _READING:
        os.waitpid(_READING.pop(), 0)


def _keep_present() -> None:
    """Read what the present negotiation is made of, and keep it."""
    from contextlib import suppress  # noqa: PLC0415  this process is another one
    from pathlib import Path  # noqa: PLC0415  likewise

    from charterkit.errors import CharterkitError  # noqa: PLC0415  likewise
    from charterkit.store.git.repository import Repository  # noqa: PLC0415  likewise
    from charterkit.store.workspace import Workspace  # noqa: PLC0415  likewise

    top = Path.cwd()
    space = Workspace(Repository(top, top / _GIT_DIR, shallow=False))
    head = space.repository.head()
    if head is not None and len(space.repository.paths("charter")) <= _FEW:
        space.repository.begin()
        _make_ready()
        with suppress(CharterkitError):  # of what is sound the rest is kept
            space.bases(space.records(head))
        space.repository.remember()
    space.repository.close()


def _make_ready() -> None:
    """Do what needs no record, while git begins to answer."""
    from charterkit.model.checked import validator  # noqa: PLC0415  this process is another one
    from charterkit.store.answers import code_marks  # noqa: PLC0415  likewise
    from charterkit.store.records.whole import MODELS  # noqa: PLC0415  likewise

    code_marks()
    for model in MODELS.values():
        validator(model)
