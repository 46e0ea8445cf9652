"""The end of a commit: work tree and index brought to it, and a journal that lets this be finished after a kill.

The journal is written before the branch moves and removed when everything is in place. At the next start ``recover``
sees from the branch whether the commit happened: if not, nothing is to be done; if so, the files are brought to it.
What it found and did is a value (``Recovered``). Building the commit is left to ``commits``.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from charterkit.errors import EnvironmentProblem
from charterkit.store.disk.whole_files import remove, sync_folder, write_atomically
from charterkit.store.git.commands import Git
from charterkit.store.git.index import index_lines, update
from charterkit.store.git.locks import release_own
from charterkit.store.git.objects import ObjectReader, object_id, tree
from charterkit.store.git.ref_locks import release_left
from charterkit.store.git.room import Planned, Room


class Recovered(NamedTuple):
    """What was found of a commit that was cut short, and what was done.

    Attributes:
        finished: the commit whose files were brought to their places; None where there was none.
        dropped: the commit that was being made when the branch had not moved yet: it never happened.
        written: the paths that were written or removed.
        left: the paths that were left alone, because they hold neither the content from before nor the new one.
        cleared: unfinished files and locks that were removed.
    """

    finished: str | None = None
    dropped: str | None = None
    written: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()


def content_ids(path: Path, like: str) -> frozenset[str | None]:
    """Return the ids that a file's content has in git, as it is and with LF line ends.

    {None} where nothing stands there; nothing at all where it is no plain file. ``like`` is any id of the repository.

    Raises:
        OSError: what stands there cannot be seen or read.
    """
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return frozenset([None])
    if not stat.S_ISREG(mode):
        return frozenset()
    content = path.read_bytes()
    return frozenset(object_id("blob", form, like) for form in (content, content.replace(b"\r\n", b"\n")))


def led_away(root: Path, path: str) -> Path | None:
    """Return the folder above a path that is a link, or no folder at all; None where the way is what it seems."""
    above = (folder for folder in Path(path).parents if folder != Path())
    return next((folder for folder in above if os.path.lexists(root / folder) and _is_odd(root / folder)), None)


def _is_odd(folder: Path) -> bool:
    return folder.is_symlink() or not folder.is_dir()


def recover(git: Git, root: Path, room: Room) -> Recovered:
    """Finish a commit that was cut short after its branch had moved; safe to call at any time.

    Where another charterkit is making a commit just now, it is waited for, and there is nothing left to do.
    """
    if not room.journal.exists() and not room.leftovers():
        return Recovered()
    with room.locked():
        try:
            return settle(git, root, room)
        except EnvironmentProblem as problem:
            raise EnvironmentProblem(
                f"a commit that was cut short cannot be finished: {problem.message}",
                f"put this right ({problem.hint}), then run 'charterkit recover'",
            ) from None


@contextmanager
def undisturbed(git: Git, root: Path, room: Room) -> Iterator[None]:
    """Keep the files of the work tree as the branch has them while they are read: no commit is made meanwhile.

    Raises:
        EnvironmentProblem: a writer is still at work after a while, or one that was killed cannot be finished.
    """
    recover(git, root, room)
    with room.shared():
        if not room.journal.exists():
            yield
            return
    with undisturbed(git, root, room):  # one began, and was killed, between the two
        yield


@contextmanager
def told_as_a_problem(how_it_stands: str) -> Iterator[None]:
    """Let a file that the system cannot read or write end in an EnvironmentProblem that says how things stand."""
    try:
        yield
    except OSError as error:
        place = error.filename2 or error.filename or "a file of the repository"
        raise EnvironmentProblem(f"{place}: {error.strerror or error}", how_it_stands) from error


def settle(git: Git, root: Path, room: Room) -> Recovered:
    """Do what ``recover`` does, for a caller that holds the lock.

    Raises:
        EnvironmentProblem: a file cannot be read or written; the next start does it all again.
    """
    with told_as_a_problem("make room, or make it readable and writable, then run any charterkit command"):
        return _settled(git, root, room)


def _settled(git: Git, root: Path, room: Room) -> Recovered:
    planned, common = room.noted(), room.common()
    cleared = (
        *release_own(room.git_index, room.folder),
        *release_own(Path(os.path.realpath(common / "config")), room.folder),
    )
    if planned is None:
        return Recovered(cleared=(*cleared, *room.clear()))
    locks = {common / f"{planned.ref}.lock": planned.new, room.folder.parent / "HEAD.lock": planned.new}
    locks |= {common / f"refs/tags/{name}.lock": key for name, key in planned.tags.items()}
    cleared += release_left(locks, room.journal.stat().st_mtime)
    if not _happened(git, planned):
        return Recovered(dropped=planned.new, cleared=(*cleared, *room.clear()))
    _sync_ref(common / planned.ref)
    _set_tags(git, planned)
    written, left = finish(git, root, room, planned)
    return Recovered(planned.new, None, tuple(written), tuple(left), (*cleared, *room.clear()))


def _sync_ref(ref: Path) -> None:
    """Let the place of a branch outlast a power cut: git writes the file to the disk, and not its folder."""
    if ref.parent.is_dir():
        sync_folder(ref.parent)


def _set_tags(git: Git, planned: Planned) -> None:
    """Set the tags that a git that was killed had not set yet: it moves the refs of one step one after the other."""
    for name, key in planned.tags.items():
        if not git.run("rev-parse", "--verify", "--quiet", f"refs/tags/{name}", wanted=(0, 1)).strip():
            git.run("update-ref", "-z", "--stdin", stdin=f"create refs/tags/{name}\0{key}\0".encode())


def _happened(git: Git, planned: Planned) -> bool:
    """Tell whether the branch, which is still the one checked out, holds the commit.

    Raises:
        GitFailed: git cannot tell; then nothing may be concluded.
    """
    if git.run("symbolic-ref", "--quiet", "HEAD", wanted=(0, 1)).decode().strip() != planned.ref:
        return False
    head = git.run("rev-parse", "--verify", "--quiet", planned.ref, wanted=(0, 1)).decode().strip()
    if head == planned.new:
        return True
    if head == (planned.old or "") or _is_missing(git, planned.new):
        return False
    return git.code("merge-base", "--is-ancestor", planned.new, planned.ref) == 0


def _is_missing(git: Git, commit: str) -> bool:
    """Tell whether a commit is not there at all: it was never pointed to, and cleared away by git."""
    return git.code("cat-file", "-e", commit) == 1


def finish(git: Git, root: Path, room: Room, planned: Planned) -> tuple[list[str], list[str]]:
    """Bring the files that a commit touches to the branch's state, in the work tree and in the index.

    Returns:
        The paths that were written or removed; and those left alone, since they hold neither old nor new content.
    """
    head = git.line("rev-parse", "--verify", planned.ref)
    wanted = {entry.path.decode(): entry for entry in tree(git, head, list(planned.before))}
    written, left = list[str](), list[str]()
    with ObjectReader(git) as reader:
        contents = dict(reader.read({entry.id for entry in wanted.values()}))
    for path, before in planned.before.items():
        entry = wanted.get(path)
        present = frozenset[str | None]() if led_away(root, path) else content_ids(root / path, head)
        if (entry.id if entry else None) in present:
            continue
        if before not in present:
            left.append(path)
            continue
        written.append(path)
        if entry is None:
            remove(root / path)
        else:
            write_atomically(root / path, contents[entry.id], room.folder)
    update(git, room.git_index, room.folder, index_lines(planned.before, wanted, head))
    return written, left
