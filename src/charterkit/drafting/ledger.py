"""What has become of every change: open, merged or closed, and who stands behind it now.

Read off the records alone: decisions first, then withdrawals, revisions and compromises. What a change would do to the
text is the business of ``merge``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby, takewhile
from typing import Final, Literal, NamedTuple

from charterkit.model.decisions import Decision
from charterkit.model.submissions import Change, Submission

State = Literal["open", "unsponsored", "merged", "withdrawn", "not_agreed", "fallen", "moot", "information", "draft"]
"""``unsponsored``: nobody stands behind it any more, and no decision has taken it out: it is on the chair's list;
``information``: only those stand behind it who may inform but not propose; ``draft``: it stands in a work tree and is
not lodged."""

PENDING: Final[tuple[State, ...]] = ("open", "unsponsored", "information")
"""The states of what was lodged, was not taken back, and is not decided on."""


class Entry(NamedTuple):
    """One change of one submission, with its sponsors of today and its state."""

    ref: str
    submission: Submission
    change: Change
    sponsors: tuple[str, ...]
    state: State = "open"
    by: str = ""
    """What brought it out of the open state: a decision's number or a submission's id."""

    @property
    def order(self) -> tuple[str, str, int]:
        """The declared order of proposals: by participant's code, then submission, then number."""
        return self.submission.by, self.submission.id, int(self.ref.rpartition("#")[2])

    @property
    def joined(self) -> tuple[str, ...]:
        """Who stands behind it today, and did not lodge it."""
        return tuple(code for code in self.sponsors if code not in self.submission.sponsors)

    @property
    def left(self) -> tuple[str, ...]:
        """Who lodged it and stands behind it no longer, where others do; its state tells of what all have left."""
        return tuple(code for code in self.submission.sponsors if code not in self.sponsors) if self.sponsors else ()


Ledger = Mapping[str, Entry]
"""Every change by its reference, in the declared order."""


def ledger(submissions: Iterable[Submission], decisions: Sequence[Decision], informing: Collection[str] = ()) -> Ledger:
    """Return every change of the submissions with its state after the decisions.

    Args:
        submissions: everything lodged.
        decisions: all decisions in order.
        informing: whose changes are information until somebody else joins them (``rights.informing``).
    """
    lodged = sorted(submissions, key=lambda submission: (submission.date, submission.id))
    entries = {
        ref: Entry(ref, submission, change, submission.sponsors)
        for submission in lodged
        for ref, change in submission.numbered()
    }
    for _, sitting in groupby(lodged, key=lambda submission: submission.date):
        _sponsor(entries, list(sitting))
    for decision in decisions:
        _decide(entries, decision)
        _depart(entries, decision, lodged)
    for submission in lodged:
        _revise(entries, submission)
    for submission in lodged:
        _resolve(entries, submission)
    for ref, entry in entries.items():
        if entry.state == "open" and informing and set(entry.sponsors) <= set(informing):
            entries[ref] = entry._replace(state="information")
        elif entry.state == "unsponsored" and set(entry.submission.sponsors) <= set(informing):
            entries[ref] = entry._replace(state="withdrawn")  # what was information never was an option of the text
    return dict(sorted(entries.items(), key=lambda item: item[1].order))


def open_entries(entries: Ledger) -> Iterator[Entry]:
    """Yield the changes that are still open, in the declared order."""
    return (entry for entry in entries.values() if entry.state == "open")


def undecided(entries: Ledger) -> Iterator[Entry]:
    """Yield the changes that the rolling text shows, in the declared order: open ones and those on the chair's list.

    What nobody stands behind any more stays on that list until somebody takes it up again or a decision takes it out.
    """
    return (entry for entry in entries.values() if entry.state in ("open", "unsponsored"))


def refs(entries: Ledger, name: str) -> list[str]:
    """Return the changes that a submission's id or a change's reference means; empty where there is none."""
    if "#" in name:
        return [name] if name in entries else []
    return list(takewhile(entries.__contains__, (f"{name}#{number}" for number in count(1))))


