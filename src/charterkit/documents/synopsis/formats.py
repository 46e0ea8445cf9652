"""A synopsis as HTML, PDF or Markdown: the same value in three templates.

Writing files is left to ``charterkit.store``; a format's own module is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from charterkit.documents.formats import FORMATS
from charterkit.documents.front import masthead_drawn
from charterkit.documents.synopsis.value import Synopsis
from charterkit.errors import UsageError


def synopsis_output(made: Synopsis, form: str, templates: Sequence[Path] = ()) -> str | bytes:
    """Return a synopsis as Markdown or HTML text, or as PDF bytes.

    Args:
        made: the synopsis.
        form: ``md``, ``html`` or ``pdf``.
        templates: folders that are looked into, in order, before the package's own templates.

    Raises:
        UsageError: there is no such format.
        TemplateFault, GlyphMissing, PageFault: as in ``formats.output``.
    """
    if form == "md":
        from charterkit.documents.markdown import markdown_of  # noqa: PLC0415  only what is asked for is imported

        return markdown_of(made, "synopsis.md", templates)
    if form == "html":
        from charterkit.documents.html import html_of  # noqa: PLC0415  likewise

        return html_of(made, "synopsis.html", templates)
    if form == "pdf":
        from charterkit.documents.any_output import any_pdf  # noqa: PLC0415  likewise

        return any_pdf(made, templates)
    raise UsageError(f"there is no format '{form}'", hint=f"give one of: {', '.join(FORMATS)}")


def places(made: Synopsis) -> Iterator[tuple[str, str]]:
    """Yield every stretch of text that will be drawn, with the place to name if a glyph is missing."""
    yield masthead_drawn(made.masthead)
    yield "the labels", " ".join((*made.words.values(), *made.remarks))
    for table in made.summary:
        yield "the summary", " ".join(cell for row in (table.columns, *table.rows) for cell in row)
    for section in made.sections:
        yield section.path, " ".join((section.title, *(name for band in section.bands for name in band.columns)))
    for line in made.lines():
        words = (run.text for cell in line.cells for row in cell.paragraphs for run in row.runs)
        notices = (notice.text for cell in line.cells for notice in cell.notices)
        yield line.path, " ".join((line.label, line.path, *words, *notices))
