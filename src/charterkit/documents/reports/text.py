"""A report for a terminal: headings, paragraphs, lists and tables; readable without colour.

Words put in stand as ``{+so+}``, words taken out as ``[-so-]``; a chart stands as what it says and its figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from charterkit.documents.comparison.pieces import MARKS, printable
from charterkit.documents.reports.report import Block, Cell, Grid, Heading, Listing, Picture, Prose, Report, shown
from charterkit.documents.reports.table_text import printed, table_text, terminal
from charterkit.documents.runs import Runs
from charterkit.documents.wording.labels import labels


def report_text(made: Report, *, width: int | None = None, colour: bool = False) -> str:
    """Return a report for a terminal.

    Args:
        made: what is shown.
        width: how many characters a line has; None breaks no line.
        colour: whether headings may be set off by the terminal's means.
    """
    head = made.masthead
    called = (head.symbol, head.view, head.called(made.words), head.date)
    pieces = [
        _line(" · ".join(filter(None, called)), width, colour, style="bold"),
        *(_line(remark, width, colour) for remark in made.remarks),
        *(_block(block, made.language, width, colour) for block in made.blocks),
    ]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def plain_runs(runs: Runs) -> str:
    """Return runs as characters, with signs around changed words."""
    return "".join(_plain(runs))


def plain_cell(cell: Cell, language: str) -> str:
    """Return a cell as characters."""
    return plain_runs(shown(cell, language))


def _plain(runs: Runs) -> Iterator[str]:
    for mark, same in groupby(runs, key=lambda run: run.mark):  # a reference in new words is a run of its own
        before, after = MARKS[mark]
        yield f"{before}{''.join(printable(run.text) for run in same)}{after}"


def _block(block: Block, language: str, width: int | None, colour: bool) -> str:
    match block:
        case Heading():
            return _line(block.text, width, colour, style="bold" if block.level == 2 else "italic")  # noqa: PLR2004
        case Prose():
            label = f"{block.label} " if block.label else ""
            return _line(label + plain_runs(block.runs), width, colour, indent=2 * block.depth + 4 * block.quoted)
        case Listing():
            return "\n".join(_items(block, width, colour))
        case Grid():
            return _grid(block, language, width, colour)
        case Picture():
            return _grid(block.figures, language, width, colour)


def _items(block: Listing, width: int | None, colour: bool) -> Iterator[str]:
    for place, runs in enumerate(block.items, start=1):
        yield _line(f"{f'{place}.' if block.ordered else '-'} {plain_runs(runs)}", width, colour, indent=2)


def _grid(block: Grid, language: str, width: int | None, colour: bool) -> str:
    numbers = {place for place, column in enumerate(block.columns) if column.kind == "number"}
    return table_text(
        block.caption,
        [column.title for column in block.columns],
        [[plain_cell(cell, language) for cell in row] for row in block.rows],
        (*block.notes, *_order(block.order, language)),
        numbers=numbers,
        width=width,
        colour=colour,
    )


def _order(order: str, language: str) -> Iterator[str]:
    if order:
        said = labels(language)
        yield f"{said['order']}{said['colon']}{order}{said['sentence_end']}"


def _line(words: str, width: int | None, colour: bool, *, style: str = "", indent: int = 0) -> str:
    from rich.padding import Padding  # noqa: PLC0415  slow to import
    from rich.text import Text  # noqa: PLC0415  likewise

    console, page = terminal(width, colour=colour)
    console.print(Padding(Text(words, style=style), (0, 0, 0, indent)))
    return printed(page)
