"""Read the worked negotiation from the package: what there is before it begins, its submissions, its steps.

The submissions are the files of ``submissions/``, for people to read; ``steps.yaml`` says when which of them is lodged
and what the meetings decide. Carrying the steps out is left to ``build``.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final, TypeVar

from pydantic import Field

from charterkit.model.base import Day, Id, Prose, Record, VersionName
from charterkit.model.charter import Settings
from charterkit.model.positions import ChangeRef, SubmissionId
from charterkit.model.registry import Registry
from charterkit.store.proposing import MODELINE
from charterkit.store.yaml_nodes import compose
from charterkit.store.yaml_text import dump

REGISTERED: Final = ("participants", "instruments", "topics", "sessions")
"""The lists of the registry that the example fills."""

_R = TypeVar("_R", bound=Record)


class Step(Record):
    """One step: submissions to lodge, each on its own date; or a merge or a release by the meeting on a date."""

    lodge: tuple[SubmissionId, ...] = ()
    merge: tuple[ChangeRef, ...] = ()
    release: VersionName | None = None
    on: Day | None = None
    session: Id | None = None
    note: Prose | None = None


class Steps(Record):
    """``steps.yaml``."""

    steps: tuple[Step, ...] = Field(min_length=1)


def steps() -> tuple[Step, ...]:
    """Return the steps in order."""
    return _record(Steps, "steps.yaml").steps


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
    path = f"submissions/{name.partition('-')[0]}/{name}.yaml"
    return path, MODELINE.encode() + _file(path).read_bytes()


def _record(model: type[_R], path: str) -> _R:
    return model.model_validate(compose(_file(path).read_text(encoding="utf-8")).value)


def _file(path: str) -> Traversable:
    return resources.files(__package__).joinpath(*path.split("/"))
