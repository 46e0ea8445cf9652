"""The rolling text: the present text plus every open change, each contested span as alternatives with their sponsors.

Brackets are derived here, never typed. How they are printed is decided in ``charterkit.documents``; which words belong
to which span, in ``charterkit.words``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from charterkit import words
from charterkit.drafting.edits import children
from charterkit.drafting.ledger import Entry, ledger, open_entries
from charterkit.drafting.past import Past, past, with_references
from charterkit.drafting.placing import gap
from charterkit.drafting.proposals import Slot, rewording, words_at
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.provisions import Node, Part
from charterkit.model.submissions import Add, Delete, Keep, Move, NewPart, Submission


@dataclass(frozen=True, slots=True)
class Added:
    """A provision, unit or part that open changes would add, and the member it goes after (None: it goes first)."""

    container: str
    after: str | None
    node: Node | Part
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit that an open change would move: its present path, and the place as the submission gives it."""

    path: str
    container: str
    after: str | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class Rolling:
    """The present text and everything open on it, by place."""

    charter: Charter
    spans: Mapping[Slot, tuple[words.Span, ...]] = field(default_factory=dict)
    """Of every slot that an open change would reword: its spans; holders are references of changes."""
    added: tuple[Added, ...] = ()
    deleted: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    kept: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    stranded: tuple[Entry, ...] = ()
    """Open changes whose place is not in the present text any more; they are listed, never dropped."""

    def sponsors(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Return who stands behind changes, each participant once, by code."""
        return tuple(sorted({code for ref in refs if ref in self.entries for code in self.entries[ref].sponsors}))


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
    entries = ledger(submissions, decisions)
    return roll(charter, tuple(open_entries(entries)), bases or {}, past(entries, decisions, numbers))


def roll(charter: Charter, entries: Sequence[Entry], bases: Mapping[str, Charter], done: Past) -> Rolling:
    """Return the rolling text of a charter with the open changes given."""
    work = _Rolling(charter, bases, done)
    for entry in entries:
        work.take(entry)
    return work.result({entry.ref: entry for entry in entries})


class _Rolling:
    """Collects open changes by their place."""

    def __init__(self, charter: Charter, bases: Mapping[str, Charter], done: Past) -> None:
        self.charter = charter
        self.bases = bases
        self.past = done
        self.proposals: dict[Slot, dict[str, str]] = {}
        self.added: list[Added] = []
        self.deleted: dict[str, list[Entry]] = {}
        self.kept: dict[str, list[Entry]] = {}
        self.moved: list[Moved] = []
        self.stranded: list[Entry] = []

    def take(self, entry: Entry) -> None:
        """Take one open change."""
        base = self.bases.get(entry.submission.base, self.charter)
        change = entry.change
        taken = (
            self._add(entry, change, base)
            if isinstance(change, Add)
            else self._move(entry, change, base)
            if isinstance(change, Move)
            else self._mark(entry, change.delete, self.deleted)
            if isinstance(change, Delete)
            else self._mark(entry, change.keep, self.kept)
            if isinstance(change, Keep)
            else self._reword(entry, base)
        )
        if not taken:
            self.stranded.append(entry)

    def result(self, entries: Mapping[str, Entry]) -> Rolling:
        """Return what was collected, contested words as spans."""
        spans = {
            slot: tuple(words.compile(words_at(self.charter, slot) or "", proposals))
            for slot, proposals in self.proposals.items()
        }
        deleted = {path: tuple(by) for path, by in self.deleted.items()}
        kept = {path: tuple(by) for path, by in self.kept.items()}
        return Rolling(self.charter, spans, tuple(self._in_order()), deleted, kept, tuple(self.moved), entries,
                       tuple(self.stranded))  # fmt: skip

    def _present(self, path: str, entry: Entry) -> str:
        return self.past.present_path(path, entry.submission.base)

    def _reword(self, entry: Entry, base: Charter) -> bool:
        change = rewording(base, entry)
        if change is None:
            return False
        slot = Slot(self._present(change.slot.path, entry), change.slot.field, change.slot.language)
        here = words_at(self.charter, slot)
        if here is None:
            return False
        base_text = with_references(change.base, lambda name: self._present(name, entry))
        proposed = with_references(change.proposed, lambda name: self._present(name, entry))
        carried = words.merge(base_text, here, proposed).text
        # Words that cannot be carried to the present text stand as the sponsor put them: none may be lost.
        self.proposals.setdefault(slot, {})[entry.ref] = proposed if carried is None else carried
        return True

    def _mark(self, entry: Entry, path: str, marks: dict[str, list[Entry]]) -> bool:
        here = self._present(path, entry)
        if self.charter.find(here) is None and self.charter.part(here) is None:
            return False
        marks.setdefault(here, []).append(entry)
        return True

    def _add(self, entry: Entry, change: Add, base: Charter) -> bool:
        place = self._place(change, base, entry) or self._beside_addition(change)
        if place is None:
            return False
        added = change.add
        node = Part(id=added.id, heading=added.heading) if isinstance(added, NewPart) else added
        for index, other in enumerate(self.added):
            if (other.container, other.after, other.node) == (*place, node):
                self.added[index] = Added(*place, node, (*other.entries, entry))
                return True
        self.added.append(Added(*place, node, (entry,)))
        return True

    def _beside_addition(self, change: Add) -> tuple[str, str | None] | None:
        """Return the place of an addition that goes beside or into another open addition."""
        neighbour = (change.neighbour or "").rpartition("/")[2]
        for other in self.added:
            if neighbour and other.node.id == neighbour:
                return other.container, neighbour if change.after else other.after
            if change.container is not None and change.container.rpartition("/")[2] == other.node.id:
                return change.container, None
        return None

    def _move(self, entry: Entry, change: Move, base: Charter) -> bool:
        path, place = self._present(change.move, entry), self._place(change, base, entry)
        if place is None or (self.charter.find(path) is None and self.charter.part(path) is None):
            return False
        self.moved.append(Moved(path, *place, entry))
        return True

    def _place(self, change: Add | Move, base: Charter, entry: Entry) -> tuple[str, str | None] | None:
        """Return container and the member to stand after in the present text."""
        where = gap(base, change)
        if where is None:
            return None
        container = self._present(where.container, entry)
        now = children(self.charter, container)
        if now is None:
            return None
        before = (children(base, where.container) or ())[: where.index]
        return container, next((member for member in reversed(before) if member in now), None)

    def _in_order(self) -> Iterator[Added]:
        return iter(sorted(self.added, key=lambda added: added.entries[0].order))
