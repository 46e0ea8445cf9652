"""Gather what a delegation's view is made of: the negotiation now and at an earlier text, the trace of its words.

What stands in the view is picked in ``charterkit.history.brief``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.readiness import readiness
from charterkit.drafting.validate.nearest import nearest_participant
from charterkit.errors import UsageError
from charterkit.history.brief import Brief, Findings, brief
from charterkit.store.editions import version_before
from charterkit.store.negotiation import negotiation
from charterkit.store.tracing.charter import follow
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Briefs:
    """What the views of all participants are picked from."""

    found: Findings
    before: tuple[str, Negotiation] | None
    """The earlier text, by name, and the negotiation then."""

    def of(self, code: str) -> Brief:
        """Return the view of a participant."""
        return brief(code, self.found, self.before)


def gather_briefs(
    workspace: Workspace, on: datetime.date, moment: str, *, since: str | None = None, at: str | None = None
) -> Briefs:
    """Return what views are picked from.

    Args:
        workspace: the charter.
        on: the day by which it is asked who takes part.
        moment: the present minute in UTC, by which silence procedures have expired or not.
        since: the version, commit or date that was last read; the last version before the text by default.
        at: the text as it is seen: a version, commit or date; the last commit by default.

    Raises:
        UsageError: a name means no text.
    """
    here = at or workspace.repository.head()
    now = negotiation(workspace, here)
    modules = (None, *(each.id for each in now.charter.settings.modules))
    found = Findings(
        now,
        now.standing().outlooks,
        [readiness(now, on, moment, module) for module in modules],
        list(follow(workspace, here).texts()) if here else [],
    )
    earlier = since or _last(workspace, here)
    return Briefs(found, (earlier, negotiation(workspace, earlier)) if earlier else None)


def gather(
    workspace: Workspace, code: str, on: datetime.date, moment: str, *, since: str | None = None, at: str | None = None
) -> Brief:
    """Return the view of one participant; arguments as of ``gather_briefs``.

    Raises:
        UsageError: nobody of that code is in the register, or a name means no text.
    """
    registry = workspace.charter(at or workspace.repository.head()).registry
    if registry.participant(code) is None:
        raise UsageError(f"no participant '{code[:40]}'", nearest_participant(code, registry))
    return gather_briefs(workspace, on, moment, since=since, at=at).of(code)


def _last(workspace: Workspace, here: str | None) -> str | None:
    version = version_before(workspace, here) if here else None
    return version.name if version else None
