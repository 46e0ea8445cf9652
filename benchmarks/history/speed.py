"""How long a history takes to trace, beside what git itself needs to hand it out, and beside ``git blame``."""

from __future__ import annotations

import datetime
import resource
import shutil
import subprocess
import time
from pathlib import Path

import charterkit
from charterkit.store.tracing import follow
from charterkit.store.verifying import verify

LOG = ["log", "--raw", "-z", "--no-renames", "--no-abbrev", "HEAD", "--", "charter"]


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git and return what it prints."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def log(folder: Path) -> float:
    """Seconds of a full ``git log --raw`` over the charter."""
    start = time.perf_counter()
    git(folder, *LOG)
    return time.perf_counter() - start


def floor(folder: Path) -> float:
    """Seconds of the log and of one ``git cat-file --batch`` of the blobs that it names."""
    start = time.perf_counter()
    fields = git(folder, *LOG).decode().split("\0")
    blobs = [field.split(" ")[3] for field in fields if ":100644" in field or ":000000" in field]
    git(folder, "cat-file", "--batch", "--buffer", stdin="".join(f"{blob}\n" for blob in blobs).encode())
    return time.perf_counter() - start


def cold(folder: Path) -> float:
    """Seconds of tracing every word of every provision, from opening the workspace on."""
    start = time.perf_counter()
    history = follow(charterkit.open(folder))
    for text in history.texts():
        assert text.runs  # noqa: S101  every text has words, and they have an origin
    return time.perf_counter() - start


def one(folder: Path, path: str) -> float:
    """Seconds of tracing one provision."""
    start = time.perf_counter()
    charterkit.trace(charterkit.open(folder), path)
    return time.perf_counter() - start


def blame(folder: Path, provisions: int, sample: int) -> float:
    """Seconds of ``git blame`` over all the files, from so many of them."""
    start = time.perf_counter()
    for number in range(sample):
        git(folder, "blame", "--line-porcelain", "HEAD", "--", f"charter/clauses/provision-{number}.yaml")
    return (time.perf_counter() - start) / sample * provisions


def verified(folder: Path) -> tuple[float, float]:
    """Seconds of verifying a history up to its last commit but one, cold, and of doing so after one more decision."""
    repository = charterkit.open(folder).repository
    now = datetime.datetime.now(datetime.UTC)
    shutil.rmtree(repository.room.folder / "verified", ignore_errors=True)
    times = []
    for commit in (git(folder, "rev-parse", name).decode().strip() for name in ("HEAD~1", "HEAD")):
        start = time.perf_counter()
        verdict = verify(repository, commit, now)
        times.append(time.perf_counter() - start)
        assert not verdict.breaches  # noqa: S101  what was generated holds
    return times[0], times[1]


def memory() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
