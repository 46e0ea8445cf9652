"""Write the file that a translator fills in: a submission with a place for every text that is missing or stale.

The words to translate stand above each place as comments, so that nothing but the translation becomes part of the
submission. What is missing or stale is worked out in ``charterkit.drafting.translations``.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.translations import Translation, translations
from charterkit.errors import UsageError
from charterkit.model.paths import within
from charterkit.store.disk.whole_files import write_atomically
from charterkit.store.negotiation import negotiation
from charterkit.store.submissions.proposing import MODELINE, next_id, require_participant
from charterkit.store.workspace import Workspace

_WAITING: Final = frozenset({"missing", "stale"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """What there is to translate, and the file to do it in."""

    name: str
    """The submission's id, which lodging it will make sure of."""
    content: str
    base: str
    missing: int
    stale: int


def assignment(  # noqa: PLR0917  all that the head of a submission says
    workspace: Workspace, code: str, language: str, date: datetime.date, title: str, paths: Sequence[str] = ()
) -> Assignment:
    """Return a submission file with a place for every text of a language that is missing or translates earlier words.

    Args:
        workspace: the workspace.
        code: the participant that translates.
        language: the language to translate into.
        date: the date of the submission.
        title: its title, in the language of the translation.
        paths: parts, provisions or units to translate; none stands for the whole charter.

    Raises:
        UsageError: the participant or the language is not known, or nothing waits to be translated.
    """
    require_participant(workspace, code)
    versions = workspace.versions()
    base = versions[-1].name if versions else workspace.repository.head()
    then = negotiation(workspace, base)
    # The words are those of the last version; the languages are today's: one may have been named since.
    languages = workspace.charter(workspace.repository.head()).settings.languages
    own, *others = languages
    if language not in others:
        hint = f"its translations are in {', '.join(others)}" if others else "name it under 'languages' in charter.yaml"
        raise UsageError(f"'{language[:40]}' is no language that this charter is translated into", hint)
    settings = then.charter.settings.model_copy(update={"languages": languages})
    charter = then.charter.model_copy(update={"settings": settings})
    found = translations(charter, then.past, then.bases)
    parts = [part for path in paths if (part := charter.part(path))]
    below = (*paths, *(provision for part in parts for provision in part.provisions))
    waiting = [
        each
        for each in found
        if each.slot.language == language and each.source and each.state in _WAITING and _wanted(each, below)
    ]
    if not waiting:
        raise UsageError("nothing waits to be translated there", "see: charterkit languages")
    name = next_id(workspace, code, date.year)
    lines = (*_head(name, code, language, date, base or "", title), *_changes(waiting, own, number(charter)))
    missing = sum(each.state == "missing" for each in waiting)
    return Assignment(name, MODELINE + "\n".join(lines) + "\n", base or "", missing, len(waiting) - missing)


def write(file: Path, made: Assignment) -> None:
    """Write the file that a translator fills in, wherever that is; one that is there already is somebody's work.

    Raises:
        UsageError: there is such a file.
        EnvironmentProblem: it cannot be written.
    """
    if os.path.lexists(file):
        raise UsageError(f"{file} exists already", "name another file with -o")
    write_atomically(file, made.content)


def _wanted(translation: Translation, paths: Sequence[str]) -> bool:
    return not paths or any(within(translation.slot.path, path) for path in paths)


def _head(  # noqa: PLR0917  likewise
    name: str, code: str, language: str, date: datetime.date, base: str, title: str
) -> Iterator[str]:
    yield from (f"id: {name}", f"by: {code}", f"date: {date}", f"base: {base}", f"language: {language}")
    yield f"title: {title}"
    yield "# Put the translation under each 'text: |' or 'heading: |', indented as it stands there; what you leave for"
    yield "# another time, take out. Keep references such as [[path]] and placeholders such as [number] as they are."
    yield "changes:"


def _changes(waiting: Sequence[Translation], own: str, numbers: Numbers) -> Iterator[str]:
    for each in waiting:
        yield f"  - amend: {each.slot.path}"
        place = numbers.by_path.get(each.slot.path)
        yield f"    # {place or each.slot.path}"
        if each.state == "stale":
            yield from _comment(f"{own}, as it was translated", each.rendered)
        yield from _comment(f"{own}, now" if each.state == "stale" else own, each.source)
        yield f"    {each.slot.field}: |"
        yield from (f"      {line}" if line else "" for line in each.text.splitlines() or [""])


def _comment(title: str, text: str) -> Iterator[str]:
    first, *rest = text.splitlines() or [""]
    yield f"    # {title}: {first}"
    yield from (f"    #   {line}" for line in rest)
