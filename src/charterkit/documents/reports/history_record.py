"""The drafting history of a provision for programs: the same as ``history_report`` prints, as JSON has it."""

from __future__ import annotations

from typing import Any

from charterkit.documents.trace.json import origin_record
from charterkit.drafting.ledger import Entry
from charterkit.drafting.positions import Stated
from charterkit.history.tracing.origins import Trace
from charterkit.history.travaux import Stage, Travaux


def history_record(found: Travaux, traced: Trace | None) -> dict[str, Any]:
    """Return a drafting history as JSON values."""
    return {
        "format": "charterkit-history/1",
        "path": found.path,
        "versions": [_stage_record(stage) for stage in found.stages],
        "words": [
            {"text": run.text, "path": text.path, "field": text.field, "language": text.language,
             **origin_record(run.origin)}
            for text in (traced.texts if traced else ()) for run in text.runs
        ],
        "proposals": [_proposal_record(entry, found) for entry in found.proposals],
        "positions": [_stated_record(each) for each in found.said],
        "decisions": [each.model_dump(mode="json", exclude_defaults=True) for each in found.decisions],
    }  # fmt: skip


def _stage_record(stage: Stage) -> dict[str, Any]:
    return {
        "version": stage.name or None,
        "symbol": stage.symbol or None,
        "date": str(stage.date) if stage.date else None,
        "path": stage.path,
        "texts": [
            {"path": each.path, "field": each.field, "before": each.before, "after": each.after}
            for each in stage.wordings
        ],
    }


def _proposal_record(entry: Entry, found: Travaux) -> dict[str, Any]:
    stated = (*found.positions.get(entry.ref, ()), *found.positions.get(entry.submission.id, ()))
    return {
        "change": entry.ref,
        "title": entry.submission.title,
        "sponsors": list(entry.sponsors or entry.submission.sponsors),
        "date": str(entry.submission.date),
        "state": entry.state,
        "by": entry.by or None,
        "proposal": entry.change.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "reasons": entry.submission.reasons,
        "positions": [_stated_record(each) for each in stated],
    }


def _stated_record(each: Stated) -> dict[str, Any]:
    return {
        "on": each.on, "participant": each.voice, "stance": each.stance, "statement": each.statement,
        "submission": each.submission, "date": str(each.date),
    }  # fmt: skip
