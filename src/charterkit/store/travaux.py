"""Gather the drafting history of a provision from a workspace: the texts of all versions and all that was said.

Put together in ``charterkit.history.travaux``; here only the texts are found and read.
"""

from __future__ import annotations

from dataclasses import dataclass

from charterkit.drafting.languages import require_language
from charterkit.drafting.negotiation import Negotiation
from charterkit.errors import UsageError
from charterkit.history.travaux import Course, Stage, Travaux, course, travaux
from charterkit.store.editions import versions_until
from charterkit.store.negotiation import negotiation
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Histories:
    """What the drafting histories of all provisions are told of."""

    now: Negotiation
    through: Course

    def of(self, path: str, language: str | None = None) -> Travaux:
        """Return the drafting history of a provision or unit; raise UsageError where no version ever had it."""
        found = travaux(path, self.through, self.now, language or self.now.charter.settings.drafting_language)
        if found is None:
            raise UsageError(f"no version ever had a provision or unit '{path[:80]}'", "see: charterkit show")
        return found


def gather_histories(workspace: Workspace, at: str | None = None, language: str | None = None) -> Histories:
    """Return what histories are told of, up to a version, commit or date (None: the last commit).

    Raises:
        UsageError: the charter has no such language.
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
    return Histories(now, course(stages))


def gather_history(workspace: Workspace, path: str, at: str | None = None, language: str | None = None) -> Travaux:
    """Return the drafting history of one provision or unit; arguments and errors as of those that it is made of."""
    return gather_histories(workspace, at, language).of(path, language)
