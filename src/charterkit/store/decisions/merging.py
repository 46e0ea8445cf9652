"""Merge submissions as the meeting decides: read at the last commit, work out, commit decision and text together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from charterkit.drafting.ledger import Entry, refs
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.outcomes import Collision, Merged, Outcome
from charterkit.drafting.merging.packages import missing, taking_what_is_clean
from charterkit.drafting.merging.rivals import rivals
from charterkit.drafting.states import became
from charterkit.errors import UsageError
from charterkit.store.decisions.record import (
    Circumstances,
    charter_files,
    decision_files,
    decision_path,
    merge_decisions,
    merge_message,
    require_readable,
)
from charterkit.store.negotiation import Negotiation, decidable, no_change, require_session
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
    falling: tuple[Entry, ...] = ()
    """What a compromise among the changes resolves: it falls once that is merged, and its words stay in the record."""
    left: tuple[Outcome, ...] = ()
    """The changes that were named and stay open, each with the reason."""
    left_collisions: tuple[Collision, ...] = ()


def prepare(workspace: Workspace, names: Sequence[str], *, clean_only: bool = False) -> Merging:
    """Work out the merge of submissions and single changes onto the present text.

    Args:
        workspace: where.
        names: what to merge.
        clean_only: whether what collides is left open and the rest merged; otherwise all is merged or nothing.

    Raises:
        UsageError: a name means nothing, or a change is not open, or its package is not whole.
        EnvironmentProblem: the charter's files are not as committed, or no branch is checked out.
    """
    before, head = decidable(workspace)
    changes = chosen(workspace, before, names)
    protection = before.protection()

    def merging(entries: Sequence[Entry]) -> Merged:
        return protection.checked(merge(before.charter, entries, before.bases, before.past))

    if not clean_only:
        _require_packages(before, changes)
        merged = merging(changes)
        return Merging(before, head, changes, merged, _rivals(before, changes, merged), _falling(before, changes))
    taken = taking_what_is_clean(changes, before.entries, merging)
    changes = tuple(outcome.entry for outcome in taken.merged.outcomes)
    merged = taken.merged if changes else taken.merged._replace(charter=None, collisions=taken.collisions)
    around = _rivals(before, changes, merged), _falling(before, changes)
    return Merging(before, head, changes, merged, *around, taken.left, taken.collisions)


def chosen(workspace: Workspace, before: Negotiation, names: Sequence[str]) -> tuple[Entry, ...]:
    """Return the open changes that names mean, in the declared order; a submission's name means its open changes."""
    found: dict[str, Entry] = {}
    for name in names:
        entries = [before.entries[ref] for ref in refs(before.entries, name)]
        if not entries:
            raise _unknown(workspace, before, name)
        ready = [entry for entry in entries if entry.state == "open"]
        if not ready:
            hint = "a participant takes it up: charterkit join" if entries[0].state == "unsponsored" else ""
            raise UsageError(f"'{name}' is not open: it is {became(entries[0])}", hint)
        found |= {entry.ref: entry for entry in ready}
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
    retranslated = before.protection().retranslated(merging.merged)
    decisions = merge_decisions(before.charter, merging.merged, before.next_number, when, retranslated)
    files = charter_files(before.charter, after) | decision_files(decisions)
    require_readable(files)
    commit = workspace.repository.commit(
        files, merge_message(decisions, before.submissions), expected=merging.head, date=date
    )
    return commit, tuple(decision_path(decision) for decision in decisions)


def _unknown(workspace: Workspace, before: Negotiation, name: str) -> UsageError:
    if name in before.submissions:
        return UsageError(f"'{name}' proposes no change of the text", "there is nothing to merge in it")
    return no_change(workspace, before, name)


def _require_packages(before: Negotiation, chosen: Sequence[Entry]) -> None:
    """Refuse a package that would be merged in part."""
    for package in missing(before.entries, chosen):
        lacking = ", ".join(package.refs)
        names = " ".join(dict.fromkeys((package.package, *(before.entries[ref].submission.id for ref in package.refs))))
        message = f"{package.package} is a package with {lacking}, which is neither merged nor named here"
        raise UsageError(message, f"merge them together: charterkit merge {names}")


def _falling(before: Negotiation, changes: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return what falls with the merging of changes: what the compromises resolve that are then merged whole."""
    names = {entry.ref for entry in changes}
    compromises = {entry.submission.id: entry.submission for entry in changes if entry.submission.resolves}
    whole = [
        each
        for each in compromises.values()
        if all(ref in names or before.entries[ref].state != "open" for ref in refs(before.entries, each.id))
    ]
    resolved = {ref: None for each in whole for name in each.resolves for ref in refs(before.entries, name)}
    found = (before.entries[ref] for ref in resolved if ref not in names)
    return tuple(entry for entry in found if entry.state in ("open", "unsponsored"))


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
