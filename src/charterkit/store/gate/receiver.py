"""The git that called the hook: whether it still runs, where the system can tell.

It moves the refs after its hook has ended. Who it is killed by, no hook hears of; what is to be done then is left to
``keeping``.
"""

from __future__ import annotations

import os
import select
from pathlib import Path
from typing import NamedTuple


class Receiver(NamedTuple):
    """What becomes readable when git has ended; None where nothing tells: a forge's own program calls the hook, say."""

    descriptor: int | None = None

    def ended(self) -> bool:
        """Tell whether git has ended; False where nobody can tell."""
        return self.descriptor is not None and bool(select.select([self.descriptor], [], [], 0)[0])


def receiver_of(caller: int) -> Receiver:
    """Return the git that called the hook, by the number of the process that called it."""
    if not hasattr(os, "pidfd_open"):
        return Receiver()
    try:
        descriptor = os.pidfd_open(caller)
        called_by_git = Path(f"/proc/{caller}/comm").read_bytes().startswith(b"git")
    except OSError:
        return Receiver()
    if called_by_git:
        return Receiver(descriptor)
    os.close(descriptor)
    return Receiver()
