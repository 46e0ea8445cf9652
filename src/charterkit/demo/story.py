"""Read the worked negotiation from the package: what there is before it begins, its submissions, its steps.

The submissions are the files of ``submissions/``, for people to read; ``steps.yaml`` says when which of them is lodged
and what the meetings decide. Carrying the steps out is left to ``build`` and ``deciding``.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Final, TypeVar

from charterkit.model.agreements import Level, Moment
from charterkit.model.base import Code, Day, Flag, Id, Path, Prose, VersionName
from charterkit.model.charter import Settings
from charterkit.model.decisions import Outcome
from charterkit.model.positions import ChangeRef, SubmissionId
from charterkit.model.record import Record, Shortest, field
from charterkit.model.registry import ParticipantKind, Registry, Role
from charterkit.store.records.layout import submission_path
from charterkit.store.submissions.proposing import MODELINE
from charterkit.store.yaml.nodes import compose
from charterkit.store.yaml.text import dump

REGISTERED: Final = ("participants", "instruments", "topics", "sessions")
"""The lists of the registry that the example fills."""

_R = TypeVar("_R", bound=Record)


class Newcomer(Record):
    """What the register is to say of somebody who comes to take part."""

    name: Prose
    role: Role
    kind: ParticipantKind


class Step(Record):
    """One step: submissions to lodge, each on its own date; or one decision of the meeting on a date."""

    lodge: tuple[SubmissionId, ...] = ()
    merge: tuple[ChangeRef, ...] = ()
    close: tuple[ChangeRef, ...] = ()
    outcome: Outcome = "not_agreed"
    """What becomes of what is closed."""
    agree: tuple[Path, ...] = ()
    level: Level = "agreed"
    words: tuple[str, ...] = ()
    """Single words that are agreed, where it is not a whole unit."""
    reopen: tuple[Path, ...] = ()
    by: Code | None = None
    """Who opens words again."""
    silence: tuple[Path, ...] = ()
    until: Moment | None = None
    admit: Code | None = None
    as_: Newcomer | None = field(default=None, alias="as")
    leave: Code | None = None
    module: Id | None = None
    """The module that somebody joins, or that is adopted."""
    modules: tuple[Id, ...] = ()
    """Provisions that the secretariat puts down in the settings as modules."""
    renumber: Flag = False
    release: VersionName | None = None
    adopt: Id | None = None
    """The level at which the text, or a module, is adopted."""
    on: Day | None = None
    session: Id | None = None
    note: Prose | None = None
    pause: Flag = False
    """Whether ``charterkit demo --open`` stops after it."""


class Steps(Record):
    """``steps.yaml``."""

    steps: Annotated[tuple[Step, ...], Shortest(1)]


def steps(*, to_the_end: bool = True) -> tuple[Step, ...]:
    """Return the steps in order, to the adoption or to the point where most is still open."""
    found = _record(Steps, "steps.yaml").steps
    pause = next(place for place, step in enumerate(found, start=1) if step.pause)
    return found if to_the_end else found[:pause]


def settings() -> Settings:
    """Return the settings of the example's charter, its parts still without provisions."""
    return _record(Settings, "charter/charter.yaml")


def registry_files() -> dict[str, bytes]:
    """Return the files of the registry in canonical form, by their path in the repository."""
    paths = [f"charter/registry/{name}.yaml" for name in REGISTERED]
    return {path: dump(_record(Registry, path)).encode() for path in paths}


def note() -> bytes:
    """Return the note that tells visitors of the repository what it is."""
    return _file("README.md").read_bytes()


def submission_file(name: str) -> tuple[str, bytes]:
    """Return a submission's path in the repository and the content of its file."""
    path = submission_path(name)
    return path, MODELINE.encode() + _file(path).read_bytes()


def _record(model: type[_R], path: str) -> _R:
    return model.model_validate(compose(_file(path).read_text(encoding="utf-8")).value)


def _file(path: str) -> Traversable:
    return resources.files(__package__).joinpath(*path.split("/"))
