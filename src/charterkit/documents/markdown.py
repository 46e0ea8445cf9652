"""The document as Markdown that reads as plain text and renders on a forge.

Numbers are printed as words, so that nothing renumbers them; changes stand in ``<ins>`` and ``<del>``, which forges
show and which, unlike ``~~``, hold next to any character. The layout is the template's, escaping is
``markdown_escape``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from charterkit.documents.labels import numbered_title
from charterkit.documents.markdown_escape import escape
from charterkit.documents.markdown_runs import anchors, cell_words, in_table, line_words, marked, slug_of
from charterkit.documents.synopsis.value import Synopsis
from charterkit.documents.templates import environment, fill
from charterkit.documents.tree import Block, Document, Run
from charterkit.documents.views.vacant import VACANT


def to_markdown(document: Document, templates: Sequence[Path] = ()) -> str:
    """Return the document as Markdown; ``templates`` are folders that are looked into before the package's own.

    Raises:
        TemplateFault: the template is missing or fails.
    """
    slugs = _slugs(document)

    def runs(of: Sequence[Run], before: str = "") -> str:
        return "".join(marked(of, slugs, before))

    def slug(path: str) -> str:
        return slug_of(path, slugs)

    filters: dict[str, Callable[..., Any]] = {
        "runs": runs,
        "slug": slug,
        "words": line_words,
        "line": escape,
        "cell": cell_words,
        "unnoted": _unnoted,
        "calls": _calls,
    }
    text = fill(environment(templates, filters), "document.md", document=document)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def synopsis_markdown(synopsis: Synopsis, templates: Sequence[Path] = ()) -> str:
    """Return a synopsis as Markdown; raises TemplateFault as ``to_markdown`` does."""
    return markdown_of(synopsis, "synopsis.md", templates)


def markdown_of(document: object, template: str, templates: Sequence[Path] = ()) -> str:
    """Return what a template makes of a document whose words lead nowhere; raises as ``to_markdown`` does."""

    def runs(of: Sequence[Run], before: str = "") -> str:
        return "".join(marked(of, {}, before))

    filters: dict[str, Callable[..., Any]] = {
        "runs": runs,
        "table_runs": in_table,
        "words": line_words,
        "line": escape,
        "cell": cell_words,
    }
    text = fill(environment(templates, filters), template, document=document)
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
