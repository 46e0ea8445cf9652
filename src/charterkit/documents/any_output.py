"""Any document in any format that it has: the text of a charter, texts in rows, or a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from charterkit.documents.reports.report import Report
from charterkit.documents.synopsis.value import Synopsis
from charterkit.documents.tree import Document

if TYPE_CHECKING:
    from charterkit.documents.pdf import Printing

AnyDocument = Document | Synopsis | Report


def any_output(
    made: AnyDocument, form: str, templates: Sequence[Path] = (), printing: Printing | None = None
) -> str | bytes:
    """Return a document as text, or as PDF bytes, printed as ``printing`` says; raises as ``formats.output`` does."""
    if form == "pdf":
        return any_pdf(made, templates, printing)
    if isinstance(made, Document):
        from charterkit.documents.formats import output  # noqa: PLC0415  only what is asked for is imported

        return output(made, form, templates)
    if isinstance(made, Synopsis):
        from charterkit.documents.synopsis.formats import synopsis_output  # noqa: PLC0415  likewise

        return synopsis_output(made, form, templates)
    from charterkit.documents.reports.formats import report_output  # noqa: PLC0415  likewise

    return report_output(made, form, templates)


def any_pdf(made: AnyDocument, templates: Sequence[Path] = (), printing: Printing | None = None) -> bytes:
    """Return a document as PDF bytes; raises as ``pdf.to_pdf`` does."""
    from charterkit.documents.pdf import pdf_of, to_pdf  # noqa: PLC0415  only what is asked for is imported

    if isinstance(made, Document):
        return to_pdf(made, templates, printing)
    if isinstance(made, Synopsis):
        from charterkit.documents.synopsis import formats as synopsis_formats  # noqa: PLC0415  likewise

        return pdf_of(made, "synopsis.html", synopsis_formats.places(made), templates, printing)
    from charterkit.documents.reports import formats as report_formats  # noqa: PLC0415  likewise

    return pdf_of(made, "report.html", report_formats.places(made), templates, printing)
