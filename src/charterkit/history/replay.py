"""Replay: fold the decisions over the submissions, from the text before the first one to the text of today.

Every decision carries the digests of the units it touched; a replay that comes to other words fails, and names the
decision. Settings and registry are no matter of decisions: they stay as they are at the start. Where texts, decisions
and submissions come from, and what is remembered from one run to the next, is left to ``store``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from charterkit.drafting.corrections import corrects
from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.past import Past, Step, staged, step_of
from charterkit.drafting.states import became
from charterkit.errors import CharterkitError
from charterkit.history.areas import Areas
from charterkit.history.behind import CLOSED, MERGED, Behind, Find
from charterkit.history.ladder import Ladder, on_ladder
from charterkit.history.memory_rows import Rows
from charterkit.model.charter import Charter
from charterkit.model.decisions import GONE, OUTLINE, Decision
from charterkit.model.provisions import walk
from charterkit.model.registry import Registry
from charterkit.model.submissions import Submission


class ReplayFailed(CharterkitError):  # noqa: N818  it names what happened, and reads so at every raise
    """A decision cannot be made again, or comes to other words than it did."""

    def __init__(self, decision: Decision, reason: str) -> None:
        super().__init__(f"decision {decision.id} ({decision.action}) cannot be replayed: {reason}")
        self.decision = decision
        self.reason = reason


@dataclass
class Memory:
    """What the decisions so far leave behind for those that follow.

    Attributes:
        last: the number of the last decision.
        numbers: the last decision's number at each base: versions, and commits that submissions name.
        areas: what was merged.
        decided: for each change that was merged or closed, which of both, and by the decision of which number.
        ladder: the decisions that agreed on words, adopted them or opened them again, and those by which somebody left.
        behind: who joined and left proposals, where submissions were taken in (``Replay.lodge``).
    """

    last: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    areas: Areas = field(default_factory=Areas)
    decided: Rows = field(default_factory=Rows)
    ladder: Ladder = field(default_factory=Ladder)
    behind: Behind = field(default_factory=Behind)


class Replay:
    """Makes decisions again, group after group, each on the text that stood before it."""

    def __init__(self, find: Find, bases: Mapping[str, Charter], memory: Memory | None = None) -> None:
        """Begin, or go on from a memory.

        Args:
            find: the submissions.
            bases: the charter at every base in ``memory.numbers``; it may grow while decisions are made.
            memory: of the decisions made before.
        """
        self.find = find
        self.bases = bases
        self.memory = memory or Memory()

    def expected(self, before: Charter, decisions: Sequence[Decision]) -> Charter:
        """Return the text that decisions taken as one make of the text before them.

        Raises:
            ReplayFailed: a merge collides, what was merged or its base is missing, was decided before or is agreed, or
                the words are not those decided.
        """
        after = self._merged(before, decisions)
        for decision in decisions:
            _check(decision, after)
        return after

    def lodge(self, submission: Submission) -> None:
        """Take a submission in: from now on it counts who it joins, what it withdraws and whose place it takes."""
        self.memory.behind.lodge(submission)

    def remember(self, decisions: Sequence[Decision]) -> None:
        """Take decisions into the memory, whatever came of them."""
        areas, numbers = self.memory.areas, self.memory.numbers
        for number, entry in self._made(decisions):
            base = numbers.get(entry.submission.base, 0)
            areas.add(step_of(number, entry, areas.renames, base), base)
            self.memory.decided.add(entry.ref, MERGED, str(number))
        for decision in decisions:
            self._note(decision)

    def _note(self, decision: Decision) -> None:
        self.memory.last = max(self.memory.last, decision.number)
        if decision.version:
            self.memory.numbers[decision.version] = decision.number
        if on_ladder(decision):
            self.memory.ladder.add(decision)
        if decision.action == "leave":
            self.memory.behind.depart(decision)
        if decision.action == "close":
            for number, entry in self._entries(decision):
                self.memory.decided.add(entry.ref, CLOSED, str(number))

    def _merged(self, before: Charter, decisions: Sequence[Decision]) -> Charter:
        for decision in decisions:
            self._refuse(decision, before.registry)
        entries = [entry for _, entry in self._made(decisions)]
        if not entries:
            return before
        self._require_packages(decisions)
        done = self._past(entries)
        merged = merge(before, entries, self.bases, done)
        if not any(decision.corrects for decision in decisions):
            merged = self.memory.ladder.checked(before, merged, done)
        for collision in merged.collisions:
            decision = next(each for each in decisions if collision.ref.startswith(f"{each.submission}#"))
            raise ReplayFailed(decision, f"{collision.ref} at {collision.path}: {collision.reason}")
        return before if merged.charter is None else merged.charter

    def _refuse(self, decision: Decision, registry: Registry) -> None:
        """Refuse a decision on what is not there, or was decided before."""
        if decision.action not in ("merge", "close"):
            return
        notice = self.memory.ladder.decision(decision.corrects) if decision.corrects else None
        if decision.corrects and (notice is None or not corrects(decision, notice)):
            raise ReplayFailed(decision, f"decision {decision.corrects} gave no notice of these corrections in time")
        made = self._entries(decision)
        if not made:
            raise ReplayFailed(decision, f"{decision.submission} is not among the submissions")
        for _, entry in made:
            if (before := self.memory.decided.newest(entry.ref)) is not None:
                raise ReplayFailed(decision, f"decision {int(before[-1]):04} had decided {entry.ref} before")
            if decision.action == "merge" and entry.submission.base not in self.bases:
                raise ReplayFailed(decision, f"the base '{entry.submission.base}' of {entry.ref} is not known")
            if decision.action == "merge":
                self._require_open(decision, entry, registry)

    def _require_open(self, decision: Decision, entry: Entry, registry: Registry) -> None:
        """Refuse to merge what nobody stands behind any more, and what its sponsors may not propose."""
        memory = self.memory
        found = memory.behind.standing(entry, self.find, memory.ladder.decision, memory.decided, registry)
        if found.state != "open":
            raise ReplayFailed(decision, f"{entry.ref} was not open: {became(found)}")

    def _require_packages(self, decisions: Sequence[Decision]) -> None:
        """Refuse a package that is merged in part: what a submission requires is merged before or with it."""
        made = {entry.ref for _, entry in self._made(decisions)}
        for decision in decisions:
            found = self.find(decision.submission or "") if decision.action == "merge" else None
            for name in found.requires if found else ():
                if not all(ref in made or self._is_merged(ref) for ref in self._refs(name)):
                    raise ReplayFailed(decision, f"{decision.submission} is a package with {name}, which is not merged")

    def _is_merged(self, ref: str) -> bool:
        before = self.memory.decided.newest(ref)
        return before is not None and before[1] == MERGED

    def _refs(self, name: str) -> list[str]:
        """Return the changes that a submission's id or a change's reference means."""
        found = self.find(name.partition("#")[0])
        if "#" in name:
            return [name]
        return [ref for ref, _ in found.numbered()] if found else []

    def _made(self, decisions: Sequence[Decision]) -> list[tuple[int, Entry]]:
        return staged(pair for each in decisions if each.action == "merge" for pair in self._entries(each))

    def _entries(self, decision: Decision) -> list[tuple[int, Entry]]:
        """Return the changes that a merge or close speaks of, with its number."""
        found = self.find(decision.submission) if decision.submission else None
        if found is None:
            return []
        return [
            (decision.number, Entry(ref, found, change, found.sponsors))
            for index, (ref, change) in enumerate(found.numbered(), start=1)
            if not decision.changes or index in decision.changes
        ]

    def _past(self, entries: Sequence[Entry]) -> Past:
        numbers = self.memory.numbers
        steps = []
        for each in self.memory.areas.around(entries, min(numbers.get(e.submission.base, 0) for e in entries)):
            found = self.find(each.ref.partition("#")[0])
            change = dict(found.numbered()).get(each.ref) if found else None
            if found is not None and change is not None:
                steps.append(Step(each.decision, Entry(each.ref, found, change, found.sponsors), each.path, each.after))
        return Past(tuple(steps), self.memory.numbers)


def taken_as_one(decisions: Sequence[Decision]) -> Iterator[list[Decision]]:
    """Yield decisions in order, those that were taken together as one group."""
    for _, group in groupby(decisions, key=lambda decision: decision.together or (decision.id,)):
        yield list(group)


def differing(charter: Charter, replayed: Charter, provisions: Iterable[str]) -> Iterator[str]:
    """Yield the paths in some provisions whose words differ between a text and its replay, and the outline if it does.

    Somebody changed them without a decision.
    """
    for key in sorted(set(provisions)):
        one, other = (
            dict(walk(each.provisions[key])) if key in each.provisions else {} for each in (charter, replayed)
        )
        for path in sorted(one.keys() | other.keys()):
            found, expected = one.get(path), other.get(path)
            if found is None or expected is None or digest(found) != digest(expected):
                yield path
    if charter.settings is not replayed.settings and outline_digest(charter) != outline_digest(replayed):
        yield OUTLINE


def _check(decision: Decision, after: Charter) -> None:
    """Compare the digests of a decision with the text that the replay has come to."""
    wrong = [path for path, expected in decision.result.items() if expected != _digest(after, path)]
    if wrong:
        raise ReplayFailed(decision, f"other words stand at {', '.join(sorted(wrong))}")


def _digest(charter: Charter, path: str) -> str:
    if path == OUTLINE:
        return outline_digest(charter)
    node = charter.find(path)
    return GONE if node is None else digest(node)
