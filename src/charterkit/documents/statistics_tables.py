"""The figures of a negotiation as tables: brackets by part, provision and version, and who holds what.

The figures come from ``charterkit.drafting.statistics``; how a table is drawn is left to whoever prints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from charterkit.documents.numerals import cite
from charterkit.documents.tables import Table
from charterkit.drafting.brackets import Bracket, Kind
from charterkit.drafting.counts import Count
from charterkit.drafting.holdings import MANY_AT_LEAST, SIZES, Holding, Holdings
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.statistics import Milestone, Statistics

EXCERPT: Final = 60
"""How many characters of an alternative's words a table shows."""

FIGURES: Final = ("Brackets", "Options", "Placeholders", "Words in brackets")
ORDER: Final = "in reading order"

_KINDS: Final[dict[Kind, str]] = {
    "words": "words",
    "addition": "addition of",
    "deletion": "deletion",
    "move": "move",
    "keep": "keep unchanged",
}


def part_table(found: Statistics) -> Table:
    """Return one row per part or list, and the total."""
    rows = [(part_name(count.part, found), str(count.provisions), *_figures(count)) for count in found.parts]
    if not rows:
        return Table("Brackets by part: the text holds no provisions yet", (), ())
    total = ("Total", str(found.total.provisions), *_figures(found.total))
    kinds = "Of these brackets {additions} are for adding, {deletions} for deleting and {moves} for moving a unit, "
    kinds += "{keeps} for keeping one unchanged; the others stand around words."
    beside = f"Open changes whose place is not in the text any more: {len(found.stranded)}; they have no bracket."
    return Table(
        "Brackets by part",
        ("Part", "Provisions", *FIGURES, "Share"),
        (*rows, total),
        notes=(kinds.format(**asdict(found.total)), *((beside,) if found.stranded else ()), SHARE),
        order=ORDER,
        records=tuple(_record(count, found) for count in (*found.parts, found.total)),
    )


SHARE: Final = "Share: words in brackets for every hundred words of the present text."


def provision_table(found: Statistics) -> Table:
    """Return one row per provision with something open or to be filled in."""
    numbers = number(found.charter)
    counted = [count for count in found.provisions if count.brackets or count.placeholders]
    if not counted:
        return Table("Brackets by provision: nothing is open", (), ())
    rows = ((place_name(count, found, numbers), *_figures(count)) for count in counted)
    still = sum(count.provisions for count in found.provisions) - sum(count.provisions for count in counted)
    return Table(
        "Brackets by provision",
        ("Provision", *FIGURES, "Share"),
        tuple(rows),
        notes=(f"Without brackets and placeholders: {still} of {found.total.provisions} provisions.",),
        order=ORDER,
        records=tuple(_record(count, found) for count in counted),
    )


def version_table(found: Statistics) -> Table:
    """Return one row per version, and one for the text since the last."""
    rows = tuple(
        (label(each), each.symbol, str(each.date or ""), str(each.count.provisions), str(each.open),
         *_figures(each.count))
        for each in found.milestones
    )  # fmt: skip
    return Table(
        "Brackets by version",
        ("Version", "Symbol", "Date", "Provisions", "Open changes", *FIGURES, "Share"),
        rows,
        order="in the order of release",
        records=tuple(_milestone(each) for each in found.milestones),
    )


def holder_table(found: Statistics) -> Table:
    """Return one row per participant that holds an alternative: how many, with how many others, in which parts."""
    held = found.holdings
    if not held.holders:
        return Table("Who holds what: nobody holds an alternative", (), ())
    parts = [count.part for count in found.parts if any(count.part in holder.parts for holder in held.holders)]
    rows = tuple(
        (each.code, str(each.held), str(each.alone), str(each.few), str(each.many), str(each.words),
         *(str(each.parts.get(part, "")) for part in parts))
        for each in held.holders
    )  # fmt: skip
    return Table(
        "Who holds what",
        ("Participant", "Held", "Alone", "With few", "With many", "Words", *(part_short(p, found) for p in parts)),
        rows,
        notes=tuple(_sizes(held)),
        order="by code",
        records=tuple(asdict(each) for each in held.holders),
    )


def alternative_table(found: Statistics) -> Table:
    """Return one row per alternative that somebody holds, with its words."""
    numbers = number(found.charter)
    if not found.holdings.held:
        return Table("Alternatives and their holders: there are none", (), ())
    return Table(
        "Alternatives and their holders",
        ("Place", "What", "Holders", "Held by"),
        tuple(_alternative(each, found, numbers) for each in found.holdings.held),
        notes=tuple(_sizes(found.holdings)),
        order=ORDER,
        records=tuple(_alternative_record(each) for each in found.holdings.held),
    )


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
    """Return how a provision is called: its number and heading; what is only proposed by its id."""
    key = count.provision or count.part
    shown = cite(numbers, key, found.language)
    if shown == key and count.provision and not count.provisions:
        return f"New: {key}"
    return f"{shown} {_heading(key, found)}".strip()


def _heading(key: str, found: Statistics) -> str:
    node = found.charter.provisions.get(key) or found.charter.part(key)
    return (node.heading.get(found.language) or next(iter(node.heading.values()), "")) if node else ""


def _figures(count: Count) -> tuple[str, ...]:
    share = f"{count.words / count.total:.0%}" if count.total else "-"
    return str(count.brackets), str(count.options), str(count.placeholders), str(count.words), share


def _sizes(held: Holdings) -> Iterator[str]:
    one, few, many = (held.sized(size) for size in SIZES)
    yield f"Alternatives held by one: {one}; by few: {few}; by many: {many}."
    few_of = "2" if held.many == MANY_AT_LEAST else f"2 to {held.many - 1}"
    yield f"Few: {few_of} participants; many: {held.many} or more, a third of those who may propose (at least 3)."


def _alternative(each: Holding, found: Statistics, numbers: Numbers) -> tuple[str, ...]:
    bracket, option = each.bracket, each.option
    shown = excerpt(" / ".join(text for text in option.texts if text.strip()))
    said = "present text: " if option.present else "" if bracket.kind == "words" else f"{_KINDS[bracket.kind]} "
    words = f"{said}{shown or ('no words' if bracket.kind == 'words' else '')}".strip()
    return _place(bracket, found, numbers), words, ", ".join(option.holders), each.size


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


def _record(count: Count, found: Statistics) -> dict[str, Any]:
    return asdict(count) | {"heading": _heading(count.provision or count.part, found)}


def _milestone(each: Milestone) -> dict[str, Any]:
    figures = {name: value for name, value in asdict(each.count).items() if name not in ("part", "provision")}
    date = each.date.isoformat() if each.date else None
    return {"version": each.name or None, "symbol": each.symbol or None, "date": date, "open": each.open, **figures}


def _alternative_record(each: Holding) -> dict[str, Any]:
    bracket, option = each.bracket, each.option
    return {
        "part": bracket.part, "provision": bracket.provision, "path": bracket.path, "kind": bracket.kind,
        "texts": list(option.texts), "present": option.present, "holders": list(option.holders),
        "changes": list(option.refs), "held_by": each.size, "words": each.words,
    }  # fmt: skip


def all_tables(found: Statistics) -> Sequence[Table]:
    """Return every table, from the whole to the single alternative."""
    return (
        part_table(found),
        version_table(found),
        provision_table(found),
        holder_table(found),
        alternative_table(found),
    )
