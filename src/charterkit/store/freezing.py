"""The numbers that the last release or renumbering froze, found for a charter when it is read.

A decision records them. Where one was taken before decisions did, its version printed plain numbers, so they are those
of the charter as it stood then.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from charterkit.drafting.ledger import ledger
from charterkit.drafting.numbering import recorded
from charterkit.drafting.past import past
from charterkit.model.decisions import Decision
from charterkit.model.numbers import Frozen
from charterkit.model.submissions import Move
from charterkit.store import versions
from charterkit.store.objects import REGULAR, ObjectReader, tree
from charterkit.store.records import Records
from charterkit.store.tracing_words import decision_in

if TYPE_CHECKING:
    from charterkit.store.tracing_submissions import Submissions
    from charterkit.store.workspace import Workspace


_FREEZING: Final = frozenset({"release", "renumber"})

_ID: Final = re.compile(r"[0-9]+")


def freeze(workspace: Workspace, records: Records, commit: str) -> Records:
    """Return records whose charter knows the numbers that are frozen.

    Args:
        workspace: where they come from.
        records: what was read.
        commit: the commit they were read from, empty for the work tree.
    """
    deciding = [each for each in records.decisions if each.action in _FREEZING]
    if records.charter is None or not deciding:
        return records
    frozen = Frozen(lambda: _numbers(workspace, deciding[-1], commit), lambda: _renamed(workspace, records))
    return replace(records, charter=records.charter.model_copy(update={"frozen": frozen}))


def frozen_at(workspace: Workspace, commit: str, submissions: Submissions) -> Frozen:
    """Return the numbers frozen at a commit as ``freeze`` does, reading only what was decided since the last release.

    Every number is the same. Only of a number that was vacant by then it may not be told where its unit moved. Where
    units moved since, or the release is too old to have recorded its numbers, everything is read after all.
    """

    @cache
    def since() -> tuple[Decision | None, tuple[Decision, ...]]:
        return _last_freezing(workspace, commit)

    def whole() -> Frozen:
        return workspace.charter(commit).frozen

    def numbers() -> Mapping[str, str]:
        last, _ = since()
        return {} if last is None else last.numbers or whole().numbers

    def renamed() -> Sequence[tuple[str, str]]:
        last, after = since()
        merged = [decision.submission for decision in after if decision.action == "merge" and decision.submission]
        submissions.read(merged)
        moved = any(isinstance(change, Move) for name in merged for change in submissions[name].changes)
        return whole().renamed if last is not None and moved else ()

    return Frozen(numbers, renamed)


def _last_freezing(workspace: Workspace, commit: str) -> tuple[Decision | None, tuple[Decision, ...]]:
    """Return the last decision that froze numbers, None where there is none, and those taken after it."""
    after: list[Decision] = []
    for decision in _newest_first(workspace, commit):
        if decision.action in _FREEZING:
            return decision, tuple(after)
        after.append(decision)
    return None, ()


def _newest_first(workspace: Workspace, commit: str) -> Iterator[Decision]:
    """Yield the decisions at a commit from the last one back; one that cannot be read is passed over."""
    git = workspace.repository.git
    entries = tree(git, commit, (versions.DECISIONS,))
    paths = {os.fsdecode(entry.path): entry.id for entry in entries if entry.mode in REGULAR}
    with ObjectReader(git) as reader:
        for path in sorted(paths, key=_number, reverse=True):
            _, content = next(reader.read([paths[path]]))
            if (found := decision_in(path, content)) is not None:
                yield found


def _number(path: str) -> int:
    found = _ID.match(path.rpartition("/")[2])
    return int(found[0]) if found else 0


def _numbers(workspace: Workspace, decision: Decision, commit: str) -> Mapping[str, str]:
    if decision.numbers:
        return decision.numbers
    released = next((each.commit for each in workspace.versions() if each.name == decision.version), commit)
    return {} if released == commit else recorded(workspace.charter(released))


def _renamed(workspace: Workspace, records: Records) -> Sequence[tuple[str, str]]:
    """Return the paths that units had and came to have by the moves that were merged, in order."""
    from charterkit.store.negotiation import known_commit, last_decision  # noqa: PLC0415  it needs workspaces

    submissions = records.submissions.values()
    if not any(isinstance(change, Move) for submission in submissions for change in submission.changes):
        return ()
    bases = {submission.base for submission in submissions if known_commit(workspace, submission.base)}
    numbers = {base: last_decision(workspace, base) for base in sorted(bases)}
    done = past(ledger(submissions, records.decisions), records.decisions, numbers)
    return tuple((step.path, step.after) for step in done.renames)
