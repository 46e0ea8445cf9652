"""Renumber: the one decision that closes the gaps and drops the tombstones; it changes no words.

What the new numbers are is computed in ``charterkit.drafting.numbering``, which number became which in
``concordance``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from charterkit.drafting.concordance import Concordance, concordance
from charterkit.drafting.digests import outline_digest
from charterkit.drafting.numbering import recorded
from charterkit.drafting.readiness import adoption_standing
from charterkit.errors import UsageError
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.numbers import Frozen
from charterkit.store.decisions.record import Circumstances, decision_files, message, trailers_of
from charterkit.store.negotiation import decidable, require_session
from charterkit.store.versions import commits_that_added
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Renumbering:
    """The decision that renumbers the text, the commit it is put on, and what it does to the numbers."""

    decision: Decision
    head: str
    concordance: Concordance


def prepare(workspace: Workspace, when: Circumstances) -> Renumbering:
    """Work out a renumbering of the present text.

    Raises:
        UsageError: there is no gap to close and no insertion to renumber, or the text is adopted as it is numbered.
        EnvironmentProblem: files of the charter are not committed.
    """
    before, head = decidable(workspace)
    require_session(before, when.session)
    adopted = adoption_standing(before, None)
    if adopted is not None:
        hint = "a participant opens words of it first: charterkit reopen"
        raise UsageError(f"the text is adopted with its numbers (decision {adopted.id})", hint)
    after = renumbered(before.charter)
    numbers = recorded(after)
    if recorded(before.charter) == numbers:
        hint = "numbers are closed up only where something was inserted, deleted or moved since they were frozen"
        raise UsageError("the numbers have no gaps and no insertions: nothing would change", hint)
    decision = Decision(
        id=f"{before.next_number:04}", date=when.date,
        session=when.session, action="renumber", rule=when.rule, note=when.note, numbers=numbers,
        result={OUTLINE: outline_digest(before.charter)},
    )  # fmt: skip
    return Renumbering(decision, head, concordance(before.charter, after))


def renumbered(charter: Charter) -> Charter:
    """Return a charter whose numbers follow the order of its provisions and nothing else."""
    return charter.model_copy(update={"frozen": Frozen()})


def carry_out(workspace: Workspace, ready: Renumbering, date: datetime.datetime) -> str:
    """Commit a renumbering; return the commit. Its message lists the provisions whose numbers change."""
    decision = ready.decision
    lines = [
        f"{row.old or 'new'} -> {row.new or 'closed up'}  ({row.path})" for row in ready.concordance.of_provisions()
    ]
    body = "\n\n".join(text for text in (decision.note or "", "\n".join(lines)) if text)
    text = message("Renumber the text", body, trailers_of(decision))
    return workspace.repository.commit(decision_files([decision]), text, expected=ready.head, date=date)


def last_renumbering(workspace: Workspace) -> tuple[str, str] | None:
    """Return the commits before and of the last renumbering up to the present commit, None where there is none."""
    head = workspace.repository.head()
    found = [each for each in workspace.decisions(head) if each.action == "renumber"] if head else []
    if head is None or not found:
        return None
    added = commits_that_added(workspace.repository.git, head)
    commit = next(commit for path, commit in added.items() if path.rpartition("/")[2].startswith(found[-1].id))
    return workspace.repository.resolve(f"{commit}~1"), commit
