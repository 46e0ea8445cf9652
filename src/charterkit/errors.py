"""The two forms of trouble: a problem found in somebody's input (a value) and an error that stops a command (raised).

Exit codes live here because every room needs them; printing is left to ``charterkit.cli``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Final, Literal, NamedTuple

Severity = Literal["error", "warning"]


def printable(text: str) -> str:
    """Return a text fit for one line of a terminal: what would move or turn it around is shown by its code."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


_STEERING: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def steady(text: str) -> str:
    """Return a message that quotes what somebody wrote: letters as they are, what steers a terminal by its code."""
    return _STEERING.sub(lambda found: printable(found[0]), text)


class ExitCode(IntEnum):
    """What a charterkit command tells the shell."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    COLLISIONS = 3
    ENVIRONMENT = 4
    RECORDED = 5
    BUG = 70
    INTERRUPTED = 130


class Problem(NamedTuple):
    """One thing that is wrong in a record or a submission, with its place and what to do about it.

    Lines and columns count from 1; 0 means that the file as a whole is meant, and prints as its beginning. ``path`` is
    relative to the workspace, with forward slashes.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """``file:line:column: message; hint [code]``, the form that editors and people can follow."""
        place = f"{self.path}:{max(self.line, 1)}:{max(self.column, 1)}"
        level = "warning: " if self.severity == "warning" else ""
        return f"{place}: {level}{self.told}"

    @property
    def told(self) -> str:
        """``message; hint [code]``, for where the place is told otherwise, or there is none."""
        return steady(f"{self.message}{f'; {self.hint}' if self.hint else ''} [{self.code}]")


class Finding(NamedTuple):
    """A problem as the pure rooms see it: which record and field, not yet which line.

    ``record`` names the file (``submissions/XAA/XAA-2026-003.yaml``), ``where`` the keys and indexes down to the
    field, ``offset`` the character within its text. ``charterkit.store`` turns it into a :class:`Problem`.
    """

    record: str
    where: tuple[str | int, ...]
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    offset: int | None = None


class CharterkitError(Exception):
    """A command cannot go on. Subclasses take data and build the message; ``exit_code`` is what the shell gets."""

    exit_code: ExitCode = ExitCode.PROBLEMS

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """The message, followed by what to do."""
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


class UsageError(CharterkitError):
    """The command was asked for something that it does not know."""

    exit_code = ExitCode.USAGE


class EnvironmentProblem(CharterkitError):  # noqa: N818  a problem of the surroundings, not of charterkit
    """Something around charterkit is missing or unfit: no repository, no git, no font, a dirty work tree."""

    exit_code = ExitCode.ENVIRONMENT


class Unfinished(EnvironmentProblem):
    """A commit stands, or may stand, and what follows it could not be done: it is no failure to be tried again."""

    exit_code = ExitCode.RECORDED


class RecordsInvalid(CharterkitError):  # noqa: N818  it names a state of the records, and reads so at every raise
    """Records or submissions have problems; all of them are in ``problems``, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        errors = sum(problem.severity == "error" for problem in self.problems)
        super().__init__(f"{errors} problem{'' if errors == 1 else 's'} found")
