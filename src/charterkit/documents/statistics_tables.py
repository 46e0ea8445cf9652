"""The figures of a negotiation as tables: brackets by part, provision and version, and who holds what.

The figures come from ``charterkit.drafting.statistics``; the report around them is made in ``statistics_report``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from charterkit.documents.numerals import cite
from charterkit.documents.report import Cell, Column, Grid
from charterkit.drafting.brackets import Bracket, Kind
from charterkit.drafting.counts import Count
from charterkit.drafting.holdings import MANY_AT_LEAST, SIZES, Holding, Holdings, Size
from charterkit.drafting.numbering import number
from charterkit.drafting.numbers import Numbers
from charterkit.drafting.statistics import Milestone, Statistics
from charterkit.model.charter import LISTS

EXCERPT: Final = 60
"""How many characters of an alternative's words a table shows."""

ORDER: Final = "in reading order"
SHARE: Final = "Share: words in brackets for every hundred words of the present text."

HELD_BY: Final[dict[Size, str]] = {"none": "nobody", "one": "one", "few": "few", "many": "many"}

_KINDS: Final[dict[Kind, str]] = {
    "words": "words",
    "addition": "addition of",
    "deletion": "deletion of",
    "move": "move",
    "keep": "keep unchanged",
}


def part_grid(found: Statistics) -> Grid:
    """Return one row per part or list, and the total."""
    rows = [(part_name(count.part, found), count.provisions, *_figures(count)) for count in found.parts]
    return Grid(
        "Brackets by part",
        (Column("Part"), *_columns("Provisions", "Brackets", "Options", "Placeholders", "Words"), _share()),
        (*rows, ("Total", found.total.provisions, *_figures(found.total))),
        notes=tuple(_part_notes(found)),
        order=ORDER,
    )


WORDS: Final = "Words: those within brackets, each alternative's."


def _part_notes(found: Statistics) -> Iterator[str]:
    kinds = "Of these brackets {additions} are for adding, {deletions} for deleting and {moves} for moving a unit, "
    kinds += "{keeps} for keeping one unchanged; the others stand around words."
    if found.total.brackets:
        yield kinds.format(**found.total._asdict())
    if found.stranded:
        yield f"Open changes whose place is not in the text any more: {len(found.stranded)}; they have no bracket."
    yield WORDS
    yield SHARE


def provision_grid(found: Statistics) -> Grid:
    """Return one row per provision with something open or to be filled in."""
    numbers = number(found.charter)
    counted = [count for count in found.provisions if count.brackets or count.placeholders]
    still = sum(count.provisions for count in found.provisions) - sum(count.provisions for count in counted)
    return Grid(
        "Brackets by provision",
        (Column("Provision"), *_columns("Brackets", "Options", "Placeholders", "Words"), _share()),
        tuple((place_name(count, found, numbers), *_figures(count)) for count in counted),
        notes=(f"Without brackets and placeholders: {still} of {found.total.provisions} provisions.",),
        order=ORDER,
    )


def version_grid(found: Statistics) -> Grid:
    """Return one row per version, and one for the text since the last."""
    columns = ("Provisions", "Open changes", "Brackets", "Options", "Placeholders", "Words")
    return Grid(
        "Brackets by version",
        (Column("Version"), Column("Symbol"), Column("Date"), *_columns(*columns)),
        tuple(
            (label(each), each.symbol, str(each.date or ""), each.count.provisions, each.open,
             *_figures(each.count)[:-1])
            for each in found.milestones
        ),
        order="in the order of release",
    )  # fmt: skip


def holder_grid(found: Statistics) -> Grid:
    """Return one row per participant that holds an alternative: how many, with how many others, in which parts."""
    held = found.holdings
    parts = [count.part for count in found.parts if any(count.part in holder.parts for holder in held.holders)]
    return Grid(
        "Alternatives by participant",
        (Column("Participant"), *_columns("Held", "Alone", "With few", "With many", "Words"),
         *_columns(*(part_short(part, found) for part in parts))),
        tuple(
            (each.code, each.held, each.alone, each.few, each.many, each.words,
             *(each.parts.get(part, "") for part in parts))
            for each in held.holders
        ),
        notes=tuple(_sizes(held)),
        order="by code",
    )  # fmt: skip


def alternative_grid(found: Statistics) -> Grid:
    """Return one row per alternative that somebody holds, with its words."""
    numbers = number(found.charter)
    return Grid(
        "Alternatives, one by one",
        (Column("Place", weight=4), Column("What", weight=8), Column("Holders", weight=5), Column("Held by", weight=2)),
        tuple(_alternative(each, found, numbers) for each in found.holdings.held),
        notes=tuple(_sizes(found.holdings)),
        order=ORDER,
    )


def _columns(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title, "number") for title in titles)


