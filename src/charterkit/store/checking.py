"""Check a whole workspace: form of every file, then records, submissions and references against each other.

The rules are those of ``charterkit.drafting``; this module gives them what they need and finds the place of what they
find.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from charterkit.drafting.ledger import ledger
from charterkit.drafting.validate_changes import paths_added
from charterkit.drafting.validate_charter import charter_findings
from charterkit.drafting.validate_registry import registry_problems
from charterkit.drafting.validate_submission import Setting, file_of, submission_findings
from charterkit.errors import Finding, Problem, RecordsInvalid, UsageError
from charterkit.model.charter import Charter
from charterkit.model.decisions import GONE
from charterkit.model.submissions import Submission
from charterkit.store.files import FileSet, read_work_tree
from charterkit.store.outside import read_file
from charterkit.store.negotiation import bases_of
from charterkit.store.records import Records, read_records
from charterkit.store.workspace import Workspace
from charterkit.store.yaml_text import dump_value


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


def file_problems(workspace: Workspace, files: Collection[Path]) -> tuple[Problem, ...]:
    """Return the problems of some files, which may lie outside the workspace: a submission is then checked as if lodged.

    Raises:
        UsageError: there is no such file.
    """
    work_tree = read_work_tree(workspace.root)
    asked = {place_of(workspace, file, work_tree) for file in files}
    records = read_records(work_tree)
    return tuple(problem for problem in problems(workspace, records) if problem.path in asked)


def place_of(workspace: Workspace, file: Path, work_tree: FileSet) -> str:
    """Return the path that a file has in the workspace; one from outside is put among the files where it belongs."""
    absolute = Path(os.path.abspath(file))  # noqa: PTH100  resolve() would follow a symbolic link
    if not absolute.exists() and not absolute.is_symlink():
        raise UsageError(f"there is no file {file}", "paths count from the current folder")
    if absolute.is_relative_to(workspace.root):
        return absolute.relative_to(workspace.root).as_posix()
    outside = read_file(absolute)
    path = f"submissions/{absolute.stem.partition('-')[0]}/{absolute.name}"
    standing = work_tree.files.get(path)
    if standing is not None and standing != outside:
        raise UsageError(
            f"{path} stands in the workspace with other words", "a submission never changes: lodge a revision"
        )
    work_tree.files[path] = outside
    return path


def candidate_problems(workspace: Workspace, fields: Mapping[str, Any]) -> Submission:
    """Return the submission that fields make, checked as if its file stood in the work tree.

    Raises:
        RecordsInvalid: something is wrong with it.
    """
    path = f"submissions/{fields['by']}/{fields['id']}.yaml"
    work_tree = read_work_tree(workspace.root)
    work_tree.files[path] = dump_value(fields).encode()
    records = read_records(work_tree)
    found = [problem for problem in problems(workspace, records) if problem.path == path]
    if any(problem.severity == "error" for problem in found):
        raise RecordsInvalid(found)
    return records.submissions[str(fields["id"])]
