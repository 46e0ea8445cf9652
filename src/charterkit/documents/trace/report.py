"""A trace as a report, for pages: each text in rows, the origin in the margin beside the words; the origins at the end.

The same rows as on a terminal (``text``).
"""

from __future__ import annotations

from charterkit.documents.comparison.pieces import printable
from charterkit.documents.front import Front
from charterkit.documents.reports.report import Block, Column, Grid, Heading, Prose, Report, report, words
from charterkit.documents.runs import Runs
from charterkit.documents.trace.view import Passage, Row, View, view
from charterkit.documents.wording.labels import ENGLISH
from charterkit.documents.wording.phrases import in_tongue, recorded
from charterkit.history.tracing.origins import Trace
from charterkit.model.charter import Settings


def trace_report(trace: Trace, settings: Settings, front: Front) -> Report:
    """Return a trace as a report."""
    found = view(trace, front.page_language(settings))
    *heads, shown = found.heads
    grids = tuple(
        Grid(
            passage.title,
            (Column(heads[0], weight=1), Column(shown, weight=3)),
            tuple((row.label, _words(row, passage, found)) for row in passage.rows),
        )
        for passage in found.passages
    )
    origins = Grid("", tuple(map(Column, heads)), found.origins, notes=(found.order,))
    notes = tuple(Prose(recorded(note, ENGLISH, found.language)) for note in found.notes)
    blocks: tuple[Block, ...] = (Heading(found.title), *grids, Heading(found.origins_title), origins, *notes)
    return report(settings, front, "trace", blocks)


def _words(row: Row, passage: Passage, found: View) -> Runs:
    return in_tongue(words(printable(row.words)), passage.language, found.language)
