"""A report in every format: terminal text, Markdown, HTML, PDF, CSV (its tables) and JSON.

Writing files is left to ``charterkit.store``; a format's own module is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, get_args

from charterkit.documents.front import masthead_drawn
from charterkit.documents.reports.report import Cell, Grid, Heading, Listing, Picture, Prose, Report, shown
from charterkit.errors import UsageError

ReportFormat = Literal["text", "json", "md", "html", "pdf", "csv"]
REPORT_FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)


def report_output(
    made: Report, form: str, templates: Sequence[Path] = (), *, width: int | None = None, colour: bool = False
) -> str | bytes:
    """Return a report as text, or as PDF bytes.

    Args:
        made: the report.
        form: one of ``REPORT_FORMATS``.
        templates: folders that are looked into, in order, before the package's own templates.
        width: for ``text``: how many characters a line has; None breaks no line.
        colour: for ``text``: whether headings may be set off by the terminal's means.

    Raises:
        UsageError: there is no such format.
        TemplateFault, GlyphMissing, PageFault: as in ``formats.output``.
    """
    match form:
        case "text":
            from charterkit.documents.reports.text import report_text  # noqa: PLC0415  only what is asked for

            return report_text(made, width=width, colour=colour)
        case "json":
            import json  # noqa: PLC0415  likewise

            from charterkit.documents.reports.json import report_json  # noqa: PLC0415  likewise

            return json.dumps(report_json(made), ensure_ascii=False, indent=2) + "\n"
        case "csv":
            from charterkit.documents.reports.json import report_csv  # noqa: PLC0415  likewise

            return report_csv(made)
        case "md":
            from charterkit.documents.reports.markdown import report_markdown  # noqa: PLC0415  likewise

            return report_markdown(made, templates)
        case "html":
            from charterkit.documents.html import html_of  # noqa: PLC0415  likewise

            return html_of(made, "report.html", templates)
        case "pdf":
            from charterkit.documents.any_output import any_pdf  # noqa: PLC0415  likewise

            return any_pdf(made, templates)
    raise UsageError(f"there is no format '{form}'", hint=f"give one of: {', '.join(REPORT_FORMATS)}")


def places(made: Report) -> Iterator[tuple[str, str]]:
    """Yield every stretch of text that will be drawn, with the place to name if a glyph is missing."""
    yield masthead_drawn(made.masthead)
    yield "the labels", " ".join((*made.words.values(), *made.remarks))
    place = "the beginning"
    for block in made.blocks:
        match block:
            case Heading():
                place = f"'{block.text}'"
                yield place, block.text
            case Prose():
                yield block.path or place, block.label + "".join(run.text for run in block.runs)
            case Listing():
                yield place, " ".join(run.text for item in block.items for run in item)
            case Grid():
                yield f"the table '{block.caption}'", _drawn(block, made.language)
            case Picture():
                yield f"the chart '{block.figures.caption}'", _drawn(block.figures, made.language)


def _drawn(grid: Grid, language: str) -> str:
    titles: tuple[Cell, ...] = tuple(column.title for column in grid.columns)
    cells = (run.text for row in (titles, *grid.rows) for cell in row for run in shown(cell, language))
    return " ".join((grid.caption, *cells, *grid.notes, grid.order))
