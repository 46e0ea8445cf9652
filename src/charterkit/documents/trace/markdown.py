"""A trace as Markdown: a table for each text, with the words on the right and their origin on the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charterkit.documents.comparison.marks import in_cell, plain_markdown
from charterkit.documents.comparison.pieces import printable
from charterkit.documents.labels import ENGLISH
from charterkit.documents.markdown_escape import escape
from charterkit.documents.trace.view import Passage, view
from charterkit.history.attribution_origins import Trace


def trace_markdown(trace: Trace, language: str = ENGLISH) -> str:
    """Return a trace as a Markdown document, its fixed words in a language."""
    found = view(trace, language)
    blocks = [f"# {plain_markdown(found.title)}"]
    *columns, words = found.heads
    for passage in found.passages:
        blocks += [f"## {plain_markdown(passage.title)}", _table((columns[0], words), _rows(passage))]
    blocks += [
        f"## {plain_markdown(found.origins_title)}",
        _table(columns, [[plain_markdown(cell) for cell in line] for line in found.origins]),
        found.order,
    ]
    blocks += [f"*{plain_markdown(note)}*" for note in found.notes]
    return "\n\n".join(blocks) + "\n"


def _rows(passage: Passage) -> Iterator[list[str]]:
    for row in passage.rows:
        lines = printable(row.words).split("\n")
        yield [plain_markdown(row.label), "\n".join(escape(line, before=" ", cell=True) for line in lines)]


def _table(heads: Sequence[str], rows: Iterator[list[str]] | list[list[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(in_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)
