"""Put the gate into a bare repository, let pushes through it one at a time, and keep a record of what it judged."""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store.files import write_atomically
from charterkit.store.git_commands import Git, GitFailed
from charterkit.store.served import Served

SETTINGS: Final = {
    "receive.denyNonFastForwards": "true",
    "receive.denyDeletes": "true",
    "receive.fsckObjects": "true",
    "receive.shallowUpdate": "false",
    "core.logAllRefUpdates": "always",
}
"""What git itself is told to refuse, besides the gate."""

TRUST: Final = "charterkit.trust"
"""The setting that names the key with which the register must begin."""

SETTLING: Final = 0.1
"""Seconds that git takes, at most times, to move a branch after its hook has ended."""

_MARK: Final = "# charterkit gate"
_HOOK: Final = f"""#!/bin/sh
{_MARK}: judges every push, and refuses what the rules do not allow (see: charterkit gate --help)
exec {{python}} -I -m charterkit gate
"""


def install(served: Served, trust: str | None) -> Path:
    """Put the hook into a bare repository and tell git what to refuse; return the hook's file.

    Raises:
        UsageError: another program's hook is in the way, or git is told to look for hooks elsewhere.
        EnvironmentProblem: something cannot be written.
    """
    elsewhere = served.git.run("config", "--get-all", "core.hooksPath", wanted=(0, 1)).decode().split("\n")
    elsewhere = [path for path in elsewhere if path and path != "/dev/null"]
    if elsewhere:
        message = f"git looks for hooks in {elsewhere[-1]}, and not in this repository"
        raise UsageError(message, "unset core.hooksPath, or let the hook there call 'charterkit gate'")
    several = served.git_dir / "hooks" / "pre-receive.d"
    hook = several / "charterkit" if several.is_dir() else served.git_dir / "hooks" / "pre-receive"
    if hook.exists() and _MARK not in hook.read_text(encoding="utf-8", errors="replace"):
        message = f"{hook} is there already"
        raise UsageError(message, "let it call 'charterkit gate' with what it reads, or move it away")
    write_atomically(hook, _HOOK.format(python=shlex.quote(sys.executable)).encode())
    try:
        hook.chmod(0o755)
        for name, value in {**SETTINGS, **({TRUST: trust} if trust else {})}.items():
            served.git.run("config", name, value)
    except (OSError, GitFailed) as error:
        raise EnvironmentProblem(f"the gate cannot be put up: {error}", "see who owns the repository") from None
    return hook


def trusted(git: Git) -> str | None:
    """Return the fingerprint of the key with which a first push must begin the register, None where any may."""
    return git.run("config", "--get", TRUST, wanted=(0, 1)).decode().strip() or None


@contextmanager
def one_at_a_time(served: Served) -> Iterator[None]:
    """Wait until no other push is being judged.

    Raises:
        EnvironmentProblem: charterkit's folder in the repository cannot be written to.
    """
    file = served.room.folder / "gate.lock"
    try:
        file.parent.mkdir(exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}"
        raise EnvironmentProblem(message, "whoever runs git on the server must be able to write there") from None
    try:
        _wait(descriptor)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int) -> None:
    """Take the lock; after another push had it, wait a little more: git moves the branch once its hook has ended."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        time.sleep(SETTLING)


def note(served: Served, judged: Mapping[str, Any]) -> None:
    """Add a judgment to the gate's record, since keys do not say when they were revoked: what counted, and when.

    Raises:
        EnvironmentProblem: it cannot be written; the push is refused then.
    """
    file = served.room.folder / "gate.log"
    try:
        with file.open("a", encoding="utf-8") as log:
            log.write(json.dumps(judged, ensure_ascii=False, separators=(",", ":")) + "\n")
    except OSError as error:
        raise EnvironmentProblem(
            f"{file} cannot be written: {error.strerror}", "make room, or mend its rights"
        ) from None
