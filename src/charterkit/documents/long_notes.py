"""A long footnote as pieces of some sentences each, so that it may go on at the foot of the next page.

WeasyPrint puts a footnote on one page or another, whole. A note longer than a page would run off it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.runs import Run, text_of
from charterkit.documents.tree import Document, Footnote, Paragraph

_WHOLE: Final = 2500
"""How many characters a note may have to stay whole: a third of a page at most."""
_PIECE: Final = 600
"""How many characters a piece of a longer one has at most."""
_END: Final = re.compile(r"[.!?;:\u061f\u0964\u06d4][\"')\u00bb\u201d\u2019]*\s+|[\u3002\uff01\uff1f\uff1b]\s*")
_SPACE: Final = re.compile(r"\s+")


def pieces(note: Footnote) -> tuple[Footnote, ...]:
    """Return a footnote as the pieces in which a page may set it: one, unless it is long.

    The runs of all pieces, joined, are those of the note, to the character.
    """
    if sum(map(_length, note.paragraphs)) <= _WHOLE:
        return (note,)
    parts = (part for paragraph in note.paragraphs for part in _parts(paragraph))
    return tuple(replace(note, paragraphs=(part,)) for part in parts)


def late(document: Document) -> frozenset[int]:
    """Return the footnotes called after a long one in the same paragraph: they may stand on a later page, behind it."""
    long = {note.number for note in document.footnotes if len(pieces(note)) > 1}
    found: set[int] = set()
    for block in document.blocks() if long else ():
        for paragraph in block.paragraphs:
            calls = [run.note for run in paragraph.runs if run.first_call]
            first = next((place for place, number in enumerate(calls) if number in long), len(calls))
            found.update(calls[first + 1 :])
    return frozenset(found)


def _length(paragraph: Paragraph) -> int:
    return sum(len(run.text) for run in paragraph.runs)


def _parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph in parts that each end with a sentence, a word, or where need be within one."""
    rest = paragraph.runs
    while sum(len(run.text) for run in rest) > _PIECE:
        first, rest = _cut(rest, _place(text_of(rest)))
        yield replace(paragraph, runs=first)
    if rest:
        yield replace(paragraph, runs=rest)


def _place(text: str) -> int:
    """Return where to cut a text that is longer than a piece."""
    for wanted in (_END, _SPACE):
        found = [match.end() for match in wanted.finditer(text, 0, _PIECE)]
        if found:
            return found[-1]
    return _PIECE


def _cut(runs: tuple[Run, ...], place: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return runs before and after a place; a run that is no plain words is not cut: it goes with those before."""
    first: list[Run] = []
    for number, run in enumerate(runs):
        if place <= 0:
            return tuple(first), runs[number:]
        if len(run.text) > place and run.role == "word" and not run.target:
            return (*first, replace(run, text=run.text[:place])), (
                replace(run, text=run.text[place:]),
                *runs[number + 1 :],
            )
        first.append(run)
        place -= len(run.text)
    return tuple(first), ()
