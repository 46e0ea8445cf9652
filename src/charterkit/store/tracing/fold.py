"""Fold a history into whose words its charter is made of: what every commit changed, and which decision brought it.

Words are compared in ``charterkit.history``; here files become texts, and commits become versions. Where one commit
merges several submissions into one unit, they are merged again one after the other, to see whose words are whose.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from charterkit.drafting.ledger import decided
from charterkit.drafting.merge import merge
from charterkit.drafting.proposals import Slot
from charterkit.errors import CharterkitError, Problem
from charterkit.history.tracing.attribution import Attribution, texts_of
from charterkit.history.tracing.credit import Credit, Taken
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission
from charterkit.store.disk.files import shown
from charterkit.store.git.commands import Git
from charterkit.store.git.objects import ObjectReader
from charterkit.store.negotiation import negotiation
from charterkit.store.records import layout
from charterkit.store.tracing.kept import Kept, KeptDecisions
from charterkit.store.tracing.log import Commit, commits
from charterkit.store.tracing.words import Texts, decision_in, part_texts, provision_texts
from charterkit.store.workspace import Workspace

_READ: Final = frozenset({"settings", "provision", "decision"})
_PARTS: Final = ""
"""Stands for the file whose texts are the headings of parts."""

_AT_ONCE: Final = 64
"""How many commits are read ahead, so that git works while their words are compared."""

_File = tuple[str, layout.Slot, bytes | None]
"""A file that a commit changed: its path, what it holds, its content or None where it is gone."""


class Fold:
    """A history while it is followed.

    Attributes:
        attribution: whose words the charter is made of, so far.
        decisions: every decision by its id, as it was when it was taken.
        dates: the day of every commit that changed the charter.
        notes: what does not fit together, one sentence each.
    """

    def __init__(
        self, workspace: Workspace, head: str, submissions: Mapping[str, Submission], kept: Kept | None = None
    ) -> None:
        self.attribution = kept.attribution if kept else Attribution()
        self.decisions = kept.decisions if kept else KeptDecisions()
        self.dates: dict[str, datetime.date] = kept.dates if kept else {}
        self.notes: list[str] = kept.notes if kept else []
        self._workspace, self._head, self._submissions = workspace, head, submissions
        self._texts: dict[str, Texts] = kept.texts if kept else {_PARTS: {}}
        self._after = kept.commit if kept else None

    def take_all(self) -> int:
        """Take every commit up to the head that was not taken before; return how many files were followed in them."""
        taken = 0
        if self._after != self._head:
            for commit, files in _versions(self._workspace.repository.git, self._head, self._after):
                self._take(commit, files)
                taken += len(files)
        return taken

    def kept(self, joining: tuple[str, ...]) -> Kept:
        """Return what is to be kept of it; ``joining`` are the submissions that join or withdraw."""
        return Kept(self._head, self.attribution, self._texts, self.decisions, self.dates, self.notes, joining)

    def _take(self, commit: Commit, files: list[_File]) -> None:
        self.dates[commit.id] = commit.date
        decisions = self._new_decisions(commit, files)
        after: dict[str, Texts] = {}
        for file in files:
            self._read(commit, file, after)
        credit = Credit(decisions, self._submissions, [slot.path for slot in after.get(_PARTS, self._texts[_PARTS])])
        changed, holder = self._changed(after), credit.holder
        if len(credit.merges) > 1 and any(text and len(credit.holders(slot)) > 1 for slot, text in changed.items()):
            self._take_one_by_one(commit, credit.merges)
            changed = {slot: text for slot, text in changed.items() if self.attribution.text(slot) != text}
            holder = credit.last_holder
        self.attribution.take(commit.id, changed, holder)
        self.attribution.release(decision.version for decision in decisions if decision.action == "release")
        self._texts |= after

    def _new_decisions(self, commit: Commit, files: list[_File]) -> list[Decision]:
        """Return the decisions that a commit brought; one that was taken before is not taken again."""
        found = []
        for path, held, content in files:
            decision = decision_in(path, content) if held.kind == "decision" and content else None
            if decision is not None and decision.id not in self.decisions:
                self.decisions.add(
                    Taken(decision.id, decision.submission, decision.changes, decision.session, decision.date)
                )
                found.append(decision)
        brought = {decision.id for decision in found}
        if commit.decisions and brought != set(commit.decisions):
            named = ", ".join(sorted(set(commit.decisions)))
            what = ", ".join(sorted(brought)) or "none"
            self.notes.append(f"commit {commit.id[:12]} names the decisions {named} and brought {what}")
        return found

    def _read(self, commit: Commit, file: _File, after: dict[str, Texts]) -> None:
        """Add the texts of a file; one that cannot be read leaves its texts as they were."""
        path, held, content = file
        if held.kind == "decision":
            return
        owner = _PARTS if held.kind == "settings" else held.name
        if content is None:
            after.setdefault(owner, {})
            return
        texts = part_texts(content) if held.kind == "settings" else provision_texts(content, held.name)
        if texts is None:
            self.notes.append(f"commit {commit.id[:12]} left {shown(path)} unreadable: its words count as before")
        else:
            after[owner] = texts

    def _changed(self, after: Mapping[str, Texts]) -> dict[Slot, str | None]:
        """Return the texts that differ from those before; None for one that is gone."""
        changed: dict[Slot, str | None] = {}
        for owner, texts in after.items():
            before = self._texts.get(owner, {})
            changed |= {slot: text for slot, text in texts.items() if before.get(slot) != text}
            changed |= {slot: None for slot in before if slot not in texts}
        return changed

    def _take_one_by_one(self, commit: Commit, merges: Sequence[Decision]) -> None:
        """Take the text as it would be with the first of several decisions in it, with the first two, and so on.

        The text after all of them is the commit's own, and taken by its files.
        """
        try:
            before = negotiation(self._workspace, commit.parent)
            for last in range(1, len(merges)):
                refs = [ref for decision in merges[:last] for ref in decided(decision, before.entries)]
                entries = [before.entries[ref] for ref in refs]
                merged = merge(before.charter, entries, before.bases, before.past).charter
                if merged is not None:
                    self._take_charter(commit, merged, merges[last - 1].id)
        except CharterkitError as error:
            self.notes.append(f"commit {commit.id[:12]} merges several submissions at once, not told apart: {error}")

    def _take_charter(self, commit: Commit, charter: Charter, decision: str) -> None:
        texts = texts_of(charter)
        changed: dict[Slot, str | None] = {
            slot: texts.get(slot)
            for slot in {**texts, **dict.fromkeys(self.attribution.slots())}
            if texts.get(slot) != self.attribution.text(slot)
        }
        self.attribution.take(commit.id, changed, lambda _: decision)


def _versions(git: Git, head: str, after: str | None) -> Iterator[tuple[Commit, list[_File]]]:
    """Yield every commit with the files that matter, and their content; None for one that is gone."""
    history = commits(git, head, after=after)
    with ObjectReader(git) as reader:
        while some := [(commit, list(_files(commit))) for commit in islice(history, _AT_ONCE)]:
            contents = reader.read(blob for _, files in some for _, _, blob in files if blob is not None)
            for commit, files in some:
                yield commit, [(path, held, None if blob is None else next(contents)[1]) for path, held, blob in files]


def _files(commit: Commit) -> Iterator[tuple[str, layout.Slot, str | None]]:
    for path, blob in commit.changes:
        held = _held(path)
        if held is not None:
            yield path, held, blob


@lru_cache(maxsize=65_536)
def _held(path: str) -> layout.Slot | None:
    held = layout.slot(path)
    return None if isinstance(held, Problem) or held.kind not in _READ else held
