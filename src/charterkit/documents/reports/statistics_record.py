"""The figures of a negotiation for programs: plain values; people read ``statistics_report``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from charterkit.documents.wording.labels import in_language
from charterkit.drafting.counts import Count
from charterkit.drafting.holdings import Holding
from charterkit.drafting.statistics import Milestone, Statistics


def statistics_record(found: Statistics) -> dict[str, Any]:
    """Return all figures."""
    return {
        "total": _record(found.total, found),
        "parts": [_record(count, found) for count in found.parts],
        "provisions": [_record(count, found) for count in found.provisions],
        "versions": [_milestone(each) for each in found.milestones],
        "participants": [asdict(each) for each in found.holdings.holders],
        "alternatives": [_alternative(each) for each in found.holdings.held],
        "many_from": found.holdings.many,
        "stranded": [entry.ref for entry in found.stranded],
    }


def _record(count: Count, found: Statistics) -> dict[str, Any]:
    key = count.provision or count.part
    node = found.charter.provisions.get(key) or found.charter.part(key)
    heading = in_language(node.heading, found.language) if node else ""
    return count._asdict() | {"heading": heading}


def _milestone(each: Milestone) -> dict[str, Any]:
    figures = {name: value for name, value in each.count._asdict().items() if name not in ("part", "provision")}
    date = each.date.isoformat() if each.date else None
    return {"version": each.name or None, "symbol": each.symbol or None, "date": date, "open": each.open, **figures}


def _alternative(each: Holding) -> dict[str, Any]:
    bracket, option = each.bracket, each.option
    return {
        "part": bracket.part, "provision": bracket.provision, "path": bracket.path, "kind": bracket.kind,
        "texts": list(option.texts), "present": option.present, "holders": list(option.holders),
        "changes": list(option.refs), "held_by": each.size, "words": each.words,
    }  # fmt: skip
