"""What was traced before, kept below the git directory, so that only new commits have to be followed.

Kept is the state of a trace at one commit (``history.tracing.state``), under a key of the code that worked it out. It
is taken up again only where that commit lies on the branch's own line, and then gives the same answers as following
everything from the first commit on; a file that was changed by anything else is no file.
"""

from __future__ import annotations

import datetime
import hashlib
from array import array
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charterkit.drafting.proposals import Slot
from charterkit.errors import EnvironmentProblem
from charterkit.history.memory_rows import Rows
from charterkit.history.tracing.attribution import Attribution
from charterkit.history.tracing.credit import Taken
from charterkit.history.tracing.state import Columns, attribution_from, columns, commits_in
from charterkit.store.answers import code_marks
from charterkit.store.disk.columns_file import read_columns, write_columns
from charterkit.store.git.ancestry import leads
from charterkit.store.git.commands import Git
from charterkit.store.git.room import Room
from charterkit.store.tracing.words import Texts

WORTH_KEEPING: Final = 200
"""From how many newly followed files on a trace is kept: fewer are followed again as fast."""


class KeptDecisions(Mapping[str, Taken]):
    """Decisions by their ids, each as it was when it was taken; those kept before are texts until one is asked for."""

    def __init__(self, rows: Rows | None = None) -> None:
        self.rows = rows or Rows()

    def add(self, taken: Taken) -> None:
        """Add a decision."""
        changes, day = ",".join(map(str, taken.changes)), str(taken.date.toordinal())
        self.rows.add(taken.id, taken.submission or "", changes, taken.session or "", day)

    def __getitem__(self, key: str) -> Taken:
        """Return a decision; raise KeyError where none has this id."""
        row = self.rows.newest(key)
        if row is None:
            raise KeyError(key)
        _, submission, changes, session, day = row
        numbers = tuple(map(int, changes.split(","))) if changes else ()
        return Taken(key, submission or None, numbers, session or None, datetime.date.fromordinal(int(day)))

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, in the order in which decisions were taken."""
        return (row[0] for row in self.rows)

    def __len__(self) -> int:
        """Return how many decisions there are."""
        return sum(1 for _ in self.rows)


@dataclass(frozen=True, slots=True)
class Kept:
    """A trace at a commit.

    Attributes:
        commit: up to where the history was followed.
        attribution: whose words the charter is made of there.
        texts: the texts by the provision whose file they stand in, those of parts under an empty name.
        decisions: every decision by its id, as it was when it was taken.
        dates: the day of every commit that brought words.
        notes: what did not fit together.
        joining: the submissions up to there that join or withdraw.
    """

    commit: str
    attribution: Attribution
    texts: dict[str, Texts]
    decisions: KeptDecisions
    dates: dict[str, datetime.date]
    notes: list[str]
    joining: tuple[str, ...]


def keep(room: Room, kept: Kept) -> None:
    """Keep a trace in charterkit's own folder; where that is impossible, nothing happens."""
    found = columns(kept.attribution)
    standing = kept.attribution.texts.standing
    together = {slot: text for texts in kept.texts.values() for slot, text in texts.items()}
    if found is None or together != {slot: each.text for slot, each in standing.items()}:
        return
    owners = {slot: owner for owner, texts in kept.texts.items() for slot in texts}
    found |= {
        "commit": kept.commit,
        "owners": [owners[slot] for slot in standing],
        "decisions": kept.decisions.rows.packed().encode(),
        "mark_days": array("q", (kept.dates[commit].toordinal() for commit in commits_in(found))),
        "notes": kept.notes,
        "joining": kept.joining,
    }
    with suppress(EnvironmentProblem):
        room.make()
        write_columns(_file(room), _key(), found)


def kept_before(git: Git, room: Room, head: str) -> Kept | None:
    """Return the trace that was kept at a commit on the way to ``head``; None where there is none to go on from."""
    found = read_columns(_file(room), _key())
    if found is None or (found["commit"] != head and not leads(git, found["commit"], head)):
        return None
    try:
        return _kept_from(found)
    except (KeyError, ValueError, TypeError, IndexError):
        return None


def _kept_from(found: Columns) -> Kept:
    texts: dict[str, Texts] = {"": {}}
    for slot, text, owner in zip(found["text_slots"], found["texts"], found["owners"], strict=True):
        texts.setdefault(owner, {})[Slot(*slot)] = text
    days = zip(commits_in(found), map(datetime.date.fromordinal, found["mark_days"]), strict=True)
    decisions = KeptDecisions(Rows(found["decisions"].decode()))
    notes, joining = found["notes"], tuple(found["joining"])
    return Kept(found["commit"], attribution_from(found), texts, decisions, dict(days), notes, joining)


def _file(room: Room) -> Path:
    return room.folder / "trace"


def _key() -> str:
    return hashlib.sha256(b"\0".join(code_marks())).hexdigest()
