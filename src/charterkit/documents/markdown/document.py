"""The document as Markdown that reads as plain text and renders on a forge.

Numbers are printed as words, so that nothing renumbers them; changes stand in ``<ins>`` and ``<del>``, which forges
show and which, unlike ``~~``, hold next to any character. The layout is the template's, escaping is
``escape``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from charterkit.documents.markdown.escape import escape
from charterkit.documents.markdown.runs import anchors, cell_words, in_table, line_words, marked, slug_of
from charterkit.documents.pages.templates import environment, fill
from charterkit.documents.runs import Run
from charterkit.documents.tree import Block, Document
from charterkit.documents.views.vacant import VACANT
from charterkit.documents.wording.labels import numbered_title


def to_markdown(document: Document, templates: Sequence[Path] = ()) -> str:
    """Return the document as Markdown; ``templates`` are folders that are looked into before the package's own.

    Raises:
        TemplateFault: the template is missing or fails.
    """
    slugs = _slugs(document)
    return markdown_of(document, "document.md", templates, slugs, unnoted=_unnoted, calls=_calls)


def markdown_of(
    document: object,
    template: str,
    templates: Sequence[Path] = (),
    slugs: Mapping[str, str] | None = None,
    **further: Callable[..., Any],
) -> str:
    """Return what a template makes of a document as Markdown.

    Args:
        document: what the template speaks of as ``document``.
        template: its name.
        templates: folders that are looked into before the package's own.
        slugs: the anchors that references lead to, by path; where there are none, they lead nowhere.
        further: filters that this template has besides those of every one.

    Raises:
        TemplateFault: the template is missing or fails.
    """
    known = dict(slugs or {})

    def runs(of: Sequence[Run], before: str = "") -> str:
        return "".join(marked(of, known, before))

    filters: dict[str, Callable[..., Any]] = {
        "runs": runs,
        "table_runs": lambda of: in_table(of, known),
        "slug": lambda path: slug_of(path, known),
        "words": line_words,
        "line": escape,
        "cell": cell_words,
    }
    text = fill(environment(templates, filters | further), template, document=document)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _slugs(document: Document) -> dict[str, str]:
    """Return the anchors that forges make of the headings, by path: lower case, no punctuation, hyphens for spaces."""
    words = document.words
    headings = (
        ("", document.masthead.title),
        *([("", words["legend"])] if document.legend else []),
        *([("", words["remarks"])] if document.remarks else []),
        ("", words["contents"]),
        *([("preamble", words["preamble"])] if document.preamble else []),
        *((block.path if block.linkable else "", _heading(block, document.language)) for block in _headed(document)),
    )
    slugs = anchors(headings)
    return slugs | {block.path: slugs["preamble"] for block in document.preamble if block.linkable}


def _headed(document: Document) -> Iterator[Block]:
    parts = (block for part in document.parts for block in (part, *part.blocks))
    closing = (block for block in (*document.closing, *document.annexes) if not block.untitled)
    yield from (block for block in (*parts, *closing) if block.kind != VACANT)


def _heading(block: Block, language: str) -> str:
    """Return the heading as a reader sees it, deleted words and all: that is what a forge makes its anchor of."""
    words = "".join(run.text for run in block.heading if run.role != "note")
    return numbered_title(block.label, words, language)


def _unnoted(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return a heading without its footnote calls, which would end up in the anchor."""
    return tuple(run for run in runs if not run.note)


def _calls(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the footnote calls of a heading."""
    return tuple(run for run in runs if run.note)
