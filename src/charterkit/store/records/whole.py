"""All records of a workspace at one moment, read and checked as to form; every problem of every file at once.

Bytes come in (from the work tree or from a commit), values go out. Whether the records' words fit each other is
checked in ``charterkit.drafting``; ``charterkit.store.checking`` puts both together.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from charterkit.errors import Problem
from charterkit.model.charter import Charter, Settings
from charterkit.model.decisions import Decision
from charterkit.model.numbers import Frozen
from charterkit.model.provisions import Provision
from charterkit.model.record import Record
from charterkit.model.registry import REGISTRY_LISTS, Registry
from charterkit.model.submissions import Submission
from charterkit.store.disk.files import FileSet
from charterkit.store.records import fitting, layout
from charterkit.store.records.cache import WORTH_REMEMBERING, Cache, content_digest
from charterkit.store.records.kept import Kept, KeptProvisions
from charterkit.store.records.layout import RecordKind, Slot, slot
from charterkit.store.records.places import Places
from charterkit.store.records.reading import record
from charterkit.store.records.seen import Seen

if TYPE_CHECKING:
    from charterkit.store.yaml.nodes import KeyPath, Mark

MODELS: Final[Mapping[RecordKind, type[Record]]] = {
    "settings": Settings,
    "provision": Provision,
    "registry": Registry,
    "decision": Decision,
    "submission": Submission,
}

_R = TypeVar("_R", bound=Record)


class _Held(NamedTuple):
    charter: Charter | None
    submissions: Mapping[str, Submission]
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]


class Records(_Held):
    """Everything that a workspace holds, and the files that it was read from.

    ``charter`` is None where one of its files cannot be read; ``submissions`` are by id, in the order of their files;
    records that cannot be read are left out, and ``problems`` says why.
    """

    def numbered(self, frozen: Frozen) -> Records:
        """Return the same records, whose charter knows the numbers that are frozen."""
        return self._replace(charter=self.charter and self.charter.model_copy(update={"frozen": frozen}))

    @property
    def erroneous(self) -> bool:
        """Whether a record or a submission is not valid."""
        return bool(self.errors)

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that make a record or a submission not valid."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def place(self, path: str, key_path: KeyPath, offset: int | None = None) -> Mark:
        """Return the line and column of a value in a file.

        Args:
            path: the file.
            key_path: keys and indexes down to the value; the nearest value around it where it does not stand there.
            offset: a character within the value's text.
        """
        return self._places.place(path, key_path, offset)

    @cached_property
    def _places(self) -> Places:
        return Places(self.files)


def read_records(files: FileSet, kept: Cache | None = None, seen: Seen | None = None) -> Records:
    """Return the records in some files, with every problem of their form and of how they fit together.

    Args:
        files: from the work tree, or from a commit.
        kept: which contents had no problem before; the answer is the same without.
        seen: records that were read before, to which those read now are added; likewise.
    """
    if kept is None or files.problems or len(files.files) < WORTH_REMEMBERING:
        return _read(files, seen or Seen())
    seen = seen or Seen()
    digest = content_digest(files.files)
    records = _known(files, seen) if kept.knows(digest) else None
    if records is None:
        records = _read(files, seen)
        if not records.problems:
            kept.remember(digest)
    return records


def _known(files: FileSet, seen: Seen) -> Records | None:
    """Return the records of a content without problems, to be read as they are asked for; None where it has some."""
    read: dict[RecordKind, dict[str, tuple[str, bytes]]] = {kind: {} for kind in MODELS}
    for path in sorted(files.files):
        held = slot(path)
        if isinstance(held, Slot) and held.kind in MODELS:
            read[held.kind][held.name] = path, files.files[path]
    problems: list[Problem] = []
    settings = [_record(*file, Settings, problems, seen) for file in read["settings"].values()]
    registry = {name: _record(*file, Registry, problems, seen) for name, file in read["registry"].items()}
    decisions = [_record(*file, Decision, problems, seen) for file in read["decision"].values()]
    if problems or not settings or settings[0] is None:
        return None
    return Records(
        Charter.model_construct(
            settings=settings[0],
            provisions=KeptProvisions(Provision, read["provision"], seen),
            registry=registry_of({name: part for name, part in registry.items() if part}),
        ),
        Kept(Submission, read["submission"], seen),
        tuple(decision for decision in decisions if decision),
        (),
        files.files,
    )


def _read(files: FileSet, seen: Seen) -> Records:
    problems = [*files.problems, *layout.twins(files.files)]
    read: dict[RecordKind, dict[str, Record]] = {kind: {} for kind in MODELS}
    with _no_collection():
        for path in sorted(files.files):
            held = slot(path)
            if isinstance(held, Problem):
                problems.append(held)
            elif held.kind in MODELS:
                found = _record(path, files.files[path], MODELS[held.kind], problems, seen)
                if found is not None:
                    read[held.kind][path] = found
        return _together(files, read, problems)


def learn(files: Mapping[str, bytes], seen: Seen) -> None:
    """Read the records in some files, of which none has a problem, so that they are known when they are asked for."""
    for path, content in files.items():
        held = slot(path)
        if isinstance(held, Slot) and held.kind in MODELS:
            _record(path, content, MODELS[held.kind], [], seen)


def _record(path: str, content: bytes, model: type[_R], problems: list[Problem], seen: Seen) -> _R | None:
    """Return the record in a file's content, read now or before; None, with what is wrong, where there is none."""
    found = seen.find(model, content)
    if found is None:
        found = record(path, content, model, problems)
        if found is not None:
            seen.add(content, found)
    return found


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from searching a growing heap for garbage, of which reading makes none.

    Freezing and unfreezing makes everything read count as old, without a search either.
    """
    if not gc.isenabled() or gc.get_freeze_count():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()


def decisions_in(files: Mapping[str, bytes], seen: Seen) -> dict[str, Decision]:
    """Return the decisions among some files, by path; those that cannot be read are left out."""
    held = ((path, content, slot(path)) for path, content in files.items())
    decisions = (
        (path, _record(path, content, Decision, [], seen))
        for path, content, place in held
        if isinstance(place, Slot) and place.kind == "decision"
    )
    return {path: found for path, found in decisions if found is not None}


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
    problems += fitting.signature_problems(files.files)
    problems += fitting.register_problems(files.files)
    charter = None
    if settings is not None and complete:
        problems += fitting.outline_problems(settings, provisions, place)
        by_id = {provision.id: provision for provision in provisions.values()}
        charter = Charter.model_construct(settings=settings, provisions=by_id, registry=registry_of(registry))
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


def registry_of(files: Mapping[str, Registry]) -> Registry:
    """Return the lists of all files as one registry."""
    lists = {name: getattr(part, name) for part in files.values() for name in part.model_fields_set}
    return Registry.model_construct(**(dict.fromkeys(REGISTRY_LISTS, ()) | lists))