def _share() -> Column:
    return Column("Share", "number")


def label(each: Milestone) -> str:
    """Return how a version is called; the text since the last one has no name."""
    return each.name or "now"


def part_name(part: str, found: Statistics) -> str:
    """Return a part's number and heading, or a list's name."""
    return f"{part_short(part, found)} {_heading(part, found)}".strip()


def part_short(part: str, found: Statistics) -> str:
    """Return a part's number, or a list's name."""
    shown = cite(number(found.charter), part, found.language)
    return shown.capitalize() if shown == part else shown


def place_name(count: Count, found: Statistics, numbers: Numbers) -> str:
    """Return how a provision is called: its number and heading; what is only proposed, by the heading it would have."""
    key = count.provision or count.part
    shown = cite(numbers, key, found.language)
    if shown == key and (count.provision or key not in LISTS) and not count.provisions:
        return f"New: {_proposed_heading(key, found) or key}"
    return f"{shown} {_heading(key, found)}".strip()


def _heading(key: str, found: Statistics) -> str:
    node = found.charter.provisions.get(key) or found.charter.part(key)
    return (node.heading.get(found.language) or next(iter(node.heading.values()), "")) if node else ""


def _proposed_heading(key: str, found: Statistics) -> str:
    added = (each for each in found.brackets if each.kind == "addition" and each.path == key)
    return next((excerpt(option.texts[0]) for each in added for option in each.options if option.texts), "")


def _figures(count: Count) -> tuple[Cell, ...]:
    share = f"{count.words / count.total:.0%}" if count.total else ""
    return count.brackets, count.options, count.placeholders, count.words, share


def _sizes(held: Holdings) -> Iterator[str]:
    one, few, many = (held.sized(size) for size in SIZES)
    alone = f"; by nobody any more (the chair's list): {none}" if (none := held.sized("none")) else ""
    yield f"Alternatives held by one: {one}; by few: {few}; by many: {many}{alone}."
    few_of = "2" if held.many == MANY_AT_LEAST else f"2 to {held.many - 1}"
    yield f"Few: {few_of} participants; many: {held.many} or more, a third of those who may propose (at least 3)."


def _alternative(each: Holding, found: Statistics, numbers: Numbers) -> tuple[str, ...]:
    return _place(each.bracket, found, numbers), held_words(each), ", ".join(each.option.holders), HELD_BY[each.size]


def held_words(each: Holding) -> str:
    """Return what an alternative is, in short."""
    bracket, option = each.bracket, each.option
    shown = excerpt(" / ".join(text for text in option.texts if text.strip()))
    said = "present text: " if option.present else "" if bracket.kind == "words" else f"{_KINDS[bracket.kind]} "
    return f"{said}{shown or ('no words' if bracket.kind == 'words' else '')}".strip()


def _place(bracket: Bracket, found: Statistics, numbers: Numbers) -> str:
    """Return the printed number of a bracket's place; of what is proposed, where it would go."""
    shown = cite(numbers, bracket.path, found.language)
    if shown != bracket.path:
        return shown
    above, _, name = bracket.path.rpartition("/")
    around = cite(numbers, above, found.language) if above else part_short(bracket.part, found)
    return f"{around}, new: {name}" if around != name else f"new: {name}"


def excerpt(text: str, most: int = EXCERPT) -> str:
    """Return a text on one line, cut at a word where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} ..."


def record(found: Statistics) -> dict[str, Any]:
    """Return all figures for programs."""
    return {
        "total": _record(found.total, found),
        "parts": [_record(count, found) for count in found.parts],
        "provisions": [_record(count, found) for count in found.provisions],
        "versions": [_milestone(each) for each in found.milestones],
        "participants": [asdict(each) for each in found.holdings.holders],
        "alternatives": [_alternative_record(each) for each in found.holdings.held],
        "many_from": found.holdings.many,
        "stranded": [entry.ref for entry in found.stranded],
    }


def _record(count: Count, found: Statistics) -> dict[str, Any]:
    return count._asdict() | {"heading": _heading(count.provision or count.part, found)}


def _milestone(each: Milestone) -> dict[str, Any]:
    figures = {name: value for name, value in each.count._asdict().items() if name not in ("part", "provision")}
    date = each.date.isoformat() if each.date else None
    return {"version": each.name or None, "symbol": each.symbol or None, "date": date, "open": each.open, **figures}


def _alternative_record(each: Holding) -> dict[str, Any]:
    bracket, option = each.bracket, each.option
    return {
        "part": bracket.part, "provision": bracket.provision, "path": bracket.path, "kind": bracket.kind,
        "texts": list(option.texts), "present": option.present, "holders": list(option.holders),
        "changes": list(option.refs), "held_by": each.size, "words": each.words,
    }  # fmt: skip
