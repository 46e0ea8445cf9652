"""A negotiation as one value: the present text with all that was said and decided about it.

Gathering it from files and history is the business of ``charterkit.store.negotiation``; what follows from it is worked
out in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from charterkit.drafting.agreement import Agreement, agreements
from charterkit.drafting.ledger import Entry, Ledger, open_entries, undecided
from charterkit.drafting.merging.past import Past
from charterkit.drafting.protection import Protection
from charterkit.drafting.rolling import Rolling, roll
from charterkit.drafting.standing import Standing, standing
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission


class Negotiation(NamedTuple):
    """The present text with all that was said and decided about it, at one commit or in the work tree."""

    charter: Charter
    submissions: Mapping[str, Submission]
    decisions: tuple[Decision, ...]
    entries: Ledger
    past: Past
    bases: Mapping[str, Charter]

    @property
    def next_number(self) -> int:
        """The number of the decision that comes next."""
        return max((decision.number for decision in self.decisions), default=0) + 1

    def agreements(self) -> dict[str, Agreement]:
        """Return the last agreement on every unit and span ever agreed, and whether it stands."""
        return agreements(self.charter, self.decisions, self.past)

    def protection(self) -> Protection:
        """Return what keeps agreed words from being changed."""
        return Protection(self.charter, self.decisions, self.past)

    def open(self) -> tuple[Entry, ...]:
        """Return the changes that are still open, in the declared order."""
        return tuple(open_entries(self.entries))

    def undecided(self) -> tuple[Entry, ...]:
        """Return the changes that are open or on the chair's list, in the declared order."""
        return tuple(undecided(self.entries))

    def standing(self) -> Standing:
        """Return what every change not decided on would do now, beside the others and against agreed words."""
        return standing(self.charter, self.undecided(), self.bases, self.past, self.protection())

    def rolling(self) -> Rolling:
        """Return the rolling text: the present text and every change not decided on whose base is known."""
        fitting = [entry for entry in self.undecided() if entry.submission.base in self.bases]
        return roll(self.charter, fitting, self.bases, self.past)
