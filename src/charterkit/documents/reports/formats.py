"""A report in every format: terminal text, Markdown, HTML, PDF, CSV (its tables) and JSON.

Writing files is left to ``charterkit.store``; a format's own module is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, get_args

from charterkit.documents.reports.report import Report
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
        case "md" | "html" | "pdf":
            from charterkit.documents.formats import output  # noqa: PLC0415  likewise

            return output(made, form, templates)
    raise UsageError(f"there is no format '{form}'", hint=f"give one of: {', '.join(REPORT_FORMATS)}")
