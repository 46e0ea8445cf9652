"""Trace the words of a charter through its whole history: who brought them, by which submission and decision, when.

One pass over the branch (``log``), of which only the changed files are read (``words``), folded by
``charterkit.history.tracing.attribution``. How a result is shown is left to ``documents``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from charterkit.drafting.numbering import number_within
from charterkit.drafting.proposals import Slot, texts_in
from charterkit.errors import RecordsInvalid, UsageError
from charterkit.history.tracing.attribution import Attribution, texts_of
from charterkit.history.tracing.origins import Sources, Trace, TracedText, traced
from charterkit.model.charter import Charter
from charterkit.model.provisions import FOLDERS
from charterkit.store.freezing_since import frozen_at
from charterkit.store.records.layout import SETTINGS
from charterkit.store.records.whole import read_records
from charterkit.store.tracing.fold import Fold
from charterkit.store.tracing.kept import WORTH_KEEPING, keep, kept_before
from charterkit.store.tracing.submissions import Submissions
from charterkit.store.workspace import Workspace


def trace(workspace: Workspace, path: str, at: str | None = None) -> Trace:
    """Return the origin of every word of a part, provision or unit.

    Args:
        workspace: whose history is followed.
        path: where it stands at ``at``, such as ``confidence-building/exercise-notice``.
        at: a version, tag, date or commit; the present commit by default. What is not committed has no origin yet.

    Returns:
        The headings and texts at the path and below it, in reading order, each in runs of one origin.

    Raises:
        UsageError: there is no such path in the text at ``at``.
        EnvironmentProblem: no commit yet, a shallow clone, or a history with missing or damaged objects.
        RecordsInvalid: the charter at ``at`` cannot be read.
    """
    return follow(workspace, at).trace(path)


def follow(workspace: Workspace, at: str | None = None) -> History:
    """Follow the history up to a version, tag, date or commit, by default the present one; errors as of ``trace``."""
    repository = workspace.repository
    commit = repository.resolve("HEAD" if at is None else at)
    repository.require_full_history()
    kept = kept_before(repository.git, repository.room, commit)
    submissions = Submissions(repository, commit, (kept.commit, kept.joining) if kept else None)
    fold = Fold(workspace, commit, submissions, kept)
    if fold.take_all() >= WORTH_KEEPING:
        keep(repository.room, fold.kept(submissions.joining))
    sources = Sources(fold.dates, fold.decisions, submissions.get, submissions.sponsors)
    charter = _charter(workspace, commit, submissions)
    return History(commit, charter, fold.attribution, sources, submissions, tuple(fold.notes))


@dataclass(frozen=True)
class History:
    """A charter at one commit, and where its words come from."""

    commit: str
    charter: Charter
    attribution: Attribution
    sources: Sources
    submissions: Submissions
    notes: tuple[str, ...]

    def trace(self, path: str) -> Trace:
        """Return the origin of every word at a path; raise UsageError where there is none such."""
        slots = list(self._slots(path))
        numbers = number_within(
            self.charter, {slot.path.partition("/")[0] for slot in slots} & self.charter.provisions.keys()
        )
        cited = {slot.path: numbers.cite(slot.path) for slot in slots} | {path: numbers.cite(path)}
        texts = tuple(self._traced(slots))
        return Trace(path, self.commit, texts, cited, self.notes)

    def texts(self) -> Iterator[TracedText]:
        """Yield every text of the charter, in reading order."""
        return self._traced(list(texts_of(self.charter)))

    def _traced(self, slots: Sequence[Slot]) -> Iterator[TracedText]:
        brought = {mark.decision or "" for slot in slots for _, mark in self.attribution.runs(slot)}
        taken = (self.sources.decisions[key] for key in brought if key in self.sources.decisions)
        self.submissions.read(sorted(decision.submission for decision in taken if decision.submission))
        return (traced(self.attribution, slot, self.sources) for slot in slots)

    def _slots(self, path: str) -> Iterator[Slot]:
        part, node = self.charter.part(path), self.charter.find(path)
        if part is not None:
            yield from texts_in(part)
            for provision in part.provisions:
                yield from texts_in(self.charter.provisions[provision])
        elif node is not None:
            yield from texts_in(node, path)
        else:
            raise UsageError(f"there is no '{path}' in the text at {self.commit[:12]}", "see: charterkit show")


_PLACES: Final = (SETTINGS, *(f"charter/{folder}" for folder in sorted(FOLDERS.values())), "charter/registry")
"""Where a charter is, without its decisions, of which there may be thousands."""


def _charter(workspace: Workspace, commit: str, submissions: Submissions) -> Charter:
    """Return the charter at a commit; decisions and submissions are read elsewhere, as they are needed."""
    records = read_records(workspace.repository.files(commit, _PLACES), seen=workspace.repository.seen)
    if records.charter is None or records.erroneous:
        raise RecordsInvalid(records.problems)
    return records.charter.model_copy(update={"frozen": frozen_at(workspace, commit, submissions)})
