"""Read one file that a person names, from anywhere: a submission that came by mail, a text to put."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

from charterkit.drafting.typed.cells import with_strokes
from charterkit.drafting.validate.text import text_faults
from charterkit.errors import EnvironmentProblem, Problem, RecordsInvalid, UsageError
from charterkit.store.disk.files import shown, too_large
from charterkit.store.yaml.limits import MAX_BYTES
from charterkit.store.yaml.nodes import Refused, decode

_NO_FILE: Final = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)
"""What the system says of a name by which no file can be found, whatever its permissions are."""


def read_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the content of one plain file; a link is followed, nothing else than a plain file is opened.

    Args:
        path: the file.
        most: how many bytes it may have.

    Raises:
        UsageError: it is not there.
        EnvironmentProblem: it is there, and cannot be read.
        RecordsInvalid: it is no plain file, or larger than it may be.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "no plain file"
            hint = "name a plain file; - reads standard input where a text is wanted"
            raise RecordsInvalid([Problem(shown(str(path)), 0, 0, "not-a-file", f"this is {what}", hint)])
        if status.st_size > most:
            raise RecordsInvalid([too_large(str(path), status.st_size, most)])
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            return stream.read()
    except OSError as error:
        message = f"{shown(str(path))} cannot be read: {error.strerror or error}"
        if error.errno in _NO_FILE:
            raise UsageError(message, "paths count from the current folder") from None
        raise EnvironmentProblem(message, "check its permissions, then run it again") from None
    except ValueError:  # a NUL in the name
        raise UsageError(f"{shown(str(path))} is no name of a file") from None


def decoded(content: bytes, name: str, most: int = MAX_BYTES) -> str:
    """Return bytes that a person gave as text, without line ends around it; tabs as ``with_strokes`` has them.

    Raises:
        RecordsInvalid: it is too long, not UTF-8, or holds what no text may; each is named with its line.
    """
    try:
        text = decode(content, most)
    except Refused as refused:
        raise RecordsInvalid([refused.problem(shown(name))]) from None
    faults = [
        Problem(shown(name), number, fault.offset + 1, fault.code, fault.message, fault.hint)
        for number, line in enumerate(text.replace("\t", " ").split("\n"), 1)
        for fault in text_faults(line)
        if fault.severity == "error"
    ]
    if faults:
        raise RecordsInvalid(faults)
    return with_strokes(text).strip("\n") if "\t" in text else text.strip("\n")
