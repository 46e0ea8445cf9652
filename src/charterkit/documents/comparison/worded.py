"""A change list put into English: sections, entries and paragraphs, before any of it is laid out.

The terminal and Markdown views print these values, so that both say the same; JSON has the changes themselves. Words
for numbers come from ``drafting.numbering``, those for parts from the charter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from charterkit.documents.comparison.entries import Entry, Writer
from charterkit.documents.comparison.pieces import has_moves
from charterkit.history import Comparison, RegistryChange, Tally, summarise, tally_sponsors
from charterkit.history.comparing.tally import UNATTRIBUTED, Sponsors

CONTEXT: Final = 12
"""How many unchanged words the views show on either side of a change."""

_MOST_IDS: Final = 12
"""A longer list of ids is cut here; JSON has all of them."""


class Section(NamedTuple):
    """A part or list in which something changed."""

    title: str
    entries: tuple[Entry, ...]


class Worded(NamedTuple):
    """A whole comparison in English.

    Attributes:
        labels: what the two texts are called.
        sections: the parts and lists in which something changed, in reading order.
        renumbered: (old number, new number, path).
        settings: a line for each setting of the charter that changed.
        registry: a line for each list of the registry that changed.
        totals: (title of a part, what was counted), the whole charter last; empty where nothing changed.
        by_sponsor: (who, what was counted), in alphabetical order, what no decision accounts for first; empty where it
            was not asked for or has no answer.
    """

    labels: tuple[str, str]
    sections: tuple[Section, ...]
    renumbered: tuple[tuple[str, str, str], ...]
    settings: tuple[str, ...]
    registry: tuple[str, ...]
    totals: tuple[tuple[str, Tally], ...]
    by_sponsor: tuple[tuple[str, Tally], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report."""
        return not (self.sections or self.settings or self.registry)

    @property
    def moves(self) -> bool:
        """Whether a sentence moved within its paragraph."""
        entries = (entry for section in self.sections for entry in section.entries)
        return any(has_moves(paragraph.words) for entry in entries for paragraph in entry.paragraphs)


def worded(
    comparison: Comparison,
    labels: tuple[str, str],
    context: int | None = CONTEXT,
    sponsors: Sponsors | None = None,
) -> Worded:
    """Put a comparison into English.

    Args:
        comparison: what became of one charter in another.
        labels: what the two are called: versions, commits, dates.
        context: how many unchanged words to keep around a change; None keeps all.
        sponsors: who put forward the change at each path; it counts by sponsor where there are any.
    """
    writer = Writer(comparison, context)
    sections = (Section(writer.section_title(row), tuple(writer.entries(row))) for row in comparison.rows)
    return Worded(
        labels=labels,
        sections=tuple(section for section in sections if section.entries),
        renumbered=tuple((str(line.old), str(line.new), line.new_path) for line in comparison.renumbered),
        settings=tuple(f"{line.name}: {line.old or '(none)'} → {line.new or '(none)'}" for line in comparison.settings),
        registry=tuple(map(_registry_line, comparison.registry)),
        totals=_totals(comparison, writer),
        by_sponsor=tuple(_by_sponsor(comparison, sponsors)) if sponsors else (),
    )


def _by_sponsor(comparison: Comparison, sponsors: Sponsors) -> Iterator[tuple[str, Tally]]:
    for sponsor, tally in tally_sponsors(comparison, sponsors).items():
        yield "By no decision" if sponsor == UNATTRIBUTED else sponsor, tally


def _totals(comparison: Comparison, writer: Writer) -> tuple[tuple[str, Tally], ...]:
    summary = summarise(comparison)
    titles = {row.path: writer.section_title(row) for row in comparison.rows if not row.departed}
    by_part = [(titles[part], tally) for part, tally in summary.by_part.items()]
    return (*by_part, ("The whole charter", summary.total)) if by_part else ()


def _registry_line(change: RegistryChange) -> str:
    count = (
        str(change.new_count) if change.old_count == change.new_count else f"{change.old_count} → {change.new_count}"
    )
    lists = (("added", change.added), ("deleted", change.deleted), ("changed", change.changed))
    named = [f"{what} {_listed(ids)}" for what, ids in lists if ids]
    return f"{change.name} ({count}): {'; '.join(named) or 'put in another order'}"


def _listed(ids: tuple[str, ...]) -> str:
    more = len(ids) - _MOST_IDS
    return ", ".join(ids) if more <= 0 else f"{', '.join(ids[:_MOST_IDS])} and {more} more"
