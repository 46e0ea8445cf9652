"""Notice corrections of an adopted text, and make them once the time to object has passed: each as one commit.

What may be corrected, and what was objected to, is worked out in ``charterkit.drafting.corrections``.
"""

from __future__ import annotations

from collections.abc import Sequence

from charterkit.drafting.corrections import notice_of, unfit
from charterkit.drafting.ledger import Entry, refs
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.outcomes import Merged
from charterkit.errors import UsageError
from charterkit.store.decisions.deciding import Deciding, begun, decision_on
from charterkit.store.decisions.merging import chosen
from charterkit.store.decisions.record import Circumstances, charter_files, merge_decisions, numbers_of
from charterkit.store.negotiation import Negotiation, no_change
from charterkit.store.workspace import Workspace


def notice(workspace: Workspace, names: Sequence[str], until: str, when: Circumstances) -> Deciding:
    """Work out the notice of corrections: what a submission amends, and until when one may object.

    Args:
        workspace: the workspace.
        names: the submission, or changes of it.
        until: the moment (2026-10-29T18:00Z).
        when: the circumstances.

    Raises:
        UsageError: the changes are no corrections, collide, are noticed already, or are of several submissions.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    changes, _ = _corrected(workspace, before, names)
    submission = changes[0].submission
    if notice_of(before, submission.id) is not None:
        raise UsageError(f"corrections of {submission.id} are noticed already", f"charterkit correct {submission.id}")
    decision = decision_on(before, when, action="correct", submission=submission.id, until=until,
                           changes=numbers_of(changes))  # fmt: skip
    return Deciding(before, head, (decision,), f"Notice of corrections ({submission.id}), objections until {until}")


def correct(workspace: Workspace, names: Sequence[str], when: Circumstances, moment: str) -> Deciding:
    """Work out the making of corrections that were noticed, and that nobody objected to in time.

    Raises:
        UsageError: there is no notice, its time has not passed, or somebody objected.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    name = names[0].partition("#")[0]
    found = notice_of(before, name)
    if found is None and not refs(before.entries, name):
        raise no_change(workspace, before, name)
    if found is None:
        hint = f"give notice first: charterkit correct {name} --until TIME"
        raise UsageError(f"no corrections of '{name}' are noticed", hint)
    if moment < found.until or when.date.isoformat() < found.until[:10]:
        raise UsageError(f"one may object to the corrections of {name} until {found.until}", "correct after that")
    if found.objections:
        who = ", ".join(f"{each.voice} ({each.submission})" for each in found.objections)
        hint = f"close it (charterkit close {name}), or a participant opens the words again"
        raise UsageError(f"objected to the corrections of {name}: {who}", hint)
    changes, merged = _corrected(workspace, before, found.refs)
    made = merge_decisions(before.charter, merged, before.next_number, when)
    decisions = tuple(each.model_copy(update={"corrects": found.decision.id}) for each in made)
    files = charter_files(before.charter, merged.charter or before.charter)
    sponsors = tuple(("Sponsor", code) for code in changes[0].submission.sponsors)
    trailers = (("Corrects", found.decision.id), *sponsors)
    return Deciding(before, head, decisions, f"Correct the text ({name})", files, trailers)


def _corrected(workspace: Workspace, before: Negotiation, names: Sequence[str]) -> tuple[tuple[Entry, ...], Merged]:
    """Return the changes that are meant, and the text with them; agreement does not stand against a correction."""
    changes = chosen(workspace, before, names)
    submissions = {entry.submission.id for entry in changes}
    if len(submissions) > 1:
        raise UsageError("corrections are noticed one submission at a time", f"name one of {', '.join(submissions)}")
    merged = merge(before.charter, changes, before.bases, before.past)
    for reason in unfit(before, merged):
        raise UsageError(reason, "see: charterkit standing")
    if merged.charter is None:
        collision = merged.collisions[0]
        raise UsageError(f"{collision.ref} collides: {collision.reason}", "lodge it against the adopted text")
    return changes, merged
