"""Who put forward what was merged between two texts of a workspace: the records that ``history.sponsors`` asks for."""

from __future__ import annotations

from charterkit.history.sponsors import decisions_between, sponsors_by_path
from charterkit.history.tally import Sponsors
from charterkit.store.workspace import Workspace


def sponsors_between(workspace: Workspace, earlier: str | None, later: str | None) -> Sponsors:
    """Return who put forward what was merged between two versions, commits or dates (None: the work tree), by path."""
    old, new = workspace.decisions(earlier), workspace.decisions(later)
    between = decisions_between(old, new)
    if not any(decision.action == "merge" for decision in between):
        return {}
    fuller = later if len(new) >= len(old) else earlier
    sound = workspace if fuller else workspace.without_broken_drafts()[0]  # what was merged is no draft
    return sponsors_by_path(max(new, old, key=len), sound.submissions(fuller).values(), between)
