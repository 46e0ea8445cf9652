"""All records of a workspace at one moment, read and checked as to form; every problem of every file at once.

Bytes come in (from the work tree or from a commit), values go out. Whether the records' words fit each other is
checked in ``charterkit.drafting``; ``charterkit.store.checking`` puts both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from charterkit.errors import Problem
from charterkit.model.base import Record
from charterkit.model.charter import Charter, Settings
from charterkit.model.decisions import Decision
from charterkit.model.provisions import Provision
from charterkit.model.registry import REGISTRY_LISTS, Registry
from charterkit.model.submissions import Submission
from charterkit.store import fitting, layout
from charterkit.store.files import FileSet
from charterkit.store.layout import RecordKind, Slot, slot
from charterkit.store.reading import record
from charterkit.store.yaml_nodes import Document, KeyPath, Mark, Refused, compose, decode

MODELS: Final[Mapping[RecordKind, type[Record]]] = {
    "settings": Settings,
    "provision": Provision,
    "registry": Registry,
    "decision": Decision,
    "submission": Submission,
}

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True)
class Records:
    """Everything that a workspace holds.

    ``charter`` is None where one of its files cannot be read; ``submissions`` are by id, in the order of their files;
    records that cannot be read are left out, and ``problems`` says why.
    """

    charter: Charter | None
    submissions: Mapping[str, Submission]
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def place(self, path: str, key_path: KeyPath, offset: int | None = None) -> Mark:
        """Return the line and column of a value in a file.

        Args:
            path: the file.
            key_path: keys and indexes down to the value; the nearest value around it where it does not stand there.
            offset: a character within the value's text.
        """
        return Places(self.files).place(path, key_path, offset)


class Places:
    """Where values stand in files; each file is read again at the first question about it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._documents: dict[str, Document | None] = {}

    def place(self, path: str, key_path: KeyPath, offset: int | None = None) -> Mark:
        """Return the line and column of a value, (1, 1) where the file cannot be read."""
        if path not in self._documents:
            self._documents[path] = _document(self._files.get(path, b""))
        document = self._documents[path]
        return document.place(key_path, offset) if document else (1, 1)


def _document(content: bytes) -> Document | None:
    try:
        return compose(decode(content))
    except Refused:
        return None


def read_records(files: FileSet) -> Records:
    """Return the records in some files, with every problem of their form and of how they fit together."""
    problems = [*files.problems, *layout.twins(files.files)]
    read: dict[RecordKind, dict[str, Record]] = {kind: {} for kind in MODELS}
    for path in sorted(files.files):
        held = slot(path)
        if isinstance(held, Problem):
            problems.append(held)
        elif held.kind in MODELS:
            found = record(path, files.files[path], MODELS[held.kind], problems)
            if found is not None:
                read[held.kind][path] = found
    return _together(files, read, problems)


def decisions_in(files: Mapping[str, bytes]) -> dict[str, Decision]:
    """Return the decisions among some files, by path; those that cannot be read are left out."""
    decisions = {}
    for path, content in files.items():
        held = slot(path)
        if isinstance(held, Slot) and held.kind == "decision" and (found := record(path, content, Decision, [])):
            decisions[path] = found
    return decisions


def _together(files: FileSet, read: Mapping[RecordKind, Mapping[str, Record]], problems: list[Problem]) -> Records:
    """Put the records together and ask whether they fit."""
    place = Places(files.files).place
    provisions, registry = _only(Provision, read["provision"]), _only(Registry, read["registry"])
    submissions, decisions = _only(Submission, read["submission"]), _only(Decision, read["decision"])
    settings = next(iter(_only(Settings, read["settings"]).values()), None)
    complete = settings is not None and not any(_is_text(problem.path) for problem in problems)
    problems += fitting.provision_problems(provisions, place)
    problems += fitting.registry_problems(registry, place)
    problems += fitting.submission_problems(submissions, place)
    problems += fitting.decision_problems(decisions, place)
    charter = None
    if settings is not None and complete:
        problems += fitting.outline_problems(settings, provisions, place)
        by_id = {provision.id: provision for provision in provisions.values()}
        charter = Charter.model_construct(settings=settings, provisions=by_id, registry=_registry(registry))
    elif layout.SETTINGS not in files.files and not any(problem.path == layout.SETTINGS for problem in problems):
        hint = "start a charter with 'charterkit init'"
        problems.append(Problem(layout.SETTINGS, 0, 0, "missing-file", "the charter's settings are missing", hint))
    return Records(
        charter,
        {submission.id: submission for submission in submissions.values()},
        tuple(sorted(decisions.values(), key=lambda decision: decision.number)),
        tuple(sorted(set(problems))),
        files.files,
    )


def _is_text(path: str) -> bool:
    held = slot(path)
    return isinstance(held, Slot) and held.kind in {"settings", "provision", "registry"}


def _only(model: type[_R], read: Mapping[str, Record]) -> dict[str, _R]:
    return {path: record for path, record in read.items() if isinstance(record, model)}


def _registry(files: Mapping[str, Registry]) -> Registry:
    """Return the lists of all files as one registry."""
    lists = {name: getattr(part, name) for part in files.values() for name in part.model_fields_set}
    return Registry.model_construct(**(dict.fromkeys(REGISTRY_LISTS, ()) | lists))
