"""Read the records of a workspace from the content of its files: typed values, and every problem with its place.

Form only: whether records fit each other beyond ids, names and the outline is checked in ``checking``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from charterkit.errors import Problem
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission
from charterkit.store.files import Files
from charterkit.store.layout import layout_problems
from charterkit.store.reading import Read, read_files
from charterkit.store.yaml_nodes import Document, KeyPath, Mark, Refused, compose, decode


@dataclass(frozen=True, slots=True)
class Records:
    """What a workspace holds at one moment, and what is wrong with it."""

    charter: Charter | None
    submissions: Mapping[str, Submission]
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    content: Mapping[str, bytes] = field(repr=False, default_factory=dict)

    def place(self, path: str, where: KeyPath, offset: int | None = None) -> Mark:
        """Return line and column of a value in a file; with ``offset``, of a character of its text."""
        content = self.content.get(path)
        if content is None:
            return 1, 1
        try:
            text = decode(content)
            document = compose(text)
        except Refused as refused:
            return refused.mark
        mark = document.place(where)
        return mark if offset is None else _within(text, document, where, mark, offset)


def read_records(files: Files) -> Records:
    """Read records from files; what cannot be read is a problem, and the rest is read all the same."""
    read = read_files(files)
    problems = [*files.problems, *read.problems, *layout_problems(read)]
    charter = _charter(read)
    submissions = {record.id: record for _, record in sorted(read.submissions.items())}
    decisions = tuple(sorted(read.decisions.values(), key=lambda decision: decision.number))
    return Records(charter, submissions, decisions, tuple(sorted(set(problems))), files.content)


def _charter(read: Read) -> Charter | None:
    if read.settings is None:
        return None
    provisions = {record.id: record for record in read.provisions.values()}
    return Charter.model_construct(settings=read.settings, provisions=provisions, registry=read.registry)


def _within(text: str, document: Document, where: KeyPath, mark: Mark, offset: int) -> Mark:
    """Return the place of a character of a text, where it stands in a | block or on the line of its key."""
    value: Any = document.value
    for step in where:
        value = value[step]
    line, column = mark
    lines = text.split("\n")
    before = str(value)[:offset]
    if lines[line - 1][column - 1 :].startswith(("|", ">")):
        row = line + before.count("\n")
        indent = min((len(each) - len(each.lstrip(" ")) for each in lines[line : row + 1] if each.strip()), default=0)
        return row + 1, indent + len(before) - (before.rfind("\n") + 1) + 1
    quoted = lines[line - 1][column - 1 :].startswith(("'", '"'))
    return line, column + offset + quoted
