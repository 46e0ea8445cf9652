"""Whose words stand today, counted: by participant, part and version, as tables and as a picture.

What is counted is said in ``history.tracing.origins``. A submission's words count for who lodged it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from charterkit.documents.front import Front
from charterkit.documents.reports.charts import Chart, Series
from charterkit.documents.reports.report import Cell, Column, Grid, Heading, Picture, Prose, Report, drawn, report
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.phrases import Phrases, named, phrases
from charterkit.history.tracing.origins import Contribution
from charterkit.model.charter import LISTS, Charter


def ordered(found: Iterable[Contribution], charter: Charter, versions: Sequence[str]) -> list[Contribution]:
    """Return contributions by participant's code, then by part and version in their order."""
    parts = {name: place for place, (name, _) in enumerate(charter.settings.outline.containers())}
    order = {name: place for place, name in enumerate(versions)}

    def place(each: Contribution) -> tuple[str, int, str, int]:
        part = parts.get(each.part, len(parts))
        return each.participant, part, each.part, order.get(each.version or "", len(order))

    return sorted(found, key=place)


def contributions_report(
    found: Sequence[Contribution], charter: Charter, versions: Sequence[str], front: Front
) -> Report:
    """Return contributions, in order (``ordered``), as a report; ``versions`` are the released ones in order."""
    language = front.page_language(charter.settings)
    say = phrases("contributions", language)
    blocks = (
        Prose(say.runs("rule")),
        Heading(say("by_version"), 2, "participants"),
        picture(found, versions, language),
        Heading(say("by_part"), 2, "parts"),
        _parts(found, charter, say),
    )
    return report(charter.settings, front, "contributions", blocks, record={"contributions": records(found)})


def picture(found: Sequence[Contribution], versions: Sequence[str], language: str) -> Picture:
    """Return the words of each participant in layers, one for each version that they were released in first."""
    say, heads = phrases("contributions", language), phrases("heads", language)
    names = list(dict.fromkeys(each.participant for each in found))
    count: Counter[tuple[str, str | None]] = Counter()
    for each in found:
        count[each.participant, each.version] += each.words
    layers = [name for name in (*versions, None) if any(count[who, name] for who in names)]
    series = tuple(Series(name or say("unreleased"), tuple(count[who, name] for who in names)) for name in layers)
    shown = tuple(who or say("unattributed") for who in names)
    chart = Chart("stacked", say("words_today"), shown, series, heads("participant"), _said(found, say))
    return drawn(chart, say.language)


def _said(found: Sequence[Contribution], say: Phrases) -> str:
    totals: Counter[str] = Counter()
    for each in found:
        totals[each.participant or say("unattributed")] += each.words
    return say("told", figures=say.listed(say("figure", who=who, n=number) for who, number in totals.items()))


def _parts(found: Sequence[Contribution], charter: Charter, say: Phrases) -> Grid:
    headings = {part.id: part.heading for part in charter.settings.outline.parts}
    lists = labels(say.language)

    def part_name(key: str) -> Cell:
        return named(headings[key], say.language) if key in headings else lists[key] if key in LISTS else key

    heads = phrases("heads", say.language)
    columns = (*(Column(heads(name)) for name in ("participant", "part", "first_in")), Column(heads("words"), "number"))
    rows = tuple(
        (each.participant or say("unattributed"), part_name(each.part), each.version or say("unreleased"), each.words)
        for each in found
    )
    return Grid(say("words_today"), columns, rows, order=say("order"), records=tuple(records(found)))


def records(found: Sequence[Contribution]) -> list[dict[str, Any]]:
    """Return contributions as JSON values."""
    return [
        {"participant": each.participant or None, "part": each.part, "version": each.version, "words": each.words}
        for each in found
    ]
