"""A report for programs: its tables as CSV, and all of it as plain dictionaries ready for ``json.dumps``.

Keys are only ever added; should one have to change its meaning, ``format`` gets the next number. Numbers stand as
numbers, without the grouping that people read, dates as ``2026-10-29``.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from typing import Any, Final

from charterkit.documents.reports.report import NAMES, Block, Cell, Grid, Heading, Listing, Picture, Prose, Report
from charterkit.documents.reports.text import plain_runs
from charterkit.documents.runs import Runs

FORMAT: Final = "charterkit-report/1"
_FORMULA: Final = re.compile(r"[=+@\t\r-](?![\s\d.,]*$)")
"""What a spreadsheet would take for a formula, and not for a number."""


def report_csv(made: Report) -> str:
    """Return the tables of a report as comma-separated values: a row of heads first, an empty line between two tables.

    Words that a spreadsheet would run as a formula get an apostrophe before them, as spreadsheets themselves write.
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    for place, grid in enumerate(made.grids()):
        if place:
            page.write("\n")
        writer.writerow([_safe(column.title) for column in grid.columns])
        writer.writerows([[_safe(cell) for cell in row] for row in grid.rows])
    return page.getvalue()


def report_json(made: Report) -> dict[str, Any]:
    """Return a report: what its masthead says, and the figures behind it, or its blocks where it names none."""
    head = made.masthead
    return {
        "format": FORMAT,
        "document": made.view,
        "language": made.language,
        "title": head.title,
        "symbol": head.symbol,
        "version": head.version or None,
        "date": made.iso_date or None,
        "commit": made.commit or None,
        "status": head.status,
        "remarks": list(made.remarks),
        **(made.record if made.record is not None else {"blocks": [_block(block) for block in made.blocks]}),
    }


def _safe(cell: Cell) -> str | int | float:
    if isinstance(cell, int | float):
        return cell
    text = cell.isoformat() if isinstance(cell, datetime.date) else cell if isinstance(cell, str) else plain_runs(cell)
    plain = text.replace("\N{RIGHT-TO-LEFT MARK}", "")  # what orders words on a page is none of a program's
    return f"'{plain}" if _FORMULA.match(plain) else plain


def _block(block: Block) -> dict[str, Any]:
    kind = {"type": NAMES[type(block)]}
    match block:
        case Heading():
            return kind | {"text": block.text, "level": block.level, "path": block.path or None}
        case Prose():
            return kind | {"label": block.label or None, "path": block.path or None, "runs": _runs(block.runs)}
        case Listing():
            return kind | {"ordered": block.ordered, "items": [_runs(item) for item in block.items]}
        case Grid():
            return kind | _grid(block)
        case Picture():
            return kind | {"alternative": block.alternative, **_grid(block.figures)}


def _grid(block: Grid) -> dict[str, Any]:
    return {
        "caption": block.caption,
        "columns": [{"title": column.title, "kind": column.kind} for column in block.columns],
        "rows": [[_value(cell) for cell in row] for row in block.rows],
        "notes": list(block.notes),
        "order": block.order or None,
        **({"records": [dict(record) for record in block.records]} if block.records else {}),
    }


def _value(cell: Cell) -> Any:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float) else _runs(cell)


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [
        {"text": run.text}
        | ({"mark": run.mark} if run.mark != "keep" else {})
        | ({"emphasis": True} if run.emphasis else {})
        | ({"path": run.target} if run.target else {})
        | ({"language": run.lang} if run.lang else {})
        for run in runs
    ]
