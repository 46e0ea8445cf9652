"""What a verification finds: breaches, each with its commit, file and what to do; what was checked; what could not be.

Values only. Finding them is left to ``store.audit.walk``, showing them to ``cli``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from charterkit.errors import printable


@dataclass(frozen=True, slots=True)
class Breach:
    """Something in the history that the rules do not allow.

    Attributes:
        commit: the id of the commit that did it; empty where it is no single one's doing.
        path: the file or ref that it is about.
        code: a short name for programs.
        message: what happened.
        hint: what to do about it.
    """

    commit: str
    path: str
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """``COMMIT FILE: message; what to do [code]``, whatever the file is called."""
        place = " ".join(part for part in (self.commit[:12], self.path) if part)
        return printable(f"{place}: {self.message}{f'; {self.hint}' if self.hint else ''} [{self.code}]")


@dataclass
class Tally:
    """How much was looked at, and how much of it was signed."""

    commits: int = 0
    submissions: int = 0
    decisions: int = 0
    signed_submissions: int = 0
    signed_decisions: int = 0
    earlier_submissions: int = 0
    """Those from before there was a register of keys."""
    earlier_decisions: int = 0
    """Likewise."""


@dataclass(frozen=True)
class Verdict:
    """The result of a verification of the history up to ``head``."""

    head: str
    breaches: tuple[Breach, ...]
    tally: Tally
    versions: tuple[str, ...]
    anchor: str
    """The fingerprint of the secretariat's key in the first register; empty where there is none."""
    notes: tuple[str, ...] = ()
    """What a reader should know: what could not be checked, and why."""
    outside: tuple[Breach, ...] = ()
    """What was changed by hand, outside of all decisions: settings and lists of the registry. It is no breach."""
    points: tuple[str, ...] = field(default=())
    """The recorded commits that were found in the history."""
