"""Start a charter: a repository with settings, registry and templates, and a first text lodged, merged and released.

The first text goes the way of every other: a submission, a decision, a version. It is the secretariat's own, or there
is one in every language that ``charterkit.starter`` has; a charter in another language starts without text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Final

from charterkit import __version__
from charterkit.drafting.validate.submission import MOST_CHANGES
from charterkit.errors import EnvironmentProblem, Unfinished
from charterkit.model.charter import Settings
from charterkit.model.registry import Registry
from charterkit.model.submissions import Submission
from charterkit.store.decisions import deciding, merging, releasing
from charterkit.store.decisions.record import Circumstances, message
from charterkit.store.disk.new_folder import new_folder
from charterkit.store.disk.whole_files import write_atomically
from charterkit.store.git.repository import Repository
from charterkit.store.own_templates import COPIED, contents, digest, statement
from charterkit.store.records.schemas import MODELS, schema_file
from charterkit.store.submissions import lodging
from charterkit.store.workspace import Workspace
from charterkit.store.workspace import open as open_workspace
from charterkit.store.yaml.nodes import Refused, compose, decode
from charterkit.store.yaml.text import dump

FIRST: Final = "outline"
"""The version before any text: parts without provisions."""

STARTED: Final = "zero-draft"
"""The version of the first text."""

OTHERWISE: Final = "en"
"""The language of the names in the registry where the starter has none in the charter's own."""

IGNORED: Final = b"build/\n"


def has_text(language: str) -> bool:
    """Tell whether the starter has a text in a language."""
    return resources.files("charterkit.starter").joinpath(f"text.{language}.yaml").is_file()


def settings_of(
    title: str | None, symbol: str | None, language: str, year: int, parts: Sequence[object] | None = None
) -> Settings:
    """Return the settings of a new charter, the starter's where none are given; ``parts`` are those of an own text.

    Raises:
        ValidationError: the title, symbol or language is no such thing.
    """
    if has_text(language):
        fields = _read(f"settings.{language}.yaml", {"@YEAR@": f"{year:04}"})
    else:
        fields = {"title": {}, "symbol": f"DC/{year:04}/WD", "languages": [language]}
    given: dict[str, object] = {"title": {language: title}} if title is not None else {}
    given |= {"symbol": symbol} if symbol else {}
    if parts is not None:
        given["outline"] = {"parts": [*parts]}
    return Settings.model_validate({**fields, **given}, by_alias=True, by_name=False)


def start(  # noqa: PLR0917  each is a thing of its own
    folder: Path,
    settings: Settings,
    templates: Path,
    now: datetime.datetime,
    date: datetime.date,
    changes: Sequence[object] | None = None,
) -> Workspace:
    """Start a charter in a folder, with a copy of the templates in another, or change nothing.

    Args:
        folder: where.
        settings: the charter's, with the parts of its text.
        templates: the folder of the templates that are copied.
        now: the moment of the commits.
        date: the day that the records name.
        changes: the additions that put the secretariat's own text; the starter's text by default.

    Raises:
        RecordsInvalid: that text cannot be lodged.
        UsageError: something stands in the folder, or it lies inside a repository.
        EnvironmentProblem: git is missing or refuses, or the folder cannot be written to.
    """
    with new_folder(folder) as repository:
        workspace = begin(repository.root, settings, _files(settings, templates, date), now, date)
        if changes is not None:
            _first_text(workspace, _own(settings, changes, date), now, date)
        elif has_text(settings.drafting_language):
            marks = {"@YEAR@": f"{date.year:04}", "@DATE@": date.isoformat()}
            text = _starter(f"text.{settings.drafting_language}.yaml", marks)
            _first_text(workspace, {_numbered(date, 1): text}, now, date)
    try:
        return open_workspace(folder)
    except EnvironmentProblem as problem:
        raise Unfinished(f"written: {folder}; what was to follow could not be done: {problem.message}") from problem


