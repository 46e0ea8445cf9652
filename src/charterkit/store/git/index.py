"""git's index: changed for some paths only, under git's own lock (``locks``), and in its place in one step."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from charterkit.errors import EnvironmentProblem
from charterkit.store.disk.whole_files import sync_folder
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.locks import locked
from charterkit.store.git.objects import FOLDERS, Entry


def update(git: Git, index: Path, folder: Path, lines: bytes) -> None:
    """Make the index hold some paths as ``index_lines`` says, and everything else as it was.

    Args:
        git: run at the top of the work tree.
        index: where git keeps the index of this work tree.
        folder: charterkit's own folder, on the file system of the index.
        lines: what ``index_lines`` returned.

    Raises:
        EnvironmentProblem: another program holds the index, or it cannot be written.
    """
    work = folder / f"index.{os.getpid()}"
    with locked(index, folder):
        if index.exists():
            work.write_bytes(index.read_bytes())
        try:
            git.run("update-index", "-z", "--index-info", stdin=lines, extra={"GIT_INDEX_FILE": os.fspath(work)})
            git.run("update-index", "-q", "--refresh", extra={"GIT_INDEX_FILE": os.fspath(work)}, wanted=(0, 1))
        except GitFailed as failed:
            raise EnvironmentProblem(f"git's index cannot be written: {failed.summary}", "see 'git status'") from None
        work.replace(index)
        sync_folder(index.parent)


def index_lines(paths: Iterable[str], wanted: Mapping[str, Entry], like: str) -> bytes:
    """Return the lines for ``git update-index --index-info``: each path as wanted, or gone.

    ``like`` is any id of the repository: it says how long ids are.
    """
    gone = "0 " + "0" * len(like)
    entries = ((path, wanted.get(path)) for path in paths)
    return "".join(f"{f'{entry.mode} {entry.id}' if entry else gone}\t{path}\0" for path, entry in entries).encode()


def programs(git: Git) -> list[str]:
    """Return the files of records that the index has as programs."""
    listing = git.run("ls-files", "--stage", "-z", "--", *FOLDERS)
    entries = (entry.partition("\t") for entry in os.fsdecode(listing).split("\0"))
    return [path for said, _, path in entries if said.startswith("100755 ")]
