"""A comparison for a terminal or a pipe: inline, before and after, side by side.

The words come from ``worded``; here they get their lines, their marks and, where asked for, colour.
Deletions and insertions are told apart without colour: ``[-...-]`` and ``{+...+}``, or struck through and underlined.
Tables are drawn in ``tables``. rich is imported only where lines are wrapped, coloured or set in columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from charterkit.documents.comparison.entries import Entry, Paragraph
from charterkit.documents.comparison.lines import Line, Run, label_runs, legend_lines, word_runs, write
from charterkit.documents.comparison.pieces import one_side, printable
from charterkit.documents.comparison.worded import CONTEXT, Worded, worded
from charterkit.history import Comparison, Tally
from charterkit.history.comparing.tally import Sponsors

TextView = Literal["inline", "side-by-side", "before-after"]

_PAGE: Final = 100
_COUNTED: Final = ("added", "deleted", "moved", "changed", "renumbered")
_TWO_COLUMNS: Final = 56
"""In fewer columns than this, two texts can't be read beside each other."""


def comparison_text(
    comparison: Comparison,
    view: TextView = "inline",
    *,
    labels: tuple[str, str] = ("old", "new"),
    width: int | None = None,
    colour: bool = False,
    context: int | None = CONTEXT,
    sponsors: Sponsors | None = None,
) -> str:
    """Return a comparison as text that ends with a line end.

    Args:
        comparison: what became of one charter in another.
        view: ``inline`` shows deletions and insertions in one text, ``before-after`` the two texts one below the
            other, ``side-by-side`` beside each other (or the former, where
            there is no room for that).
        labels: what the two charters are called.
        width: how many columns a line may have; None never wraps (``side-by-side`` then takes 100 columns).
        colour: whether to mark by colour, strike and underline instead of brackets.
        context: how many unchanged words to show around a change; None shows all.
        sponsors: who put forward the change at each path; given, the summary counts by sponsor too.
    """
    found = worded(comparison, labels, context, sponsors)
    if view == "side-by-side" and not found.empty:
        if (width or _PAGE) >= _TWO_COLUMNS:
            return _with_table(found, width, colour=colour)
        view = "before-after"
    return write(_lines(found, view), width, colour=colour)


def _with_table(found: Worded, width: int | None, *, colour: bool) -> str:
    from charterkit.documents.comparison.tables import side_by_side  # noqa: PLC0415  needs rich

    table = side_by_side(found, width or _PAGE, colour=colour)
    return write(_head(found), width, colour=colour) + "\n" + table + write(_tail(found), width, colour=colour)


def _lines(found: Worded, view: TextView) -> Iterator[Line]:
    yield from _head(found)
    for section in found.sections:
        yield Line((Run("title", section.title),), space=True)
        for entry in section.entries:
            yield from _entry_lines(entry, view)
    yield from _tail(found)


def _head(found: Worded) -> Iterator[Line]:
    old, new = found.labels
    if found.empty:
        yield Line((Run("", f"No differences between {old} and {new}."),))
        return
    yield Line((Run("title", f"{old} → {new}"),))
    yield from legend_lines(moves=found.moves)


def _entry_lines(entry: Entry, view: TextView) -> Iterator[Line]:
    """Yield the lines of one provision."""
    if entry.title:
        yield Line((Run("title", entry.title), Run("dim", f"  {entry.path}")), indent=2, space=True)
    for note in entry.notes:
        yield Line((Run("note", note),), indent=4)
    for paragraph in entry.paragraphs:
        yield from _before_after(paragraph) if view == "before-after" else _inline(paragraph)


def _inline(paragraph: Paragraph) -> Iterator[Line]:
    yield Line((*label_runs(paragraph), *word_runs(paragraph.words)), indent=4, hang=2)


def _before_after(paragraph: Paragraph) -> Iterator[Line]:
    sides = (("before: ", one_side(paragraph.words, "insert")), ("after:  ", one_side(paragraph.words, "delete")))
    label = label_runs(paragraph._replace(words=()))
    if label:
        yield Line(label, indent=4)
    for name, words in sides:
        if words:
            yield Line((Run("dim", name), *word_runs(words)), indent=6, hang=len(name))


def _tail(found: Worded) -> Iterator[Line]:
    yield from _list("Renumbered", (f"{old} → {new}  {path}" for old, new, path in found.renumbered))
    yield from _list("Settings", found.settings)
    yield from _list("Registry", found.registry)
    yield from _list("Summary", (f"{title}: {tally_words(tally)}" for title, tally in found.totals))
    yield from _list("By sponsor", (f"{sponsor}: {tally_words(tally)}" for sponsor, tally in found.by_sponsor))


def _list(title: str, rows: Iterable[str]) -> Iterator[Line]:
    for place, row in enumerate(rows):
        if not place:
            yield Line((Run("title", title),), space=True)
        yield Line((Run("", printable(row)),), indent=2, hang=2)


def tally_words(tally: Tally) -> str:
    """Return a tally in words: ``1 provision added, 3 changed; 45 words in, 20 out``."""
    counts = [(getattr(tally, name), name) for name in _COUNTED]
    named = [f"{count} {name}" for count, name in counts if count]
    if named:
        first = next(count for count, _ in counts if count)
        named[0] = named[0].replace(" ", " provision " if first == 1 else " provisions ", 1)
    words = f"{tally.words_in} word{'' if tally.words_in == 1 else 's'} in, {tally.words_out} out"
    if tally.sentences_moved:
        words += f", {tally.sentences_moved} sentence{'' if tally.sentences_moved == 1 else 's'} moved"
    return "; ".join((*([", ".join(named)] if named else []), words))
