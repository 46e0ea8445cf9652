"""How far a text is from agreement, as a report: tables, the trend over the versions as a picture, who holds what.

The tables are made in ``statistics_tables``; the figures in ``charterkit.drafting.statistics``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from charterkit.documents.front import Front
from charterkit.documents.reports.charts import Chart, Series
from charterkit.documents.reports.report import Block, Grid, Heading, Picture, Prose, Report, drawn, report, words
from charterkit.documents.reports.statistics_record import statistics_record
from charterkit.documents.reports.statistics_tables import Tables, on_pages
from charterkit.drafting.holdings import SIZES
from charterkit.drafting.statistics import Statistics

TABLES: Final[Mapping[str, tuple[str, Callable[[Tables], Grid], str]]] = MappingProxyType(
    {
        "part": ("open", Tables.part, "no_provisions"),
        "version": ("open", Tables.version, "no_versions"),
        "provision": ("open", Tables.provision, "nothing_open"),
        "participant": ("held", Tables.participant, "nobody_holds"),
        "alternative": ("held", Tables.alternative, "nobody_holds"),
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
    tables = Tables(found, front.language or found.language)
    blocks: list[Block] = []
    for name in (each for each in TABLES if each in chosen):
        section, made, none = TABLES[name]
        title = tables.say(section)
        if not any(isinstance(block, Heading) and block.text == title for block in blocks):
            blocks.append(Heading(title, 2, name))
        grid = made(tables)
        if not grid.rows or (name == "part" and not found.parts):
            blocks += [said for said in (Prose(words(tables.say(none))),) if said not in blocks]
        else:
            blocks += _pictured(name, grid, tables) if pictures else [grid]
    return report(found.charter.settings, front, "statistics", tuple(blocks), record=statistics_record(found))


def trend(tables: Tables) -> Picture:
    """Return the brackets, options and placeholders of every version as a drawing."""
    heads, versions = tables.heads, tables.found.milestones
    counts = [each.count for each in versions]
    series = (
        Series(heads("brackets"), tuple(count.brackets for count in counts)),
        Series(heads("options"), tuple(count.options for count in counts)),
        Series(heads("placeholders"), tuple(count.placeholders for count in counts)),
    )
    labels = tuple(tables.label(each) for each in versions)
    return drawn(Chart("lines", tables.say("trend"), labels, series, heads("version")), tables.language)


def shares(tables: Tables) -> Picture:
    """Return how many alternatives of every part are held by one, few or many, as a drawing."""
    found, say = tables.found, tables.say
    held = found.holdings.held
    parts = [count.part for count in found.parts if any(each.bracket.part == count.part for each in held)]
    sizes = (*SIZES, *(("none",) if any(each.size == "none" for each in held) else ()))
    series = tuple(Series(say(f"series_{size}"), tuple(_sized(found, part, size) for part in parts)) for size in sizes)
    labels = tuple(tables.part_short(part) for part in parts)
    return drawn(Chart("stacked", say("shares"), labels, series, tables.heads("part")), tables.language)


def _sized(found: Statistics, part: str, size: str) -> int:
    return sum(each.bracket.part == part and each.size == size for each in found.holdings.held)


def _pictured(name: str, grid: Grid, tables: Tables) -> list[Block]:
    """Return a table with what is drawn of it; the table of the versions holds the figures of the trend itself."""
    if name == "version" and len(tables.found.milestones) >= TREND:
        return [replace(trend(tables), figures=grid)]
    return [*on_pages(grid, tables.language), shares(tables)] if name == "participant" else [grid]
