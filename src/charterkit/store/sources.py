"""The source tables of decisions in a workspace: of one that is about to be taken, of past ones, of whole versions.

A past merge is worked out again on the text that stood before it, so that its outcomes are those of the day. What a
row says is decided in ``drafting.sources``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charterkit.drafting.ledger import Entry, decided, ledger
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.outcomes import Merged
from charterkit.drafting.merging.past import past
from charterkit.drafting.merging.rivals import rivals
from charterkit.drafting.sources import Moment, SourceRow, SourceTable, close_rows, merge_rows
from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import UsageError
from charterkit.model.charter import Charter, Outline
from charterkit.model.decisions import Decision
from charterkit.store.decisions.merging import Merging
from charterkit.store.decisions.record import Circumstances, decision_path, merge_decisions
from charterkit.store.negotiation import Negotiation, negotiation
from charterkit.store.versions import DECISIONS, commits_that_added
from charterkit.store.workspace import Workspace


def sources(workspace: Workspace, name: str) -> tuple[SourceTable, str]:
    """Return the source table of a decision, a version or a submission, and the commit that it leads to.

    A decision that was taken together with others stands for all of them; a version, for all that was decided since the
    version before it; a submission, for every decision on it.

    Raises:
        UsageError: there is nothing of that name, or no merge or closing in it.
    """
    tables = _Tables(workspace)
    chosen = tables.named(name)
    if not chosen:
        raise UsageError(f"nothing was merged or closed in '{name[:80]}'", "see: charterkit show decisions")
    table, last = tables.table(chosen)
    return table, next((version.commit for version in workspace.versions() if version.name == name), last)


@dataclass(frozen=True)
class _Tables:
    """Makes source tables in one workspace."""

    workspace: Workspace

    def named(self, name: str) -> list[Decision]:
        """Return the merges and closings that a name means, in order."""
        decisions = self.workspace.decisions(self.workspace.repository.head())
        versions = [each.version for each in decisions if each.version]
        if name in versions:
            found = self._into(name, decisions)
        else:
            number = name.zfill(4) if name.isdigit() else name
            whole = name.partition("#")[0]
            found = [each for each in decisions if each.id == number or each.submission == whole]
            if not found:
                known = [*versions, *(each.id for each in decisions)]
                hint = nearest(name, known) or "name a decision (0012), a version, or a submission that was decided on"
                raise UsageError(f"there is no decision or version '{name[:80]}'", hint)
        together = {key for each in found for key in each.together or (each.id,)}
        return [each for each in decisions if each.id in together and each.action in {"merge", "close"}]

    @staticmethod
    def _into(version: str, decisions: Sequence[Decision]) -> list[Decision]:
        found: list[Decision] = []
        for each in decisions:
            if each.version == version:
                return found
            found = [] if each.version else [*found, each]
        return found

    def table(self, chosen: Sequence[Decision]) -> tuple[SourceTable, str]:
        """Return the table of decisions and the commit of the last one."""
        repository = self.workspace.repository
        added = commits_that_added(repository.git, repository.head() or "", DECISIONS)
        groups: dict[tuple[str, ...], list[Decision]] = {}
        for each in chosen:
            groups.setdefault(each.together or (each.id,), []).append(each)
        commits = [added[decision_path(group[0])] for group in groups.values()]
        rows = [row for group, at in zip(groups.values(), commits, strict=True) for row in self._rows(group, at)]
        before, after = self._before(commits[0]), self.workspace.charter(commits[-1])
        bases = negotiation(self.workspace, commits[-1]).bases
        return SourceTable(before, after, tuple(rows), tuple(chosen), bases), commits[-1]

    def _rows(self, group: Sequence[Decision], commit: str) -> Iterator[SourceRow]:
        then = negotiation(self.workspace, commit)
        before = _before(then, group[0].number)
        if group[0].action == "close":
            for each in group:
                yield from close_rows(each, before)
            return
        charter = self._before(commit)
        changes = [before.entries[ref] for each in group for ref in decided(each, before.entries)]
        merged = merge(charter, changes, then.bases, before.past)
        after = Moment(then.entries, then.past)
        yield from merge_rows(group, merged, before, after, _left(charter, changes, then, before))

    def _before(self, commit: str) -> Charter:
        """Return the text that stood before a commit."""
        git = self.workspace.repository.git
        parents = git.line("rev-list", "--parents", "--max-count=1", "--end-of-options", commit).split()[1:]
        if parents:
            return self.workspace.charter(parents[0])
        first = self.workspace.charter(commit)
        settings = first.settings.model_copy(update={"outline": Outline()})
        return first.model_copy(update={"settings": settings, "provisions": {}})


def merging_table(ready: Merging, when: Circumstances, *, taken: bool) -> SourceTable:
    """Return the source table of a merge that was worked out, and carried out or not."""
    then = ready.before
    decisions = merge_decisions(then.charter, ready.merged, then.next_number, when)
    before = Moment(then.entries, then.past)
    after = before
    if ready.merged.charter is not None:
        all_decisions = [*then.decisions, *decisions]
        entries = ledger(then.submissions.values(), all_decisions)
        after = Moment(entries, past(entries, all_decisions, then.past.bases))
    named = Merged(
        ready.merged.charter,
        (*ready.merged.outcomes, *ready.left),
        (*ready.merged.collisions, *ready.left_collisions),
    )
    rows = merge_rows(decisions, named, before, after, ready.rivals)
    now = ready.merged.charter or then.charter
    return SourceTable(then.charter, now, rows, decisions, then.bases, taken)


def _before(then: Negotiation, number: int) -> Moment:
    """Return what there was before a decision, with everything that was lodged until it was committed."""
    decisions = [each for each in then.decisions if each.number < number]
    entries = ledger(then.submissions.values(), decisions)
    return Moment(entries, past(entries, decisions, then.past.bases))


def _left(charter: Charter, changes: Sequence[Entry], then: Negotiation, before: Moment) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a merged change and one that stayed open and collides with it from then on."""
    still = [each for each in then.open() if each.submission.base in then.bases]
    for one, other in rivals(charter, changes, still, then.bases, before.past):
        yield one.ref, other.ref
