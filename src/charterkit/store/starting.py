"""Start a charter: a repository with settings, registry and templates, and a first text lodged, merged and released.

The first text goes the way of every other: a submission, a decision, a version.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.model.charter import Outline, Settings
from charterkit.model.provisions import Part
from charterkit.model.registry import Registry
from charterkit.store import lodging, merging, releasing
from charterkit.store.decisions import Circumstances, message
from charterkit.store.files import write_atomically
from charterkit.store.git_commands import Git
from charterkit.store.repository import Repository
from charterkit.store.workspace import Workspace
from charterkit.store.workspace import open as open_workspace
from charterkit.store.yaml_nodes import compose
from charterkit.store.yaml_text import dump

FIRST: Final = "outline"
"""The version before any text: parts without provisions."""

STARTED: Final = "zero-draft"
"""The version of the first text."""

_PARTS: Final = (
    ("general-provisions", "General provisions"),
    ("principles", "Principles"),
    ("final-clauses", "Final clauses"),
)
_IGNORED: Final = "build/\n"


def settings_of(title: str, symbol: str, language: str) -> Settings:
    """Return the settings of a new charter with its parts in one language."""
    parts = tuple(Part(id=key, heading={language: heading}) for key, heading in _PARTS)
    return Settings(title={language: title}, symbol=symbol, languages=(language,), outline=Outline(parts=parts))


def start(folder: Path, settings: Settings, templates: Path, now: datetime.datetime, date: datetime.date) -> Workspace:
    """Start a charter in a folder with the starter text and a copy of the templates in another.

    Raises:
        UsageError: the folder holds a charter already, or something in the way of one.
        EnvironmentProblem: git is missing or refuses.
    """
    language = settings.drafting_language
    files: dict[str, bytes | None] = {
        ".gitignore": _IGNORED.encode(),
        "charter/registry/participants.yaml": _registry(language),
    }
    for path in sorted(templates.rglob("*")):
        if path.is_file():
            files[f"templates/{path.relative_to(templates).as_posix()}"] = path.read_bytes()
    workspace = begin(folder, settings, files, now, date)
    text = _starter("text.yaml").replace("@YEAR@", f"{date.year:04}").replace("@DATE@", date.isoformat())
    if language != "en":
        text = text.replace("language: en", f"language: {language}").replace(" en: ", f" {language}: ")
    name = f"SEC-{date.year:04}-001"
    write_atomically(workspace.root / "submissions" / "SEC" / f"{name}.yaml", text.encode())
    lodging.lodge(workspace, lodging.prepare(workspace, ()), now)
    when = Circumstances(date, rule=settings.rule)
    merging.carry_out(workspace, merging.prepare(workspace, [name]), when, now)
    releasing.carry_out(workspace, releasing.prepare(workspace, STARTED, None, when), now)
    return workspace


def begin(
    folder: Path, settings: Settings, files: Mapping[str, bytes | None], now: datetime.datetime, date: datetime.date
) -> Workspace:
    """Make the repository where there is none, commit settings and further files, and release the outline."""
    _require_room(folder)
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        repository = _repository(folder)
        written = {"charter/charter.yaml": dump(settings).encode(), **files}
        if (repository.root / ".gitignore").exists():
            written.pop(".gitignore", None)
        text = message(f"Start {next(iter(settings.title.values()))}", "Settings, outline and registry.")
        repository.commit(written, text, expected=repository.head(), date=now)
    except BaseException:
        if made:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    workspace = open_workspace(folder)
    releasing.carry_out(
        workspace, releasing.prepare(workspace, FIRST, None, Circumstances(date, rule=settings.rule)), now
    )
    return workspace


def _require_room(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    if (folder / "charter").exists():
        raise UsageError(f"{folder} holds a charter already", "see: charterkit status")


def _repository(folder: Path) -> Repository:
    try:
        repository = Repository.open(folder)
    except EnvironmentProblem:
        Git(folder).run("init", "--quiet", "--initial-branch=main")
        return Repository.open(folder)
    if repository.root.resolve() != folder.resolve():
        message_ = f"{folder} lies inside the repository {repository.root}"
        raise UsageError(message_, "a charter has a repository of its own: choose a folder outside")
    return repository


def _registry(language: str) -> bytes:
    content = _starter("participants.yaml").replace("{en: ", f"{{{language}: ")
    return dump(Registry.model_validate(compose(content).value)).encode()


def _starter(name: str) -> str:
    return resources.files("charterkit.starter").joinpath(name).read_text(encoding="utf-8")
