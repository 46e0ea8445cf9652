"""Find the corrections that were made in an adopted text: each with the commits before and after it.

What a corrigendum prints is left to ``charterkit.documents``; making corrections, to ``correcting``.
"""

from __future__ import annotations

from dataclasses import dataclass

from charterkit.store.decisions.record import decision_path
from charterkit.store.versions import commits_that_added
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Correction:
    """Corrections that were made together.

    Attributes:
        number: which they are: the first corrections are 1.
        before: the commit of the text as issued.
        after: the commit of the corrected text.
        issued: the version whose words stood before, or the commit's short id.
    """

    number: int
    before: str
    after: str
    issued: str


def corrections(workspace: Workspace, at: str | None) -> tuple[Correction, ...]:
    """Return the corrections made up to a version, commit or date (None: the last commit), in order."""
    repository = workspace.repository
    head = repository.resolve(at) if at else repository.head()
    made: dict[str, str] = {}
    for decision in workspace.decisions(head) if head else ():
        if decision.corrects:
            made[decision.corrects] = decision_path(decision)
    if not made or head is None:
        return ()
    added = commits_that_added(repository.git, head)
    return tuple(
        _correction(workspace, place, added[path])
        for place, path in enumerate(made.values(), start=1)
        if path in added  # what is decided and not committed has no text after it yet
    )


def _correction(workspace: Workspace, number: int, after: str) -> Correction:
    before = workspace.repository.resolve(f"{after}~1")
    words = workspace.charter(before)
    same = (each.name for each in reversed(workspace.versions()) if workspace.charter(each.commit) == words)
    return Correction(number, before, after, next(same, before[:12]))
