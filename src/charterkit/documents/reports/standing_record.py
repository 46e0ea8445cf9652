"""The standing of a negotiation for programs: plain values, sentences in English; people read ``standing_report``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charterkit.documents.reports.blocker_words import called, message, move, remedy
from charterkit.documents.runs import text_of
from charterkit.documents.wording.labels import ENGLISH
from charterkit.drafting.blockers import Blocker
from charterkit.drafting.readiness import Readiness, Row


def standing_record(found: Readiness, paths: Sequence[str], *, adoptable: bool) -> dict[str, Any]:
    """Return the standing for programs, of the words at some paths; and whether the text as a whole is adoptable."""
    return {
        "module": found.module,
        "rule": found.rule,
        "asked": list(found.asked),
        "yet_to_speak": list(found.waited_for(paths)),
        "adopted": found.adopted.id if found.adopted else None,
        "adoptable": adoptable,
        "provisions": [_row_record(found, row) for row in found.rows],
        "blockers": [
            {**blocker_record(each), "move": move(each, ENGLISH), "paths": list(each.paths), "records": list(each.refs)}
            for each in found.blockers
        ],
        "said": [
            {"participant": each.voice, "by": each.speaker, "on": each.on, "stance": each.stance,
             "statement": each.statement, "submission": each.submission}
            for each in found.said
        ],
    }  # fmt: skip


def blocker_record(blocker: Blocker) -> dict[str, Any]:
    """Return what a blocker is, and what there is to do."""
    told, done = (text_of(said(blocker, ENGLISH)) for said in (message, remedy))
    return {"kind": blocker.kind, "message": told, "remedy": done}


def _row_record(found: Readiness, row: Row) -> dict[str, Any]:
    return {
        "path": row.path,
        "number": called(found.scope, row.path, ENGLISH),
        "agreements": [
            {"path": each.path, "words": each.span.words if each.span else None, "level": each.level,
             "state": each.state, "decision": each.decision, "reopened_by": each.reopened_by or None}
            for each in row.agreed
        ],
        "participants": dict(row.attitudes),
        "open_changes": list(row.open),
        "silence": [
            {"path": each.path, "until": each.until, "state": each.state, "broken_by": each.broken_by or None}
            for each in row.silence
        ],
    }  # fmt: skip
