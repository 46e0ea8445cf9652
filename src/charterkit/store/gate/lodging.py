"""Judge a push that only lodges submissions by what was remembered of the branch: no other record is read for it.

It rests on the gate having read every record of a commit once and found no error (``Audit.sound``); from there on each
push is judged by what it brings, what that names, and what speaks of it. Here is only told that nothing is wrong: where
anything might be, ``judging`` reads all records and says what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from charterkit.drafting.lodgings import Scene, lodging_findings
from charterkit.drafting.validate.submission import file_of
from charterkit.errors import Problem
from charterkit.history.behind import in_order, names_others, taken
from charterkit.history.memory_rows import Rows
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission, is_commit
from charterkit.store.audit.walk import Audit
from charterkit.store.git.ancestry import Link
from charterkit.store.git.objects import PLAIN
from charterkit.store.records import fitting
from charterkit.store.records.layout import SIGNATURE, may_have_twin
from charterkit.store.records.reading import record


def lodges_soundly(audit: Audit, before: str, fresh: Sequence[Link]) -> bool:
    """Tell whether commits bring nothing but submissions in which nothing is wrong.

    Args:
        audit: what has judged these commits.
        before: the commit that they follow.
        fresh: the commits.
    """
    if audit.sound.newest(before) is None or audit.text.charter is None:
        return False
    files = _added(fresh)
    if files is None:
        return False
    lodged = _submissions(audit, files)
    if lodged is None:
        return False
    scene = _scene(audit, audit.text.charter, lodged)
    return scene is not None and not any(
        finding.severity == "error" for finding in lodging_findings(scene, {each.id for each in lodged.values()})
    )


def _added(fresh: Sequence[Link]) -> dict[str, str] | None:
    """Return the files that commits add, with the ids of their contents; None where they do anything else."""
    files: dict[str, str] = {}
    for link in fresh:
        if len(link.commit.parents) > 1:
            return None
        for change in link.changes[0]:
            usual = change.path.startswith("submissions/") and not may_have_twin(change.path)
            if change.status != "A" or change.mode != PLAIN or not usual or change.path in files:
                return None
            files[change.path] = change.new
    return files


def _submissions(audit: Audit, files: Mapping[str, str]) -> dict[str, Submission] | None:
    """Return the submissions in some files; None where one cannot be read or has no place where it stands."""
    if any(path.endswith(SIGNATURE) and path.removesuffix(SIGNATURE) not in files for path in files):
        return None
    problems: list[Problem] = []
    found = {
        path: record(path, audit.source.content(key), Submission, problems)
        for path, key in files.items()
        if not path.endswith(SIGNATURE)
    }
    lodged = {path: each for path, each in found.items() if each is not None}
    problems += fitting.submission_problems(lodged, lambda *_: (0, 0))
    return None if problems or len(lodged) < len(found) else lodged


def _scene(audit: Audit, charter: Charter, lodged: Mapping[str, Submission]) -> Scene | None:
    """Return as much of the branch as has to do with some submissions; None where a base was not read whole before."""
    memory = audit.text.replay.memory
    bases: dict[str, Charter] = {}
    for name in {each.base for each in lodged.values()}:
        base = _base(audit, name)
        if base is None:
            return None
        bases[name] = base
    known = _around(audit, lodged.values())
    decisions = in_order([*memory.behind.departures(audit.decision), *taken(known.values(), memory.decided)])
    held = {file_of(each) for each in known.values()} - lodged.keys()
    return Scene(charter, known, decisions, bases, tuple(audit.versions), held, _Used(charter, audit.stood))


def _base(audit: Audit, name: str) -> Charter | None:
    """Return the text that a submission was written against; None where it is unknown, or was not read whole before."""
    commit = audit.versions.get(name, name if is_commit(name) else "")
    if audit.sound.newest(commit) is None:
        return None
    return audit.bases.at(commit)


def _around(audit: Audit, lodged: Iterable[Submission]) -> dict[str, Submission]:
    """Return submissions with all that they name, and all that speaks of these: what their states hang on."""
    known = {each.id: each for each in lodged}
    waiting = [name for each in known.values() for name in (*names_others(each), *_judged(each), *_taken_up(each))]
    while waiting:
        name = waiting.pop().partition("#")[0]
        found = None if name in known else audit.source.submission(name)
        if found is not None:
            known[name] = found
            waiting += [*_taken_up(found), *(each.id for each in _speaking(audit, found))]
    return known


def _speaking(audit: Audit, submission: Submission) -> Iterator[Submission]:
    return audit.text.replay.memory.behind.speaking(submission, audit.source.submission)


def _judged(submission: Submission) -> Iterator[str]:
    """Yield the changes that a submission takes a position on."""
    return (each.on for each in submission.positions if each.on_change)


def _taken_up(submission: Submission) -> list[str]:
    """Return what a submission leads to by relations that could lead back to where they began."""
    revised = (submission.revises,) if submission.revises else ()
    return [*submission.requires, *submission.resolves, *revised]


class _Used:
    """The paths that stand or ever stood in the text."""

    def __init__(self, charter: Charter, stood: Rows) -> None:
        self._charter, self._stood = charter, stood

    def __contains__(self, path: object) -> bool:
        """Tell whether something stands or stood at a path."""
        name = str(path)
        stands = self._charter.standing(name) is not None
        return stands or self._stood.newest(name) is not None
