"""The source table of what was decided: of every change what was done with it, why, and what else it has to do with.

Row by row: the unit, who contributed, from which change of which submission against which base, what was done, and the
reasons that were given (as in FCCC/AWGLCA/2009/INF.2/Add.1). Only records are asked, and the outcome that merging gave;
finding the decisions of long ago and the texts they were taken on is left to ``store.sources``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from charterkit.drafting.ledger import PENDING, Entry, Ledger, decided, refs
from charterkit.drafting.merging.outcomes import Collision, Merged, Outcome, Result
from charterkit.drafting.merging.past import Past, landing
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Add, Move, target
from charterkit.words import Segment

Done = Literal["clean", "rewritten", "moot", "resolved", "fallen", "left_open", "withdrawn", "not_agreed"]
DONE: Final[dict[Result, Done]] = {
    "clean": "clean", "rewritten": "rewritten", "moot": "moot", "collides": "left_open",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What was done with one change, and why."""

    entry: Entry
    """The change as it stood before the decision: with its sponsors then."""
    decision: Decision
    path: str
    """Where its unit stands after the decision, or stood."""
    done: Done
    others: tuple[str, ...] = ()
    """The changes that this has to do with: those it is rewritten over, collides with, resolves or falls by."""
    note: str = ""
    """What merging said of it."""
    segments: tuple[Segment, ...] = ()
    """The redline of an amendment that was merged."""

    @property
    def base_path(self) -> str:
        """The path that the submission speaks of, as its base has it."""
        return target(self.entry.change)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The rows of some decisions, decision by decision, in the declared order of the changes."""

    before: Charter
    after: Charter
    rows: tuple[SourceRow, ...]
    decisions: tuple[Decision, ...]
    bases: Mapping[str, Charter]
    """The texts that the changes were written against."""
    taken: bool = True
    """Whether the decisions were taken; a merge may only have been tried."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What every change had become at one moment, and what was merged until then."""

    entries: Ledger
    past: Past

    def path(self, entry: Entry) -> str:
        """Return where the unit that a change speaks of stands at this moment, or stood last."""
        change, base = entry.change, entry.submission.base
        if isinstance(change, Add):
            return landing(change, self.past.carrying(base))
        return self.past.present_path(target(change), base)


def merge_rows(
    decisions: Sequence[Decision],
    merged: Merged,
    before: Moment,
    after: Moment,
    rivals: Iterable[tuple[str, str]] = (),
) -> tuple[SourceRow, ...]:
    """Return the rows of merges that were decided together.

    Args:
        decisions: the decisions, one for each submission.
        merged: what merging did with every change that was named.
        before: what there was before the decisions.
        after: what there was after them.
        rivals: pairs of a change that is merged and one that stays open and collides with it from then on.
    """
    return tuple(_Rows(decisions, before, after).all(merged, list(rivals)))


def close_rows(decision: Decision, before: Moment) -> tuple[SourceRow, ...]:
    """Return the rows of a decision that closed changes."""
    done: Done = decision.outcome or "not_agreed"
    entries = (before.entries[ref] for ref in decided(decision, before.entries))
    return tuple(SourceRow(each, decision, before.path(each), done) for each in entries if each.state in PENDING)


class _Rows:
    """Collects the rows of merges that were decided together."""

    def __init__(self, decisions: Sequence[Decision], before: Moment, after: Moment) -> None:
        self.by_submission: Mapping[str | None, Decision] = {each.submission: each for each in decisions}
        self.first = decisions[0]
        self.before, self.after = before, after

    def all(self, merged: Merged, rivals: Sequence[tuple[str, str]]) -> Iterator[SourceRow]:
        """Yield what was named, then what fell and what was left open."""
        named = {outcome.entry.ref for outcome in merged.outcomes}
        for outcome in merged.outcomes:
            yield self._named(outcome, merged.collisions)
        for ref, entry in self.before.entries.items():
            if ref not in named and entry.state in PENDING:
                yield from self._besides(entry, tuple(one for one, other in rivals if other == ref))

    def _named(self, outcome: Outcome, collisions: Sequence[Collision]) -> SourceRow:
        entry, done, note = outcome.entry, DONE[outcome.result], outcome.note
        others: tuple[str, ...] = ()
        if done == "left_open":
            others, note = _against(entry, collisions), _reason(entry, collisions) or note
        if done in {"clean", "rewritten"} and (resolved := self._resolved(entry)):
            done, others = "resolved", resolved
        elif done == "rewritten":
            others = self._rewritten_over(entry, outcome.path)
        path = self.after.path(entry) if isinstance(entry.change, Move) else outcome.path
        return SourceRow(entry, self._decision(entry), path, done, others, note, outcome.segments)

    def _besides(self, entry: Entry, against: tuple[str, ...]) -> Iterator[SourceRow]:
        """Yield a row for a change that was open and not named, where the decision has to do with it."""
        now, path = self.after.entries[entry.ref], self.after.path(entry)
        if now.state == "fallen":
            yield SourceRow(entry, self.by_submission.get(now.by, self.first), path, "fallen", (now.by,))
        elif against or entry.submission.id in self.by_submission:
            yield SourceRow(entry, self._decision(entry), path, "left_open", against)

    def _decision(self, entry: Entry) -> Decision:
        return self.by_submission.get(entry.submission.id, self.first)

    def _resolved(self, entry: Entry) -> tuple[str, ...]:
        """Return the changes that fell with the merging of a compromise."""
        old, new = self.before.entries, self.after.entries
        found = (ref for name in entry.submission.resolves for ref in refs(old, name))
        return tuple(ref for ref in found if old[ref].state in PENDING and new[ref].state == "fallen")

    def _rewritten_over(self, entry: Entry, path: str) -> tuple[str, ...]:
        """Return the changes that had altered the same unit, or moved it, since the base of an amendment."""
        steps = self.before.past.present(entry.submission.base)
        return tuple(dict.fromkeys(step.entry.ref for step, here in steps if here == path))


def _against(entry: Entry, collisions: Sequence[Collision]) -> tuple[str, ...]:
    """Return the changes that one collides with, whichever of the two the collision is told of."""
    told = [other.ref for each in collisions if each.ref == entry.ref for other in each.against]
    telling = [each.ref for each in collisions if any(other.ref == entry.ref for other in each.against)]
    return tuple(dict.fromkeys([*told, *telling]))


def _reason(entry: Entry, collisions: Sequence[Collision]) -> str:
    found = [each for each in collisions if entry.ref in (each.ref, *(other.ref for other in each.against))]
    return "; ".join(dict.fromkeys(each.reason for each in found))
