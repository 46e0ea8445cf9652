"""Verify what a commit did to files: records are added and never touched again; nothing but records has a place.

Which words may change is judged in ``text``, who may change them in ``signing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from charterkit.errors import Problem
from charterkit.history.verdict import Breach
from charterkit.store.disk.files import PROGRAM, PROGRAM_HINT, name_fault, shown
from charterkit.store.git.ancestry import Link
from charterkit.store.git.objects import PLAIN, REGULAR
from charterkit.store.git.tree_changes import Change
from charterkit.store.records.layout import slot

RECORDS: Final = ("submissions/", "charter/decisions/")
"""The folders whose files are added once, and never changed or taken out."""

HELD: Final = ("submissions/", "charter/")
"""The folders that hold records and nothing else."""

_DONE: Final = {"D": "deleted", "M": "edited", "T": "replaced by something that is no file"}


def file_breaches(link: Link) -> Iterator[Breach]:
    """Yield what a commit did to files that the rules do not allow; of a merge, against each of its parents."""
    seen: set[str] = set()
    for changes in link.changes:
        for change in changes:
            if change.status != "A" and change.path.startswith(RECORDS) and change.path not in seen:
                seen.add(change.path)
                yield _touched(link.commit.id, change)
    for change in link.changes[0]:
        if change.status != "D" and change.path.startswith(HELD):
            yield from _misplaced(link.commit.id, change)


def lodges(change: Change) -> bool:
    """Tell whether a change brings a submission."""
    return change.status == "A" and change.path.startswith("submissions/") and change.path.endswith(".yaml")


def _touched(commit: str, change: Change) -> Breach:
    what = "decision" if change.path.startswith("charter/") else "lodged submission"
    known = change.old[:12]
    hint = f"its words are kept as 'git cat-file -p {known}'; the branch must go on from before this commit"
    message = f"a {what} was {_DONE.get(change.status, 'changed')}"
    code = "record-deleted" if change.status == "D" else "record-edited"
    return Breach(commit, shown(change.path), code, message, hint)


def _misplaced(commit: str, change: Change) -> Iterator[Breach]:
    kinds = {"120000": "a symbolic link", "160000": "a submodule"}
    if change.mode not in REGULAR:
        what = kinds.get(change.mode, "no plain file")
        yield Breach(commit, shown(change.path), "not-a-file", f"this is {what}", "only plain files have a place here")
    elif change.mode != PLAIN:
        where = shown(change.path)
        yield Breach(commit, where, "executable", PROGRAM, PROGRAM_HINT.format(path=where))
    elif fault := name_fault(change.path) or _stray(change.path):
        yield Breach(commit, fault.path, fault.code, fault.message, fault.hint)


def _stray(path: str) -> Problem | None:
    held = slot(path)
    return held if isinstance(held, Problem) else None
