"""The numbers frozen at a commit, found from what was decided since the last release: most of a charter is not read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from charterkit.model.decisions import Decision
from charterkit.model.numbers import Frozen
from charterkit.model.submissions import Move
from charterkit.store import versions
from charterkit.store.freezing import FREEZING
from charterkit.store.git.objects import ObjectReader, listed
from charterkit.store.records.reading import record

if TYPE_CHECKING:
    from charterkit.store.tracing.submissions import Submissions
    from charterkit.store.workspace import Workspace

_WIDTHS: Final = (6, 5, 4)
"""How many digits a decision's number has: git's order is that of the numbers only among those of one length."""


def frozen_at(workspace: Workspace, commit: str, submissions: Submissions) -> Frozen:
    """Return the numbers frozen at a commit as ``freeze`` does, reading only what was decided since the last release.

    Every number is the same. Only of a number that was vacant by then it may not be told where its unit moved. Where
    units moved since, or the release is too old to have recorded its numbers, everything is read after all.
    """

    @cache
    def since() -> tuple[Decision | None, tuple[Decision, ...]]:
        return _last_freezing(workspace, commit)

    def whole() -> Frozen:
        return workspace.charter(commit).frozen

    def numbers() -> Mapping[str, str]:
        last, _ = since()
        return {} if last is None else last.numbers or whole().numbers

    def renamed() -> Sequence[tuple[str, str]]:
        last, after = since()
        merged = [decision.submission for decision in after if decision.action == "merge" and decision.submission]
        submissions.read(merged)
        found = (submissions.get(name) for name in merged)
        moved = any(isinstance(change, Move) for each in found if each is not None for change in each.changes)
        return whole().renamed if last is not None and moved else ()

    return Frozen(numbers, renamed)


def _last_freezing(workspace: Workspace, commit: str) -> tuple[Decision | None, tuple[Decision, ...]]:
    """Return the last decision that froze numbers, None where there is none, and those taken after it."""
    after: list[Decision] = []
    for decision in _newest_first(workspace, commit):
        if decision.action in FREEZING:
            return decision, tuple(after)
        after.append(decision)
    return None, ()


def _newest_first(workspace: Workspace, commit: str) -> Iterator[Decision]:
    """Yield the decisions at a commit from the last one back; one that cannot be read is passed over."""
    git = workspace.repository.git
    with ObjectReader(git) as reader:
        for path, key in _paths_newest_first(listed(git, commit, (versions.DECISIONS,))):
            [(_, content)] = reader.read([key])
            if (found := record(path, content, Decision, [])) is not None:
                yield found


def _paths_newest_first(listing: bytes) -> Iterator[tuple[str, str]]:
    """Yield the paths and ids of the decisions that git has listed by their names, from the last one back."""
    for width in _WIDTHS:
        entry = re.compile(rb"100(?:644|755) blob ([0-9a-f]+)\t(charter/decisions/[0-9]{%d}-[^\0]*)\0" % width)
        for found in reversed(list(entry.finditer(listing))):
            yield os.fsdecode(found[2]), found[1].decode()
