"""Trials: a command in which one file call fails, and what must be true of the charter afterwards.

Whatever fails, and wherever: the charter is as it was before the command or as it is after it, what the command said is
so, ``charterkit recover`` has nothing left to do the second time, and the command run again succeeds.
"""

from __future__ import annotations

import errno
import json
import mmap
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from charterkit.errors import ExitCode
from charterkit.store.git_environment import environment

SOURCE: Final = Path(__file__).with_name("faults.c")
ORDER: Final = struct.Struct("@lliiii")
OFF, COUNT, FAIL, KILL_ONE, KILL_ALL, HALF = range(6)


@dataclass(frozen=True, slots=True)
class Fault:
    """How a call fails: as the library has it (``faults.c``)."""

    name: str
    kind: int
    number: int = 0
    forever: bool = False
    reading: bool = False


FAULTS: Final = (
    Fault("kill -9 of the process that calls", KILL_ONE),
    Fault("kill -9 of all", KILL_ALL),
    Fault("disk full once", FAIL, errno.ENOSPC),
    Fault("disk full from then on", FAIL, errno.ENOSPC, forever=True),
    Fault("disk full in the middle of a write", HALF, errno.ENOSPC, forever=True),
    Fault("I/O error once", FAIL, errno.EIO, reading=True),
    Fault("I/O error from then on", FAIL, errno.EIO, forever=True, reading=True),
    Fault("read-only from then on", FAIL, errno.EROFS, forever=True),
)


def compiled(folder: Path) -> Path:
    """Compile the library with gcc; return its file."""
    library = folder / "faults.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, negative after a signal; what it printed."""

    code: int
    out: str
    err: str


class Server:
    """A process that runs commands with the library in it, all on files below one folder."""

    def __init__(self, library: Path, below: Path, settings: Mapping[str, str]) -> None:
        self.below, self.settings = below, settings
        self._order = below.parent / f"{below.name}.order"
        self._order.write_bytes(bytes(ORDER.size))
        with self._order.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), ORDER.size)
        variables = {**os.environ, **settings, "LD_PRELOAD": str(library), "CHARTERKIT_FAULTS": str(self._order),
                     "CHARTERKIT_FAULTS_BELOW": str(below)}  # fmt: skip
        command = [sys.executable, str(SOURCE.with_name("server.py"))]
        self._running = subprocess.Popen(
            command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._running.communicate()

    def run(self, root: Path, arguments: Sequence[str], fault: Fault | None = None, at: int = 0) -> Ended:
        """Run a command in a charter, with a fault in its ``at``-th file call; without one the calls are counted."""
        out, err = (self.below.parent / f"{self.below.name}.{name}" for name in ("out", "err"))
        chosen = fault or Fault("", COUNT, reading=True)
        order = ORDER.pack(0, at, chosen.kind, chosen.number, chosen.forever, chosen.reading)
        request = {"arguments": list(arguments), "folder": str(root), "out": str(out), "err": str(err)}
        assert self._running.stdin
        assert self._running.stdout
        self._shared[:] = order
        self._running.stdin.write(f"{json.dumps(request)}\n")
        self._running.stdin.flush()
        code = int(self._running.stdout.readline())
        self._shared[16:20] = struct.pack("@i", OFF)
        return Ended(code, out.read_text(errors="replace"), err.read_text(errors="replace"))

    def calls(self) -> int:
        """How many calls the last command made that count."""
        return int(ORDER.unpack(self._shared[:])[0])


@dataclass(frozen=True, slots=True)
class State:
    """What a command may change of a charter: HEAD, refs, what git calls dirty, every file."""

    head: str
    refs: str
    dirty: str
    files: Mapping[str, bytes]


def git(root: Path, *arguments: str) -> str:
    """Run git as a person would."""
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, check=True, env=environment()).stdout.decode().strip()


def state(root: Path) -> State:
    """Return the state of a charter."""
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if ".git" not in path.relative_to(root).parts and path.is_file() and path.suffix != ".unfinished"
    }
    refs = git(root, "for-each-ref", "--format=%(refname) %(objectname)")
    listed = git(root, "status", "--porcelain", "-uall").splitlines()
    dirty = "\n".join(line for line in listed if not line.endswith(".unfinished"))
    return State(git(root, "rev-parse", "HEAD"), refs, dirty, files)


@dataclass(frozen=True, slots=True)
class Scene:
    """A command and the charter it is run in.

    ``states`` are those before it and after it, and any between that are whole as well (``lodge`` makes a commit for
    each submission); ``calls`` how many file calls it makes, those included that only read, and without them.
    """

    name: str
    arguments: tuple[str, ...]
    folder: Path
    states: tuple[State, ...]
    calls: tuple[int, int]

    def number(self, fault: Fault) -> int:
        """How many calls the fault can be put into."""
        return self.calls[0] if fault.reading else self.calls[1]


