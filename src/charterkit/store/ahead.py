"""Read the present records in a second process from the moment a command starts, while the rest of it is imported.

Only where none are kept yet (``records.seen``): the other process reads, checks and keeps them, and the command finds
them kept. What becomes of it changes nothing: a record that is not kept is read. Nothing slow is imported here.
"""

from __future__ import annotations

import os

from charterkit.store.beside import Beside, possible

TYPE_CHECKING = False  # see git.environment
if TYPE_CHECKING:
    from typing import Final

_GIT_DIR: Final = ".git"
_FEW: Final = 400
"""How many files are read ahead: of more, all but the first few would be waited for, and put together after that."""

_READING: Final[list[Beside]] = []


def begin() -> None:
    """Have the records of the charter in the present folder read, where none are kept yet."""
    new = not os.path.lexists(f"{_GIT_DIR}/charterkit/records") and os.path.lexists("charter/charter.yaml")
    if new and possible() and os.path.isdir(_GIT_DIR) and os.access(_GIT_DIR, os.W_OK):  # noqa: PTH112  no Path here
        _READING.append(Beside(_keep_present))


def wait() -> None:
    """Wait until they are kept, where it was begun."""
    while _READING:
        _READING.pop().wait()


def _keep_present() -> None:
    """Read what the present negotiation is made of, and keep it."""
    from contextlib import suppress  # noqa: PLC0415  this process is another one
    from pathlib import Path  # noqa: PLC0415

    from charterkit.errors import CharterkitError  # noqa: PLC0415
    from charterkit.store.git.repository import Repository  # noqa: PLC0415
    from charterkit.store.workspace import Workspace  # noqa: PLC0415

    top = Path.cwd()
    space = Workspace(Repository(top, top / _GIT_DIR, shallow=False))
    with suppress(CharterkitError, OSError):  # the command will meet it too, and say what is wrong
        head = space.repository.head()
        if head is None or len(space.repository.paths("charter")) > _FEW:
            return
        space.repository.begin()
        space.bases(space.records(head))
        space.repository.remember()
    space.repository.close()
