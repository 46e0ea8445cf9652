"""How far a text is from agreement, as a report: tables, the trend over the versions as a picture, who holds what.

The tables are made in ``statistics_tables``; the figures in ``charterkit.drafting.statistics``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from charterkit.documents.charts import Chart, Series
from charterkit.documents.front import Front
from charterkit.documents.report import Block, Grid, Heading, Picture, Prose, Report, drawn, report, words
from charterkit.documents.statistics_tables import (
    HELD_BY,
    alternative_grid,
    holder_grid,
    label,
    part_grid,
    part_short,
    provision_grid,
    record,
    version_grid,
)
from charterkit.drafting.holdings import SIZES
from charterkit.drafting.statistics import Statistics

OPEN: Final = "What is open"
HELD: Final = "Who holds what"

TABLES: Final[Mapping[str, tuple[str, Callable[[Statistics], Grid], str]]] = MappingProxyType(
    {
        "part": (OPEN, part_grid, "The text holds no provisions yet."),
        "version": (OPEN, version_grid, "There is no version yet."),
        "provision": (OPEN, provision_grid, "Nothing is open."),
        "participant": (HELD, holder_grid, "Nobody holds an alternative."),
        "alternative": (HELD, alternative_grid, "Nobody holds an alternative."),
    }
)
"""What the figures may be ordered by: its section, its table, and what is said where that has no rows."""

TREND: Final = 2
"""How many versions make a trend."""


def statistics_report(
    found: Statistics, front: Front, chosen: Collection[str] = tuple(TABLES), *, pictures: bool = True
) -> Report:
    """Return the figures as a report.

    Args:
        found: the figures.
        front: what the masthead says.
        chosen: which of ``TABLES``, in the order of that list.
        pictures: whether the trend and the holdings are drawn too; a terminal and CSV do without.
    """
    blocks: list[Block] = []
    for name in (each for each in TABLES if each in chosen):
        title, made, none = TABLES[name]
        if not any(isinstance(block, Heading) and block.text == title for block in blocks):
            blocks.append(Heading(title, 2, name))
        grid = made(found)
        if not grid.rows or (name == "part" and not found.parts):
            blocks += [said for said in (Prose(words(none)),) if said not in blocks]
        else:
            blocks += _pictured(name, grid, found, front.language or found.language) if pictures else [grid]
    return report(found.charter.settings, front, "statistics", tuple(blocks), record=record(found))


def trend(found: Statistics, language: str) -> Picture:
    """Return the brackets, options and placeholders of every version as a drawing."""
    counts = [each.count for each in found.milestones]
    series = (
        Series("Brackets", tuple(count.brackets for count in counts)),
        Series("Options", tuple(count.options for count in counts)),
        Series("Placeholders", tuple(count.placeholders for count in counts)),
    )
    labels = tuple(label(each) for each in found.milestones)
    return drawn(Chart("lines", "Brackets over the versions", labels, series, "Version"), language)


def shares(found: Statistics, language: str) -> Picture:
    """Return how many alternatives of every part are held by one, few or many, as a drawing."""
    held = found.holdings.held
    parts = [count.part for count in found.parts if any(each.bracket.part == count.part for each in held)]
    sizes = (*SIZES, *(("none",) if any(each.size == "none" for each in held) else ()))
    series = tuple(
        Series(f"held by {HELD_BY[size]}", tuple(_sized(found, part, size) for part in parts)) for size in sizes
    )
    labels = tuple(part_short(part, found) for part in parts)
    return drawn(Chart("stacked", "Alternatives held by one, few and many", labels, series, "Part"), language)


def _sized(found: Statistics, part: str, size: str) -> int:
    return sum(each.bracket.part == part and each.size == size for each in found.holdings.held)


def _pictured(name: str, grid: Grid, found: Statistics, language: str) -> list[Block]:
    """Return a table with what is drawn of it; the table of the versions holds the figures of the trend itself."""
    if name == "version" and len(found.milestones) >= TREND:
        return [replace(trend(found, language), figures=grid)]
    return [grid, shares(found, language)] if name == "participant" else [grid]
