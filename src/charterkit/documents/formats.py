"""A document of any kind in the formats that all have: Markdown, HTML and PDF.

Writing files is left to ``charterkit.store``; a format's own module is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from charterkit.documents.kinds import AnyDocument
from charterkit.documents.reports.report import Report
from charterkit.documents.tree import Document
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.documents.pdf.making import Printing

TextFormat = Literal["md", "html"]
Format = Literal["md", "html", "pdf"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def output(
    made: AnyDocument, form: str, templates: Sequence[Path] = (), printing: Printing | None = None
) -> str | bytes:
    """Return a document of any kind as Markdown or HTML text, or as PDF bytes, printed as ``printing`` says.

    Raises:
        UsageError: there is no such format.
        TemplateFault: a template is missing or fails.
        GlyphMissing: no font has a character (PDF only).
        PageFault: the PDF would not be whole (PDF only).
    """
    if form == "md":
        return _markdown(made, templates)
    if form == "html":
        from charterkit.documents.pages.html import to_html  # noqa: PLC0415  only what is asked for is imported

        return to_html(made, templates)
    if form == "pdf":
        from charterkit.documents.pdf.making import to_pdf  # noqa: PLC0415  likewise

        return to_pdf(made, templates, printing)
    raise UsageError(f"there is no format '{form}'", hint=f"give one of: {', '.join(FORMATS)}")


def _markdown(made: AnyDocument, templates: Sequence[Path]) -> str:
    if isinstance(made, Report):
        from charterkit.documents.reports.markdown import report_markdown  # noqa: PLC0415  see output

        return report_markdown(made, templates)
    from charterkit.documents.markdown.document import markdown_of, to_markdown  # noqa: PLC0415  likewise

    return to_markdown(made, templates) if isinstance(made, Document) else markdown_of(made, "synopsis.md", templates)
