"""Plain files, read where they are known to be small: a pipe or device in their place is an error, and not waited for.

The files of records are read by ``files``, with more care.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def plain_content(path: Path) -> bytes:
    """Return what a plain file holds; a link is followed.

    Raises:
        OSError: it is not there, is no plain file, or cannot be read.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no plain file", os.fspath(path))
        return file.read()
