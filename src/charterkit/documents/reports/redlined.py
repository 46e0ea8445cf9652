"""Two texts as one redline of a few paragraphs, for reports: what was put in and taken out, the rest cut short.

The twin of ``views.redline``, which lays a whole comparison over a charter. ``(…)`` stands for untouched text, as in
published compilations of proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from charterkit import words
from charterkit.documents.comparison.context import both_ends
from charterkit.documents.comparison.pieces import ELISION
from charterkit.documents.inline import parse, splits_atom
from charterkit.documents.references import Names
from charterkit.documents.runs import Mark, Run, Runs
from charterkit.documents.synopsis.cells import laid_out
from charterkit.documents.views.items import Strand, own, whole
from charterkit.documents.views.redline import segment_strands

LONG: Final = 240
"""So many characters of what a record says stand in a cell."""
EXCERPT: Final = 60
"""So many characters of an alternative stand in one."""

_UNSAID: Final = frozenset({"markup", "note", "definition"})


def redlined(before: str, after: str, names: Names, context: int | None = None) -> tuple[Runs, ...]:
    """Return what leads from one text to another, a paragraph each.

    Args:
        before: the text that is changed; empty where all of ``after`` is new.
        after: the text it becomes; empty where it is taken out.
        names: what references print.
        context: how many untouched words to keep on either side of a change; None keeps all.
    """
    if not (before and after):
        return plain_text(before or after, names, "delete" if before else "insert")
    return redlined_segments(words.diff(before, after), names, context)


def redlined_segments(segments: Sequence[words.Segment], names: Names, context: int | None = None) -> tuple[Runs, ...]:
    """Return a redline that was made already, a paragraph each; ``context`` as for ``redlined``."""
    return _paragraphs(cut_short(segment_strands(segments), context), names)


def plain_text(text: str, names: Names, mark: Mark = "keep") -> tuple[Runs, ...]:
    """Return a text as it stands, a paragraph each and no sign between them; ``mark`` is that of all its words."""
    found = _paragraphs(whole(text, mark), names)
    return tuple(tuple(run for run in runs if run.role != "sign") for runs in found)


def on_one_line(text: str, names: Names) -> str:
    """Return a text or a piece of one for the cell of a table: references printed, no emphasis, no calls of notes."""
    cited = ((atom, names.cite(atom.value) if atom.kind == "reference" else None) for atom in parse(text))
    said = (words[0] if words else text[atom.start : atom.end] for atom, words in cited if atom.kind not in _UNSAID)
    return " ".join("".join(said).split())


def excerpt(text: str, most: int = EXCERPT) -> str:
    """Return a text on one line, cut at a word where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else _beginning(flat, most)


def cut(runs: Runs, most: int = LONG) -> Runs:
    """Return runs of so many characters at most, cut at a word."""
    found: list[Run] = []
    left = most
    for run in runs:
        if len(run.text) > left:
            return (*found, replace(run, text=_beginning(run.text, left)))
        left -= len(run.text)
        found.append(run)
    return tuple(found)


def _beginning(text: str, most: int) -> str:
    """Return a beginning of a text that ends with a word; in a script that sets no spaces, anywhere."""
    end = text.rfind(" ", most // 2, most)
    return f"{text[: end if end > 0 else most]} ..."


def _paragraphs(strands: Iterable[Strand], names: Names) -> tuple[Runs, ...]:
    return tuple(paragraph.runs for paragraph in laid_out(strands, names))


def cut_short(strands: Sequence[Strand], context: int | None) -> Iterator[Strand]:
    """Yield the strands, long untouched ones as their first and last words."""
    last = len(strands) - 1
    for place, strand in enumerate(strands):
        if strand.mark == "keep" and context is not None and last:
            yield from _short(strand, context if place else 0, context if place < last else 0)
        else:
            yield strand


def _short(strand: Strand, head: int, tail: int) -> Iterator[Strand]:
    ends = both_ends(strand.text[strand.start : strand.end], head, tail)
    if ends is None:
        yield strand
        return
    first, rest = strand.start + len(ends[0]), strand.end - len(ends[1])
    if splits_atom(strand.text, first) or splits_atom(strand.text, rest):
        yield strand
        return
    if head:
        yield Strand(strand.text, strand.start, first, strand.mark, strand.side)
    yield own(f"{' ' if head else ''}{ELISION}{' ' if tail else ''}", "sign")
    if tail:
        yield Strand(strand.text, rest, strand.end, strand.mark, strand.side)
