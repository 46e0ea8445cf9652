"""What no commit may bring through the gate, whoever signed it: what leads others' clones astray, and wrong times.

What it does to the records is judged by ``audit.walk``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from charterkit.history.verdict import Breach
from charterkit.store.audit.files import HELD
from charterkit.store.audit.signing import BACKWARDS
from charterkit.store.disk.files import shown
from charterkit.store.git.ancestry import Link
from charterkit.store.git.commit_objects import read_commits
from charterkit.store.git.objects import FOLDERS, REGULAR, ObjectReader
from charterkit.store.yaml.limits import MAX_BYTES

MOST_BYTES: Final = 16 * 1_048_576
"""How many bytes of a commit or a record are read at a push: no bomb of zeros fills the server's memory."""

LEADING_ASTRAY: Final = frozenset({".gitattributes", ".gitmodules", ".mailmap"})
"""Files by which a commit would change how others' clones merge, check out or show names."""

LONGEST: Final = MAX_BYTES
"""How many bytes a commit may have: as many as a record."""


def misleading(link: Link) -> Iterator[Breach]:
    """Yield what a commit brings beside the records that would lead others astray."""
    if len(link.commit.payload) > LONGEST:
        message = f"the commit itself has {len(link.commit.payload):,} bytes; at most {LONGEST:,} are taken"
        yield Breach(link.commit.id, "", "too-large", message, "give it a shorter message: git commit --amend")
    for change in link.changes[0]:
        if change.status == "D" or change.path.startswith(HELD):
            continue
        folder, name = change.path.partition("/")[0], change.path.rpartition("/")[2].lower()
        where = link.commit.id, shown(change.path)
        if change.mode not in REGULAR or name in LEADING_ASTRAY:
            what = "a link or submodule" if change.mode not in REGULAR else f"a {name}"
            message = f"{what} has no place here: it would lead others' clones astray"
            yield Breach(*where, "not-a-file", message, "take it out of the commit")
        elif folder.casefold().rstrip(". ") in FOLDERS:
            message = f"on some machines '{shown(folder)}' is the folder of the records"
            yield Breach(*where, "twin-name", message, "choose another name for the folder")


def out_of_time(
    fresh: Sequence[Link], reader: ObjectReader, before: str | None, now: datetime.datetime
) -> Iterator[Breach]:
    """Yield which commits are dated after they came, or before what they follow.

    Who looks up a date in the history would be led astray. A first push brings its history as it is.

    Args:
        fresh: the commits.
        reader: what reads those that they follow.
        before: where the branch stands, None at the first push.
        now: the server's time.
    """
    times = {link.commit.id: link.commit.time for link in fresh}
    outside = {parent for link in fresh for parent in link.commit.parents} - times.keys() if before else set[str]()
    times |= {each.id: each.time for each in read_commits(reader, sorted(outside))}
    for link in fresh:
        if link.commit.time > now.timestamp() + BACKWARDS:
            message, hint = "the commit is dated in the future, by the server's clock", _CLOCK
        elif before and link.commit.time < max((times[each] for each in link.commit.parents), default=0) - BACKWARDS:
            message, hint = "the commit is dated before one that it follows", f"{_CLOCK}: git commit --amend --no-edit"
        else:
            continue
        yield Breach(link.commit.id, "", "clock", message, hint)


_CLOCK: Final = "set the clock of your machine right, and commit again"
