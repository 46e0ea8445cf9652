"""Whether every file stands where its record belongs, and the outline and the provisions name each other."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from charterkit.errors import Problem
from charterkit.model.charter import LISTS, Settings
from charterkit.model.provisions import FOLDERS
from charterkit.store.reading import DECISION, PROVISION, SETTINGS, SUBMISSION, Read

_ALLOWED = frozenset({"charter/keys/allowed_signers", "charter/keys/revoked"})
_CONTROL = frozenset({".gitattributes", ".gitmodules", ".mailmap"})


def layout_problems(read: Read) -> Iterator[Problem]:
    """Yield what is wrong with names and places of files, and with the outline."""
    paths = [*read.provisions, *read.decisions, *read.submissions, *read.strays]
    yield from _strays(read.strays)
    yield from _look_alikes(paths)
    yield from _provision_names(read)
    yield from _submission_names(read)
    yield from _decision_names(read)
    if read.settings is None:
        if not any(problem.path == SETTINGS for problem in read.problems):
            yield Problem(SETTINGS, 0, 0, "missing-file", "the charter's settings are missing", "charterkit init DIR")
    else:
        yield from _outline(read, read.settings)


def _strays(strays: list[str]) -> Iterator[Problem]:
    for path in strays:
        name = path.rpartition("/")[2]
        if path in _ALLOWED:
            continue
        if name in _CONTROL:
            yield Problem(path, 0, 0, "git-file", f"'{name}' would change how git reads the records", "remove it")
        elif name.startswith("."):
            yield Problem(path, 0, 0, "hidden-file", "a hidden file stands among the records", "remove it")
        else:
            hint = "submissions are submissions/<PARTICIPANT>/<id>.yaml; the charter's folders hold .yaml records only"
            yield Problem(path, 0, 0, "stray-file", "no record belongs here", hint)


def _look_alikes(paths: list[str]) -> Iterator[Problem]:
    plain = {path: unicodedata.normalize("NFC", path).casefold() for path in paths}
    counts = Counter(plain.values())
    for path, normal in plain.items():
        if counts[normal] > 1:
            message = "another file's name differs from this one only in case or Unicode form"
            yield Problem(path, 0, 0, "same-name", message, "rename one of the two")


def _provision_names(read: Read) -> Iterator[Problem]:
    homes: dict[str, str] = {}
    for path, provision in read.provisions.items():
        found = PROVISION.fullmatch(path)
        folder, name = (found[1], found[2]) if found else ("", "")
        if name != provision.id:
            yield Problem(path, 1, 1, "wrong-name", f"the file is named '{name}', its record '{provision.id}'")
        if folder != FOLDERS[provision.kind]:
            message = f"a provision of kind '{provision.kind}' belongs in charter/{FOLDERS[provision.kind]}/"
            yield Problem(path, 1, 1, "wrong-folder", message, "move the file")
        if provision.id in homes:
            yield Problem(path, 1, 1, "repeated-id", f"'{provision.id}' stands in {homes[provision.id]} too")
        homes[provision.id] = path


def _submission_names(read: Read) -> Iterator[Problem]:
    homes: dict[str, str] = {}
    for path, submission in read.submissions.items():
        found = SUBMISSION.fullmatch(path)
        folder, name = (found[1], found[2]) if found else ("", "")
        if name != submission.id:
            message = f"the file is named '{name}', its submission '{submission.id}'"
            yield Problem(path, 1, 1, "wrong-name", message, f"name it {submission.id}.yaml")
        if folder != submission.by:
            message = f"a submission by {submission.by} belongs in submissions/{submission.by}/"
            yield Problem(path, 1, 1, "wrong-folder", message, "move the file, or correct 'by'")
        if submission.id.partition("-")[0] != submission.by:
            message = f"the id '{submission.id}' does not start with '{submission.by}-'"
            yield Problem(path, 1, 1, "wrong-name", message, "an id starts with the code of who lodges it")
        if submission.id in homes:
            yield Problem(path, 1, 1, "repeated-id", f"'{submission.id}' stands in {homes[submission.id]} too")
        homes[submission.id] = path


def _decision_names(read: Read) -> Iterator[Problem]:
    for position, (path, decision) in enumerate(sorted(read.decisions.items()), start=1):
        found = DECISION.fullmatch(path)
        if found and found[1] != decision.id:
            yield Problem(path, 1, 1, "wrong-name", f"the file is numbered {found[1]}, its decision {decision.id}")
        elif decision.number != position:
            message = f"decision {decision.id} stands where number {position:04} is due"
            yield Problem(path, 1, 1, "decision-order", message, "decisions are numbered without gaps, each once")
            return


def _outline(read: Read, settings: Settings) -> Iterator[Problem]:
    named = Counter(settings.outline.order())
    parts = Counter(part.id for part in settings.outline.parts)
    provisions = {provision.id: path for path, provision in read.provisions.items()}
    unread = {problem.path.rpartition("/")[2].removesuffix(".yaml") for problem in read.problems}
    for name, count in (named + parts).items():
        if count > 1:
            yield Problem(SETTINGS, 1, 1, "repeated-id", f"'{name}' stands {count} times in the outline")
        if name in LISTS:
            yield Problem(SETTINGS, 1, 1, "reserved-id", f"'{name}' is a name of the outline itself")
    for name in named:
        if name not in provisions and name not in unread:
            yield Problem(SETTINGS, 1, 1, "missing-file", f"the outline names '{name}', and no file holds it")
    for name, path in provisions.items():
        if name not in named:
            yield Problem(path, 1, 1, "not-in-outline", f"'{name}' does not stand in the outline of {SETTINGS}")
