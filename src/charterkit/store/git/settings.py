"""git's settings: read so that none is missed, and written all together or not at all.

A file of settings that cannot be read is for git one without settings: a commit would be made unsigned, or in the name
that all charters of a person share. So what is read is read until it is twice the same, and no file that holds
settings may seem to hold none. What the settings mean is left to ``signing.own_key`` and ``repository``.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem, Unfinished
from charterkit.store.disk.whole_files import sync, sync_folder
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.locks import locked
from charterkit.store.git.room import Room

NAME: Final = "config"
"""The file of a repository's settings, in the folder of what its work trees share."""

_READINGS: Final = 5
_SETTING: Final = re.compile(rb"^[ \t]*(?:\[[^\]\n]*\])?[ \t]*[A-Za-z]", re.MULTILINE)


def read(git: Git) -> dict[str, str]:
    """Return what git's settings say, by their names in small letters; the last one counts where there are several.

    Raises:
        EnvironmentProblem: a file of settings cannot be read.
    """
    told = _steadily(git)
    _require_heard(git, {scope for scope, _, _ in told})
    return {name: value for _, name, value in told}


def _steadily(git: Git) -> list[tuple[str, str, str]]:
    """Return git's settings as they were told twice one after the other.

    Raises:
        EnvironmentProblem: it is another one each time.
    """
    before = _listed(git)
    for _ in range(_READINGS):
        now = _listed(git)
        if now == before:
            return now
        before = now
    raise EnvironmentProblem(
        "git's settings are others each time they are read", "see 'git config --list --show-origin', and the disk"
    )


def _listed(git: Git) -> list[tuple[str, str, str]]:
    """Return git's settings, each with the kind of file that it is in."""
    words = git.run("config", "--null", "--list", "--show-scope").decode("utf-8", "surrogateescape").split("\0")[:-1]
    entries = zip(words[::2], words[1::2], strict=True)
    return [(scope, *_told(entry)) for scope, entry in entries]


def _told(entry: str) -> tuple[str, str]:
    name, given, value = entry.partition("\n")
    return name, value if given else "true"  # a name alone says yes


def _require_heard(git: Git, heard: set[str]) -> None:
    """Refuse where a file holds settings, and git told none of that kind."""
    for scope, file in _files(git):
        if scope not in heard and _SETTING.search(_content(file, scope)):
            raise EnvironmentProblem(f"git does not read its settings in {file}", "check its permissions and the disk")


def _files(git: Git) -> Iterator[tuple[str, Path]]:
    """Yield the files of settings, with what git calls their kind; those of the machine are left out."""
    home = os.environ.get("HOME")
    if others := os.environ.get("XDG_CONFIG_HOME") or (home and f"{home}/.config"):
        yield "global", Path(others, "git", NAME)
    if home:
        yield "global", Path(home, ".gitconfig")
    own = git.run("rev-parse", "--path-format=absolute", "--git-path", NAME, wanted=(0, 128))  # 128: no repository
    if own:
        yield "local", Path(os.fsdecode(own.removesuffix(b"\n")))


def _content(file: Path, scope: str) -> bytes:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        if isinstance(error, PermissionError) and scope == "global":
            return b""  # git goes without it too
        message = f"git's settings in {file} cannot be read: {error.strerror or error}"
        raise EnvironmentProblem(message, "check its permissions and the disk") from error


def write(git: Git, room: Room, values: Mapping[str, str]) -> None:
    """Give settings of a repository their values, all of them in one step.

    Raises:
        EnvironmentProblem: they cannot be written, or another program is changing them; they are as they were.
        Unfinished: they are written, and may not outlast a power cut, or stay locked.
    """
    with room.locked():
        file = room.folder.parent / NAME
        written = False
        try:
            file = Path(os.path.realpath(room.common() / NAME))
            with locked(file, room.folder):
                _replace(git, file, room.folder / f"{NAME}.{os.getpid()}", values)
                written = True
                sync_folder(file.parent)
        except GitFailed as failed:
            raise EnvironmentProblem(f"git's settings cannot be written: {failed.summary}", "see .git/config") from None
        except OSError as error:
            if written:
                raise Unfinished(f"written: {file}; what was to follow could not be done: {error}", "") from error
            message = f"git's settings cannot be written: {error.strerror or error}"
            raise EnvironmentProblem(message, "they are as they were; make room, or make .git writable") from error


def _replace(git: Git, file: Path, work: Path, values: Mapping[str, str]) -> None:
    """Put a changed copy into the place of a file of settings."""
    try:
        shutil.copyfile(file, work)
        shutil.copymode(file, work)
        for name, value in values.items():
            git.run("config", "--file", os.fspath(work), "--replace-all", name, value)
        sync(work)
        work.replace(file)
    except BaseException:
        with suppress(OSError):
            work.unlink(missing_ok=True)
        raise
