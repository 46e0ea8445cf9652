"""Who stands behind proposals while a history is replayed: who joined and left them, and what took their place.

Only what was lodged before a decision counts for it, in the order in which the branch received it; what becomes of a
proposal is worked out in ``drafting.ledger``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from charterkit.drafting.ledger import Entry, ledger
from charterkit.drafting.rights import informing
from charterkit.history.memory_rows import Rows
from charterkit.model.decisions import Decision
from charterkit.model.registry import Registry
from charterkit.model.submissions import Submission

Find = Callable[[str], Submission | None]
"""Returns a submission by its id, None where there is none."""

MERGED = "merged"
CLOSED = "closed"

_LEFT = "left"
"""The key of the decisions by which participants left: no submission is called so."""


def names_others(submission: Submission) -> list[str]:
    """Return the submissions and changes that a submission joins, withdraws, revises or resolves."""
    revised = (submission.revises,) if submission.revises else ()
    return [*submission.joins, *submission.withdraws, *submission.resolves, *revised]


class Behind:
    """What was said of proposals so far."""

    def __init__(self, rows: Rows | None = None) -> None:
        """Begin with nothing, or with what is remembered."""
        self.rows = rows or Rows()

    def lodge(self, submission: Submission) -> None:
        """Take a submission that the branch received."""
        for name in dict.fromkeys(each.partition("#")[0] for each in names_others(submission)):
            self.rows.add(name, submission.id)

    def depart(self, decision: Decision) -> None:
        """Take a decision by which a participant left the charter."""
        self.rows.add(_LEFT, decision.id)

    def standing(
        self, entry: Entry, find: Find, read: Callable[[str], Decision | None], decided: Rows, registry: Registry
    ) -> Entry:
        """Return a change that no decision has taken out, with who stands behind it now and its state.

        Args:
            entry: the change as it was lodged.
            find: the submissions.
            read: the decisions by which participants left, by their ids.
            decided: the changes that were merged or closed, with the numbers of their decisions.
            registry: who takes part, and in which class.
        """
        speaking = list(self.speaking(entry.submission, find))
        left = self.departures(read)
        observing = informing(registry)
        if not speaking and not left and not observing >= set(entry.sponsors):
            return entry
        decisions = in_order([*left, *taken(speaking, decided)])
        return ledger([entry.submission, *speaking], decisions, observing)[entry.ref]

    def departures(self, read: Callable[[str], Decision | None]) -> list[Decision]:
        """Return the decisions by which participants left; ``read`` gives one by its id."""
        return [found for row in self.rows.newest_first(_LEFT) if (found := read(row[1])) is not None]

    def speaking(self, submission: Submission, find: Find) -> Iterator[Submission]:
        """Yield what speaks of a submission, and what speaks of that: a compromise may have been withdrawn itself."""
        known, waiting = {submission.id}, [submission.id]
        while waiting:
            for row in self.rows.newest_first(waiting.pop()):
                if row[1] not in known and (found := find(row[1])) is not None:
                    known.add(found.id)
                    waiting.append(found.id)
                    yield found


def taken(submissions: Iterable[Submission], decided: Rows) -> Iterator[Decision]:
    """Yield the decisions that merged or closed changes of submissions, as far as a ledger asks for them."""
    for submission in submissions:
        for number, (ref, _) in enumerate(submission.numbered(), start=1):
            row = decided.newest(ref)
            if row is not None:
                action = "merge" if row[1] == MERGED else "close"
                key = f"{int(row[2]):04}"
                yield Decision.model_construct(id=key, action=action, submission=submission.id, changes=(number,))


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions in the order of their numbers."""
    return sorted(decisions, key=lambda decision: decision.number)
