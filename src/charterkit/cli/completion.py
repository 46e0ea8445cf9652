"""What a shell can complete besides commands and options: paths, participants, submissions, versions.

A completion never fails and never speaks: where there is no workspace, or one that cannot be read, there is nothing to
offer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import click

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace

Completer: TypeAlias = Callable[[click.Context, click.Parameter, str], list[str]]


def completer(names: Callable[[Workspace], Iterable[str]]) -> Completer:
    """Return what completes an argument by names of a workspace."""

    def complete(ctx: click.Context, _: click.Parameter, begun: str) -> list[str]:
        from charterkit.errors import CharterkitError  # noqa: PLC0415  only when a shell asks
        from charterkit.store.workspace import open as open_workspace  # noqa: PLC0415  likewise

        try:
            found = list(names(open_workspace(ctx.find_root().params.get("workspace"))))
        except (CharterkitError, OSError):
            return []
        return [name for name in found if name.startswith(begun)]

    return complete


def paths(space: Workspace) -> Iterable[str]:
    """Return the paths of the work tree's text."""
    return space.charter().paths()


def _codes(space: Workspace) -> Iterable[str]:
    return (participant.id for participant in space.charter().registry.participants)


def _versions(space: Workspace) -> Iterable[str]:
    return (version.name for version in space.versions())


def _sessions(space: Workspace) -> Iterable[str]:
    return (session.id for session in space.charter().registry.sessions)


def _open_changes(space: Workspace) -> Iterable[str]:
    """Return the submissions that have something open, then each open change."""
    from charterkit.drafting.ledger import open_entries  # noqa: PLC0415  only when a shell asks
    from charterkit.store.negotiation import entries_at  # noqa: PLC0415  likewise

    open_now = list(open_entries(entries_at(space)))
    yield from dict.fromkeys(entry.submission.id for entry in open_now)
    yield from (entry.ref for entry in open_now)


def _positions(space: Workspace) -> Iterable[str]:
    """Return what a position may be on: open changes, then paths."""
    yield from _open_changes(space)
    yield from paths(space)


complete_paths: Any = completer(paths)
complete_codes: Any = completer(_codes)
complete_versions: Any = completer(_versions)
complete_sessions: Any = completer(_sessions)
complete_open_changes: Any = completer(_open_changes)
complete_positions: Any = completer(_positions)
