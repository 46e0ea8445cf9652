"""Which of a commit's decisions brought the new words of a text.

A decision says in its ``result`` which units it touched; words that changed in any other unit are nobody's. Where
several decisions of one commit touched a unit, the one is looked for whose submission speaks of it. That may leave
several: then only merging their changes one by one shows whose words are whose, which the store does.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from charterkit.drafting.proposals import Slot, field_of, paths_brought, words_put
from charterkit.model.decisions import GONE, OUTLINE, Decision
from charterkit.model.submissions import Add, Amend, Change, Submission


class Taken(NamedTuple):
    """What an origin needs of a decision: its id, submission, changes (all if none is named), session, day."""

    id: str
    submission: str | None
    changes: tuple[int, ...]
    session: str | None
    date: datetime.date


class Credit:
    """The merge decisions of one commit, and which of them brought what.

    Args:
        decisions: all decisions of the commit.
        submissions: those that they speak of, by id.
        parts: the ids of the charter's parts.
    """

    def __init__(
        self, decisions: Iterable[Decision], submissions: Mapping[str, Submission], parts: Collection[str] = ()
    ) -> None:
        self._parts = parts
        self.merges = sorted((d for d in decisions if d.action == "merge"), key=lambda decision: decision.number)
        self._submissions = submissions
        self._spoken: dict[str, Spoken] = {}
        self._gone = {
            each.id: {path.rpartition("/")[2] for path, digest in each.result.items() if digest == GONE}
            for each in self.merges
        }

    def holders(self, slot: Slot) -> list[Decision]:
        """Return the decisions that may have brought words to a text; more than one where it must be merged out."""
        touched = [decision for decision in self.merges if self._touched(decision, slot)]
        if len(touched) <= 1:
            return touched
        speaking = [decision for decision in touched if self._speaks(decision, slot)]
        return speaking or touched

    def holder(self, slot: Slot) -> str | None:
        """Return the decision that brought words to a text, the first of several; None where none did."""
        return next((decision.id for decision in self.holders(slot)), None)

    def last_holder(self, slot: Slot) -> str | None:
        """Return the last of the decisions that may have brought words to a text; None where none did."""
        return next((decision.id for decision in reversed(self.holders(slot))), None)

    def _speaks(self, decision: Decision, slot: Slot) -> bool:
        submission = self._submissions.get(decision.submission or "")
        if submission is None:
            return False
        if submission.id not in self._spoken:
            self._spoken[submission.id] = Spoken(submission)
        return bool(self._spoken[submission.id].of(slot, decision.changes))

    def _touched(self, decision: Decision, slot: Slot) -> bool:
        """Tell whether a decision says that it touched a unit; a part's heading goes with the outline.

        What another decision of the commit moved is gone from the path at which this one changed its words.
        """
        path = OUTLINE if slot.path in self._parts else slot.path
        if not decision.result or path in decision.result:
            return True
        return path.rpartition("/")[2] in self._gone[decision.id] and self._speaks(decision, slot)


class Spoken:
    """Which changes of a submission speak of which texts: made once, for a submission may have hundreds of them."""

    def __init__(self, submission: Submission) -> None:
        self._by_path: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_id: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, change in enumerate(submission.changes, start=1):
            fields = (field_of(change),) if isinstance(change, Amend) else ("heading", "text")
            for path, field in product(_paths(change), fields):
                self._by_path[path, field].append(number)
                self._by_id[path.rpartition("/")[2], field].append(number)

    def of(self, slot: Slot, decided: Collection[int]) -> tuple[int, ...]:
        """Return the numbers of the decided changes (all where none is named) that speak of a text.

        Those that name its very path come before those that only name its id: a submission speaks of paths at its base.
        """
        exact = self._by_path.get((slot.path, slot.field), ())
        named = [number for number in exact if not decided or number in decided]
        if not named:
            alike = self._by_id.get((slot.path.rpartition("/")[2], slot.field), ())
            named = [number for number in alike if not decided or number in decided]
        return tuple(dict.fromkeys(named))


def narrowed(submission: Submission, numbers: Sequence[int], words: str) -> tuple[int, ...]:
    """Return those of several changes that hold certain words; all of them where that leaves none."""
    found = [n for n in numbers if any(words.strip() in text for text in words_put(submission.changes[n - 1]))]
    return tuple(found or numbers) if len(numbers) > 1 else tuple(numbers)


def _paths(change: Change) -> Iterator[str]:
    """Yield the paths of the texts that a change brings words to."""
    if isinstance(change, Amend):
        yield change.amend
    elif isinstance(change, Add):
        yield from paths_brought(change)
