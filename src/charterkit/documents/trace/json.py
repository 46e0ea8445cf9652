"""A trace for programs: plain dictionaries, ready for ``json.dumps``, with stable keys.

Keys are only ever added; should one have to change its meaning, ``format`` gets the next number.
"""

from __future__ import annotations

from typing import Any, Final

from charterkit.history.tracing.origins import Origin, Trace, TracedText

FORMAT: Final = "charterkit-trace/1"


def trace_json(trace: Trace) -> dict[str, Any]:
    """Return a trace as plain values.

    Returns:
        ``format``, ``path``, ``number``, ``commit``, ``notes``, and ``texts`` in reading order: each with ``path``,
        ``number``, ``field``, ``language`` and ``runs``, which joined are the text. A run has ``text``,
        ``participant`` (null where no decision brought the words), ``co_sponsors``, ``submission``, ``changes``,
        ``decision``, ``session``, ``version`` (the first that holds the words), ``commit`` and ``date``.
    """
    return {
        "format": FORMAT,
        "path": trace.path,
        "number": trace.numbers.get(trace.path),
        "commit": trace.commit,
        "texts": [_text(trace, text) for text in trace.texts],
        "notes": list(trace.notes),
    }


def _text(trace: Trace, text: TracedText) -> dict[str, Any]:
    return {
        "path": text.path,
        "number": trace.numbers.get(text.path),
        "field": text.field,
        "language": text.language,
        "runs": [{"text": run.text, **origin_record(run.origin)} for run in text.runs],
    }


def origin_record(origin: Origin) -> dict[str, Any]:
    """Return an origin as JSON values."""
    return {
        "participant": origin.participant or None,
        "co_sponsors": list(origin.co_sponsors),
        "submission": origin.submission,
        "changes": list(origin.changes),
        "decision": origin.decision,
        "session": origin.session,
        "version": origin.version,
        "commit": origin.commit,
        "date": origin.date.isoformat(),
    }
