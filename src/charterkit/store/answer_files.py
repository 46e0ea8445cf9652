"""The files of what is kept to save work, and the secret that seals them: written whole, and never more than a few.

What an answer is, and when it can be trusted, is said in ``answers``.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write(file: str, content: bytes) -> None:
    """Write what can be worked out again: whole, or not at all. Where that is impossible, nothing happens.

    Nothing waits for the disk, as it does for what people keep: a power cut may leave a file that nobody can read.
    """
    path = Path(file)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as opened:
            opened.write(content)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def forget_oldest(file: str, most: int) -> None:
    """Remove the oldest answers in the folder of one until no more than ``most`` are left."""
    with suppress(OSError):
        files = sorted(Path(file).parent.iterdir(), key=lambda kept: kept.stat().st_mtime_ns, reverse=True)
        for old in files[most:]:
            old.unlink(missing_ok=True)


def make_secret(file: str, size: int) -> bytes | None:
    """Make a secret that only its user can read; return None where it cannot be kept, or another was made meanwhile."""
    if not file:
        return None
    secret, unfinished = os.urandom(size), f"{file}.{os.getpid()}"
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as opened:
            opened.write(secret)
        os.link(unfinished, file)  # half a secret would be none, for ever
    except OSError:
        return None
    finally:
        with suppress(OSError):
            Path(unfinished).unlink()
    return secret
