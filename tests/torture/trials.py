"""Trials: a command in which one file call fails, and what must be true of the charter afterwards.

Whatever fails, and wherever: the charter is as it was before the command or as it is after it, what the command said is
so, ``charterkit recover`` has nothing left to do the second time, and the command run again succeeds. What follows from
a state that an earlier trial left to the byte is not tried again: the same programs on the same files do the same.
"""

from __future__ import annotations

import errno
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tests.torture.processes import COUNT, COUNTING, FAIL, HALF, KILL_ALL, KILL_ONE, Ended, Fault, Server
from tests.torture.trees import Tree, bring_back, digest, tree_of

from charterkit.errors import ExitCode
from charterkit.store.git.environment import environment

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

INDEX: Final = ".git/index"
"""It holds times and places of files, which are others each time; what it says is asked of git."""


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
    return _state(root, tree_of(root), git(root, "status", "--porcelain", "-uall"))


def _state(root: Path, tree: Tree, status: str) -> State:
    files = {
        path: kept.content
        for path, kept in tree.items()
        if kept.content is not None and not path.startswith(".git/") and not path.endswith(".unfinished")
    }
    refs = git(root, "for-each-ref", "--format=%(refname) %(objectname)")
    dirty = "\n".join(line for line in status.splitlines() if not line.endswith(".unfinished"))
    return State(git(root, "rev-parse", "HEAD"), refs, dirty, files)


Follows = tuple[State, tuple[str, ...]]
"""The state that was found after a command, and what is wrong with what follows from it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A command and the charter it is run in.

    ``states`` are those before it and after it, and any between that are whole as well (``lodge`` makes a commit for
    each submission); ``unwritten`` is the one in which all is recorded, and a file that was to be written beside the
    records is as before; ``calls`` how many file calls it makes, those included that only read, and without them;
    ``known`` what follows from each content that was found.
    """

    arguments: tuple[str, ...]
    kept: Tree
    states: tuple[State, ...]
    unwritten: State
    calls: tuple[int, int]
    known: dict[bytes, Follows] = field(default_factory=dict)

    def number(self, fault: Fault) -> int:
        """How many calls the fault can be put into."""
        return self.calls[0] if fault.reading else self.calls[1]


def prepare(server: Server, arguments: Sequence[str], folder: Path) -> Scene:
    """Run a command without a fault and see what it changes and how many file calls it makes."""
    git(folder, "config", "core.checkStat", "minimal")  # a file that was brought back is the same file
    git(folder, "update-index", "-q", "--refresh")
    kept, root = tree_of(folder), server.root
    bring_back(root, kept)
    server.run(["recover"])  # what every command does first
    before = state(root)
    calls = _counted(server, kept, arguments, COUNT), _counted(server, kept, arguments, COUNTING)
    after = state(root)
    between = [
        _at(root, key, before) for key in git(root, "rev-list", "--reverse", f"{before.head}..HEAD").split()[:-1]
    ]
    beside = {line[3:]: before.files[line[3:]] for line in after.dirty.splitlines() if line.startswith("?? ")}
    unwritten = replace(after, files={**after.files, **beside})
    return Scene(tuple(arguments), kept, (before, *between, after), unwritten, (calls[1], calls[0]))


def _counted(server: Server, kept: Tree, arguments: Sequence[str], how: Fault) -> int:
    """Return how many file calls a command makes."""
    bring_back(server.root, kept)
    done = server.run(arguments, how)
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


def faults_found(server: Server, scene: Scene, fault: Fault, at: int) -> Iterator[str]:
    """Run a trial; yield what is wrong after it."""
    bring_back(server.root, scene.kept)
    ended = server.run(scene.arguments, fault, at)
    killed = fault.kind in {KILL_ONE, KILL_ALL} and ended.code < 0
    if ended.code in {ExitCode.BUG, 99} or (ended.code < 0 and not killed):
        yield f"it broke: {ended.err[-1500:]}"
    stray = server.emptied()
    if len(stray) > 1 and not fault.forever and not killed:  # one may be what could not be removed
        yield f"left among the temporary files: {stray}"
    recovered = server.run(["recover"])
    if recovered.code != 0:
        yield f"recover failed after {ended}: {recovered.err.strip()[-300:]}"
    found, wrong = _followed(server, scene)
    yield from _torn(scene, found, ended)
    yield from _untrue(scene, found, ended)
    yield from (f"{line}; after {ended}" for line in wrong)


def _followed(server: Server, scene: Scene) -> Follows:
    """Return the state as it is now, and what is wrong with what follows from it."""
    tree, status = tree_of(server.root), git(server.root, "status", "--porcelain", "-uall")
    key = digest(tree, (INDEX,)) + status.encode()
    if key not in scene.known:
        found = _state(server.root, tree, status)
        scene.known[key] = found, tuple(_wrong(server, scene, found, digest(tree, (INDEX,))))
    return scene.known[key]


def _wrong(server: Server, scene: Scene, found: State, before: bytes) -> Iterator[str]:
    """Yield what is wrong with what follows from a state: recovering once more, and the command run again."""
    root = server.root
    once_more = server.run(["recover"])
    if once_more.code != 0 or digest(tree_of(root), (INDEX,)) != before or "nothing" not in once_more.out:
        yield f"recover is not done the second time: {once_more}"
    if found in scene.states[:-1]:
        again = server.run(scene.arguments)
        if again.code != 0 or state(root) != scene.states[-1]:
            yield f"run again, it is not done: {again}"
    if found in scene.states:  # else what a killed writer left beside the records goes when that is written again
        yield from _left(root)
    if wrong := git(root, "fsck", "--strict", "--no-dangling"):
        yield f"git fsck: {wrong}"


def _untrue(scene: Scene, found: State, ended: Ended) -> Iterator[str]:
    """Yield what the command said of itself that is not so: done, not done, or recorded and not finished."""
    first, *_, last = scene.states
    if ended.code == 0 and found != last:
        yield f"it said that it was done, and was not: {ended}"
    if ended.code == ExitCode.RECORDED and not re.search(r"recorded|written:", ended.err):
        yield f"it does not say what is recorded: {ended}"
    if ended.code == ExitCode.RECORDED and found == first and "it cannot be told" not in ended.err:
        yield f"it said that something is recorded, and nothing is: {ended}"
    if ended.code == ExitCode.ENVIRONMENT and found != first and "is written, but" not in ended.err:
        yield f"it was done, and said otherwise: {ended}"


def _torn(scene: Scene, found: State, ended: Ended) -> Iterator[str]:
    if found in scene.states or (found == scene.unwritten and (ended.code < 0 or ended.code == ExitCode.RECORDED)):
        return
    whole = next((each for each in scene.states if each.head == found.head), None)
    if whole is None:
        yield f"HEAD is neither before nor after: {ended}"
        return
    odd = [path for path in {*found.files, *whole.files} if found.files.get(path) != whole.files.get(path)]
    yield f"between: {odd[:3]} dirty {found.dirty!r} refs {found.refs == whole.refs}: {ended}"


def _left(root: Path) -> Iterator[str]:
    """Yield a line for what nobody needs any more and somebody will trip over."""
    places = [*root.glob(".git/*.lock"), *root.glob(".git/refs/**/*.lock"), *root.rglob("*.unfinished"),
              *root.glob(".git/charterkit/journal*"), *root.glob(".git/charterkit/index.*"),
              *root.glob(".git/charterkit/blob.*")]  # fmt: skip
    if places:
        yield f"left: {[str(place.relative_to(root)) for place in places]}"
