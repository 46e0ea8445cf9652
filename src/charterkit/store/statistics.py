"""Gather the figures of a negotiation from a workspace: at one text, and at every version that came before it.

What is counted is defined in ``charterkit.drafting``; here only the texts are found and read.
"""

from __future__ import annotations

from charterkit.drafting.languages import require_language
from charterkit.drafting.statistics import Milestone, Statistics, statistics, total
from charterkit.store.editions import versions_until
from charterkit.store.negotiation import negotiation
from charterkit.store.versions import Version
from charterkit.store.workspace import Workspace


def gather(workspace: Workspace, at: str | None = None, language: str | None = None) -> Statistics:
    """Return the figures at a version, commit or date (None: the last commit), with those of the versions before.

    Raises:
        UsageError: the charter has no such language.
        RecordsInvalid: a record cannot be read.
    """
    place = at or workspace.repository.head()
    now = negotiation(workspace, place)
    require_language(now.charter.settings, language)
    rolled = now.rolling()
    commit = workspace.repository.resolve(place) if place else ""
    versions = versions_until(workspace, place) if place else []
    milestones = [_milestone(workspace, version, language) for version in versions if version.commit != commit]
    named = next((version for version in versions if version.commit == commit), None)
    here = Milestone(
        named.name if named else "", (named.symbol or "") if named else "", named.date if named else None,
        total(rolled, language), len(now.open()),
    )  # fmt: skip
    return statistics(rolled, language, [*milestones, here])


def _milestone(workspace: Workspace, version: Version, language: str | None) -> Milestone:
    then = negotiation(workspace, version.commit)
    known = then.charter.settings.languages
    shown = language if language in known else None
    count = total(then.rolling(), shown)
    return Milestone(version.name, version.symbol or "", version.date, count, len(then.open()))
