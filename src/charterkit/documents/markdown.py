"""The document as Markdown that reads as plain text and renders on a forge.

Numbers are printed as words, so that nothing renumbers them; changes stand in ``<ins>`` and ``<del>``, which forges
show and which, unlike ``~~``, hold next to any character. The layout is the template's, escaping is
``markdown_escape``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from charterkit.documents.markdown_escape import escape
from charterkit.documents.synopsis import Synopsis
from charterkit.documents.templates import environment, fill
from charterkit.documents.tree import Block, Document, Run

_TAGS: Final = {"insert": "ins", "delete": "del", "keep": ""}
_EDGES: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_OPEN_BAR: Final = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_UNSLUGGED: Final = re.compile(r"[^\w\- ]")


def to_markdown(document: Document, templates: Sequence[Path] = ()) -> str:
    """Return the document as Markdown; ``templates`` are folders that are looked into before the package's own.

    Raises:
        TemplateFault: the template is missing or fails.
    """
    slugs = _slugs(document)

    def runs(of: Sequence[Run], before: str = "") -> str:
        return "".join(_runs(of, slugs, before))

    def slug(path: str) -> str:
        return _slug_of(path, slugs)

    filters: dict[str, Callable[..., Any]] = {
        "runs": runs,
        "slug": slug,
        "words": _words,
        "line": escape,
        "cell": _cell,
        "unnoted": _unnoted,
        "calls": _calls,
    }
    text = fill(environment(templates, filters), "document.md", document=document)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def synopsis_markdown(synopsis: Synopsis, templates: Sequence[Path] = ()) -> str:
    """Return a synopsis as Markdown; raises TemplateFault as ``to_markdown`` does."""

    def runs(of: Sequence[Run], before: str = "") -> str:
        return "".join(_runs(of, {}, before))

    def table_runs(of: Sequence[Run]) -> str:
        return _OPEN_BAR.sub(r"\1\\|", runs([replace(run, target="") for run in of], "."))

    filters: dict[str, Callable[..., Any]] = {
        "runs": runs,
        "table_runs": table_runs,
        "words": _words,
        "line": escape,
        "cell": _cell,
    }
    text = fill(environment(templates, filters), "synopsis.md", document=synopsis)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _words(text: str) -> str:
    """Escape words that stand inside a line."""
    return escape(text, ".")


def _cell(text: str) -> str:
    """Escape words that stand in a cell of a table, on one line."""
    return escape(" ".join(text.split()), ".", cell=True)


def _runs(runs: Sequence[Run], slugs: dict[str, str], before: str = "") -> Iterator[str]:
    """Yield the runs, those of one mark and style between one pair of signs, spaces outside of them."""
    shown = list(runs)
    place = 0
    for (mark, emphasis), group in groupby(shown, key=lambda run: (run.mark, run.emphasis and run.role != "note")):
        members = list(group)
        last = before if place == 0 else ">"
        rest = "".join(_shown(run) for run in shown[place + len(members) :])[:80]
        tag = _TAGS[mark]
        inner = "".join(_group(members, slugs, last if not (tag or emphasis) else ">", "<" if tag else rest))
        place += len(members)
        lead, core, tail = _split(inner) if emphasis else ("", inner, "")
        styled = f"{lead}*{core}*{tail}" if emphasis and core else inner
        yield f"<{tag}>{styled}</{tag}>" if tag else styled


def _group(members: Sequence[Run], slugs: dict[str, str], before: str, after: str) -> Iterator[str]:
    for place, run in enumerate(members):
        last = members[place - 1].text[-1:] or before if place else before
        if run.role == "note" and run.note:
            yield f"[^{run.note}]"
            continue
        following = "".join(_shown(other) for other in members[place + 1 :]) + after
        slug = _slug_of(run.target, slugs)
        yield f"[{escape(run.text, '[', ']')}](#{slug})" if slug else escape(run.text, last, following)


def _shown(run: Run) -> str:
    """Return the characters of a run as its neighbours meet them: links and footnotes begin with a bracket."""
    return f"[{run.text}]" if run.target or run.note else run.text


def _split(text: str) -> tuple[str, str, str]:
    found = _EDGES.fullmatch(text)
    return (found.group(1), found.group(2), found.group(3)) if found else ("", text, "")


def _slugs(document: Document) -> dict[str, str]:
    """Return the anchors that forges make of the headings, by path: lower case, no punctuation, hyphens for spaces."""
    words, counts = document.words, dict[str, int]()
    slugs: dict[str, str] = {}
    for path, heading in (
        ("", document.masthead.title),
        *([("", words["legend"])] if document.legend else []),
        *([("", words["remarks"])] if document.remarks else []),
        ("", words["contents"]),
        *([("preamble", words["preamble"])] if document.preamble else []),
        *((block.path if block.linkable else "", _heading(block)) for block in _headed(document)),
    ):
        slug = _UNSLUGGED.sub("", heading.lower()).replace(" ", "-")
        count = counts.get(slug, 0)
        counts[slug] = count + 1
        slugs.setdefault(path, f"{slug}-{count}" if count else slug)
    return slugs | {block.path: slugs["preamble"] for block in document.preamble if block.linkable}


def _headed(document: Document) -> Iterator[Block]:
    for part in document.parts:
        yield part
        yield from part.blocks
    yield from (block for block in (*document.closing, *document.annexes) if not block.untitled)


def _heading(block: Block) -> str:
    """Return the heading as a reader sees it, deleted words and all: that is what a forge makes its anchor of."""
    words = "".join(run.text for run in block.heading if run.role != "note")
    return ". ".join(piece for piece in (block.label, words) if piece)


def _slug_of(path: str, slugs: dict[str, str]) -> str:
    return slugs.get(path) or slugs.get(path.partition("/")[0], "") if path else ""


def _unnoted(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return a heading without its footnote calls, which would end up in the anchor."""
    return tuple(run for run in runs if not run.note)


def _calls(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the footnote calls of a heading."""
    return tuple(run for run in runs if run.note)
