"""A report as Markdown, from ``templates/report.md``; a chart stands as what it says and its figures.

Runs of words are ``markdown_runs``'s, escaping ``markdown_escape``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from charterkit.documents.markdown_escape import escape
from charterkit.documents.markdown_runs import anchors, cell_words, in_table, line_words, marked, slug_of
from charterkit.documents.reports.report import NAMES, Cell, Report, shown
from charterkit.documents.templates import environment, fill
from charterkit.documents.tree import Run


def report_markdown(made: Report, templates: Sequence[Path] = ()) -> str:
    """Return a report as Markdown; ``templates`` are folders that are looked into before the package's own.

    Raises:
        TemplateFault: a template is missing or fails.
    """
    slugs = anchors(_headed(made))

    def runs(of: Sequence[Run], before: str = "") -> str:
        return "".join(marked(of, slugs, before))

    def cell(of: Cell | str) -> str:
        return in_table(shown(of, made.language), slugs)

    filters: dict[str, Callable[..., Any]] = {
        "runs": runs,
        "grid_cell": cell,
        "slug": lambda path: slug_of(path, slugs),
        "words": line_words,
        "line": escape,
        "cell": cell_words,
        "kind": lambda block: NAMES[type(block)],
    }
    text = fill(environment(templates, filters), "report.md", document=made)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _headed(made: Report) -> Iterator[tuple[str, str]]:
    """Yield every heading of the file in reading order, with its path."""
    yield "", made.masthead.title
    for there, name in ((made.legend, "legend"), (made.remarks, "remarks"), (made.contents, "contents")):
        if there:
            yield "", made.words[name]
    for heading in made.headings():
        yield heading.path, heading.text
