"""Read one file that a person names, from anywhere: a submission that came by mail, a text to put."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from charterkit.errors import UsageError
from charterkit.store.yaml_nodes import MAX_BYTES, Refused, decode


def read_file(path: Path) -> bytes:
    """Return the content of one plain file; a link is followed, nothing else than a plain file is opened.

    Raises:
        UsageError: it is not there, no plain file, larger than a record may be, or cannot be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UsageError(f"{path} is no plain file")
        if status.st_size > MAX_BYTES:
            raise UsageError(f"{path} has {status.st_size:,} bytes; at most {MAX_BYTES:,} are read")
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            return stream.read()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None


def decoded(content: bytes, name: str) -> str:
    """Return bytes that a person gave as text, without line ends around it.

    Raises:
        UsageError: it is not UTF-8 or holds what no text may; the message has the place.
    """
    try:
        return decode(content).strip("\n")
    except Refused as refused:
        raise UsageError(f"{name}:{refused.mark[0]}:{refused.mark[1]}: {refused.message}", refused.hint) from None
