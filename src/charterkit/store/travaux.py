"""Gather the drafting history of a provision from a workspace: the texts of all versions and all that was said.

Put together in ``charterkit.history.travaux``; here only the texts are found and read.
"""

from __future__ import annotations

from charterkit.drafting.languages import require_language
from charterkit.errors import UsageError
from charterkit.history.travaux import Stage, Travaux, travaux
from charterkit.store.editions import versions_until
from charterkit.store.negotiation import negotiation
from charterkit.store.workspace import Workspace


def gather_history(workspace: Workspace, path: str, at: str | None = None, language: str | None = None) -> Travaux:
    """Return the drafting history of a provision or unit, up to a version, commit or date (None: the last commit).

    Raises:
        UsageError: no version ever had it, or the charter has no such language.
        RecordsInvalid: a record cannot be read.
    """
    place = at or workspace.repository.head()
    now = negotiation(workspace, place)
    require_language(now.charter.settings, language)
    commit = workspace.repository.resolve(place) if place else ""
    stages = [
        Stage(version.name, version.symbol or "", version.date, workspace.charter(version.commit))
        for version in versions_until(workspace, commit)
    ]
    if not stages or stages[-1].charter != now.charter:
        stages.append(Stage("", "", None, now.charter))
    found = travaux(path, stages, now, language or now.charter.settings.drafting_language)
    if found is None:
        raise UsageError(f"no version ever had a provision or unit '{path[:80]}'", "see: charterkit show")
    return found
