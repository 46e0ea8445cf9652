"""Columns of texts and numbers in one file, whole or not at all, known again by a key and by their digest.

For what can be worked out again: a file of another key, a damaged one and one that cannot be written are all the same
as none. What the columns mean is left to those who keep them.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from charterkit.store.disk.plain_files import plain_content
from charterkit.store.disk.whole_files import write_atomically

_SIZE: Final = 8
"""Bytes of the number that says how long the head is."""


def write_columns(file: Path, key: str, columns: Mapping[str, Any]) -> None:
    """Write columns: arrays and bytes as they are, everything else as JSON.

    Raises:
        EnvironmentProblem: the file cannot be written; it is as it was.
    """
    plain = {name: value for name, value in columns.items() if not isinstance(value, array | bytes)}
    packed = {name: value for name, value in columns.items() if isinstance(value, array | bytes)}
    sizes = [
        (name, value.typecode if isinstance(value, array) else "", len(memoryview(value).cast("B")))
        for name, value in packed.items()
    ]
    head = json.dumps([key, sys.byteorder, sizes, plain]).encode()
    body = b"".join((len(head).to_bytes(_SIZE, "big"), head, *(bytes(memoryview(value)) for value in packed.values())))
    write_atomically(file, hashlib.sha256(body).digest() + body)


def read_columns(file: Path, key: str) -> dict[str, Any] | None:
    """Return the columns of a file; None where there are none of this key that are as they were written."""
    try:
        content = plain_content(file)
    except OSError:
        return None
    digest, body = content[: hashlib.sha256().digest_size], memoryview(content)[hashlib.sha256().digest_size :]
    if hashlib.sha256(body).digest() != digest:
        return None
    end = _SIZE + int.from_bytes(body[:_SIZE], "big")
    written, order, sizes, columns = json.loads(bytes(body[_SIZE:end]))
    if (written, order) != (key, sys.byteorder):
        return None
    for name, kind, size in sizes:
        raw = bytes(body[end : end + size])
        columns[name] = array(kind, raw) if kind else raw
        end += size
    return dict(columns)
