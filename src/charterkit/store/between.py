"""What the records say of two texts of a workspace: who put forward what was merged between them, what that moved.

It is worked out in ``history.comparing.sponsors``.
"""

from __future__ import annotations

from collections.abc import Mapping

from charterkit.history.comparing.changes import Comparison
from charterkit.history.comparing.compare import compare
from charterkit.history.comparing.sponsors import decisions_between, moved_paths, sponsors_by_path
from charterkit.history.comparing.tally import Sponsors
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission
from charterkit.store.workspace import Workspace


def sponsors_between(workspace: Workspace, earlier: str | None, later: str | None) -> Sponsors:
    """Return who put forward what was merged between two versions, commits or dates (None: the work tree), by path."""
    old, new = workspace.decisions(earlier), workspace.decisions(later)
    between = decisions_between(old, new)
    submissions = _merged(workspace, earlier, later, between)
    return sponsors_by_path(max(new, old, key=len), submissions.values(), between) if submissions else {}


def compared(workspace: Workspace, earlier: str | None, later: str | None) -> Comparison:
    """Return what became of a text in another one; what decisions moved is told as moved."""
    old, new = workspace.decisions(earlier), workspace.decisions(later)
    between = decisions_between(old, new)
    moved = moved_paths(max(new, old, key=len), _merged(workspace, earlier, later, between).values(), between)
    return compare(workspace.charter(earlier), workspace.charter(later), moved=moved)


def _merged(
    workspace: Workspace, earlier: str | None, later: str | None, between: list[Decision]
) -> Mapping[str, Submission]:
    """Return the submissions of the fuller of two texts; none where nothing was merged between them."""
    if not any(decision.action == "merge" for decision in between):
        return {}
    fuller = later if len(workspace.decisions(later)) >= len(workspace.decisions(earlier)) else earlier
    sound = workspace if fuller else workspace.without_broken_drafts()[0]  # what was merged is no draft
    return sound.submissions(fuller)
