"""Runs of words as Markdown: changes in ``<ins>`` and ``<del>``, emphasis, links to anchors, calls of footnotes.

Which runs there are and where they stand is the business of ``document`` and ``reports.markdown``, escaping that of
``escape``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

import regex

from charterkit.documents.markdown.escape import escape, in_a_cell
from charterkit.documents.runs import Mark, Run

_TAGS: Final = {"insert": "ins", "delete": "del", "keep": ""}
_EDGES: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_UNSLUGGED: Final = regex.compile(r"[^\p{L}\p{M}\p{Nd}\p{Pc}\- ]")
"""What forges leave out of an anchor; vowel signs and other marks are in it."""


def marked(runs: Sequence[Run], slugs: Mapping[str, str], before: str = "") -> Iterator[str]:
    """Yield the runs, those of one mark and style between one pair of signs, spaces outside of them.

    ``slugs`` are the anchors by path that links lead to, ``before`` what stands in front of the first run.
    """
    shown = list(runs)
    place = 0
    for (mark, emphasis, _), group in groupby(shown, key=_style):
        members = list(group)
        last = before if place == 0 else ">"
        rest = "".join(_shown(run) for run in shown[place + len(members) :])[:80]
        tag = _TAGS[mark]
        inner = "".join(_group(members, slugs, last if not (tag or emphasis) else ">", "<" if tag else rest))
        place += len(members)
        lead, core, tail = _split(inner) if emphasis else ("", inner, "")
        styled = f"{lead}*{core}*{tail}" if emphasis and core else inner
        yield f"<{tag}>{styled}</{tag}>" if tag else styled


def _style(run: Run) -> tuple[Mark, bool, int]:
    """Return what runs between one pair of signs share: mark, emphasis, the number of a move."""
    return run.mark, run.emphasis and run.role != "note", run.move


def _group(members: Sequence[Run], slugs: Mapping[str, str], before: str, after: str) -> Iterator[str]:
    for place, run in enumerate(members):
        last = members[place - 1].text[-1:] or before if place else before
        if run.role == "note" and run.note:
            yield f"[^{run.note}]"
            continue
        following = "".join(_shown(other) for other in members[place + 1 :]) + after
        slug = slug_of(run.target, slugs)
        yield f"[{escape(run.text, '[', ']')}](#{slug})" if slug else escape(run.text, last, following)


def _shown(run: Run) -> str:
    """Return the characters of a run as its neighbours meet them: links and footnotes begin with a bracket."""
    return f"[{run.text}]" if run.target or run.note else run.text


def _split(text: str) -> tuple[str, str, str]:
    found = _EDGES.fullmatch(text)
    return (found.group(1), found.group(2), found.group(3)) if found else ("", text, "")


def in_table(runs: Sequence[Run], slugs: Mapping[str, str] | None = None) -> str:
    """Return runs as they stand in a cell of a table: on one line, no bar ends the cell, links lead to ``slugs``."""
    known = slugs or {}
    flat = [
        replace(run, target=run.target if slug_of(run.target, known) else "", text=" ".join(run.text.split("\n")))
        for run in runs
    ]
    return in_a_cell("".join(marked(flat, known, ".")))


def line_words(text: str) -> str:
    """Escape words that stand inside a line."""
    return escape(text, ".")


def cell_words(text: str) -> str:
    """Escape words that stand in a cell of a table, on one line."""
    return escape(" ".join(text.split()), ".", cell=True)


def anchors(headings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the anchors that forges make of headings, given as (path, words) in reading order, by path.

    Lower case, marks and vowel signs kept, no punctuation, hyphens for spaces, and a number where an anchor is taken.
    """
    counts = dict[str, int]()
    slugs: dict[str, str] = {}
    for path, heading in headings:
        slug = _UNSLUGGED.sub("", heading.lower()).replace(" ", "-")
        count = counts.get(slug, 0)
        counts[slug] = count + 1
        slugs.setdefault(path, f"{slug}-{count}" if count else slug)
    return slugs


def slug_of(path: str, slugs: Mapping[str, str]) -> str:
    """Return the anchor of a path, or of the provision that it is in; nothing where there is none."""
    return slugs.get(path) or slugs.get(path.partition("/")[0], "") if path else ""
