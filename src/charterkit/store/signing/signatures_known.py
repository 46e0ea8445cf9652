"""Signatures whose bytes were found right before: ``ssh-keygen`` need not be asked about them again.

That a key made a signature over some bytes, and for what use, never changes, and that alone is remembered. Whether the
key counts is judged by the register of the time, each time: where it holds from or until some day, ``ssh-keygen`` is
asked again for every time less than a day from it. What was found is kept below the repository's git directory, under
the user's seal (``sealed``).
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from charterkit.model.keys import Key
from charterkit.store.sealed import digest, read_sealed, write_sealed
from charterkit.store.signing.signatures import RegisterFiles, Signed, refused

SIGNATURES: Final = "signatures"
"""The name of the file that keeps them, in charterkit's own folder of the repository."""

MOST: Final = 50_000
"""How many signatures are kept; beyond that the oldest are forgotten."""

AT_ONCE: Final = 8
"""Fewer signatures than this are checked one after the other: starting threads would take as long."""

_MARK: Final = 16
_DAY: Final = datetime.timedelta(days=1)


class Asked(NamedTuple):
    """A question about a signature: whether the holder of a key made it, by the register at a time."""

    signed: Signed
    key: Key
    files: RegisterFiles
    at: datetime.datetime

    @property
    def mark(self) -> bytes:
        """What tells these bytes, their signature, its use and its key from all others."""
        signed = self.signed
        return digest(signed.namespace.encode(), self.key.key.encode(), signed.signature, signed.content, size=_MARK)

    @property
    def well_within(self) -> bool:
        """Whether the time is far from any at which the key begins or ceases to hold."""
        begins, ends = _moment(self.key.valid_after), _moment(self.key.valid_before)
        return (self.key.valid_after is None or (begins is not None and begins + _DAY <= self.at)) and (
            self.key.valid_before is None or (ends is not None and self.at + _DAY <= ends)
        )

    def answer(self) -> str:
        """Return what ``ssh-keygen`` has against it, nothing where it is right."""
        return refused(self.signed, self.key.participant, self.files, self.at)


class KnownSignatures:
    """The signatures that were found right; ``file`` is where those of earlier programs are, and are kept."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._marks = dict.fromkeys(_kept(file)) if file else {}
        self._new = False

    def refused(self, asked: Asked) -> str:
        """Return why a signature is refused, nothing where it is right and its key held.

        Raises:
            EnvironmentProblem: ``ssh-keygen`` is missing.
        """
        mark = asked.mark
        if mark in self._marks and asked.well_within:
            return ""
        fault = asked.answer()
        if not fault:
            self._add(mark)
        return fault

    def look_ahead(self, several: Sequence[Asked]) -> None:
        """Ask about many signatures that will be asked about soon, as many at a time as there are processors.

        Raises:
            EnvironmentProblem: ``ssh-keygen`` is missing.
        """
        waiting = {mark: each for each in several if (mark := each.mark) not in self._marks}
        if len(waiting) < AT_ONCE:
            return
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  few histories have so much that is new

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for mark, fault in zip(waiting, pool.map(Asked.answer, waiting.values()), strict=True):
                if not fault:
                    self._add(mark)

    def _add(self, mark: bytes) -> None:
        self._new = True
        self._marks[mark] = None

    def keep(self) -> None:
        """Keep what was found for the next program. Where that is impossible, nothing happens."""
        if self._new and self._file:
            write_sealed(self._file, SIGNATURES, b"".join(list(self._marks)[-MOST:]))


def _kept(file: Path) -> list[bytes]:
    """Return the marks in a file, none where it is not as it was written."""
    marks = read_sealed(file, SIGNATURES, MOST * _MARK) or b""
    return [marks[at : at + _MARK] for at in range(0, len(marks), _MARK)]


def _moment(time: str | None) -> datetime.datetime | None:
    """Return a time of the register; None where there is none, or no calendar has it."""
    try:
        return datetime.datetime.strptime((time or "").rstrip("Z").ljust(14, "0") + "+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
