"""Check a whole workspace: form of every file, then records, submissions and references against each other.

The rules are those of ``charterkit.drafting``; this module gives them what they need and finds the place of what they
find.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from charterkit.drafting.ledger import ledger
from charterkit.drafting.validate_changes import paths_added
from charterkit.drafting.validate_charter import charter_findings
from charterkit.drafting.validate_registry import registry_problems
from charterkit.drafting.validate_submission import Setting, file_of, submission_findings
from charterkit.errors import Finding, Problem
from charterkit.model.charter import Charter
from charterkit.model.decisions import GONE
from charterkit.model.submissions import Submission
from charterkit.store.negotiation import bases_of
from charterkit.store.records import Records
from charterkit.store.workspace import Workspace


def problems(workspace: Workspace, records: Records, only: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Return every problem of the records, sorted; with ``only``, those of these submission ids and of their files."""
    found = list(records.problems)
    if records.charter is not None:
        found += [placed(records, finding) for finding in _findings(workspace, records, records.charter, only)]
    return tuple(sorted(set(found)))


def _findings(
    workspace: Workspace, records: Records, charter: Charter, only: Collection[str] | None
) -> Iterator[Finding]:
    if only is None:
        for fault in registry_problems(charter.registry):
            yield Finding(fault.file, fault.keys, fault.code, fault.message, fault.hint)
        yield from charter_findings(charter)
    bases = bases_of(workspace, records)
    lodged = set(workspace.lodged())
    entries = ledger(records.submissions.values(), records.decisions)
    used = used_paths(charter, records)
    versions = [version.name for version in workspace.versions()]
    proposed = {path for submission in records.submissions.values() for path in paths_added(submission)}
    for submission in records.submissions.values():
        if only is None or submission.id in only:
            base = bases.get(submission.base)
            setting = Setting(charter, base, versions, entries, records.submissions, used, proposed,
                              file_of(submission) in lodged)  # fmt: skip
            yield from submission_findings(submission, setting)


def used_paths(charter: Charter, records: Records) -> set[str]:
    """Return every path that stands or ever stood in the text."""
    used = {path for path, _ in charter.walk()} | {part.id for part in charter.settings.outline.parts}
    for decision in records.decisions:
        used.update(path for path in decision.result if path != GONE)
    return used


def placed(records: Records, finding: Finding) -> Problem:
    """Return a finding as a problem with its line and column."""
    line, column = records.place(finding.record, finding.where, finding.offset)
    return Problem(finding.record, line, column, finding.code, finding.message, finding.hint, finding.severity)


def only_errors(found: Collection[Problem]) -> list[Problem]:
    """Return those problems that are errors."""
    return [problem for problem in found if problem.severity == "error"]


def submission_problems(workspace: Workspace, records: Records, submissions: Collection[Submission]) -> list[Problem]:
    """Return the problems of some submissions, and of the files that hold them."""
    files = {file_of(submission) for submission in submissions}
    found = problems(workspace, records, {submission.id for submission in submissions})
    return [problem for problem in found if problem.path in files]
