"""Run git's plumbing: fixed argument lists, a scrubbed environment, and git's failures as errors that say what to do.

No string that a user typed becomes an option here: callers pass ids that they have checked, and ``--end-of-options``
before anything else. What the commands are for is left to the other modules of the store.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, NamedTuple, NoReturn

from charterkit.errors import EnvironmentProblem
from charterkit.store.git.environment import command, environment

_CHUNK: Final = 1 << 16
"""How many bytes of git's answer are read at once."""

_PAUSE: Final = 0.001
"""Seconds after which it is asked again whether git has written more."""


class GitFailed(EnvironmentProblem):
    """A git command ended with an error; ``reason`` is what it wrote to stderr."""

    def __init__(self, arguments: Sequence[str], code: int, reason: str) -> None:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
        said = f": {reason.partition(chr(10))[0]}" if reason else ""
        super().__init__(f"git {arguments[0]} {how}{said}", "see what 'git status' and 'git fsck' say")
        self.code, self.reason = code, reason

    @property
    def summary(self) -> str:
        """The first line of the reason."""
        return self.reason.partition("\n")[0] or self.message


class _Begun(NamedTuple):
    """A command that runs, and the file that it writes its answer to."""

    process: subprocess.Popen[bytes]
    answer: IO[bytes]


class Git(NamedTuple):
    """git, run in one folder; ``variables`` are set for it besides the usual ones."""

    folder: Path
    variables: tuple[tuple[str, str], ...] = ()

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
        done = self._done(arguments, stdin, extra, keep)
        if done.returncode not in wanted:
            raise GitFailed(arguments, done.returncode, done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def code(self, *arguments: str) -> int:
        """Run a command that answers by 0 or 1 and return that; raise GitFailed where it ends otherwise."""
        done = self._done(arguments, b"", None, ())
        if done.returncode not in {0, 1}:
            raise GitFailed(arguments, done.returncode, done.stderr.decode("utf-8", "replace").strip())
        return done.returncode

    def begin(self, *arguments: str) -> None:
        """Start a command while something else is done; ``run`` with the same arguments returns what it answered.

        The answer is of this moment, and is given once. Who begins something calls ``dismiss`` at the end.
        """
        key = os.getpid(), self, arguments
        if key not in _BEGUN:
            with suppress(OSError):  # ``run`` will say why it cannot be started
                _BEGUN[key] = self._begun(arguments)

    def dismiss(self) -> None:
        """End what was begun here and nobody has asked for."""
        for key in [key for key in _BEGUN if key[:2] == (os.getpid(), self)]:
            process, answer = _BEGUN.pop(key)
            with process, answer:
                process.kill()

    def _done(
        self, arguments: tuple[str, ...], stdin: bytes, extra: Mapping[str, str] | None, keep: Sequence[int]
    ) -> subprocess.CompletedProcess[bytes]:
        begun = None if stdin or extra or keep else _BEGUN.pop((os.getpid(), self, arguments), None)
        try:
            process, answer = begun or self._begun(arguments, extra, keep)
            with process, answer:
                try:
                    _, reason = process.communicate(stdin)
                except BaseException:
                    process.kill()
                    raise
                return subprocess.CompletedProcess(arguments, process.wait(), b"".join(_read(answer)), reason)
        except OSError as error:
            _no_git(error)

    def _begun(
        self, arguments: tuple[str, ...], extra: Mapping[str, str] | None = None, keep: Sequence[int] = ()
    ) -> _Begun:
        answer = answer_file()
        try:
            process = subprocess.Popen(
                self._command(arguments), stdin=subprocess.PIPE, stdout=answer, stderr=subprocess.PIPE,
                env=self._environment(extra), pass_fds=keep,
            )  # fmt: skip
        except BaseException:
            answer.close()
            raise
        return _Begun(process, answer)

    def line(self, *arguments: str, stdin: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
        """Run a command whose answer is one line, and return that line."""
        return self.run(*arguments, stdin=stdin, extra=extra).decode("utf-8", "replace").removesuffix("\n")

    def fields(self, *arguments: str, stdin: bytes = b"") -> Generator[str, None, None]:
        """Run a command and yield what NUL characters part in its answer, while it is still writing.

        Raises:
            GitFailed: after the last field, where git did not come to its end or could not write all of it: what was
                yielded before is not the whole answer then.
            EnvironmentProblem: where git is missing.
        """
        with answer_file() as questions, answer_file() as answer:
            questions.write(stdin)
            questions.seek(0)
            with self._started(arguments, questions, answer) as running:
                try:
                    yield from _parted(_growing(answer, running))
                finally:
                    running.kill()  # it has ended by itself, unless nobody wants to know the rest
        if running.returncode:
            raise GitFailed(arguments, running.returncode, "")

    def start(self, *arguments: str) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
        """Start a long-lived command; return it with its stdin and stdout."""
        running = self._started(arguments, subprocess.PIPE, subprocess.PIPE)
        if running.stdin is None or running.stdout is None:  # pragma: no cover  Popen was asked for both
            raise AssertionError
        return running, running.stdin, running.stdout

    def _started(
        self, arguments: tuple[str, ...], stdin: IO[bytes] | int, stdout: IO[bytes] | int
    ) -> subprocess.Popen[bytes]:
        wanted = self._command(arguments)
        try:
            return subprocess.Popen(
                wanted, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL, env=self._environment()
            )
        except OSError as error:
            _no_git(error)

    def _environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        return environment({**dict(self.variables), **(extra or {})})

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return command(os.fspath(self.folder), arguments)


_BEGUN: Final[dict[tuple[int, Git, tuple[str, ...]], _Begun]] = {}
"""The commands that were begun and are not asked for yet: by which process (a fork has none), where, which."""


def answer_file() -> IO[bytes]:
    """Return a file for what git answers: in memory, or one without a name where the system has none in memory.

    git says nothing of an answer that it cannot write to the end, where it writes to a pipe; of a file, it does.
    """
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("git"), "w+b", buffering=0)
    import tempfile  # noqa: PLC0415  few systems need it

    return tempfile.TemporaryFile(buffering=0)


def _read(file: IO[bytes], at: int = 0) -> Iterator[bytes]:
    """Yield what a file holds from a place on; whoever writes to it by the same descriptor is not disturbed."""
    while chunk := os.pread(file.fileno(), _CHUNK, at):
        yield chunk
        at += len(chunk)


def _growing(file: IO[bytes], writer: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Yield what a program writes to a file, until it has ended."""
    at, ended = 0, False
    while not ended:
        ended = writer.poll() is not None  # asked before it is read: what was written by then is all there will be
        before = at
        for chunk in _read(file, at):
            yield chunk
            at += len(chunk)
        if at == before and not ended:
            time.sleep(_PAUSE)


def _parted(chunks: Iterator[bytes]) -> Iterator[str]:
    """Yield what NUL characters part, and the rest after the last of them."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\0")
        yield from map(os.fsdecode, whole)
    if rest:
        yield os.fsdecode(rest)


def _no_git(error: OSError) -> NoReturn:
    if isinstance(error, FileNotFoundError):
        raise EnvironmentProblem(
            "git is not installed, or not on PATH", "install it: on Debian, 'apt install git'"
        ) from None
    raise EnvironmentProblem(f"git cannot be run: {error.strerror}") from error


def _not_open(folder: Path, failed: GitFailed) -> EnvironmentProblem:
    """Return the error for a folder that git does not open as a repository with a work tree."""
    if "dubious ownership" in failed.reason:
        return EnvironmentProblem(
            f"{folder} belongs to another user of this machine, and git does not trust it",
            f"if you do: git config --global --add safe.directory '{folder}'",
        )
    if "bare repository" in failed.reason or "must be run in a work tree" in failed.reason:
        return EnvironmentProblem(
            f"{folder} is a bare repository, without files to work on", "clone it, and work there"
        )
    if "not a git repository" in failed.reason:
        if odd := next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), None):
            message = f"git takes {odd / '.git'} for no repository: a part of it is missing or cannot be read"
            return EnvironmentProblem(message, f"check the permissions there, and see what 'git -C {odd} status' says")
        return EnvironmentProblem(f"{folder} is in no git repository", "start a charter with 'charterkit init DIR'")
    if _TOO_NEW.search(failed.reason):
        reason = " ".join(failed.reason.removeprefix("fatal: ").split())
        return EnvironmentProblem(
            f"the git of this machine is too old for the repository in {folder}: {reason}",
            "install a newer git, or clone the charter again with this one",
        )
    return EnvironmentProblem(f"git cannot open {folder}: {failed.summary}", "see what 'git status' says there")


_TOO_NEW: Final = re.compile("unknown repository extension|Expected git repo version|unknown ref storage format")


def around(folder: Path) -> tuple[str, str, bool]:
    """Ask git for the top and the git directory of the repository around a folder, and whether it is shallow.

    Raises:
        EnvironmentProblem: no git; no repository, a bare one, or somebody else's.
    """
    question = ("rev-parse", "--path-format=absolute", "--show-toplevel", "--git-dir", "--is-shallow-repository")
    try:
        answer = os.fsdecode(Git(folder).run(*question)).split("\n")
    except GitFailed as failed:
        raise _not_open(folder, failed) from None
    if len(answer) != len(question) - 1:  # a line for each of the last three words, and the end
        raise EnvironmentProblem(f"git says less of {folder} than it was asked", "see what 'git status' says there")
    return answer[0], answer[1], answer[2] == "true"