def prepare(server: Server, name: str, arguments: Sequence[str], folder: Path) -> Scene:
    """Run a command without a fault and see what it changes and how many file calls it makes."""
    before = state(folder)
    root, calls = _copy(folder, server), _counted(server, folder, arguments, reading=False)
    with_reads = _counted(server, folder, arguments, reading=True)
    after = state(root)
    between = [
        _at(root, key, before) for key in git(root, "rev-list", "--reverse", f"{before.head}..HEAD").split()[:-1]
    ]
    return Scene(name, tuple(arguments), folder, (before, *between, after), (with_reads, calls))


def _counted(server: Server, folder: Path, arguments: Sequence[str], *, reading: bool) -> int:
    """Return how many file calls a command makes."""
    done = server.run(_copy(folder, server), arguments, Fault("", COUNT, reading=reading))
    assert done.code == 0, done.err
    return server.calls()


def _at(root: Path, commit: str, before: State) -> State:
    """Return the state between two commits of one command: the files stay, since they were there before."""
    refs = "\n".join(
        f"{line.split()[0]} {commit}" if line.startswith("refs/heads/") else line for line in before.refs.splitlines()
    )
    committed = git(root, "ls-tree", "-r", "--name-only", commit).splitlines()
    dirty = "\n".join(line for line in before.dirty.splitlines() if line[3:] not in committed)
    return State(commit, refs, dirty.strip(), before.files)


def _copy(folder: Path, server: Server) -> Path:
    root = server.below / "charter"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root, symlinks=True)
    git(root, "update-index", "-q", "--refresh")
    return root


def faults_found(server: Server, scene: Scene, fault: Fault, at: int) -> Iterator[str]:
    """Run a trial; yield what is wrong after it."""
    root = _copy(scene.folder, server)
    ended = server.run(root, scene.arguments, fault, at)
    said = f"exit {ended.code}: {ended.err.strip()[-300:]!r}"
    killed = fault.kind in {KILL_ONE, KILL_ALL} and ended.code < 0
    if ended.code in {ExitCode.BUG, 99} or (ended.code < 0 and not killed):
        yield f"it broke: {ended.err[-1500:]}"
    recovered = server.run(root, ["recover"])
    if recovered.code != 0:
        yield f"recover failed after {said}: {recovered.err.strip()[-300:]}"
    found = state(root)
    yield from _torn(scene, found, said)
    yield from _untrue(scene, found, ended)
    again = server.run(root, scene.arguments)
    if found in scene.states[:-1] and again.code != 0:
        yield f"run again: exit {again.code}: {again.err.strip()[-300:]!r} after {said}"
    if state(root) != scene.states[-1]:
        yield f"run again, it is not done: {again.err.strip()[-300:]!r} after {said}"
    yield from _left(root)
    if wrong := git(root, "fsck", "--strict", "--no-dangling"):
        yield f"git fsck: {wrong}"


def _untrue(scene: Scene, found: State, ended: Ended) -> Iterator[str]:
    """Yield what the command said of itself that is not so: done, not done, or recorded and not finished."""
    first, *_, last = scene.states
    if ended.code == 0 and found != last:
        yield "it said that it was done, and was not"
    if ended.code == ExitCode.RECORDED and "recorded" not in ended.err:
        yield f"it does not say what is recorded: {ended.err[-300:]!r}"
    if ended.code == ExitCode.RECORDED and found == first and "it cannot be told" not in ended.err:
        yield f"it said that something is recorded, and nothing is: {ended.err[-300:]!r}"
    if ended.code == ExitCode.ENVIRONMENT and found != first:
        yield f"it was done, and said otherwise: {ended.err[-300:]!r}"


def _torn(scene: Scene, found: State, said: str) -> Iterator[str]:
    if found in scene.states:
        return
    whole = next((each for each in scene.states if each.head == found.head), None)
    if whole is None:
        yield f"HEAD is neither before nor after; {said}"
        return
    odd = [path for path in {*found.files, *whole.files} if found.files.get(path) != whole.files.get(path)]
    yield f"between: {odd[:3]} dirty {found.dirty!r} refs {found.refs == whole.refs}; {said}"


def _left(root: Path) -> Iterator[str]:
    """Yield a line for what nobody needs any more and somebody will trip over."""
    places = [*root.glob(".git/*.lock"), *root.glob(".git/refs/**/*.lock"), *root.rglob("*.unfinished"),
              *root.glob(".git/charterkit/journal*"), *root.glob(".git/charterkit/index.*"),
              *root.glob(".git/charterkit/blob.*")]  # fmt: skip
    if places:
        yield f"left: {[str(place.relative_to(root)) for place in places]}"
