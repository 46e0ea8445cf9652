"""From the content of files to typed records, file by file; the kind of record follows from the folder.

Files that have no place in a workspace are found in ``layout``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from charterkit.errors import Problem
from charterkit.model.base import Record
from charterkit.model.charter import Settings
from charterkit.model.decisions import Decision
from charterkit.model.provisions import FOLDERS, Provision
from charterkit.model.registry import REGISTRY_LISTS, Registry
from charterkit.model.submissions import Submission
from charterkit.store.files import Files
from charterkit.store.forms import form_problems
from charterkit.store.yaml_nodes import Document, Refused, compose, decode

SETTINGS: Final = "charter/charter.yaml"
PROVISION: Final = re.compile(rf"charter/({'|'.join(sorted(set(FOLDERS.values())))})/([^/]+)\.yaml")
REGISTRY: Final = re.compile(rf"charter/registry/({'|'.join(REGISTRY_LISTS)})\.yaml")
DECISION: Final = re.compile(r"charter/decisions/([0-9]{4,6})-[a-z0-9-]+\.yaml")
SUBMISSION: Final = re.compile(r"submissions/([^/]+)/([^/]+)\.yaml")

_R = TypeVar("_R", bound=Record)


@dataclass(slots=True)
class Read:
    """The records by the path of their file, and what is wrong with their form."""

    settings: Settings | None = None
    registry: Registry = field(default_factory=Registry)
    provisions: dict[str, Provision] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    submissions: dict[str, Submission] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_files(files: Files) -> Read:
    """Read every file into the record that its path calls for."""
    read = Read()
    lists: dict[str, Any] = {}
    for path, content in files.content.items():
        if path == SETTINGS:
            read.settings = record(path, content, Settings, read.problems)
        elif PROVISION.fullmatch(path):
            _keep(read.provisions, path, record(path, content, Provision, read.problems))
        elif DECISION.fullmatch(path):
            _keep(read.decisions, path, record(path, content, Decision, read.problems))
        elif SUBMISSION.fullmatch(path):
            _keep(read.submissions, path, record(path, content, Submission, read.problems))
        elif REGISTRY.fullmatch(path):
            part = record(path, content, Registry, read.problems)
            lists |= {name: getattr(part, name) for name in part.model_fields_set} if part else {}
        else:
            read.strays.append(path)
    read.registry = Registry.model_construct(**(dict.fromkeys(REGISTRY_LISTS, ()) | lists))
    return read


def record(path: str, content: bytes, kind: type[_R], problems: list[Problem]) -> _R | None:
    """Return the record that a file holds, or None with what is wrong added to ``problems``."""
    try:
        document = compose(decode(content))
    except Refused as refused:
        problems.append(refused.problem(path))
        return None
    found = list(_form(path, document, kind))
    problems += [problem for problem in found if isinstance(problem, Problem)]
    return next((value for value in found if isinstance(value, kind)), None)


def _form(path: str, document: Document, kind: type[_R]) -> Iterator[_R | Problem]:
    if not isinstance(document.value, dict):
        hint = "a record starts with its first field, as in  id: ..."
        yield Problem(path, 1, 1, "not-a-record", "the file holds no record of named fields", hint)
        return
    try:
        yield kind.model_validate(document.value)
    except ValidationError as error:
        yield from form_problems(path, document, error, kind)


def _keep(records: dict[str, _R], path: str, value: _R | None) -> None:
    if value is not None:
        records[path] = value
