"""Locks of refs that git left because it was killed while it moved a branch for charterkit.

A lock is ours when it was made after the journal was written and holds nothing else than what we were moving the ref
to, or the beginning of it. It must also stay for a while, since another git program may be holding it just now. All
other locks are left alone.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

WAIT: Final = 1.0
"""Seconds for which a lock must stay as it is; git holds one for some milliseconds."""


def release_left(locks: Mapping[Path, str], since: float) -> tuple[str, ...]:
    """Remove the locks of refs that our own git left; return their names.

    Args:
        locks: where they would be, and the id of what each ref was to be moved to.
        since: when the journal was written, in seconds since 1970.
    """
    found = {lock: sign for lock, key in locks.items() if (sign := _ours(lock, key, since)) is not None}
    if found:
        time.sleep(WAIT)
    removed = []
    for lock, sign in found.items():
        if _ours(lock, locks[lock], since) == sign:
            with suppress(FileNotFoundError):
                lock.unlink()
                removed.append(lock.name)
    return tuple(removed)


def _ours(lock: Path, key: str, since: float) -> tuple[int, int, bytes] | None:
    """Return what tells a lock from another one of the same name, None where it is not ours."""
    try:
        status, content = lock.stat(), lock.read_bytes().strip()
    except OSError:
        return None
    ours = status.st_mtime >= since and key.encode().startswith(content)  # perhaps not all of it was written
    return (status.st_ino, status.st_mtime_ns, content) if ours else None