def _sponsor(entries: dict[str, Entry], lodged: Sequence[Submission]) -> None:
    """Let participants join and leave changes by what was lodged on one day, whoever's paper came in first.

    All joining comes before all leaving, so that what one withdraws and another takes up on the same day stays; of
    what a participant says of one change itself, the last word counts, and before that of others who name it beside
    them.
    """
    said: dict[tuple[str, str], str] = {}
    for submission in lodged:
        said |= {(ref, code): "" for ref in _all(entries, submission.joins) for code in submission.sponsors[1:]}
    for submission in lodged:
        said |= {(ref, submission.by): "" for ref in _all(entries, submission.joins)}
        said |= {(ref, submission.by): submission.id for ref in _all(entries, submission.withdraws)}
    joining = ((ref, code) for each in lodged for ref in _all(entries, each.joins) for code in each.sponsors)
    for ref, code in joining:
        if not said[ref, code] and code not in entries[ref].sponsors:
            entries[ref] = entries[ref]._replace(sponsors=(*entries[ref].sponsors, code), state="open", by="")
    for (ref, code), leaving in said.items():
        if leaving:
            _leave(entries, [ref], (code,), leaving)


def _leave(
    entries: dict[str, Entry],
    leaving: Iterable[str],
    codes: Collection[str],
    by: str,
    left_alone: State = "unsponsored",
) -> None:
    """Let participants no longer stand behind changes; ``left_alone`` is what becomes of those that are left to nobody.

    An option without a sponsor goes to the chair's list, and only a decision takes it out (practice of the BBNJ
    conference); what its sponsors have revised is withdrawn in favour of their new words.
    """
    for ref in leaving:
        if entries[ref].state == "open":
            left = tuple(code for code in entries[ref].sponsors if code not in codes)
            entries[ref] = entries[ref]._replace(sponsors=left)
            if not left:
                entries[ref] = entries[ref]._replace(state=left_alone, by=by)


def _decide(entries: dict[str, Entry], decision: Decision) -> None:
    if decision.submission is None or decision.action not in ("merge", "close"):
        return
    state: State = "merged" if decision.action == "merge" else decision.outcome or "not_agreed"
    for ref in decided(decision, entries):
        entries[ref] = entries[ref]._replace(state=state, by=decision.id)


def _depart(entries: dict[str, Entry], decision: Decision, lodged: Sequence[Submission]) -> None:
    """Let who left the charter stand behind nothing any more but what it joined later; its words stay."""
    gone = decision.participation
    if decision.action != "leave" or gone is None or gone.module is not None:
        return
    later = [each for each in lodged if each.date > decision.date and gone.participant in each.sponsors]
    joined = {ref for submission in later for ref in _all(entries, submission.joins)}
    behind = [ref for ref, entry in entries.items() if entry.submission.date <= decision.date and ref not in joined]
    _leave(entries, behind, (gone.participant,), decision.id)


def decided(decision: Decision, entries: Ledger) -> list[str]:
    """Return the references of the changes that a merge or close decision speaks of."""
    numbers = {f"{decision.submission}#{number}" for number in decision.changes}
    return [ref for ref in refs(entries, decision.submission or "") if not numbers or ref in numbers]


def _revise(entries: dict[str, Entry], submission: Submission) -> None:
    """Let the sponsors of a revision leave what it revises.

    A co-sponsor who is not named in the revision still stands behind the earlier words: nobody else withdraws them.
    """
    if submission.revises:
        _leave(entries, refs(entries, submission.revises), submission.sponsors, submission.id, "withdrawn")


def _resolve(entries: dict[str, Entry], submission: Submission) -> None:
    """Let what a compromise resolves fall once that is merged, and all of it has been decided on."""
    states = {entries[ref].state for ref in refs(entries, submission.id)}
    if "merged" in states and "open" not in states:
        for ref in _all(entries, submission.resolves):
            if entries[ref].state in ("open", "unsponsored"):
                entries[ref] = entries[ref]._replace(state="fallen", by=submission.id)


def _all(entries: Ledger, names: Iterable[str]) -> list[str]:
    return [ref for name in names for ref in refs(entries, name)]
