"""Check a whole workspace: form of every file, then records, submissions and references against each other.

The rules are those of ``charterkit.drafting``; this module gives them what they need and finds the place of what they
find.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from charterkit.drafting.adoption import adoption_findings
from charterkit.drafting.corrections import correction_findings
from charterkit.drafting.lodgings import Scene, lodging_findings
from charterkit.drafting.validate.charter import charter_findings
from charterkit.drafting.validate.decided import decided_findings
from charterkit.drafting.validate.registry import list_findings
from charterkit.drafting.validate.rules import rules_findings
from charterkit.drafting.validate.slips import wording_findings
from charterkit.errors import Finding, Problem, RecordsInvalid
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission
from charterkit.store.disk.files import PROGRAM, PROGRAM_HINT, shown
from charterkit.store.freezing import freeze
from charterkit.store.git.index import programs
from charterkit.store.negotiation import gathered
from charterkit.store.records.form import form_problems
from charterkit.store.records.whole import Records, read_records
from charterkit.store.workspace import Workspace
from charterkit.store.yaml.text import dump_value

_KEPT: Final = (
    ("submissions", "lodged-changed", "a lodged submission never changes: git restore {path}, and lodge a revision"),
    ("charter/decisions", "decision-changed", "a decision never changes: git restore {path}"),
)
"""What is append-only: the folder, the code of a breach, and what to do about it."""


def problems(workspace: Workspace, records: Records, only: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Return every problem of the records, sorted; with ``only``, those of these submission ids and of their files."""
    records = freeze(workspace, records, "")
    found = list(records.problems)
    if only is None:
        found += lodged_problems(workspace)
        found += form_problems(records)
        found += workspace.repository.version_problems()
        found += map(_program, programs(workspace.repository.git))
    if records.charter is not None:
        found += [placed(records, finding) for finding in _findings(workspace, records, records.charter, only)]
    return tuple(sorted(set(found)))


def _findings(
    workspace: Workspace, records: Records, charter: Charter, only: Collection[str] | None
) -> Iterator[Finding]:
    if only is None:
        yield from list_findings(charter.registry)
        yield from charter_findings(charter)
        yield from wording_findings(charter)
        yield from rules_findings(charter, records.decisions)
        yield from correction_findings(records.decisions)
        if any(decision.adoption for decision in records.decisions) and not records.erroneous:
            yield from adoption_findings(gathered(workspace, records))
        yield from decided_findings(charter, records.decisions)
    yield from lodging_findings(scene_of(workspace, records, charter), only)


def scene_of(workspace: Workspace, records: Records, charter: Charter) -> Scene:
    """Return everything of a workspace that its submissions are checked against."""
    return Scene(
        charter,
        records.submissions,
        records.decisions,
        workspace.bases(records),
        [version.name for version in workspace.versions()],
        set(workspace.lodged()),
        used_paths(charter, records),
    )


def used_paths(charter: Charter, records: Records) -> set[str]:
    """Return every path that stands or ever stood in the text."""
    used = set(charter.paths())
    for decision in records.decisions:
        used.update(decision.result)
    return used


def placed(records: Records, finding: Finding) -> Problem:
    """Return a finding as a problem with its line and column."""
    line, column = records.place(finding.record, finding.where, finding.offset)
    return Problem(finding.record, line, column, finding.code, finding.message, finding.hint, finding.severity)


def only_errors(found: Collection[Problem]) -> list[Problem]:
    """Return those problems that are errors."""
    return [problem for problem in found if problem.severity == "error"]


def lodged_problems(workspace: Workspace) -> Iterator[Problem]:
    """Yield a problem for every submission and decision that was changed or removed since it was committed."""
    for folder, code, hint in _KEPT:
        committed = set(workspace.repository.paths(folder))
        for path in workspace.repository.dirty((folder,)):
            if path in committed:
                gone = not os.path.lexists(workspace.root / path)
                message = f"it was {'removed' if gone else 'changed'} after it was committed"
                yield Problem(path, 1, 1, code, message, hint.format(path=path))


def _program(path: str) -> Problem:
    return Problem(shown(path), 1, 1, "executable", PROGRAM, PROGRAM_HINT.format(path=shown(path)))


def candidate(workspace: Workspace, fields: Mapping[str, Any]) -> tuple[list[Problem], Submission | None]:
    """Return the problems of the submission that fields make, checked as if its file stood there, and the submission.

    Raises:
        RecordsInvalid: the charter's own records cannot be read, so that nothing can be checked against them.
    """
    path = f"submissions/{fields['by']}/{fields['id']}.yaml"
    work_tree = workspace.work_tree()
    work_tree.files[path] = dump_value(fields).encode()
    records = read_records(work_tree, seen=workspace.repository.seen)
    if records.charter is None:
        raise RecordsInvalid(problem for problem in records.problems if problem.path != path)
    found = [problem for problem in problems(workspace, records, {str(fields["id"])}) if problem.path == path]
    return found, records.submissions.get(str(fields["id"]))
