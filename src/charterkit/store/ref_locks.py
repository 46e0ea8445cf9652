"""Locks of refs that git left because it was killed while it moved a branch for charterkit.

A lock is ours when it was made after the journal was written and holds nothing else than our commit. It must also stay
for a while, since another git program may be holding it just now. All other locks are left alone.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Final

WAIT: Final = 1.0
"""Seconds for which a lock must stay as it is; git holds one for some milliseconds."""


def release_left(git_dir: Path, common_dir: Path, ref: str, commit: str, since: float) -> None:
    """Remove the locks of a branch and of HEAD that our own git left.

    Args:
        git_dir: where HEAD of this work tree is.
        common_dir: where the branches are.
        ref: the branch, as ``refs/heads/main``.
        commit: the commit that it was to be moved to.
        since: when the journal was written, in seconds since 1970.
    """
    locks = [common_dir / f"{ref}.lock", git_dir / "HEAD.lock"]
    found = {lock: sign for lock in locks if (sign := _ours(lock, commit, since)) is not None}
    if found:
        time.sleep(WAIT)
    for lock, sign in found.items():
        if _ours(lock, commit, since) == sign:
            with suppress(FileNotFoundError):
                lock.unlink()


def _ours(lock: Path, commit: str, since: float) -> tuple[int, int, bytes] | None:
    """Return what tells a lock from another one of the same name, None where it is not ours."""
    try:
        status, content = lock.stat(), lock.read_bytes().strip()
    except OSError:
        return None
    ours = status.st_mtime >= since and content in {b"", commit.encode()}
    return (status.st_ino, status.st_mtime_ns, content) if ours else None
