"""Check submissions against everything that was lodged and decided before them, or waits beside them as a draft.

What there is may be all of a workspace, or as much of it as has to do with them. One submission is checked in
``validate.submission``.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from charterkit.drafting.ledger import Ledger, ledger
from charterkit.drafting.rights import informing
from charterkit.drafting.validate.changes import paths_added
from charterkit.drafting.validate.setting import Setting
from charterkit.drafting.validate.submission import file_of, submission_findings
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission


@dataclass(frozen=True, slots=True)
class Scene:
    """What submissions are checked against."""

    charter: Charter
    submissions: Mapping[str, Submission]
    decisions: Sequence[Decision]
    bases: Mapping[str, Charter]
    versions: Collection[str]
    lodged: Container[str]
    """The files of the submissions that the branch holds: the others are drafts."""
    used: Container[str]
    """Every path that stands or ever stood in the text."""


def lodging_findings(scene: Scene, only: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield what is wrong with the submissions of a scene, or with some of them, named by their ids."""
    everything = ledger(scene.submissions.values(), scene.decisions, informing(scene.charter.registry))
    leaving = [each for each in scene.submissions.values() if file_of(each) not in scene.lodged and _leaves(each)]
    proposed = {path for submission in scene.submissions.values() for path in paths_added(submission)}
    for submission in scene.submissions.values():
        if only is None or submission.id in only:
            base, here = scene.bases.get(submission.base), file_of(submission) in scene.lodged
            entries = everything if here or not leaving else _as_of(submission, scene)
            setting = Setting(
                scene.charter, base, scene.versions, entries, scene.submissions, scene.used, proposed, here
            )
            yield from submission_findings(submission, setting)


def _as_of(submission: Submission, scene: Scene) -> Ledger:
    """Return the ledger as a draft finds it: what drafts of a later date withdraw or revise is still open to it."""
    mine = (submission.date, submission.id)
    seen = (
        each.model_copy(update={"withdraws": (), "revises": None})
        if _leaves(each) and file_of(each) not in scene.lodged and (each.date, each.id) > mine
        else each
        for each in scene.submissions.values()
    )
    return ledger(seen, scene.decisions, informing(scene.charter.registry))


def _leaves(submission: Submission) -> bool:
    return bool(submission.withdraws or submission.revises)
