"""Run git: argument lists built by us, an environment without inherited ``GIT_*``, no hooks, no prompts, no replacements.

Nothing that a user typed becomes an option: callers put ``--end-of-options`` before it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem

_CONFIG: Final = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "core.autocrlf=false",
    "core.fsync=loose-object,reference,index",
    "gpg.ssh.program=ssh-keygen",
    "commit.gpgSign=false",
    "tag.gpgSign=false",
)
_FIXED: Final = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
    "TZ": "UTC",
}


class GitFailed(EnvironmentProblem):
    """git refused or failed: the command, and what it said."""

    def __init__(self, arguments: tuple[str, ...], code: int, said: str) -> None:
        self.code, self.said = code, said
        super().__init__(f"git {arguments[0]} failed: {said.strip() or f'exit {code}'}", _hint(said))


def git(root: Path, *arguments: str, content: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
    """Run git in a folder and return what it printed.

    Raises:
        GitFailed: git exited with another code than 0.
        EnvironmentProblem: git is not installed.
    """
    options = [part for setting in _CONFIG for part in ("-c", setting)]
    command = ["git", *options, *arguments]
    try:
        done = subprocess.run(
            command, cwd=root, input=content, env=environment(env), capture_output=True, check=False,
            stdin=subprocess.DEVNULL if content is None else None,
        )  # fmt: skip
    except FileNotFoundError:
        raise EnvironmentProblem("git is not installed", "install it: apt-get install git") from None
    if done.returncode:
        raise GitFailed(arguments, done.returncode, done.stderr.decode("utf-8", "replace"))
    return done.stdout


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment that git runs in."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | _FIXED | dict(more or {})


def _hint(said: str) -> str:
    if "dubious ownership" in said:
        return (
            "the repository belongs to another user: if you trust it, git config --global --add safe.directory FOLDER"
        )
    if "index.lock" in said:
        return "another git command is running, or one was killed: if none runs, remove .git/index.lock"
    if "bad object" in said or "unable to read" in said or "loose object" in said or "corrupt" in said:
        return "an object of the repository is missing or damaged: fetch it again from another clone; see git fsck"
    return ""
