"""Everything a command about open changes needs, gathered from a workspace: records, ledger, past, bases.

Gathering only. What follows from it is decided in ``charterkit.drafting``; writing is left to ``decisions.record``.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from charterkit.drafting.ledger import Ledger, ledger
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.outcomes import Merged
from charterkit.drafting.merging.past import past
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.rights import informing
from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import EnvironmentProblem, RecordsInvalid, UsageError
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission, is_commit
from charterkit.store.records.whole import Records
from charterkit.store.workspace import Workspace

__all__ = [
    "Negotiation",
    "decidable",
    "entries_at",
    "gathered",
    "last_decision",
    "negotiation",
    "no_change",
    "outlook",
    "require_session",
    "require_settled",
]

SHOWN: Final = 5
"""How many files a refusal names; the rest are counted."""

BY_HAND: Final = ("charter/charter.yaml", "charter/registry/")
"""Where the files are that a secretariat writes by hand; all others under ``charter/`` follow from decisions."""


def negotiation(workspace: Workspace, at: str | None = None) -> Negotiation:
    """Gather a workspace's negotiation at a version or commit, or from the work tree (None).

    Raises:
        RecordsInvalid: where a record cannot be read; all problems of all records are in it.
    """
    return gathered(workspace, workspace.records(at))


def decidable(workspace: Workspace) -> tuple[Negotiation, str]:
    """Gather the negotiation at the last commit, on which the meeting decides, with that commit.

    Raises:
        EnvironmentProblem: nothing is committed yet, no branch is checked out, or files are not as committed.
        RecordsInvalid: a record cannot be read.
    """
    head = workspace.repository.require_head()
    workspace.repository.require_branch()
    require_settled(workspace)
    return negotiation(workspace, head), head


def gathered(workspace: Workspace, records: Records) -> Negotiation:
    """Gather a negotiation from records that were read before."""
    if records.charter is None or records.erroneous:
        raise RecordsInvalid(records.problems)
    bases = workspace.bases(records)
    entries = ledger(records.submissions.values(), records.decisions, informing(records.charter.registry))
    numbers = {name: last_decision(workspace, name) for name in bases if is_commit(name)}
    done = past(entries, records.decisions, numbers)
    return Negotiation(records.charter, records.submissions, records.decisions, entries, done, bases)


def entries_at(workspace: Workspace, at: str | None = None) -> Ledger:
    """Return every change with its state at a version or commit, or in the work tree (None), drafts told as such."""
    registry = workspace.charter(at).registry
    found = ledger(workspace.submissions(at).values(), workspace.decisions(at), informing(registry))
    if at is not None:
        return found
    lodged = {_called(path) for path in workspace.lodged()}
    return {
        ref: entry._replace(state="draft") if entry.submission.id not in lodged else entry
        for ref, entry in found.items()
    }


def no_change(workspace: Workspace, now: Negotiation, name: str) -> UsageError:
    """Return what to say of a name that means no lodged change: that it is a draft, or which is the nearest."""
    submission = name.partition("#")[0]
    if submission in map(_called, workspace.drafts()):
        return UsageError(f"{submission} is not lodged yet", "first: charterkit lodge")
    hint = nearest(name, [*now.submissions, *now.entries]) or "see: charterkit show submissions"
    return UsageError(f"there is no submission or change '{name[:80]}'", hint)


def _called(path: str) -> str:
    """Return the id of the submission that a file holds."""
    return PurePosixPath(path).stem


def last_decision(workspace: Workspace, at: str) -> int:
    """Return the number of the last decision at a version or commit, 0 where there is none."""
    return max((decision.number for decision in workspace.decisions(at)), default=0)


def outlook(workspace: Workspace, submission: Submission) -> tuple[Merged, Charter]:
    """Return what merging a submission that is not lodged yet would do to the present text, and that text."""
    head = workspace.repository.head()
    now = negotiation(workspace, head)
    bases = dict(now.bases)
    if submission.base not in bases:
        bases[submission.base] = workspace.charter(submission.base)
    entries = ledger([*now.submissions.values(), submission], now.decisions, informing(now.charter.registry))
    mine = [entry for entry in entries.values() if entry.submission.id == submission.id]
    numbers = {name: last_decision(workspace, name) for name in bases if is_commit(name)}
    return merge(now.charter, mine, bases, past(entries, now.decisions, numbers)), now.charter


def require_session(before: Negotiation, name: str | None) -> None:
    """Refuse a session that the registry does not know; None stands for no session."""
    if name is None or before.charter.registry.session(name) is not None:
        return
    known = [session.id for session in before.charter.registry.sessions]
    title = f"{{{before.charter.settings.drafting_language}: First session}}"
    first = f"sessions: [{{id: session-1, kind: meeting, title: {title}, date: 2026-03-16}}]"
    hint = nearest(name, known) or (
        "see: charterkit show sessions" if known else f"write charter/registry/sessions.yaml: {first}"
    )
    raise UsageError(f"there is no session '{name[:80]}' in the registry", hint)


def require_settled(workspace: Workspace) -> None:
    """Refuse where the charter's files or lodged submissions differ from the last commit; drafts are no matter.

    Raises:
        EnvironmentProblem: some do; they are named.
    """
    lodged = set(workspace.lodged())
    changed = [path for path in workspace.repository.dirty() if path.startswith("charter/") or path in lodged]
    if changed:
        more = f" and {len(changed) - SHOWN} more" if len(changed) > SHOWN else ""
        raise EnvironmentProblem(f"not committed: {', '.join(changed[:SHOWN])}{more}", _settling(changed))


def _settling(changed: Sequence[str]) -> str:
    """Return the git commands that settle changes: to keep what a person may write by hand, else to set all aside."""
    named = _named_to_git(changed)
    aside = f"set them aside: git stash push --include-untracked -- {named}"
    if not all(path.startswith(BY_HAND) for path in changed):
        return aside
    return f"keep them: git add {named} && git commit -m 'Settings and registry'; or {aside}"


def _named_to_git(paths: Sequence[str]) -> str:
    """Return what names changed files to git in a command to paste: each, or where they are many their folders."""
    folders = sorted({path.partition("/")[0] for path in paths})
    return " ".join(shlex.quote(path) for path in (paths if len(paths) <= SHOWN else folders))
