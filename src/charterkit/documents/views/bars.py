"""The later of two texts with a bar in the margin beside what changed: a redline without the words that went.

What changed is taken from the redline; nothing is compared here. The bar itself is the templates' in HTML and PDF; in
Markdown, and in a terminal, it is a character in front of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.comparison.lines import Line, write
from charterkit.documents.comparison.lines import Run as Words
from charterkit.documents.front import Front, masthead
from charterkit.documents.runs import Run, plain
from charterkit.documents.tree import Block, Document, Notice, Paragraph
from charterkit.documents.views.redline import redline
from charterkit.history.comparing.changes import Comparison
from charterkit.history.comparing.tally import Sponsors

BAR: Final = "|"
GONE: Final = "\N{EM DASH}"
"""Stands where words went and none came."""


def bars(
    comparison: Comparison, front: Front | None = None, sponsors: Sponsors | None = None, *, signs: bool = False
) -> Document:
    """Return the later text of a comparison with bars beside the paragraphs that changed.

    Args:
        comparison: what became of one charter in another.
        front: version, date, commit and whatever else only the caller knows.
        sponsors: who put forward the change at each path; given, the summary counts by sponsor too.
        signs: whether bars are characters of their paragraphs, for formats without margins.
    """
    front = front or Front()
    made = redline(comparison, front, sponsors)
    named = made.words["heading_reworded"]

    def shown(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(_block(block, named, signs=signs) for block in blocks)

    return replace(
        made,
        masthead=masthead(comparison.new.settings, front, "bars"),
        legend=(
            ((Run(BAR, role="sign"),), made.words["legend_bar"]),
            ((Run(GONE, role="sign"),), made.words["legend_gone"]),
        ),
        contents=tuple(entry for entry in made.contents if entry.mark != "delete"),
        preamble=shown(made.preamble),
        parts=shown(made.parts),
        closing=shown(made.closing),
        annexes=shown(made.annexes),
    )


def _block(block: Block, named: str, *, signs: bool) -> Block:
    if block.mark == "delete":
        gone = _paragraph(Paragraph((Run(GONE, "delete"),)), signs=signs)
        return replace(block, heading=(), paragraphs=(gone,), blocks=(), tables=(), mark="keep", linkable=False)
    note = (Notice(named),) if block.heading_changed and block.mark == "keep" else ()
    return replace(
        block,
        heading=_standing(block.heading),
        paragraphs=tuple(_paragraph(paragraph, signs=signs) for paragraph in block.paragraphs),
        blocks=tuple(_block(below, named, signs=signs) for below in block.blocks),
        mark="keep",
        notices=(*block.notices, *note),
    )


def _paragraph(paragraph: Paragraph, *, signs: bool) -> Paragraph:
    if not paragraph.changed:
        return paragraph
    runs = _standing(paragraph.runs) or (Run(GONE, role="sign"),)
    return replace(paragraph, runs=(*((Run(f"{BAR} ", role="sign"),) if signs else ()), *runs), bar=True)


def _standing(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs that stand in the later text, unmarked."""
    standing = [run for run in runs if run.mark != "delete" and not (run.mark == "insert" and run.role == "sign")]
    return tuple(replace(run, mark="keep", move=0) for run in standing if run.text)


def bars_text(document: Document, width: int | None = None, *, colour: bool = False) -> str:
    """Return a text with bars, made without signs, for a terminal: the bars stand in its first column."""
    return write(_lines(document), width, colour=colour)


def _lines(document: Document) -> Iterator[Line]:
    yield Line((Words("title", f"{document.masthead.title}. {document.masthead.view}"),))
    for sample, meaning in document.legend:
        yield Line((Words("dim", f"{plain(sample) or sample[0].text}  {meaning}"),), hang=3)
    for block in (*document.preamble, *document.parts, *document.closing, *document.annexes):
        yield from _block_lines(block, 2, top=True)


def _block_lines(block: Block, indent: int, *, top: bool = False) -> Iterator[Line]:
    above = top or block.kind not in {"unit", "vacant"}
    notices = "".join(f" [{notice.text}]" for notice in block.notices)
    heading = "" if block.untitled else plain(block.heading)
    if above and (title := f"{block.label}  {heading}{notices}".strip()):
        yield Line((Words("title", title),), indent, space=True)
    label = "" if above else f"{block.label}{notices} {f'{heading}. ' if heading else ''}"
    for place, paragraph in enumerate(block.paragraphs):
        words = "".join(f"[{run.text}]" if run.role == "note" else run.text for run in paragraph.runs)
        text = f"{'' if place else label}{words}".strip()
        yield Line((Words("", text),), indent, hang=2, bar=paragraph.changed)
    if label and not block.paragraphs:
        yield Line((Words("", label.strip()),), indent)
    for below in block.blocks:
        yield from _block_lines(below, indent if block.kind == "part" else indent + 2)
