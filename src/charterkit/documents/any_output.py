"""Any document in any format that it has: the text of a charter, texts in rows, or a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from charterkit.documents.report import Report
from charterkit.documents.synopsis import Synopsis
from charterkit.documents.tree import Document

AnyDocument = Document | Synopsis | Report


def any_output(made: AnyDocument, form: str, templates: Sequence[Path] = ()) -> str | bytes:
    """Return a document as text, or as PDF bytes; raises as ``formats.output`` does."""
    if isinstance(made, Document):
        from charterkit.documents.formats import output  # noqa: PLC0415  only what is asked for is imported

        return output(made, form, templates)
    if isinstance(made, Synopsis):
        from charterkit.documents.synopsis_formats import synopsis_output  # noqa: PLC0415  likewise

        return synopsis_output(made, form, templates)
    from charterkit.documents.report_formats import report_output  # noqa: PLC0415  likewise

    return report_output(made, form, templates)
