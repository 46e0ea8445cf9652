"""Decisions that change no words: closing proposals, agreeing on units, opening agreed words again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from charterkit.drafting.agreement import agreements, units_below
from charterkit.drafting.ledger import Entry, refs
from charterkit.drafting.nearest import nearest
from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.model.decisions import Decision, Level, Outcome
from charterkit.store.decisions import Circumstances, decision_files, decision_path, message
from charterkit.store.negotiation import Negotiation, negotiation, require_session, require_settled
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Deciding:
    """Decisions worked out on a commit, ready to be recorded in one."""

    before: Negotiation
    head: str
    decisions: tuple[Decision, ...]
    subject: str


def close(workspace: Workspace, names: Sequence[str], outcome: Outcome, when: Circumstances) -> Deciding:
    """Work out the closing of submissions or single changes; their words stay in the record.

    Raises:
        UsageError: a name means nothing, or nothing of it is open.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = _begin(workspace, when)
    closing: dict[str, list[Entry]] = {}
    for name in names:
        for entry in _open(before, name):
            closing.setdefault(entry.submission.id, []).append(entry)
    first = _next(before)
    decisions = tuple(
        Decision(
            id=f"{first + index:04}", date=when.date, session=when.session, action="close", submission=submission,
            changes=_numbers(entries), outcome=outcome, rule=when.rule, note=when.note,
        )
        for index, (submission, entries) in enumerate(sorted(closing.items()))
    )  # fmt: skip
    return Deciding(before, head, decisions, f"Close {', '.join(sorted(closing))} ({outcome.replace('_', ' ')})")


def agree(workspace: Workspace, paths: Sequence[str], level: Level, when: Circumstances) -> Deciding:
    """Work out an agreement on provisions or units, with everything below them, at a rung of the ladder.

    Raises:
        UsageError: a path leads to no provision or unit.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = _begin(workspace, when)
    digests: dict[str, str] = {}
    for path in paths:
        if before.charter.find(path) is None:
            raise UsageError(f"'{path}' is no provision or unit", "a part is agreed by its provisions")
        digests |= units_below(before.charter, path)
    decision = Decision(
        id=f"{_next(before):04}", date=when.date, session=when.session, action="agree", level=level, rule=when.rule,
        units=tuple(paths), result=digests, note=when.note,
    )  # fmt: skip
    return Deciding(before, head, (decision,), f"Agree on {', '.join(paths)} ({level.replace('_', ' ')})")


def reopen(workspace: Workspace, paths: Sequence[str], by: str, when: Circumstances) -> Deciding:
    """Work out the opening of agreed words by a named participant, for the reason in ``when.note``.

    Raises:
        UsageError: nothing of a path is agreed, the participant is not known, or there is no reason.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = _begin(workspace, when)
    if not when.note:
        raise UsageError("opening agreed words again needs a reason")
    registry = before.charter.registry
    if registry.participant(by) is None:
        raise UsageError(f"no participant '{by}'", nearest(by, [each.id for each in registry.participants]))
    standing = [path for path, each in agreements(before.charter, before.decisions).items() if each.standing]
    for path in paths:
        if not any(each == path or each.startswith(f"{path}/") for each in standing):
            raise UsageError(f"no words of '{path}' are agreed", nearest(path, standing))
    decision = Decision(
        id=f"{_next(before):04}", date=when.date, session=when.session, action="reopen", by=by, units=tuple(paths),
        rule=when.rule, note=when.note,
    )  # fmt: skip
    return Deciding(before, head, (decision,), f"Reopen {', '.join(paths)} ({by})")


def carry_out(workspace: Workspace, deciding: Deciding, date: datetime.datetime) -> tuple[str, tuple[str, ...]]:
    """Commit decisions; return the commit and their files."""
    trailers: list[tuple[str, str]] = []
    for decision in deciding.decisions:
        trailers.append(("Decision", decision.id))
        if decision.submission:
            trailers.append(("Submission", decision.submission + "".join(f"#{n}" for n in decision.changes)))
        if decision.session:
            trailers.append(("Session", decision.session))
    text = message(deciding.subject, deciding.decisions[0].note or "", list(dict.fromkeys(trailers)))
    files = decision_files(deciding.decisions)
    commit = workspace.repository.commit(files, text, expected=deciding.head, date=date)
    return commit, tuple(decision_path(decision) for decision in deciding.decisions)


def _begin(workspace: Workspace, when: Circumstances) -> tuple[Negotiation, str]:
    head = workspace.repository.head()
    if head is None:
        raise EnvironmentProblem("nothing is committed yet", "start the charter with: charterkit init DIR")
    workspace.repository.require_branch()
    require_settled(workspace)
    before = negotiation(workspace, head)
    require_session(before, when.session)
    return before, head


def _open(before: Negotiation, name: str) -> list[Entry]:
    entries = [before.entries[ref] for ref in refs(before.entries, name)]
    if not entries:
        hint = nearest(name, [*before.submissions, *before.entries]) or "see: charterkit status"
        raise UsageError(f"there is no change '{name}'", hint)
    found = [entry for entry in entries if entry.state == "open"]
    if not found:
        raise UsageError(f"'{name}' is not open: it is {entries[0].state.replace('_', ' ')}")
    return found


def _next(before: Negotiation) -> int:
    return max((decision.number for decision in before.decisions), default=0) + 1


def _numbers(entries: Sequence[Entry]) -> tuple[int, ...]:
    numbers = tuple(entry.order[2] for entry in entries)
    return () if len(numbers) == len(entries[0].submission.changes) else numbers
