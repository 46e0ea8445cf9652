"""The present commit as the repository's own files tell it, where they tell it plainly; else git has to be asked.

Most commands ask for it several times, and starting git takes longer than all that they read. Nothing is interpreted
here that git could see otherwise: no symbolic branch, no other worktree's branches, no other way of keeping refs.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_BRANCH: Final = re.compile(rb"ref: (refs/heads/[^\0\n. ][^\0\n ]*)\n")
_ID: Final = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64})\n")


def plain_head(git_dir: Path) -> str | None:
    """Return the id of the present commit, None where git has to be asked (there may be none, or it is damaged)."""
    head = _content(git_dir / "HEAD") or b""
    if detached := _ID.fullmatch(head):
        return detached[1].decode()
    branch = _BRANCH.fullmatch(head)
    if branch is None or b".." in branch[1]:
        return None
    own = git_dir / os.fsdecode(branch[1])
    if os.path.lexists(own):
        loose = _ID.fullmatch(_content(own) or b"")
        return loose[1].decode() if loose else None
    packed = re.search(rb"^([0-9a-f]{40}|[0-9a-f]{64}) %s$" % re.escape(branch[1]), _packed(git_dir), re.MULTILINE)
    return packed[1].decode() if packed else None


def _packed(git_dir: Path) -> bytes:
    return _content(git_dir / "packed-refs") or b""


def _content(path: Path) -> bytes | None:
    """Return a plain file's content; None where there is none, or it is a link."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        try:
            return file.read()
        except OSError:
            return None
