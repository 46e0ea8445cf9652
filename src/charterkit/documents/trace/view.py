"""A trace as every page shows it: each text in rows, a row for the words of one origin, with the origin in the margin.

What a margin says and what the list of origins below says of each is decided here, once for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from charterkit.documents.wording.dates import short_date
from charterkit.documents.wording.labels import ENGLISH
from charterkit.documents.wording.numerals import printed
from charterkit.documents.wording.phrases import Phrases, phrases
from charterkit.drafting.numbers import read
from charterkit.history.tracing.origins import Origin, Trace, TracedText

COLUMNS: Final = ("from", "brought_by", "decision", "first_in", "commit")
"""What is said of each origin; their heads are fixed words."""

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
        language: of the page.
        title: what was traced, and at which commit.
        heads: those of the origins' table, then that of the words.
        passages: its texts in reading order.
        origins: one row per origin under ``COLUMNS``, each beginning with its label.
        notes: what did not fit together.
    """

    language: str
    title: str
    heads: tuple[str, ...]
    passages: tuple[Passage, ...]
    origins: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    origins_title: str
    order: str


def view(trace: Trace, language: str = ENGLISH) -> View:
    """Return a trace as it is shown in a language."""
    say, heads = phrases("trace", language), phrases("heads", language)
    origins = dict.fromkeys(run.origin for text in trace.texts for run in text.runs)
    several = len({text.language for text in trace.texts}) > 1
    return View(
        say.language,
        say("title", place=_cited(trace, trace.path, say), commit=trace.commit[:_SHOWN]),
        (*(heads(name) for name in COLUMNS), heads("wording")),
        tuple(_passage(trace, text, say, several=several) for text in trace.texts),
        tuple(_line(origin, say) for origin in origins),
        trace.notes,
        say("origins"),
        say("order"),
    )


def label(origin: Origin, language: str = ENGLISH) -> str:
    """Return what stands in the margin: the change, or that nobody is credited."""
    return origin.ref or phrases("trace", language)("unattributed_commit", commit=origin.commit[:_SHOWN])


def _cited(trace: Trace, path: str, say: Phrases) -> str:
    number = trace.numbers.get(path, path)
    shown = printed(read(number, path), say.language) if number != path else path
    return say("numbered", number=shown, path=path) if number != path else path


def _passage(trace: Trace, text: TracedText, say: Phrases, *, several: bool) -> Passage:
    rows = tuple(Row(label(run.origin, say.language), run.text.strip()) for run in text.runs if run.text.strip())
    title = _cited(trace, text.path, say)
    title = say("heading", place=title) if text.field == "heading" else title
    return Passage(say("in_language", title=title, language=text.language) if several else title, text.language, rows)


def _line(origin: Origin, say: Phrases) -> tuple[str, ...]:
    sponsors = say.listed(filter(None, (origin.participant, *origin.co_sponsors))) or say("unattributed")
    decided = say.listed(filter(None, (origin.decision or say("none"), short_date(origin.date, say.language),
                                       origin.session)))  # fmt: skip
    return label(origin, say.language), sponsors, decided, origin.version or say("unreleased"), origin.commit[:_SHOWN]
