"""Lines of styled runs, written as plain text with marks or as coloured text, wrapped to a width where there is one.

What the lines say is decided in ``text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from charterkit.documents.comparison.pieces import ELISION, MARKS, Op, Piece, Pieces, spelled, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from charterkit.documents.comparison.entries import Paragraph

Style = Literal["", "title", "label", "note", "dim", "keep", "delete", "insert", "moved_from", "moved_to", "mark"]

STYLES: Final[dict[Style, str]] = {
    "": "",
    "title": "bold",
    "label": "bold",
    "note": "italic",
    "dim": "dim",
    "keep": "",
    "delete": "red strike",
    "insert": "green underline",
    "moved_from": "magenta strike",
    "moved_to": "magenta underline",
    "mark": "magenta",
}
"""What each style looks like where there is colour; strike and underline tell changes apart without it."""

_OPS: Final[dict[Style, Op]] = {
    "delete": "delete",
    "insert": "insert",
    "moved_from": "moved_from",
    "moved_to": "moved_to",
}

_NARROWEST: Final = 20
"""A terminal said to be narrower than this gets lines of this width."""

_LEAST: Final = 8
"""At least so many columns are left for words, whatever the line hangs by."""

_ENDLESS: Final = 1_000_000
"""The width of lines that are coloured and not wrapped."""


class Run(NamedTuple):
    """Words in one style."""

    style: Style
    text: str


class Line(NamedTuple):
    """One line; where it is wrapped, what follows hangs ``hang`` columns further in than ``indent``."""

    runs: tuple[Run, ...]
    indent: int = 0
    hang: int = 0
    space: bool = False
    """Whether an empty line comes before it."""
    bar: bool = False
    """Whether a bar stands in the first column, beside all its rows; such a line is indented."""


def marked_text(run: Run, *, colour: bool) -> str:
    """Return what is printed for a run: its words, in brackets where a change has no colour to show it."""
    op = _OPS.get(run.style, "keep")
    opening, closing = ("", "") if colour else MARKS[op]
    return f"{opening}{visible(Piece(op, run.text)).text}{closing}"


def label_runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """Return what stands in front of a paragraph's words."""
    label = (Run("label", f"{paragraph.label}  "),) if paragraph.label else ()
    colon = ": " if paragraph.words else ""
    return (*label, Run("note", f"{paragraph.note}{colon}")) if paragraph.note else label


def word_runs(words: Pieces) -> tuple[Run, ...]:
    """Return a paragraph's words with their marks."""
    return tuple(Run("dim" if piece.op == "elided" else piece.op, piece.text) for piece in spelled(words) if piece.text)


def legend_lines(*, moves: bool = False) -> Iterator[Line]:
    """Yield the legend, in the marks that it explains; those of moved sentences only where asked for."""
    samples = (Run("delete", "deleted"), Run("", "  "), Run("insert", "inserted"))
    yield Line((*samples, Run("dim", f"  {ELISION} the same in both and left out here")))
    if moves:
        ends = (Piece("moved_from", "a sentence at its old place", 1), Piece("moved_to", "at its new place", 1))
        yield Line((*word_runs(ends[:1]), Run("", "  "), *word_runs(ends[1:])))


def write(lines: Iterable[Line], width: int | None, *, colour: bool) -> str:
    """Return lines as text that ends with a line end (empty for no lines)."""
    if width is None and not colour:
        return "".join(_plain(line) for line in lines)
    return "".join(_wrapped(lines, None if width is None else max(width, _NARROWEST), colour=colour))


def _plain(line: Line) -> str:
    text = "".join(marked_text(run, colour=False) for run in line.runs)
    first, *more = text.split("\n")
    rows = [" " * line.indent + first, *(" " * (line.indent + line.hang) + row if row else "" for row in more)]
    barred = (f"|{row[1:]}" if line.bar else row for row in rows)
    return "\n" * line.space + "".join(f"{row.rstrip()}\n" for row in barred)


def _wrapped(lines: Iterable[Line], width: int | None, *, colour: bool) -> Iterator[str]:
    canvas = console(width or _ENDLESS, colour=colour)
    for line in lines:
        with canvas.capture() as captured:
            if line.space:
                canvas.print()
            for row in _rows(line, canvas, width):
                canvas.print(row, soft_wrap=True)
        yield captured.get()


def _rows(line: Line, canvas: Console, width: int | None) -> Iterator[Text]:
    from rich.text import Text  # noqa: PLC0415  see text

    room = (width or _ENDLESS) - line.indent
    hang = min(line.hang, max(room - _LEAST, 0))
    inset = line.indent
    for row in styled(line.runs, colour=canvas.color_system is not None).wrap(canvas, room - hang, overflow="fold"):
        row.rstrip()
        lead = f"|{' ' * (inset - 1)}" if line.bar else " " * inset
        yield Text(lead).append_text(row) if row or line.bar else row
        inset = line.indent + hang


def styled(runs: Iterable[Run], *, colour: bool) -> Text:
    """Return runs as a text of rich."""
    from rich.text import Text  # noqa: PLC0415  see text

    return Text.assemble(*((marked_text(run, colour=colour), STYLES[run.style] if colour else "") for run in runs))


def console(width: int, *, colour: bool) -> Console:
    """Return a console of rich that writes to a string."""
    from rich.console import Console  # noqa: PLC0415  see text

    return Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=False,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
