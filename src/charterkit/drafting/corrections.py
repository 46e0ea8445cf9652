"""Corrections of adopted words and of agreed translations: noticed, open to objection until a moment, then made.

The procedure is that of article 79 of the Vienna Convention on the Law of Treaties: an error that all agree is one is
corrected, in the languages that have it, from the beginning; it is no amendment, and whoever objects in time keeps it
from being made. So are authentic languages brought into line with the drafting language before adoption too; what is
agreed in the drafting language itself is opened by a participant.
Carrying it out is done in ``charterkit.store.decisions.correcting``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charterkit.drafting.ledger import decided
from charterkit.drafting.merging.outcomes import Merged
from charterkit.drafting.modules import is_order
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.positions import Stated, positions
from charterkit.drafting.rights import decides
from charterkit.errors import Finding
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Amend


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction that was noticed: the decision, the changes that it would make, and until when one may object."""

    decision: Decision
    refs: tuple[str, ...]
    objections: tuple[Stated, ...]
    """The objections of participants that were made in time."""

    @property
    def until(self) -> str:
        """The moment until which one may object."""
        return self.decision.until or ""


def notice_of(now: Negotiation, submission: str) -> Notice | None:
    """Return the last notice of a submission's corrections that was not carried out; None where there is none."""
    done = {decision.corrects for decision in now.decisions if decision.corrects}
    found = [each for each in now.decisions if each.action == "correct" and each.submission == submission]
    waiting = next((each for each in reversed(found) if each.id not in done), None)
    if waiting is None:
        return None
    refs = tuple(decided(waiting, now.entries))
    return Notice(waiting, refs, tuple(_objections(now, waiting, refs)))


def _objections(now: Negotiation, notice: Decision, refs: Sequence[str]) -> Iterator[Stated]:
    """Yield the last position of each participant on a noticed change, where that is an objection made in time."""
    last = datetime.date.fromisoformat((notice.until or "")[:10])
    found: dict[tuple[str, str], Stated] = {}
    for each in positions(now):
        if each.on in (*refs, notice.submission) and each.date <= last:
            found[each.voice, each.on] = each
    for each in found.values():
        participant = now.charter.registry.participant(each.voice)
        if each.stance == "object" and participant is not None and decides(participant):
            yield each


def unfit(now: Negotiation, merged: Merged) -> Iterator[str]:
    """Yield why changes are no correction: not of words, or of words that were neither adopted nor agreed."""
    agreed = {each.path: each.level for each in now.agreements().values() if each.standing and each.span is None}
    for outcome in merged.outcomes:
        language = outcome.slot.language if outcome.slot else ""
        if not isinstance(outcome.entry.change, Amend):
            yield f"{outcome.entry.ref} changes more than words: a correction amends them, and nothing else"
        elif now.charter.part(outcome.path) is not None and any(map(is_order, agreed)):
            yield (
                f"{outcome.entry.ref} is on the heading of a part, which goes with the order of the provisions and "
                "takes no correction: a participant opens 'outline' again"
            )
        elif outcome.path not in agreed:
            yield f"{outcome.entry.ref} is on words that were neither adopted nor agreed: merge it instead"
        elif agreed[outcome.path] != "adopted" and language == now.charter.settings.drafting_language:
            yield (
                f"{outcome.entry.ref} is on words that are agreed and not adopted, in the language that is negotiated: "
                "a participant opens them again"
            )


def correction_findings(decisions: Sequence[Decision]) -> Iterator[Finding]:
    """Yield the corrections whose notice is missing, speaks of others, or ends after them."""
    notices = {each.id: each for each in decisions if each.action == "correct"}
    for decision in decisions:
        if decision.corrects is None:
            continue
        notice = notices.get(decision.corrects)
        if notice is None or not corrects(decision, notice):
            message = (
                f"decision {decision.id} corrects without a notice of these changes whose time to object had ended"
            )
            yield Finding("charter/charter.yaml", (), "bad-correction", message, "see: charterkit verify")


def corrects(decision: Decision, notice: Decision) -> bool:
    """Tell whether a decision corrects what a notice spoke of, after the day until which one might object."""
    return (
        notice.action == "correct"
        and notice.id == decision.corrects
        and notice.number < decision.number
        and (notice.submission, notice.changes) == (decision.submission, decision.changes)
        and (notice.until or "")[:10] <= decision.date.isoformat()
    )
