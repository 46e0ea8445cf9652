"""The numbers that the last release or renumbering froze, found for a charter when it is read.

A decision records them. Where one was taken before decisions did, its version printed plain numbers, so they are those
of the charter as it stood then. What is frozen where little else is asked is found in ``freezing_since``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from charterkit.model.decisions import Decision
from charterkit.model.numbers import Frozen
from charterkit.model.submissions import Move
from charterkit.store.records.whole import Records

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace

FREEZING: Final = frozenset({"release", "renumber"})
"""The decisions from which on numbers are frozen."""


def freeze(workspace: Workspace, records: Records, commit: str) -> Records:
    """Return records whose charter knows the numbers that are frozen.

    Args:
        workspace: where they come from.
        records: what was read.
        commit: the commit they were read from, empty for the work tree.
    """
    deciding = [each for each in records.decisions if each.action in FREEZING]
    if records.charter is None or not deciding:
        return records
    frozen = Frozen(lambda: _numbers(workspace, deciding[-1], commit), lambda: _renamed(workspace, records, commit))
    return records.numbered(frozen)


def _numbers(workspace: Workspace, decision: Decision, commit: str) -> Mapping[str, str]:
    if decision.numbers:
        return decision.numbers
    if any(each.commit == commit and each.name == decision.version for each in workspace.versions()):
        return {}
    from charterkit.drafting.numbering import recorded  # noqa: PLC0415  only versions of long ago need it

    released = next(
        (each.commit for each in workspace.repository.versions(commit) if each.name == decision.version), commit
    )
    return {} if released == commit else recorded(workspace.charter(released))


def _renamed(workspace: Workspace, records: Records, commit: str) -> Sequence[tuple[str, str]]:
    """Return the paths that units had and came to have by the moves that were merged, in order."""
    submissions = records.submissions.values()
    if not any(isinstance(change, Move) for submission in submissions for change in submission.changes):
        return ()
    from charterkit.drafting.ledger import ledger  # noqa: PLC0415  where nothing moves nobody needs these
    from charterkit.drafting.merging.past import past  # noqa: PLC0415
    from charterkit.model.submissions import is_commit  # noqa: PLC0415
    from charterkit.store.negotiation import last_decision  # noqa: PLC0415

    named = {submission.base for submission in submissions if is_commit(submission.base)}
    bases = {base for base in named if workspace.repository.is_ancestor(base, commit or None)}
    numbers = {base: last_decision(workspace, base) for base in sorted(bases)}
    done = past(ledger(submissions, records.decisions), records.decisions, numbers)
    return tuple((step.path, step.after) for step in done.renames)
