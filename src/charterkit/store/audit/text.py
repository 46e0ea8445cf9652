"""Verify the text: what every commit made of it is what its decisions make of the text before, and nothing else.

The charter is carried from commit to commit, of which only the changed files are read; the decisions are made again by
``charterkit.history.replay``. A breach is told once: what follows is judged on the text as it was committed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import TypeVar

from charterkit.drafting.validate.charter import record_of
from charterkit.drafting.validate.rules import REGISTER
from charterkit.errors import Problem
from charterkit.history.besides import attending, not_as_decided, registry_changed, settings_changed
from charterkit.history.replay import Replay, ReplayFailed, differing, taken_as_one
from charterkit.history.verdict import Breach
from charterkit.model.charter import Charter, Settings, altered
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.provisions import Provision
from charterkit.model.record import Record
from charterkit.model.registry import Registry
from charterkit.store.git.ancestry import Link
from charterkit.store.git.objects import REGULAR
from charterkit.store.git.tree_changes import Change
from charterkit.store.records.layout import SETTINGS, Slot, slot
from charterkit.store.records.reading import record
from charterkit.store.records.whole import registry_of

_R = TypeVar("_R", bound=Record)

Read = Callable[[str], bytes]
"""Returns an object's content by its id."""

_NOT_MADE = "the branch must go on from before this commit; then make the decision again with charterkit"
_NOT_DECIDED = "words change through submissions and merge: the branch must go on from before this commit"


