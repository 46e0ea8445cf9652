"""Put the gate into a bare repository, and let pushes through it one at a time.

A push is over when git has moved the branch, which it does after its hook has ended. So the gate leaves a process
behind that keeps the next push waiting until then: who waited sees the branch as it is, and is told where it moved.
Whether the git that called the hook still runs is asked of ``receiver``.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store.disk.whole_files import write_atomically
from charterkit.store.gate.log import LOG
from charterkit.store.gate.receiver import Receiver
from charterkit.store.gate.refs import Update, moved_meanwhile
from charterkit.store.gate.served import Served
from charterkit.store.git import settings
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.room import LOCK as OWN_LOCK

SETTINGS: Final = {
    "receive.denyNonFastForwards": "true",
    "receive.denyDeletes": "true",
    "receive.fsckObjects": "true",
    "receive.shallowUpdate": "false",
    "receive.maxInputSize": "256m",
    "core.logAllRefUpdates": "always",
}
"""What git itself is told to refuse, besides the gate."""

TRUST: Final = "charterkit.trust"
"""The setting that names the key with which the register must begin."""

LONGEST: Final = 30.0
"""Seconds after which the next push is let in, though git has not moved the branch."""

SOON: Final = 3.0
"""Seconds after which who waits is told so."""

PATIENCE: Final = 300.0
"""Seconds after which who waits is sent away."""

SETTLING: Final = 1.0
"""Seconds in which git moves the refs once it has taken the objects of a push; it gives up where it has not by then."""

LOCK: Final = "gate.lock"

_SHARED: Final = {
    **dict.fromkeys(("group", "true", "yes", "on", "1"), 0o770),
    **dict.fromkeys(("all", "world", "everybody", "2"), 0o777),
}
"""What git's setting core.sharedRepository lets others do with a folder."""

_GLANCE: Final = 0.005
"""Seconds between two looks at the branch, or at the lock."""

_DESCRIPTORS: Final = 1024
"""Beyond the descriptors of any file that the hook has open."""

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
    try:
        _make_room(served)
        settings.write(served.git, served.room, {**SETTINGS, **({TRUST: trust} if trust else {})})
        write_atomically(hook, _HOOK.format(python=shlex.quote(sys.executable)))
        hook.chmod(0o755)
    except (OSError, GitFailed) as error:
        raise EnvironmentProblem(f"the gate cannot be put up: {error}", "see who owns the repository") from None
    return hook


def _make_room(served: Served) -> None:
    """Make the gate's folder and files, so that all may write there who may push with accounts of their own."""
    shared = served.git.run("config", "--get", "core.sharedRepository", wanted=(0, 1)).decode().strip().lower()
    folder, rights = served.room.folder, _SHARED.get(shared, 0o700)
    for each in (folder, folder / "verified"):
        each.mkdir(exist_ok=True)
        each.chmod(rights | stat.S_ISGID if shared in _SHARED else rights)
    for name in (LOCK, LOG, OWN_LOCK):
        (folder / name).touch()
        (folder / name).chmod(rights & 0o666)


class Rules(NamedTuple):
    """What the repository's settings say to the gate.

    Attributes:
        trust: the fingerprint of the key with which a first push must begin the register, None where any may.
        faults: why nothing can be taken in, whatever is pushed.
    """

    trust: str | None = None
    faults: tuple[str, ...] = ()


def rules(git: Git) -> Rules:
    """Return what the repository's settings say to the gate."""
    told = settings.read(git)
    off = told.get("receive.fsckobjects", told.get("transfer.fsckobjects", "true")).lower() not in _ON
    relaxed = any(told.get(f"receive.fsck.{fault}", "error").lower() in {"warn", "ignore"} for fault in _AMBIGUOUS)
    return Rules(told.get(TRUST) or None, (_UNCHECKED,) if off or relaxed else ())


_ON: Final = frozenset({"true", "yes", "on", "1"})
_AMBIGUOUS: Final = ("duplicateentries", "treenotsorted")
"""What git calls it where a folder holds one name twice: some programs see the first file, and some the last."""

_UNCHECKED: Final = (
    "this repository takes damaged objects, of which no two programs see the same; on the server: "
    "git config receive.fsckObjects true"
)


@contextmanager
def one_at_a_time(served: Served, receiver: Receiver, waits: Callable[[], None]) -> Iterator[int]:
    """Wait until no other push is being judged; yield the lock.

    Args:
        served: the bare repository.
        receiver: the git that called the hook; once it has ended, there is nothing to wait for.
        waits: called once, where it takes long.

    Raises:
        EnvironmentProblem: charterkit's folder in the repository cannot be written to, or others take too long.
    """
    file = served.room.folder / LOCK
    try:
        file.parent.mkdir(exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}"
        raise EnvironmentProblem(message, "whoever runs git on the server must be able to write there") from None
    try:
        _take(descriptor, receiver, waits)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(lock: int, receiver: Receiver, waits: Callable[[], None]) -> None:
    start, told = time.monotonic(), False
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - start
        if receiver.ended() or waited > PATIENCE:
            message = "other pushes have been judged for too long"
            raise EnvironmentProblem(message, "push again later; on the server, see if a 'charterkit gate' hangs")
        if waited > SOON and not told:
            told = True
            waits()
        time.sleep(_GLANCE)


def hold(lock: int, served: Served, updates: Sequence[Update], receiver: Receiver) -> None:
    """Leave a process behind that holds the lock until git has moved the refs, has given up, or has ended."""
    if os.fork():
        return
    try:
        _leave(lock, *receiver)
        git = Git(served.git_dir, (("GIT_DIR", os.fspath(served.git_dir)),))
        start = taken = time.monotonic()
        while (now := time.monotonic()) < min(start + LONGEST, taken + SETTLING) and not moved_meanwhile(git, updates):
            if receiver.ended():
                break
            if served.incoming is not None and served.incoming.exists():
                taken = now
            time.sleep(_GLANCE)
    finally:
        os._exit(0)


def _leave(*kept: int | None) -> None:
    """Let go of all that the hook was given: git waits for the ends of its pipes, and a terminal may go."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    for descriptor in set(range(3, _DESCRIPTORS)).difference(kept):
        with suppress(OSError):
            os.close(descriptor)
