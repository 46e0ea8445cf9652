"""A trace as lines: the origin in the margin, the words beside it; readable without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charterkit.documents.comparison.pieces import printable
from charterkit.documents.reports.table_text import printed, terminal
from charterkit.documents.trace.view import Passage, View, view
from charterkit.documents.wording.labels import ENGLISH
from charterkit.history.tracing.origins import Trace

if TYPE_CHECKING:
    from rich.console import Console


def trace_text(trace: Trace, language: str = ENGLISH, *, width: int | None = None, colour: bool = False) -> str:
    """Return a trace for a terminal.

    Args:
        trace: what is shown.
        language: of its fixed words.
        width: how many columns a line has; None breaks no line.
        colour: whether titles and margins may be set off by the terminal's means.
    """
    found = view(trace, language)
    console, page = terminal(width, colour=colour)
    margin = max((len(row.label) for passage in found.passages for row in passage.rows), default=0)
    for passage in found.passages:
        _print_passage(console, passage, margin)
    _print_origins(console, found)
    for note in found.notes:
        console.print(f"note: {note}", markup=False)
    return printed(page) + "\n"


def _print_passage(console: Console, passage: Passage, margin: int) -> None:
    from rich.table import Table  # noqa: PLC0415  slow to import
    from rich.text import Text  # noqa: PLC0415  likewise

    console.print(Text(passage.title, style="bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=margin, no_wrap=True)
    grid.add_column()
    last = ""
    for row in passage.rows:
        grid.add_row(Text(row.label, style="" if row.label != last else "dim"), Text(printable(row.words)))
        last = row.label
    console.print(grid)
    console.print()


def _print_origins(console: Console, found: View) -> None:
    from rich.table import Table  # noqa: PLC0415  slow to import
    from rich.text import Text  # noqa: PLC0415  likewise

    grid = Table.grid(padding=(0, 2, 0, 0))
    heads = found.heads[:-1]
    for place, _ in enumerate(heads):
        grid.add_column(no_wrap=place in {0, len(heads) - 1})
    grid.add_row(*(Text(name, style="bold") for name in heads))
    for line in found.origins:
        grid.add_row(*map(Text, line))
    console.print(grid)
    console.print(Text(found.order, style="dim"))
