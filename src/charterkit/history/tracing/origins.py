"""Who stands behind words: participant, submission, change, decision, version, for every run of a traced text.

Values, and how they follow from a mark and the records. What a mark is, is said in ``attribution``.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from charterkit.drafting.proposals import Field, Slot
from charterkit.history.tracing.attribution import Attribution, Mark
from charterkit.history.tracing.credit import Spoken, Taken, narrowed
from charterkit.model.decisions import Decision, cited
from charterkit.model.submissions import Submission
from charterkit.words.count import number_of_words

UNATTRIBUTED: Literal[""] = ""
"""Stands for the participant of words that no decision brought."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words come from.

    Attributes:
        participant: who lodged the submission that brought them; empty where no decision did: they are unattributed.
        co_sponsors: who stood behind it besides, in the order in which they joined.
        submission: its id, or None.
        changes: the numbers of its changes that brought the words: one, unless several speak of the same words.
        decision: the decision that merged it, or None.
        session: the session that took the decision, or None.
        version: the first released version that holds the words, or None.
        commit: the full id of the commit that brought them.
        date: of the decision, or of the commit (UTC) where there is none.
    """

    participant: str
    co_sponsors: tuple[str, ...]
    submission: str | None
    changes: tuple[int, ...]
    decision: str | None
    session: str | None
    version: str | None
    commit: str
    date: datetime.date

    @property
    def ref(self) -> str:
        """The submission with its change as it is cited: ``XAA-2026-003#1``."""
        return cited(self.submission or "", self.changes)


@dataclass(frozen=True, slots=True)
class TracedRun:
    """Words in a row that have one origin."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class TracedText:
    """A heading or text with the origin of every word; the runs joined are the text."""

    path: str
    field: Field
    language: str
    runs: tuple[TracedRun, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Trace:
    """A part, provision or unit with the origin of every word in it and below it.

    Attributes:
        path: where it stands.
        commit: the full id of the commit at which it was looked at.
        texts: its headings and texts in reading order, all languages.
        numbers: the printed number of every path in it, such as ``Article 6(2)``.
        notes: what in the history did not fit together, one sentence each.
    """

    path: str
    commit: str
    texts: tuple[TracedText, ...]
    numbers: Mapping[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sources:
    """The records that origins are read from.

    Attributes:
        dates: the date of every commit.
        decisions: every decision by its id.
        submission: gives a submission by its id, or None.
        sponsors: gives who stood behind a change by its reference (``XAA-2026-003#1``) on a day, who lodged it first.
    """

    dates: Mapping[str, datetime.date]
    decisions: Mapping[str, Decision | Taken]
    submission: Callable[[str], Submission | None]
    sponsors: Callable[[str, datetime.date], tuple[str, ...]]
    _spoken: dict[str, Spoken] = field(default_factory=dict)

    def spoken(self, submission: Submission) -> Spoken:
        """Return which changes of a submission speak of which texts."""
        if submission.id not in self._spoken:
            self._spoken[submission.id] = Spoken(submission)
        return self._spoken[submission.id]


def traced(attribution: Attribution, slot: Slot, sources: Sources) -> TracedText:
    """Return a text with the origin of every word."""
    runs: list[TracedRun] = []
    for text, mark in attribution.runs(slot):
        origin = origin_of(text, mark, attribution.version(mark), sources)
        before = runs.pop().text if runs and runs[-1].origin == origin else ""
        runs.append(TracedRun(before + text, origin))
    return TracedText(slot.path, slot.field, slot.language, tuple(runs))


def origin_of(text: str, mark: Mark, version: str | None, sources: Sources) -> Origin:
    """Return where a run of words comes from."""
    decision = sources.decisions.get(mark.decision or "")
    if decision is None or decision.submission is None:
        return Origin(UNATTRIBUTED, (), None, (), None, None, version, mark.commit, sources.dates[mark.commit])
    submission = sources.submission(decision.submission)
    numbers: tuple[int, ...] = ()
    sponsors: tuple[str, ...] = (decision.submission.partition("-")[0],)
    if submission is not None:
        numbers = narrowed(submission, sources.spoken(submission).of(mark.slot, decision.changes), text)
        stood = (sources.sponsors(f"{submission.id}#{number}", decision.date) for number in numbers)
        sponsors = tuple(dict.fromkeys(code for codes in ((submission.by,), *stood) for code in codes))
    return Origin(
        sponsors[0], sponsors[1:], decision.submission, numbers, decision.id, decision.session, version, mark.commit,
        decision.date,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contribution:
    """How many of the words that stand today a participant brought: to which part, first in which version."""

    participant: str
    part: str
    version: str | None
    words: int


def contributions(texts: Iterable[TracedText], part_of: Callable[[str], str]) -> list[Contribution]:
    """Count the words of texts by participant, part and version; those of a submission count for who lodged it."""
    count: Counter[tuple[str, str, str | None]] = Counter()
    for text in texts:
        for run in text.runs:
            count[run.origin.participant, part_of(text.path), run.origin.version] += number_of_words(run.text)
    return [Contribution(*key, number) for key, number in count.items() if number]
