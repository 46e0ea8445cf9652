"""How long a history takes to trace, beside what git itself needs to hand it out, and beside ``git blame``.

Every figure is taken in the same run as the one that it is compared with, as wall time and as processor time (git's
included): on a busy machine the second is the one to go by.
"""

from __future__ import annotations

import datetime
import gc
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import charterkit
from charterkit.store.audit.verifying import verify
from charterkit.store.tracing.charter import follow

LOG = ["log", "--raw", "-z", "--no-renames", "--no-abbrev", "HEAD", "--", "charter"]

COPIES = ["-C", "-C", "-C"]
"""Options by which blame looks for lines in other files of the commits that changed a file."""


class Spent(NamedTuple):
    """Seconds by the clock, and of processors."""

    wall: float
    processor: float

    def times(self, number: float) -> Spent:
        """Return so many times as much."""
        return Spent(self.wall * number, self.processor * number)

    def over(self, other: Spent) -> tuple[float, float]:
        """Return both as multiples of another."""
        return self.wall / other.wall, self.processor / other.processor


def spent(work: Callable[[], object], rounds: int = 1, before: Callable[[], object] = lambda: None) -> Spent:
    """Return the median of what a piece of work takes; ``before`` each round something else may be done."""
    found = []
    for _ in range(rounds):
        before()
        gc.collect()
        start, worked = time.perf_counter(), _worked()
        work()
        found.append(Spent(time.perf_counter() - start, _worked() - worked))
    return Spent(*(statistics.median(column) for column in zip(*found, strict=True)))


def _worked() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git and return what it prints."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def log(folder: Path) -> float:
    """Seconds of a full ``git log --raw`` over the charter."""
    return spent(lambda: git(folder, *LOG)).wall


def floor(folder: Path) -> None:
    """Let git print the log, and by one ``git cat-file --batch`` the blobs that it names."""
    fields = git(folder, *LOG).decode().split("\0")
    blobs = [field.split(" ")[3] for field in fields if ":100644" in field or ":000000" in field]
    git(folder, "cat-file", "--batch", "--buffer", stdin="".join(f"{blob}\n" for blob in blobs).encode())


def forget(folder: Path) -> None:
    """Remove what was kept of an earlier trace."""
    (folder / ".git/charterkit/trace").unlink(missing_ok=True)


def every(folder: Path, at: str = "HEAD") -> None:
    """Trace every word of every provision, from opening the workspace on."""
    history = follow(charterkit.open(folder), at)
    for text in history.texts():
        assert text.runs  # noqa: S101  every text has words, and they have an origin


def go_on(folder: Path) -> None:
    """Follow the history to its end, from opening the workspace on."""
    follow(charterkit.open(folder))


def one(folder: Path, path: str) -> None:
    """Trace one provision, from opening the workspace on."""
    charterkit.trace(charterkit.open(folder), path)


def blame(folder: Path, files: int, *options: str) -> None:
    """Let git blame so many files, one after the other."""
    for number in range(files):
        git(folder, "blame", "--line-porcelain", *options, "HEAD", "--", f"charter/clauses/provision-{number}.yaml")


def verified(folder: Path) -> tuple[Spent, Spent]:
    """What it takes to verify a history up to its last commit but one, cold, and to do so after one more decision."""
    repository = charterkit.open(folder).repository
    now = datetime.datetime.now(datetime.UTC)
    memories = repository.room.folder / "verified"
    before, head = (git(folder, "rev-parse", name).decode().strip() for name in ("HEAD~1", "HEAD"))

    def judge(commit: str) -> None:
        assert not verify(repository, commit, now).breaches  # noqa: S101  what was generated holds

    shutil.rmtree(memories, ignore_errors=True)
    cold = spent(lambda: judge(before))
    return cold, spent(lambda: judge(head), 7, before=lambda: (memories / head).unlink(missing_ok=True))


def memory() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
