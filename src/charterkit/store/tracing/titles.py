"""The titles and names of settings and registry through history, for what ``drafting.titles`` makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from charterkit.drafting.titles import REGISTERS, SETTINGS, Title, Titles, titles_in, waiting
from charterkit.store.git.objects import ObjectReader
from charterkit.store.records import layout
from charterkit.store.tracing.log import commits
from charterkit.store.tracing.words import fields_of
from charterkit.store.workspace import Workspace

_OUTLINE: Final = b"\noutline:"
"""What follows all else where charterkit has written the settings: the part that most decisions change."""

_FIELD: Final = re.compile(rb"\n\S")


def titles_waiting(workspace: Workspace, at: str, languages: Sequence[str]) -> tuple[Title, ...]:
    """Return the titles and names that wait to be translated at a version or commit, in the order of their files.

    Raises:
        EnvironmentProblem: a shallow clone, or a history with missing or damaged objects.
    """
    repository = workspace.repository
    own = workspace.charter(at).settings.drafting_language
    repository.require_full_history()
    found: list[Title] = []
    with ObjectReader(repository.git) as reader:
        for register in REGISTERS:
            path = layout.SETTINGS if register == SETTINGS else f"charter/registry/{register}.yaml"
            steps = commits(repository.git, repository.resolve(at), path)
            blobs = [blob for step in steps for _, blob in step.changes]
            found += waiting(_versions(reader, register, blobs), own, languages)
    return tuple(found)


def _versions(reader: ObjectReader, register: str, blobs: Sequence[str | None]) -> Iterator[Titles]:
    """Yield the titles that each state of a file held; a state that nobody can read is passed over."""
    contents = reader.read(blob for blob in blobs if blob)
    before = b""
    for blob in blobs:
        content = next(contents)[1] if blob else b""
        head, _, outline = content.partition(_OUTLINE) if register == SETTINGS else (content, b"", b"")
        head = content if _FIELD.search(outline) else head
        if head != before and (values := fields_of(content) if content else {}) is not None:
            yield titles_in(register, values)
        before = head
