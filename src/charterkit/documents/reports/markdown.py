"""A report as Markdown, from ``templates/report.md``; a chart stands as what it says and its figures.

Runs of words are ``markdown.runs``'s, escaping ``markdown.escape``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from charterkit.documents.markdown.document import markdown_of
from charterkit.documents.markdown.runs import anchors, in_table
from charterkit.documents.reports.report import NAMES, Cell, Report, shown


def report_markdown(made: Report, templates: Sequence[Path] = ()) -> str:
    """Return a report as Markdown; ``templates`` are folders that are looked into before the package's own.

    Raises:
        TemplateFault: a template is missing or fails.
    """
    slugs = anchors(_headed(made))

    def cell(of: Cell | str) -> str:
        return in_table(shown(of, made.language), slugs)

    return markdown_of(made, "report.md", templates, slugs, grid_cell=cell, kind=lambda block: NAMES[type(block)])


def _headed(made: Report) -> Iterator[tuple[str, str]]:
    """Yield every heading of the file in reading order, with its path."""
    yield "", made.masthead.title
    for there, name in ((made.legend, "legend"), (made.remarks, "remarks"), (made.contents, "contents")):
        if there:
            yield "", made.words[name]
    for heading in made.headings():
        yield heading.path, heading.text
