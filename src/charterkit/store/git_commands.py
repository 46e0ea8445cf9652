"""Run git's plumbing: fixed argument lists, a scrubbed environment, and git's failures as errors that say what to do.

No string that a user typed becomes an option here: callers pass ids that they have checked, and ``--end-of-options``
before anything else. What the commands are for is left to the other modules of the store.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, NoReturn

from charterkit.errors import EnvironmentProblem

SETTINGS: Final = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "gpg.ssh.program=ssh-keygen",
    "safe.bareRepository=explicit",
    "core.fsync=all",
    "core.quotePath=false",
    "core.splitIndex=false",
    "i18n.commitEncoding=utf-8",
    "log.showSignature=false",
    "diff.renames=false",
    "gc.auto=0",
    "maintenance.auto=false",
)
"""What no configuration of a repository may change: it must not run programs, and nothing is written halfway."""

_VARIABLES: Final = {
    "LC_ALL": "C",
    "TZ": "UTC",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}


class GitFailed(Exception):  # noqa: N818  it is caught in the store, or becomes an EnvironmentProblem
    """A git command ended with an error; ``reason`` is what it wrote to stderr."""

    def __init__(self, arguments: Sequence[str], code: int, reason: str) -> None:
        super().__init__(f"git {arguments[0]} ended with {code}: {reason}")
        self.code, self.reason = code, reason

    @property
    def summary(self) -> str:
        """The first line of the reason."""
        return self.reason.partition("\n")[0] or str(self)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for git: the caller's without any ``GIT_*``, and with charterkit's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **_VARIABLES, **(extra or {})}


@dataclass(frozen=True, slots=True)
class Git:
    """git, run in one folder."""

    folder: Path

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        extra: Mapping[str, str] | None = None,
        wanted: Sequence[int] = (0,),
        keep: Sequence[int] = (),
    ) -> bytes:
        """Run a command and return its stdout.

        Args:
            arguments: the command and its arguments, built by charterkit.
            stdin: what it reads.
            extra: environment variables besides the usual ones.
            wanted: the exit codes that are no failure.
            keep: descriptors of files that stay open in it, even when charterkit is killed.

        Raises:
            GitFailed: with what git wrote, where the exit code is not wanted.
            EnvironmentProblem: where git is missing.
        """
        command = self._command(arguments)
        try:
            done = subprocess.run(
                command, input=stdin, capture_output=True, env=environment(extra), check=False, pass_fds=keep
            )
        except OSError as error:
            _no_git(error)
        if done.returncode not in wanted:
            raise GitFailed(arguments, done.returncode, done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def line(self, *arguments: str, stdin: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
        """Run a command whose answer is one line, and return that line."""
        return self.run(*arguments, stdin=stdin, extra=extra).decode("utf-8", "replace").removesuffix("\n")

    def start(self, *arguments: str) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
        """Start a long-lived command; return it with its stdin and stdout."""
        try:
            running = subprocess.Popen(
                self._command(arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=environment(),
            )  # fmt: skip
        except OSError as error:
            _no_git(error)
        if running.stdin is None or running.stdout is None:  # pragma: no cover  Popen was asked for both
            raise AssertionError
        return running, running.stdin, running.stdout

    def _command(self, arguments: Sequence[str]) -> list[str]:
        settings = [part for setting in SETTINGS for part in ("-c", setting)]
        return ["git", "--no-pager", "-C", os.fspath(self.folder), *settings, *arguments]


def _no_git(error: OSError) -> NoReturn:
    if isinstance(error, FileNotFoundError):
        raise EnvironmentProblem(
            "git is not installed, or not on PATH", "install it: on Debian, 'apt install git'"
        ) from None
    raise EnvironmentProblem(f"git cannot be run: {error.strerror}") from error
