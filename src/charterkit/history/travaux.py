"""The drafting history of one provision or unit: its words at every version, every proposal, position and decision.

What lawyers call the *travaux préparatoires* of a provision, put together from records. Nothing is judged: proposals
that failed stand beside those that were merged. How it is printed is left to ``documents.reports.history_report``.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.past import Past
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.positions import Stated, on_changes, positions
from charterkit.drafting.proposals import Field, texts_in
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.paths import touching, within
from charterkit.model.provisions import walk
from charterkit.model.submissions import Add, Amend, NewPart, target


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of the provision at a version: where it stands, and what it was before; equal where it is the same."""

    path: str
    field: Field
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A released version, or the text since the last one (no name): the path of the provision in it, and its words.

    ``path`` is None where it does not stand there; ``wordings`` then holds what was deleted with this version.
    """

    name: str
    symbol: str
    date: datetime.date | None
    charter: Charter
    path: str | None = None
    wordings: tuple[Wording, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether any of its words differ from those of the version before."""
        return any(wording.before != wording.after for wording in self.wordings)


Pairs = Sequence[tuple[str | None, str | None]]
"""The old and new path of everything that stands in either of two versions."""


@dataclass(frozen=True, slots=True)
class Course:
    """The versions of a text in order of time with the present text, without their words, and what became of what.

    It is the same for every provision.
    """

    stages: tuple[Stage, ...]
    pairs: tuple[Pairs, ...]
    """From each stage to the next."""


def course(stages: Sequence[Stage]) -> Course:
    """Return the course of a text through its versions."""
    return Course(
        tuple(stages),
        tuple(tuple(compare(before.charter, after.charter).pairs()) for before, after in pairwise(stages)),
    )


@dataclass(frozen=True, slots=True)
class Travaux:
    """A drafting history.

    Attributes:
        path: of the provision or unit, in the present text or the last one that had it.
        now: the negotiation that it is a part of.
        stages: the versions from the first one that has it.
        proposals: every change that speaks of it, in the order in which they were lodged.
        positions: what was last said of each of these, by its reference or its submission's id.
        said: every position on the provision itself or words in it, in order of time.
        decisions: every decision that concerns it, in order.
        language: of the words that are followed.
    """

    path: str
    now: Negotiation
    stages: tuple[Stage, ...]
    proposals: tuple[Entry, ...]
    positions: Mapping[str, Sequence[Stated]]
    said: tuple[Stated, ...]
    decisions: tuple[Decision, ...]
    language: str


def travaux(path: str, through: Course, now: Negotiation, language: str) -> Travaux | None:
    """Return the drafting history of a provision or unit; None where no version ever had it.

    Args:
        path: in the last of the stages that has it.
        through: the course of the text through its versions.
        now: the negotiation as it stands.
        language: of the words that are followed.
    """
    stages = through.stages
    known = [number for number, stage in enumerate(stages) if stage.charter.find(path) is not None]
    if not known:
        return None
    told = _followed(through, known[-1], path, language)
    present = path if known[-1] == len(stages) - 1 else now.past.present_path(path, stages[known[-1]].name)
    subject = _Subject(present, now.past)
    proposals = sorted(
        (entry for entry in now.entries.values() if subject.concerned(entry)),
        key=lambda entry: (entry.submission.date, entry.order),
    )
    stated = positions(now)
    refs = {entry.ref for entry in proposals}
    return Travaux(
        path, now, tuple(told), tuple(proposals), on_changes(stated),
        tuple(each for each in stated if not each.on[:1].isupper() and touching(each.on, present)),
        tuple(decision for decision in now.decisions if subject.decided(decision, refs)),
        language,
    )  # fmt: skip


def _followed(through: Course, last: int, path: str, language: str) -> list[Stage]:
    """Return the stages with the words of a provision, from the first that has it, by way of what it was then."""
    stages, pairs = through.stages, through.pairs
    paths: dict[int, str | None] = {last: path}
    for number in range(last, 0, -1):
        here = paths[number]
        paths[number - 1] = next((old for old, new in pairs[number - 1] if new == here), None) if here else None
    found = []
    for number, stage in enumerate(stages):
        here, before = paths.get(number), paths.get(number - 1)
        if here or before:
            old = stages[number - 1].charter if before else None
            wordings = _wordings(old, before, stage.charter, here, pairs[number - 1] if before else [], language)
            found.append(Stage(stage.name, stage.symbol, stage.date, stage.charter, here, tuple(wordings)))
    return found


def _wordings(  # noqa: PLR0917  two texts with a place in each, and what pairs them
    old: Charter | None,
    before: str | None,
    new: Charter,
    here: str | None,
    pairs: Pairs,
    language: str,
) -> Iterator[Wording]:
    was = _texts(old, before, language)
    now = _texts(new, here, language)
    origins = {new_path: old_path for old_path, new_path in pairs}
    goals = dict(pairs)
    for (path, field), text in now.items():
        yield Wording(path, field, was.get((origins.get(path) or "", field), "") if old else text, text)
    for (path, field), text in was.items():
        if (goals.get(path) or "", field) not in now:
            yield Wording(path, field, text, "")


def _texts(charter: Charter | None, path: str | None, language: str) -> dict[tuple[str, Field], str]:
    node = charter.find(path) if charter and path else None
    if node is None:
        return {}
    texts = texts_in(node, path).items()
    return {(slot.path, slot.field): text for slot, text in texts if slot.language == language}


class _Subject:
    """A provision or unit, and what speaks of it, under whatever path it had at the time."""

    def __init__(self, present: str, past: Past) -> None:
        self._present, self._past = present, past
        self._added = {step.entry.ref: step for step in past.steps if isinstance(step.entry.change, Add)}

    def concerned(self, entry: Entry) -> bool:
        """Tell whether a change speaks of it: of it, of what is or was in it, or of what it stood in as a whole."""
        change, base = entry.change, entry.submission.base
        then = self._past.path_after(self._present, self._past.number(base))
        if within(target(change), then) or within(self._past.present_path(target(change), base), self._present):
            return True
        if isinstance(change, Add):
            return self._brought(entry.ref, change)
        return not isinstance(change, Amend) and within(then, target(change))

    def _brought(self, ref: str, change: Add) -> bool:
        """Tell whether an addition that was merged brought it within something else."""
        step = self._added.get(ref)
        if step is None or isinstance(change.add, NewPart):
            return False
        then = self._past.path_after(self._present, step.decision)
        return any(path == then for path, _ in walk(change.add, step.path))

    def decided(self, decision: Decision, refs: Collection[str]) -> bool:
        """Tell whether a decision concerns it; ``refs`` are the changes that do."""
        if decision.submission is not None:
            numbers = {f"{decision.submission}#{number}" for number in decision.changes}
            return (
                any(ref in refs for ref in numbers)
                if numbers
                else any(ref.partition("#")[0] == decision.submission for ref in refs)
            )
        touched = (*decision.units, *(span.unit for span in decision.spans), *decision.result)
        then = self._past.path_after(self._present, decision.number)
        return any(within(path, then) for path in touched)
