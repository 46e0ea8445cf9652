"""Replay: fold the decisions over the submissions, from the text before the first one to the text of today.

Every decision carries the digests of the units it touched; a replay that comes to other words fails, and names the
decision. Settings and registry are no matter of decisions: they stay as they are at the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.ledger import Ledger, ledger
from charterkit.drafting.merge import merge
from charterkit.drafting.past import Past, in_stages, past
from charterkit.errors import CharterkitError
from charterkit.model.charter import Charter
from charterkit.model.decisions import GONE, OUTLINE, Decision
from charterkit.model.submissions import Submission


class ReplayFailed(CharterkitError):  # noqa: N818  it names what happened, and reads so at every raise
    """A decision cannot be made again, or comes to other words than it did."""

    def __init__(self, decision: Decision, reason: str) -> None:
        super().__init__(f"decision {decision.id} ({decision.action}) cannot be replayed: {reason}")
        self.decision = decision
        self.reason = reason


def replay(
    start: Charter,
    submissions: Iterable[Submission],
    decisions: Sequence[Decision],
    numbers: Mapping[str, int] | None = None,
) -> Charter:
    """Return the text that decisions make of submissions.

    Args:
        start: the charter before the first decision.
        submissions: everything lodged.
        decisions: all decisions in order.
        numbers: the last decision's number at each base that is a commit and no version.

    Raises:
        ReplayFailed: a merge collides, what was merged or its base is missing, or the words are not those decided.
    """
    entries = ledger(submissions, decisions)
    return _Replay(start, entries, past(entries, decisions, numbers), numbers or {}).run(decisions)


class _Replay:
    """A text on its way through the decisions."""

    def __init__(self, start: Charter, entries: Ledger, done: Past, numbers: Mapping[str, int]) -> None:
        self.charter = start
        self.entries = entries
        self.past = done
        self.waiting = dict(numbers)
        self.bases: dict[str, Charter] = {}

    def run(self, decisions: Sequence[Decision]) -> Charter:
        """Take the decisions one after the other; those taken together change the text as one."""
        self._reach(0)
        for _, group in groupby(decisions, key=lambda decision: decision.together or (decision.id,)):
            together = list(group)
            self._merge(together)
            for decision in together:
                self._check(decision)
                if decision.version:
                    self.bases[decision.version] = self.charter
            self._reach(together[-1].number)
        return self.charter

    def _reach(self, number: int) -> None:
        """Keep the text as the base of everything written against a commit after this decision."""
        reached = [base for base, last in self.waiting.items() if last <= number]
        for base in reached:
            self.bases[base] = self.charter
            del self.waiting[base]

    def _merge(self, decisions: Sequence[Decision]) -> None:
        made = in_stages(decisions, self.entries)
        for decision in decisions:
            if decision.action == "merge" and all(number != decision.number for number, _ in made):
                raise ReplayFailed(decision, f"{decision.submission} is not among the submissions")
        for number, entry in made:
            if entry.submission.base not in self.bases:
                decision = next(each for each in decisions if each.number == number)
                raise ReplayFailed(decision, f"the base '{entry.submission.base}' of {entry.ref} is not known")
        if not made:
            return
        before = self.past.before(decisions[0].number)
        merged = merge(self.charter, [entry for _, entry in made], self.bases, before)
        if merged.charter is None:
            collision = merged.collisions[0]
            raise ReplayFailed(decisions[0], f"{collision.ref} at {collision.path}: {collision.reason}")
        self.charter = merged.charter

    def _check(self, decision: Decision) -> None:
        """Compare the digests of a decision with the text that the replay has come to."""
        wrong = [path for path, expected in decision.result.items() if expected != self._digest(path)]
        if wrong:
            raise ReplayFailed(decision, f"other words stand at {', '.join(sorted(wrong))}")

    def _digest(self, path: str) -> str:
        if path == OUTLINE:
            return outline_digest(self.charter)
        node = self.charter.find(path)
        return GONE if node is None else digest(node)


def mismatches(charter: Charter, replayed: Charter) -> Iterator[str]:
    """Yield the paths whose words differ between a text and its replay: somebody changed them without a decision."""
    one, other = (dict(each.walk()) for each in (charter, replayed))
    for path in sorted(one.keys() | other.keys()):
        found, expected = one.get(path), other.get(path)
        if found is None or expected is None or digest(found) != digest(expected):
            yield path
    if outline_digest(charter) != outline_digest(replayed):
        yield OUTLINE
