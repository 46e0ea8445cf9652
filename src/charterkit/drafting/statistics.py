"""How far a text is from agreement, as one value: counts by part and provision, who holds what, and how it went on.

Gathered here for those who print it; the figures come from ``counts`` and ``holdings``.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from charterkit.drafting.brackets import Bracket, brackets
from charterkit.drafting.counts import Count, counts, provision_counts, summed
from charterkit.drafting.holdings import Holdings, holdings
from charterkit.drafting.ledger import Entry
from charterkit.drafting.rolling import Rolling
from charterkit.model.charter import Charter


@dataclass(frozen=True, slots=True)
class Milestone:
    """The counts of one version, or of the text since the last one (no symbol, no name)."""

    name: str
    symbol: str
    date: datetime.date | None
    count: Count
    open: int
    """How many changes were open then."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one text."""

    charter: Charter
    language: str
    total: Count
    parts: tuple[Count, ...]
    """Parts and lists that hold provisions or brackets, in reading order."""
    provisions: tuple[Count, ...]
    brackets: tuple[Bracket, ...]
    holdings: Holdings
    stranded: tuple[Entry, ...]
    """Open changes whose place is not in the text any more: they have no bracket."""
    milestones: tuple[Milestone, ...] = ()


def statistics(rolled: Rolling, language: str | None = None, milestones: Sequence[Milestone] = ()) -> Statistics:
    """Return the figures of a rolling text.

    Args:
        rolled: the rolling text.
        language: whose words are counted; the drafting language by default.
        milestones: the counts of the versions so far, in order.
    """
    charter = rolled.charter
    language = language or charter.settings.drafting_language
    found = brackets(rolled, language)
    parts = counts(charter, rolled, language)
    return Statistics(
        charter,
        language,
        summed(parts),
        tuple(count for count in parts if count.provisions or count.brackets),
        provision_counts(charter, rolled, language),
        found,
        holdings(found, charter.registry),
        rolled.stranded,
        tuple(milestones),
    )


def total(rolled: Rolling, language: str | None = None) -> Count:
    """Return the counts of a whole rolling text."""
    return summed(counts(rolled.charter, rolled, language))
