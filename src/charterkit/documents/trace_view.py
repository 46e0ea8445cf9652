"""A trace as every page shows it: each text in rows, a row for the words of one origin, with the origin in the margin.

What a margin says and what the list of origins below says of each is decided here, once for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from charterkit.history.attribution_origins import Origin, Trace, TracedText

UNATTRIBUTED: Final = "unattributed"
COLUMNS: Final = ("From", "Brought by", "Decision", "First in", "Commit")
ORDER: Final = "Origins stand in the order in which their words appear."
_SHOWN: Final = 12
"""How many characters of a commit's id are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words in a row, without the white space around them, and the label of their origin."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading or text: its printed number and path, what it is where it is no text, its language, its rows."""

    title: str
    language: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A trace ready to be set.

    Attributes:
        title: what was traced, and at which commit.
        passages: its texts in reading order.
        origins: one row per origin under ``COLUMNS``, each beginning with its label.
        notes: what did not fit together.
    """

    title: str
    passages: tuple[Passage, ...]
    origins: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def view(trace: Trace) -> View:
    """Return a trace as it is shown."""
    origins = dict.fromkeys(run.origin for text in trace.texts for run in text.runs)
    return View(
        f"{_cited(trace, trace.path)} at {trace.commit[:_SHOWN]}",
        tuple(_passage(trace, text) for text in trace.texts),
        tuple(_line(origin) for origin in origins),
        trace.notes,
    )


def label(origin: Origin) -> str:
    """Return what stands in the margin: the change, or that nobody is credited."""
    return origin.ref or f"{UNATTRIBUTED} {origin.commit[:_SHOWN]}"


def _cited(trace: Trace, path: str) -> str:
    number = trace.numbers.get(path, path)
    return path if number == path else f"{number} ({path})"


def _passage(trace: Trace, text: TracedText) -> Passage:
    heading = ", heading" if text.field == "heading" else ""
    rows = tuple(Row(label(run.origin), run.text.strip()) for run in text.runs if run.text.strip())
    return Passage(_cited(trace, text.path) + heading, text.language, rows)


def _line(origin: Origin) -> tuple[str, ...]:
    sponsors = ", ".join((origin.participant, *origin.co_sponsors)) or UNATTRIBUTED
    decision = f"{origin.decision}, {origin.date}" if origin.decision else f"none, {origin.date}"
    session = f", {origin.session}" if origin.session else ""
    return label(origin), sponsors, decision + session, origin.version or "not released", origin.commit[:_SHOWN]
