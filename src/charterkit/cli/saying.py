"""Print what is at hand and say how the program ends: for what is answered before anything slow is imported."""

from __future__ import annotations

import os
import sys


def say(content: bytes, code: int = 0) -> int:
    """Print content; return the code to end with: the one given, 0 where the reader has gone, 4 on a full disk."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop()
        return 0
    except OSError as error:
        _drop()
        sys.stderr.write(f"charterkit: the output cannot be written: {error.strerror}\n")
        return 4
    return code


def _drop() -> None:
    """Send the rest to nowhere: Python would try to write it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
