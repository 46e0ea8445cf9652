"""What a verification leaves behind for the next one, so that only the commits since then are judged again.

It is kept below the repository's git directory under the id of the commit that it was made for, and sealed (``sealed``)
with that id: where no memory is seen, everything is judged from the first commit on.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from charterkit.history.areas import Areas, Taken
from charterkit.history.behind import Behind
from charterkit.history.ladder import Ladder, Read
from charterkit.history.memory_rows import Rows
from charterkit.history.replay import Memory
from charterkit.history.verdict import Breach, Tally
from charterkit.store.answer_files import forget_oldest
from charterkit.store.git.ancestry import leads
from charterkit.store.git.commands import Git
from charterkit.store.sealed import read_sealed, write_sealed

MOST: Final = 4
"""How many memories a repository keeps; the oldest are forgotten."""

_LARGEST: Final = 1 << 28
_BETWEEN: Final = "\0"
"""Stands between the values, and each of the long texts that ``memory_rows`` search as they are."""


@dataclass(frozen=True)
class Remembered:
    """What was judged up to a commit: plain values, from which ``walk`` goes on.

    Attributes:
        head: the commit.
        last: the number of the last decision.
        numbers: that of the last decision at each base.
        renames: the merged changes that gave something another path.
        merged: how many changes were merged.
        versions: the commit of each version.
        signing: the register of keys, and what waits to be received.
        tally: how much was looked at.
        breaches: what was found.
        outside: what was changed outside of decisions.
        odd: the paths whose names may be others' twins.
        rows: the rows of what was merged, of what was decided on, of the ladder, of who stands behind what, the
            files of the ladder's decisions, the paths that ever stood, and the commits whose records were read whole.
    """

    head: str
    last: int
    numbers: dict[str, int]
    renames: list[list[Any]]
    merged: int
    versions: dict[str, str]
    signing: dict[str, Any]
    tally: dict[str, int]
    breaches: list[dict[str, str]]
    outside: list[dict[str, str]]
    odd: list[str]
    rows: tuple[str, ...]

    def memory(self, read: Read) -> Memory:
        """Return the replay's memory; ``read`` gives a decision of the ladder by its id."""
        merged, decided, ladder, behind = map(Rows, self.rows[:4])
        areas = Areas(merged, (Taken(*each) for each in self.renames), self.merged)
        return Memory(self.last, dict(self.numbers), areas, decided, Ladder(ladder, read), Behind(behind))

    def files(self) -> Rows:
        """Return the files of the decisions of the ladder, by their ids."""
        return Rows(self.rows[4])

    def stood(self) -> Rows:
        """Return the paths that stood in the text after some decision, each with that decision."""
        return Rows(self.rows[5])

    def sound(self) -> Rows:
        """Return the commits whose records were read whole and had no error, as far as a gate did so."""
        return Rows(self.rows[6])

    def counted(self) -> Tally:
        """Return how much was looked at."""
        return Tally(**self.tally)

    def found(self) -> list[Breach]:
        """Return the breaches that were found."""
        return [Breach(**breach) for breach in self.breaches]

    def found_outside(self) -> list[Breach]:
        """Return what was changed outside of decisions."""
        return [Breach(**each) for each in self.outside]


def load(folder: Path, git: Git, head: str) -> Remembered | None:
    """Return the newest memory of a commit on the branch that leads to ``head``; None where none can be trusted."""
    try:
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    except OSError:
        return None
    for file in files:
        if file.name == head or leads(git, file.name, head):
            found = _read(file)
            if found is not None:
                return found
    return None


def save(folder: Path, remembered: Remembered) -> None:
    """Keep a memory. Where that is impossible, nothing happens."""
    values = {name: value for name, value in vars(remembered).items() if name != "rows"}
    content = _BETWEEN.join((json.dumps(values), *remembered.rows)).encode("utf-8", "surrogateescape")
    file = folder / remembered.head
    write_sealed(file, _kind(file), content)
    forget_oldest(str(file), MOST)


def _read(file: Path) -> Remembered | None:
    content = read_sealed(file, _kind(file), _LARGEST)
    if content is None:
        return None
    with suppress(ValueError, TypeError):
        values, *rows = content.decode("utf-8", "surrogateescape").split(_BETWEEN)
        return Remembered(**json.loads(values), rows=tuple(rows))
    return None


def _kind(file: Path) -> str:
    return f"verification of {file.name}"
