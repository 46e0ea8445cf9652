"""Files of what was worked out before, each trusted only under its user's own seal.

They lie below the repository's git directory. The seal is made with the user's secret (``answers``) over what a file
is, the code that wrote it and all that it holds: one that was damaged, put in another's place, or made by somebody else
or by other code is not seen, and what it held is worked out again. What they hold is left to those who keep them.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from charterkit.store.answers import code_marks, kept_secret
from charterkit.store.disk.plain_files import plain_content

if TYPE_CHECKING:
    from pathlib import Path

_SEAL: Final = 32
"""Bytes of a seal."""


def read_sealed(file: Path, kind: str, most: int) -> bytes | None:
    """Return what a file holds, but its seal; None where there is none of this kind that is as it was written.

    Args:
        file: the file.
        kind: what it is, and of what: the same words as when it was written.
        most: how many bytes it may hold; a larger one is not even read.
    """
    secret = kept_secret()
    if secret is None:
        return None
    try:
        sealed = plain_content(file) if file.stat().st_size <= most + _SEAL else b""
    except OSError:
        return None
    content = sealed[_SEAL:]
    return content if sealed[:_SEAL] == _seal(secret, kind, content) else None


def write_sealed(file: Path, kind: str, content: bytes) -> None:
    """Keep content in a file, whole or not at all. Where that is impossible, nothing happens."""
    from charterkit.store.answer_files import write  # noqa: PLC0415  slow to import

    secret = kept_secret(make=True)
    if secret is not None:
        write(str(file), _seal(secret, kind, content) + content)


def _seal(secret: bytes, kind: str, content: bytes) -> bytes:
    return digest(kind.encode(), *code_marks(), content, key=secret, size=_SEAL)


def digest(*parts: bytes, size: int, key: bytes = b"") -> bytes:
    """Return a digest of several contents, which no others in a row can have: each goes in with its length."""
    found = blake2b(key=key, digest_size=size)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.digest()
