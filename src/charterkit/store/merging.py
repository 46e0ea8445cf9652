"""Merge submissions as the meeting decides: read at the last commit, work out, commit decision and text together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from charterkit.drafting.ledger import Entry, refs
from charterkit.drafting.merge import merge
from charterkit.drafting.nearest import nearest
from charterkit.drafting.outcomes import Merged
from charterkit.drafting.standing import rivals
from charterkit.errors import UsageError
from charterkit.store.decisions import (
    Circumstances,
    charter_files,
    decision_files,
    decision_path,
    merge_decisions,
    merge_message,
)
from charterkit.store.negotiation import Negotiation, decidable, require_session
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Merging:
    """What a merge would do: the negotiation it was worked out on, the changes, the outcome."""

    before: Negotiation
    head: str
    changes: tuple[Entry, ...]
    merged: Merged
    rivals: tuple[tuple[str, str], ...]
    """Pairs (change that is merged, change that stays open and collides with the text then)."""


def prepare(workspace: Workspace, names: Sequence[str]) -> Merging:
    """Work out the merge of submissions and single changes onto the present text.

    Raises:
        UsageError: a name means nothing, or a change is not open, or its package is not whole.
        EnvironmentProblem: the charter's files are not as committed, or no branch is checked out.
    """
    before, head = decidable(workspace)
    changes = chosen(before, names)
    merged = before.protection().checked(merge(before.charter, changes, before.bases, before.past))
    return Merging(before, head, changes, merged, _rivals(before, changes, merged))


def chosen(before: Negotiation, names: Sequence[str]) -> tuple[Entry, ...]:
    """Return the open changes that names mean, in the declared order; a submission's name means its open changes."""
    found: dict[str, Entry] = {}
    for name in names:
        entries = [before.entries[ref] for ref in refs(before.entries, name)]
        if not entries:
            raise _unknown(before, name)
        ready = [entry for entry in entries if entry.state == "open"]
        if not ready:
            raise UsageError(f"'{name}' is not open: {_state(entries[0])}")
        found |= {entry.ref: entry for entry in ready}
    _require_packages(before, found)
    unknown = [entry.submission for entry in found.values() if entry.submission.base not in before.bases]
    if unknown:
        raise UsageError(f"the base of {unknown[0].id} ('{unknown[0].base}') is not in this history")
    return tuple(sorted(found.values(), key=lambda entry: entry.order))


def carry_out(
    workspace: Workspace, merging: Merging, when: Circumstances, date: datetime.datetime
) -> tuple[str, tuple[str, ...]]:
    """Commit a merge that collides with nothing; return the commit and the files of its decisions."""
    after = merging.merged.charter
    if after is None:
        raise UsageError("what collides cannot be merged")
    before = merging.before
    require_session(before, when.session)
    decisions = merge_decisions(before.charter, merging.merged, before.next_number, when)
    files = charter_files(before.charter, after) | decision_files(decisions)
    commit = workspace.repository.commit(
        files, merge_message(decisions, before.submissions), expected=merging.head, date=date
    )
    return commit, tuple(decision_path(decision) for decision in decisions)


def _unknown(before: Negotiation, name: str) -> UsageError:
    if name in before.submissions:
        return UsageError(f"'{name}' proposes no change of the text", "there is nothing to merge in it")
    known = [*before.submissions, *before.entries]
    hint = nearest(name, known) or "see: charterkit status"
    return UsageError(f"there is no submission or change '{name}'", hint)


def _state(entry: Entry) -> str:
    states = {
        "merged": f"merged by decision {entry.by}",
        "withdrawn": f"withdrawn by {entry.by}",
        "not_agreed": f"not agreed (decision {entry.by})",
        "fallen": f"fallen with the merging of {entry.by}",
        "moot": f"moot (decision {entry.by})",
    }
    return states.get(entry.state, entry.state)


def _require_packages(before: Negotiation, found: dict[str, Entry]) -> None:
    """Refuse a package that would be merged in part: what a submission requires is merged before or with it."""
    for entry in found.values():
        for name in entry.submission.requires:
            missing = [
                ref for ref in refs(before.entries, name) if ref not in found and before.entries[ref].state != "merged"
            ]
            if missing:
                message = f"{entry.submission.id} is a package with {name}, which is neither merged nor named here"
                raise UsageError(message, f"merge them together: charterkit merge {entry.submission.id} {name}")


def _rivals(before: Negotiation, changes: Sequence[Entry], merged: Merged) -> tuple[tuple[str, str], ...]:
    """Return the open changes, not resolved by those that are merged, that would collide with them."""
    if merged.charter is None:
        return ()
    taken = {entry.ref for entry in changes}
    resolved = {ref for entry in changes for name in entry.submission.resolves for ref in refs(before.entries, name)}
    others = [
        other for other in before.open() if other.ref not in taken | resolved and other.submission.base in before.bases
    ]
    pairs = rivals(before.charter, changes, others, before.bases, before.past)
    return tuple((one.ref, other.ref) for one, other in pairs)
