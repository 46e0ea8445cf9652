"""A comparison as Markdown that renders on a forge and reads as plain text: ~~deleted~~ and **inserted**.

The words come from ``worded``, how marks are set so that they render from ``marks``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from charterkit.documents.comparison.entries import Entry, Paragraph
from charterkit.documents.comparison.marks import in_cell, marked_markdown, plain_markdown
from charterkit.documents.comparison.pieces import ELISION, Piece
from charterkit.documents.comparison.worded import CONTEXT, Worded, worded
from charterkit.history import Comparison, Tally
from charterkit.history.comparing.tally import Sponsors

LEGEND: Final = f"~~deleted~~ **inserted** {ELISION} the same in both and left out here"
_MOVES: Final = (Piece("moved_from", "a sentence at its old place", 1), Piece("moved_to", "at its new place", 1))

_HEADINGS: Final = (
    "Added",
    "Deleted",
    "Moved",
    "Changed",
    "Renumbered",
    "Words in",
    "Words out",
    "Sentences moved",
)


def comparison_markdown(
    comparison: Comparison,
    *,
    labels: tuple[str, str] = ("old", "new"),
    context: int | None = CONTEXT,
    sponsors: Sponsors | None = None,
) -> str:
    """Return a comparison as a Markdown document.

    Args:
        comparison: what became of one charter in another.
        labels: what the two are called.
        context: how many unchanged words to show around a change; None shows all.
        sponsors: who put forward the change at each path; given, there is a table by sponsor too.
    """
    found = worded(comparison, labels, context, sponsors)
    old, new = map(plain_markdown, labels)
    if found.empty:
        return f"# {old} → {new}\n\nNo differences.\n"
    return "\n\n".join((f"# {old} → {new}", _legend(moves=found.moves), *_blocks(found))) + "\n"


def _legend(*, moves: bool) -> str:
    return f"{LEGEND}\\\n{'  '.join(marked_markdown((piece,)) for piece in _MOVES)}" if moves else LEGEND


def _blocks(found: Worded) -> Iterator[str]:
    if found.totals:
        yield _summary("Part", found.totals)
    if found.by_sponsor:
        yield _summary("Sponsor", found.by_sponsor)
    for section in found.sections:
        yield f"## {_heading(section.title)}"
        for entry in section.entries:
            yield from _entry(entry)
    if found.renumbered:
        yield "## Renumbered"
        yield _table(
            ("Old number", "New number", "Id"), ((old, new, f"`{path}`") for old, new, path in found.renumbered)
        )
    yield from _list("Settings", found.settings)
    yield from _list("Registry", found.registry)


def _summary(of: str, totals: Iterable[tuple[str, Tally]]) -> str:
    rows = (
        (in_cell(plain_markdown(_flat(title))), *(str(count) for count in _counts(tally))) for title, tally in totals
    )
    return _table((of, *_HEADINGS), rows)


def _counts(tally: Tally) -> tuple[int, ...]:
    provisions = (tally.added, tally.deleted, tally.moved, tally.changed, tally.renumbered)
    return (*provisions, tally.words_in, tally.words_out, tally.sentences_moved)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (headings, ("---",) * len(headings), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _entry(entry: Entry) -> Iterator[str]:
    if entry.title:
        yield f"### {_heading(entry.title)}"
    named = f"`{entry.path}`" if entry.title else ""
    notes = "; ".join(map(plain_markdown, entry.notes))
    if named or notes:
        yield ": ".join(filter(None, (named, notes)))
    yield from map(_paragraph, entry.paragraphs)


def _paragraph(paragraph: Paragraph) -> str:
    said = ", ".join(filter(None, (paragraph.label, paragraph.note)))
    words = marked_markdown(paragraph.words, before=" " if said else "")
    if not said:
        return words
    return f"*{plain_markdown(said)}:* {words}" if words else f"*{plain_markdown(said)}*"


def _list(title: str, rows: Iterable[str]) -> Iterator[str]:
    items = [f"- {plain_markdown(row)}" for row in rows]
    if items:
        yield f"## {title}"
        yield "\n".join(items)


def _heading(title: str) -> str:
    return plain_markdown(_flat(title))


def _flat(title: str) -> str:
    """A title's number and heading stand two spaces apart, which Markdown would join."""
    return title.replace("  ", " · ")
