"""Whose words stand today, counted: by participant, part and version, as tables and as a picture.

What is counted is said in ``history.attribution_origins``. A submission's words count for who lodged it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from charterkit.documents.charts import Chart, Series
from charterkit.documents.front import Front
from charterkit.documents.labels import labels
from charterkit.documents.report import Column, Grid, Heading, Picture, Prose, Report, drawn, report, words
from charterkit.documents.trace_view import UNATTRIBUTED
from charterkit.history.attribution_origins import Contribution
from charterkit.model.charter import Charter

_LATER = "not released"
_RULE = "Headings count; a submission's words count for who lodged it; words that no decision brought are unattributed."


def ordered(found: Iterable[Contribution], charter: Charter, versions: Sequence[str]) -> list[Contribution]:
    """Return contributions by participant's code, then by part and version in their order."""
    parts = [name for name, _ in charter.settings.outline.containers()]

    def place(each: Contribution) -> tuple[str, int, str, int]:
        part = parts.index(each.part) if each.part in parts else len(parts)
        return each.participant, part, each.part, versions.index(each.version) if each.version else len(versions)

    return sorted(found, key=place)


def contributions_report(
    found: Sequence[Contribution], charter: Charter, versions: Sequence[str], front: Front
) -> Report:
    """Return contributions, in order (``ordered``), as a report; ``versions`` are the released ones in order."""
    language = front.language or charter.settings.drafting_language
    blocks = (
        Prose(words(_RULE)),
        Heading("By participant and version", 2, "participants"),
        picture(found, versions, language),
        Heading("By participant, part and version", 2, "parts"),
        _parts(found, charter, language),
    )
    return report(charter.settings, front, "contributions", blocks, record={"contributions": records(found)})


def picture(found: Sequence[Contribution], versions: Sequence[str], language: str) -> Picture:
    """Return the words of each participant in layers, one for each version that they were released in first."""
    names = list(dict.fromkeys(each.participant for each in found))
    count: Counter[tuple[str, str | None]] = Counter()
    for each in found:
        count[each.participant, each.version] += each.words
    layers = [name for name in (*versions, None) if any(count[who, name] for who in names)]
    series = tuple(Series(name or _LATER, tuple(count[who, name] for who in names)) for name in layers)
    shown = tuple(who or UNATTRIBUTED for who in names)
    return drawn(Chart("stacked", "Words standing today", shown, series, "Participant", _said(found)), language)


def _said(found: Sequence[Contribution]) -> str:
    totals: Counter[str] = Counter()
    for each in found:
        totals[each.participant or UNATTRIBUTED] += each.words
    return "Words standing today. " + "; ".join(f"{who}: {number:,}" for who, number in totals.items()) + "."


def _parts(found: Sequence[Contribution], charter: Charter, language: str) -> Grid:
    said = labels(language)
    headings = {part.id: part.heading for part in charter.settings.outline.parts}

    def part_name(key: str) -> str:
        heading = headings.get(key, {})
        return heading.get(language) or next(iter(heading.values()), said.get(key, key))

    columns = (Column("Participant"), Column("Part"), Column("First in"), Column("Words", "number"))
    rows = tuple(
        (each.participant or UNATTRIBUTED, part_name(each.part), each.version or _LATER, each.words) for each in found
    )
    order = "by participant's code, then by part and version in their order"
    return Grid("Words standing today", columns, rows, order=order, records=tuple(records(found)))


def records(found: Sequence[Contribution]) -> list[dict[str, Any]]:
    """Return contributions as JSON values."""
    return [
        {"participant": each.participant or None, "part": each.part, "version": each.version, "words": each.words}
        for each in found
    ]