def begin(
    folder: Path, settings: Settings, files: Mapping[str, bytes | None], now: datetime.datetime, date: datetime.date
) -> Workspace:
    """Commit settings and further files in an empty repository, and release the outline."""
    repository = Repository.open(folder)
    written = {"charter/charter.yaml": dump(settings).encode(), **files}
    text = message(f"Start {next(iter(settings.title.values()))}", "Settings, outline and registry.")
    repository.commit(written, text, expected=repository.head(), date=now)
    workspace = open_workspace(folder)
    when = Circumstances(date, rule=settings.rule)
    deciding.carry_out(workspace, releasing.prepare(workspace, FIRST, None, when), now)
    return workspace


def _files(settings: Settings, templates: Path, date: datetime.date) -> dict[str, bytes | None]:
    """Return the files of a new charter besides its settings."""
    language = settings.drafting_language
    names = f"participants.{language if has_text(language) else OTHERWISE}.yaml"
    marks = {"@TITLE@": next(iter(settings.title.values())), "@YEAR@": f"{date.year:04}"}
    files: dict[str, bytes | None] = {
        ".gitignore": IGNORED,
        "README.md": _starter("README.md", marks).encode(),
        "charter/registry/participants.yaml": dump(Registry.model_validate(_read(names, {}))).encode(),
    }
    for kind in MODELS:
        files[f"schema/{kind}.schema.json"] = schema_file(kind)
    copied = contents(templates)
    files |= {f"templates/{name}": content for name, content in copied.items()}
    digests = {name: digest(content) for name, content in copied.items()}
    return {**files, f"templates/{COPIED}": statement(digests, __version__)}


def _numbered(date: datetime.date, place: int) -> str:
    return f"SEC-{date.year:04}-{place:03}"


def _own(settings: Settings, changes: Sequence[object], date: datetime.date) -> dict[str, str]:
    """Return the submissions that put the secretariat's own text, by id: one, or as many as its length asks for."""
    language = settings.drafting_language
    title = settings.title[language]

    def file(name: str, title: str, some: Sequence[object]) -> str:
        fields = {"id": name, "by": "SEC", "date": date, "base": FIRST, "language": language,
                  "title": title, "changes": [*some]}  # fmt: skip
        return dump(Submission.model_validate(fields, by_alias=True, by_name=False))

    def sheaves(some: Sequence[object]) -> Iterator[Sequence[object]]:
        half = len(some) // 2
        if half and (len(some) > MOST_CHANGES or not _can_be_read(file(_numbered(date, 1), title, some))):
            yield from sheaves(some[:half])
            yield from sheaves(some[half:])
        else:
            yield some

    of = [*sheaves(changes)]
    titles = [title] if len(of) == 1 else [f"{title} ({place}/{len(of)})" for place in range(1, len(of) + 1)]
    names = [_numbered(date, place) for place in range(1, len(of) + 1)]
    return {name: file(name, title, some) for name, title, some in zip(names, titles, of, strict=True)}


def _can_be_read(text: str) -> bool:
    """Tell whether a record is not too long to be read."""
    try:
        compose(decode(text.encode()))
    except Refused as refused:
        return refused.code != "too-large"
    return True


def _first_text(
    workspace: Workspace, submissions: Mapping[str, str], now: datetime.datetime, date: datetime.date
) -> None:
    """Lodge the submissions with the first text, merge them in one decision and release the version."""
    for name, text in submissions.items():
        write_atomically(workspace.root / "submissions" / "SEC" / f"{name}.yaml", text)
    lodging.lodge(workspace, lodging.prepare(workspace, ()), now)
    when = Circumstances(date, rule=workspace.charter().settings.rule)
    merging.carry_out(workspace, merging.prepare(workspace, [*submissions]), when, now)
    deciding.carry_out(workspace, releasing.prepare(workspace, STARTED, None, when), now)


def _read(name: str, marks: Mapping[str, str]) -> dict[str, object]:
    value = compose(_starter(name, marks)).value
    assert isinstance(value, dict)  # noqa: S101  the starter's files are part of charterkit
    return dict(value)


def _starter(name: str, marks: Mapping[str, str]) -> str:
    """Return a file of the starter with its marks filled in."""
    text = resources.files("charterkit.starter").joinpath(name).read_text(encoding="utf-8")
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text
