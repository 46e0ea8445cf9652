"""The rolling text: the present text plus every open change, each contested span as alternatives with their sponsors.

Brackets are derived here, never typed. How they are printed is decided in ``charterkit.documents``; which words belong
to which span, in ``charterkit.words``; in which order additions stand, in ``merging.lineup``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from charterkit import words
from charterkit.drafting.ledger import Entry, ledger, undecided
from charterkit.drafting.merging.arrivals import Added, Arrivals, Moved
from charterkit.drafting.merging.past import Past, past
from charterkit.drafting.merging.wordings import Wordings
from charterkit.drafting.proposals import Slot, words_at
from charterkit.drafting.rights import informing
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Add, Amend, Delete, Keep, Move, Submission

__all__ = ["Added", "Moved", "Rolling", "roll", "rolling"]


@dataclass(frozen=True, slots=True)
class Rolling:
    """The present text and everything open on it, by place."""

    charter: Charter
    spans: Mapping[Slot, tuple[words.Span, ...]] = field(default_factory=dict)
    """Of every slot that an open change would reword: its spans, with lines flowing on; holders are references."""
    added: tuple[Added, ...] = ()
    """Additions, each with those that put the same; those of one container in the order in which they would stand."""
    deleted: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    kept: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    stranded: tuple[Entry, ...] = ()
    """Open changes whose place is not in the present text any more; they are listed, never dropped."""

    def sponsors(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Return who stands behind changes, each participant once, by code."""
        return tuple(sorted({code for ref in refs if ref in self.entries for code in self.entries[ref].sponsors}))

    def spoken_for(self, refs: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the groups and organisations for which a participant put changes, by its code, each once."""
        found: dict[str, set[str]] = {}
        for entry in (self.entries[ref] for ref in refs if ref in self.entries):
            if entry.submission.by in entry.sponsors and entry.submission.on_behalf_of:
                found.setdefault(entry.submission.by, set()).update(entry.submission.on_behalf_of)
        return {code: tuple(sorted(groups)) for code, groups in found.items()}


def rolling(
    charter: Charter,
    submissions: Iterable[Submission],
    *,
    decisions: Sequence[Decision] = (),
    bases: Mapping[str, Charter] | None = None,
    numbers: Mapping[str, int] | None = None,
) -> Rolling:
    """Return the rolling text of a charter.

    Args:
        charter: the present text.
        submissions: everything lodged; what is merged or closed is left out by the decisions.
        decisions: the decisions so far, in order.
        bases: the charter at each base that a submission names; a base that is not given is taken to be the present.
        numbers: the last decision's number at each base that is a commit and no version.
    """
    entries = ledger(submissions, decisions, informing(charter.registry))
    return roll(charter, tuple(undecided(entries)), bases or {}, past(entries, decisions, numbers))


def roll(charter: Charter, entries: Sequence[Entry], bases: Mapping[str, Charter], done: Past) -> Rolling:
    """Return the rolling text of a charter with the changes given, in whatever order these come."""
    ordered = sorted(entries, key=lambda entry: entry.order)
    unknown = {entry.submission.base for entry in ordered} - set(bases)
    if unknown:
        latest = max((step.decision for step in done.steps), default=0)
        bases = {**bases, **dict.fromkeys(unknown, charter)}
        done = replace(done, bases={**done.bases, **dict.fromkeys(unknown, latest)})
    return _Rolling(charter, bases, done).rolled(ordered)


class _Rolling:
    """Collects open changes by their place."""

    def __init__(self, charter: Charter, bases: Mapping[str, Charter], done: Past) -> None:
        self.charter = charter
        self.past = done
        self.wordings = Wordings(charter, bases, done)
        self.arrivals = Arrivals(charter, bases, done)
        self.proposals: dict[Slot, dict[str, str]] = {}
        self.deleted: dict[str, list[Entry]] = {}
        self.kept: dict[str, list[Entry]] = {}
        self.stranded: list[Entry] = []

    def rolled(self, entries: Sequence[Entry]) -> Rolling:
        """Take open changes in the declared order and return what was collected, contested words as spans."""
        self.stranded += self.arrivals.add_all([entry for entry in entries if isinstance(entry.change, Add)])
        for entry in entries:
            if not (isinstance(entry.change, Add) or self._take(entry)):
                self.stranded.append(entry)
        return Rolling(
            self.charter,
            {slot: self._compiled(slot) for slot in self.proposals},
            self.arrivals.added(),
            {path: tuple(by) for path, by in self.deleted.items()},
            {path: tuple(by) for path, by in self.kept.items()},
            self.arrivals.moved(),
            {entry.ref: entry for entry in entries},
            tuple(sorted(self.stranded, key=lambda entry: entry.order)),
        )

    def _take(self, entry: Entry) -> bool:
        """Take one change that is no addition; tell whether its place is in the present text."""
        match entry.change:
            case Amend():
                return self._reword(entry)
            case Delete(delete=path):
                return self._mark(entry, path, self.deleted)
            case Keep(keep=path):
                return self._mark(entry, path, self.kept)
            case Move():
                return self.arrivals.move(entry, entry.change)
            case _:
                return False

    def _reword(self, entry: Entry) -> bool:
        change = self.wordings.rewording(entry)
        if change is None or words_at(self.charter, change.slot) is None:
            return False
        carried = self.wordings.alone(entry)
        # Words that cannot be carried to the present text stand as the sponsor put them: none may be lost.
        self.proposals.setdefault(change.slot, {})[entry.ref] = change.proposed if carried is None else carried
        return True

    def _compiled(self, slot: Slot) -> tuple[words.Span, ...]:
        """Return the spans of a slot. Where sponsors wrap their lines is no alternative to a reader."""
        here = words.unwrapped(words_at(self.charter, slot) or "")
        return tuple(words.compile(here, {ref: words.unwrapped(text) for ref, text in self.proposals[slot].items()}))

    def _mark(self, entry: Entry, path: str, marks: dict[str, list[Entry]]) -> bool:
        here = self.past.present_path(path, entry.submission.base)
        if self.charter.standing(here) is None:
            return False
        marks.setdefault(here, []).append(entry)
        return True
