"""Write what a participant says of the text or of others' proposals: positions, co-sponsorship, withdrawals.

The base is found here: a position speaks of words, so it names a text in which they stand as they stand now.
"""

from __future__ import annotations

from collections.abc import Sequence

from charterkit.drafting.merging.sameness import same_text, unchanged
from charterkit.drafting.positions import Stated
from charterkit.drafting.readiness import standing_said
from charterkit.model.charter import Charter
from charterkit.model.positions import WHOLE
from charterkit.model.submissions import Submission
from charterkit.store.negotiation import negotiation
from charterkit.store.submissions.proposing import base_where
from charterkit.store.workspace import Workspace


def base_of_words(workspace: Workspace, present: Charter, objects: Sequence[str]) -> str:
    """Return the base to speak of words against: the last version where all of them stand alike, else the last commit.

    Args:
        workspace: the workspace.
        present: the text at the last commit.
        objects: what is spoken of: paths, changes or the whole text.

    Raises:
        UsageError: nothing is committed yet.
    """
    return base_where(workspace, lambda released: all(_alike(released, present, each) for each in objects))


def replaced(workspace: Workspace, submission: Submission) -> tuple[Stated, ...]:
    """Return the reservations and statements that stand now and would not, once a submission is lodged."""
    now = negotiation(workspace, workspace.repository.head())
    bases = {submission.base: workspace.charter(submission.base), **now.bases}
    later = now._replace(submissions={**now.submissions, submission.id: submission}, bases=bases)
    kept = {(each.submission, each.on, each.voice) for each in standing_said(later)}
    return tuple(each for each in standing_said(now) if (each.submission, each.on, each.voice) not in kept)


def _alike(released: Charter, present: Charter, on: str) -> bool:
    if on == WHOLE:
        return same_text(released, present)
    return on[:1].isupper() or unchanged(released, on, present, on, str)
