"""A trace as a report, for pages: each text in rows, the origin in the margin beside the words; the origins at the end.

The same rows as everywhere (``trace_view``); the terminal, Markdown and HTML have forms of their own.
"""

from __future__ import annotations

from charterkit.documents.comparison_pieces import printable
from charterkit.documents.front import Front
from charterkit.documents.report import Column, Grid, Heading, Prose, Report, report, words
from charterkit.documents.trace_view import COLUMNS, ORDER, view
from charterkit.history.attribution_origins import Trace
from charterkit.model.charter import Settings


def trace_report(trace: Trace, settings: Settings, front: Front) -> Report:
    """Return a trace as a report."""
    found = view(trace)
    several = len({passage.language for passage in found.passages}) > 1
    grids = tuple(
        Grid(
            passage.title + (f" [{passage.language}]" if several else ""),
            (Column("From", weight=1), Column("Words", weight=3)),
            tuple((row.label, printable(row.words)) for row in passage.rows),
        )
        for passage in found.passages
    )
    origins = Grid("Origins", tuple(Column(title) for title in COLUMNS), found.origins, order=ORDER)
    notes = tuple(Prose(words(note)) for note in found.notes)
    return report(settings, front, "trace", (Heading(found.title), *grids, Heading("Origins"), origins, *notes))
