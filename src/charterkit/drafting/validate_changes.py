"""Check the changes of a submission one by one against its base: targets, words to replace, places, ids and texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, Protocol

from charterkit.drafting.edits import container_of
from charterkit.drafting.nearest import nearest
from charterkit.drafting.placing import gap
from charterkit.drafting.proposals import Slot, field_of, occurrences, words_at
from charterkit.drafting.validate_charter import (
    Where,
    character_findings,
    node_findings,
    reference_findings,
    registry_findings,
    texts_findings,
)
from charterkit.errors import Finding
from charterkit.model.charter import LISTS, Charter
from charterkit.model.provisions import Provision, Unit
from charterkit.model.submissions import Add, Amend, Delete, Keep, Move, NewPart, Place, Submission, target

RESERVED: Final = frozenset({*LISTS, "outline", "parts"})
"""Ids that mean something else: the lists of the outline and the outline itself."""

_HOMES: Final = {"recital": "preamble", "testimonium": "closing", "annex": "annexes"}


class _Setting(Protocol):
    @property
    def present(self) -> Charter: ...
    @property
    def used(self) -> Collection[str]: ...
    @property
    def proposed(self) -> Collection[str]: ...
    @property
    def lodged(self) -> bool: ...


def change_findings(record: str, submission: Submission, base: Charter, setting: _Setting) -> Iterator[Finding]:
    """Yield what is wrong with each change of a submission."""
    checks = _Checks(record, submission, base, setting)
    for index, change in enumerate(submission.changes):
        where = ("changes", index)
        match change:
            case Amend():
                yield from checks.amend(where, change)
            case Add():
                yield from checks.add(where, change)
            case Delete():
                yield from checks.target(where, "delete", change.delete)
            case Keep():
                yield from checks.target(where, "keep", change.keep)
            case Move():
                yield from checks.move(where, change)
    yield from checks.repeated()


class _Checks:
    """One submission's changes against its base."""

    def __init__(self, record: str, submission: Submission, base: Charter, setting: _Setting) -> None:
        self.record = record
        self.submission = submission
        self.base = base
        self.setting = setting
        self.added = set(paths_added(submission))
        self.known = self.added.union(setting.proposed)

    def amend(self, where: Where, change: Amend) -> Iterator[Finding]:
        """Check that an amendment finds its words, changes something and puts a sound text."""
        language = change.language or self.submission.language
        field = field_of(change)
        found = words_at(self.base, Slot(change.amend, field, language))
        if found is None:
            yield from self.target(where, "amend", change.amend)
            return
        put_at, put = self._put(change)
        yield from self._replaced(where, change, found)
        if change.replace == change.with_ if change.replace is not None else put == found:
            message = f"it changes nothing: these words stand there in '{self.submission.base}'"
            yield Finding(self.record, (*where, put_at), "no-change", message, "say 'keep:' to ask for no change")
        yield from character_findings(self.record, (*where, put_at), put)
        yield from reference_findings(self.record, (*where, put_at), put, self.setting.present, self.known)

    @staticmethod
    def _put(change: Amend) -> tuple[str, str]:
        if change.with_ is not None:
            return "with", change.with_
        return ("text", change.text) if change.text is not None else ("heading", change.heading or "")

    def _replaced(self, where: Where, change: Amend, found: str) -> Iterator[Finding]:
        if change.replace is None:
            return
        count = occurrences(found, change.replace)
        if count == 1:
            if not found.replace(change.replace, change.with_ or "", 1).strip():
                hint = "say 'delete:' to take the unit out"
                yield Finding(self.record, (*where, "with"), "empty-text", "nothing would be left of the text", hint)
            return
        times = "nowhere" if not count else f"{count} times"
        message = f"the words to replace stand {times} in {change.amend} of '{self.submission.base}'"
        hint = "take more words around them, until they stand once" if count else _nearby(found, change.replace)
        yield Finding(
            self.record, (*where, "replace"), "words-not-found" if not count else "words-repeated", message, hint
        )

    def add(self, where: Where, change: Add) -> Iterator[Finding]:
        """Check the id, the place, the texts and what a new provision names."""
        added = change.add
        at = (*where, "add")
        yield from self._new_id(at, change)
        yield from self._placed(where, change)
        if isinstance(added, Provision):
            yield from self._home(where, change, added)
            yield from registry_findings(self.record, at, added, self.setting.present.registry)
        if isinstance(added, NewPart):
            yield from texts_findings(self.record, (*at, "heading"), added.heading, self.setting.present)
        else:
            yield from node_findings(self.record, at, added, self.setting.present, self.known)
            if not (added.text or added.units or getattr(added, "generated", None)):
                yield Finding(
                    self.record, at, "empty-text", f"'{added.id}' has neither text nor units", "write its text:"
                )

    def _new_id(self, at: Where, change: Add) -> Iterator[Finding]:
        path = target(change)
        if path in RESERVED:
            yield Finding(
                self.record, (*at, "id"), "reserved-id", f"'{path}' is a name of the outline", "choose another"
            )
        elif path in self.setting.used and not self.setting.lodged:
            hint = "choose a new id: none is used twice, not even after a deletion"
            yield Finding(self.record, (*at, "id"), "id-used", f"the id '{path}' is or was in the text", hint)

    def _placed(self, where: Where, change: Add | Move) -> Iterator[Finding]:
        name = change.neighbour or change.container or ""
        if gap(self.base, change) is None and name not in self.added:
            known = [*(path for path, _ in self.base.walk()), *(p.id for p in self.base.settings.outline.parts), *LISTS]
            message = f"there is no '{name}' in '{self.submission.base}' to put it by"
            yield Finding(self.record, (*where, _key(change)), "unknown-place", message, nearest(name, known))

    def _home(self, where: Where, change: Add, added: Provision) -> Iterator[Finding]:
        container = change.container or container_of(self.base, change.neighbour or "")
        if container is None:
            return
        home = _HOMES.get(added.kind)
        fits = container == home if home else container not in LISTS
        if not fits or "/" in (change.container or change.neighbour or "") or self.base.find(container):
            goes = f"into '{home}'" if home else "into a part"
            message = f"a provision of kind '{added.kind}' goes {goes}"
            yield Finding(self.record, (*where, _key(change)), "wrong-place", message, "name such a place")

    def move(self, where: Where, change: Move) -> Iterator[Finding]:
        """Check that what moves is there, and that it moves to a place of its own kind."""
        unknown = [*self.target(where, "move", change.move), *self._placed(where, change)]
        yield from unknown
        if unknown:
            return
        place = gap(self.base, change)
        container = place.container if place else change.container or ""
        if container == change.move or container.startswith(f"{change.move}/"):
            yield Finding(self.record, (*where, _key(change)), "wrong-place", "nothing can be moved into itself")
            return
        top = "/" not in change.move
        node = self.base.find(change.move)
        into_unit = self.base.find(container) is not None
        is_part = node is None
        if (top and into_unit) or (not top and not into_unit) or (is_part and container != "parts"):
            message = f"'{change.move}' cannot stand in '{container}'"
            hint = "a unit goes into a provision or unit, a provision into a part or list, a part among the parts"
            yield Finding(self.record, (*where, _key(change)), "wrong-place", message, hint)
        elif isinstance(node, Provision) and (container == "parts" or not _at_home(node, container)):
            message = f"a provision of kind '{node.kind}' cannot stand in '{container}'"
            yield Finding(self.record, (*where, _key(change)), "wrong-place", message)

    def target(self, where: Where, key: str, path: str) -> Iterator[Finding]:
        """Check that a path leads to something in the base."""
        if self.base.find(path) is not None or self.base.part(path) is not None:
            return
        known = [*(known for known, _ in self.base.walk()), *(part.id for part in self.base.settings.outline.parts)]
        message = f"no unit '{path}' in '{self.submission.base}'"
        hint = nearest(path, known)
        if self.setting.present.find(path) is not None:
            hint = "it was added later: name a newer version as base"
        yield Finding(self.record, (*where, key), "unknown-unit", message, hint)

    def repeated(self) -> Iterator[Finding]:
        """Check that no change stands twice."""
        seen: list[object] = []
        for index, change in enumerate(self.submission.changes):
            if change in seen:
                message = f"the same change stands as number {seen.index(change) + 1}"
                yield Finding(self.record, ("changes", index), "repeated-change", message, "take one of the two out")
            seen.append(change)


def _at_home(provision: Provision, container: str) -> bool:
    home = _HOMES.get(provision.kind)
    return container == home if home else container not in LISTS


def paths_added(submission: Submission) -> Iterator[str]:
    """Yield every path that a submission's additions would bring."""
    return (path for change in submission.changes if isinstance(change, Add) for path in _paths(change))


def _paths(change: Add) -> Iterator[str]:
    path = target(change)
    yield path
    if not isinstance(change.add, NewPart):
        yield from _below(change.add, path)


def _below(node: Provision | Unit, path: str) -> Iterator[str]:
    for unit in node.units:
        yield f"{path}/{unit.id}"
        yield from _below(unit, f"{path}/{unit.id}")


def _key(change: Place) -> str:
    names = {"after": change.after, "before": change.before, "in": change.inside, "first": change.first}
    return next((key for key, value in names.items() if value is not None), "last")


def _nearby(found: str, words: str) -> str:
    """Return the hint for words that stand nowhere: the nearest passage of the text, of the same length."""
    count = len(words.split())
    pieces = found.split()
    near = nearest(words, {" ".join(pieces[i : i + count]) for i in range(len(pieces) - count + 1)})
    return near or "copy them from the text exactly, spaces and punctuation included"
