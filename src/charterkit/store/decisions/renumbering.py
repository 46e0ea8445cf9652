"""Renumber: the one decision that closes the gaps and drops the tombstones; it changes no words.

What the new numbers are is computed in ``charterkit.drafting.numbering``, which number became which in
``concordance``.
"""

from __future__ import annotations

from dataclasses import dataclass

from charterkit.drafting.concordance import Concordance, concordance
from charterkit.drafting.digests import outline_digest
from charterkit.drafting.numbering import recorded
from charterkit.drafting.readiness import adoption_standing
from charterkit.errors import UsageError
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE
from charterkit.model.numbers import Frozen
from charterkit.store.decisions.deciding import Deciding, begun, decision_on
from charterkit.store.decisions.record import Circumstances
from charterkit.store.versions import commits_that_added
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Renumbering:
    """The decision that renumbers the text, and what it does to the numbers."""

    deciding: Deciding
    concordance: Concordance


def prepare(workspace: Workspace, when: Circumstances) -> Renumbering:
    """Work out a renumbering of the present text; its commit's message lists the provisions whose numbers change.

    Raises:
        UsageError: there is no gap to close and no insertion to renumber, or the text is adopted as it is numbered.
        EnvironmentProblem: files of the charter are not committed.
    """
    before, head = begun(workspace, when)
    adopted = adoption_standing(before, None)
    if adopted is not None:
        hint = "a participant opens words of it first: charterkit reopen"
        raise UsageError(f"the text is adopted with its numbers (decision {adopted.id})", hint)
    after = renumbered(before.charter)
    numbers = recorded(after)
    if recorded(before.charter) == numbers:
        hint = "numbers are closed up only where something was inserted, deleted or moved since they were frozen"
        raise UsageError("the numbers have no gaps and no insertions: nothing would change", hint)
    changed = concordance(before.charter, after)
    result = {OUTLINE: outline_digest(before.charter)}
    decision = decision_on(before, when, action="renumber", numbers=numbers, result=result)
    account = "\n".join(
        f"{row.old or 'new'} -> {row.new or 'closed up'}  ({row.path})" for row in changed.of_provisions()
    )
    return Renumbering(Deciding(before, head, (decision,), "Renumber the text", account=account), changed)


def renumbered(charter: Charter) -> Charter:
    """Return a charter whose numbers follow the order of its provisions and nothing else."""
    return charter.model_copy(update={"frozen": Frozen()})


def last_renumbering(workspace: Workspace) -> tuple[str, str] | None:
    """Return the commits before and of the last renumbering up to the present commit, None where there is none."""
    head = workspace.repository.head()
    found = [each for each in workspace.decisions(head) if each.action == "renumber"] if head else []
    if head is None or not found:
        return None
    added = commits_that_added(workspace.repository.git, head)
    commit = next(commit for path, commit in added.items() if path.rpartition("/")[2].startswith(found[-1].id))
    return workspace.repository.resolve(f"{commit}~1"), commit