class TextAudit:
    """The charter on its way through the history."""

    def __init__(self, read: Read, replay: Replay) -> None:
        """Begin before the first commit, with what reads the contents of files and what makes decisions again."""
        self._read = read
        self.replay = replay
        self.settings: Settings | None = None
        self.provisions: Mapping[str, Provision] = {}
        self.lists: dict[str, Registry] = {}
        self.registry = Registry()
        self.outside: list[Breach] = []
        """What changed outside of all decisions: no breach, but who reads the text should know."""

    def resume(
        self, settings: Settings | None, provisions: Mapping[str, Provision], lists: Mapping[str, Registry]
    ) -> None:
        """Go on from a text: its settings, provisions and lists of the registry."""
        self.settings, self.provisions, self.lists = settings, provisions, dict(lists)
        self.registry = registry_of(lists)

    @property
    def charter(self) -> Charter | None:
        """The charter as it stands, None before its settings came."""
        if self.settings is None:
            return None
        return Charter.model_construct(settings=self.settings, provisions=self.provisions, registry=self.registry)

    def take(self, link: Link, decisions: Sequence[tuple[str, Decision]]) -> Iterator[Breach]:
        """Yield what is wrong with what a commit made of the text, and go on to the text that it left.

        Args:
            link: the commit.
            decisions: those that it brought, in order, with their files.
        """
        before, begun = self.charter, self.replay.memory.last > 0
        touched = yield from self._apply(link)
        after = self.charter
        if after is None or not (begun or decisions):
            return
        if before is not None and begun:
            yield from self._besides(link.commit.id, before, after, [decision for _, decision in decisions])
        expected = yield from self._made(link.commit.id, before or after, decisions)
        if expected is not None:
            yield from _unexpected(
                link.commit.id,
                after,
                expected,
                touched | altered(before.provisions if before else {}, expected.provisions),
                decisions,
            )

    def _made(
        self, commit: str, text: Charter, decisions: Sequence[tuple[str, Decision]]
    ) -> Generator[Breach, None, Charter | None]:
        """Make the decisions of a commit again; return the text that they lead to, None where one cannot be made."""
        paths = {decision.id: path for path, decision in decisions}
        expected: Charter | None = text
        for group in taken_as_one([decision for _, decision in decisions]):
            yield from self._out_of_order(commit, group, paths)
            try:
                expected = None if expected is None else self.replay.expected(expected, group)
            except ReplayFailed as failed:
                yield Breach(commit, paths[failed.decision.id], "replay-failed", failed.message, _NOT_MADE)
                expected = None
            self.replay.remember(group)
        return expected

    def _besides(self, commit: str, before: Charter, after: Charter, decisions: Sequence[Decision]) -> Iterator[Breach]:
        """Judge what decisions made of the register, and note what else changed that no decision speaks of."""
        if before.settings is not after.settings:
            names = settings_changed(before.settings, after.settings, decisions)
            self.outside += [Breach(commit, SETTINGS, "not-decided", f"'{name}' was changed") for name in names]
        if before.registry is after.registry:
            return
        lists = registry_changed(before.registry, after.registry)
        if attending(decisions):
            for code in not_as_decided(before.registry, after.registry, decisions):
                message = f"the record of {code} is not what the decisions of this commit make of it"
                yield Breach(commit, REGISTER, "register-not-decided", message, _NOT_MADE)
            lists = [name for name in lists if name != "participants"]
        self.outside += [
            Breach(commit, f"charter/registry/{name}.yaml", "not-decided", "the list was changed") for name in lists
        ]

    def _out_of_order(self, commit: str, group: Sequence[Decision], paths: Mapping[str, str]) -> Iterator[Breach]:
        numbers = [decision.number for decision in group]
        if numbers != list(range(self.replay.memory.last + 1, self.replay.memory.last + 1 + len(group))):
            message = f"decision {group[0].id} does not follow decision {self.replay.memory.last:04}"
            overtaken = f"another one came first: take yours back (git reset --keep {commit[:12]}^), and decide again"
            late = group[0].number <= self.replay.memory.last
            hint = overtaken if late else "decisions are numbered without a gap"
            yield Breach(commit, paths[group[0].id], "decision-number", message, hint)
        if group[0].together and {decision.id for decision in group} != set(group[0].together):
            message = f"decisions {', '.join(group[0].together)} were taken as one, and not all are here"
            yield Breach(commit, paths[group[0].id], "decision-torn", message, _NOT_MADE)

    def _apply(self, link: Link) -> Generator[Breach, None, set[str]]:
        """Read what a commit changed of the text; return the ids of the provisions that it touched."""
        provisions, touched = dict(self.provisions), set[str]()
        problems: list[Problem] = []
        for change in link.changes[0]:
            held = slot(change.path)
            if not isinstance(held, Slot) or not change.path.startswith("charter/"):
                continue
            if held.kind == "provision":
                touched.add(held.name)
                found = self._record(change, Provision, problems)
                if found is not None:
                    provisions[held.name] = found
                elif change.status == "D":
                    provisions.pop(held.name, None)
            elif held.kind == "settings":
                self.settings = self._record(change, Settings, problems) or self.settings
            elif held.kind == "registry":
                self._keep_list(held.name, self._record(change, Registry, problems))
        self.provisions = provisions if touched else self.provisions
        for problem in problems:
            yield Breach(link.commit.id, problem.path, problem.code, problem.message, problem.hint)
        return touched

    def _keep_list(self, name: str, found: Registry | None) -> None:
        self.lists = {key: held for key, held in self.lists.items() if key != name} | ({name: found} if found else {})
        self.registry = registry_of(self.lists)

    def _record(self, change: Change, model: type[_R], problems: list[Problem]) -> _R | None:
        if change.status == "D" or change.mode not in REGULAR:
            return None
        return record(change.path, self._read(change.new), model, problems)


def _unexpected(
    commit: str, after: Charter, expected: Charter, keys: set[str], decisions: Sequence[tuple[str, Decision]]
) -> Iterator[Breach]:
    """Yield a breach for every place whose words are not those that the decisions of a commit make."""
    places = list(differing(after, expected, keys))
    for place in places:
        if place.rpartition("/")[0] in places:
            continue
        what = "the order of provisions or the parts' headings" if place == OUTLINE else f"the words of {place}"
        key = place.partition("/")[0]
        provision = after.provisions.get(key) or expected.provisions.get(key)
        path = record_of(provision) if provision else SETTINGS
        if decisions:
            ids = ", ".join(decision.id for _, decision in decisions)
            yield Breach(commit, path, "other-words", f"{what} are not what decision {ids} makes of them", _NOT_MADE)
        else:
            yield Breach(commit, path, "no-decision", f"{what} changed without a decision", _NOT_DECIDED)
