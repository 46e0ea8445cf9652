"""Makes the rows of a comparison: both charters in one reading order, with what happened to each thing in its place.

Nothing is left out and nothing is said twice. Who is whose partner and what moved has been decided before, in
``pairing`` and ``moves``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from charterkit.drafting.numbering import Number
from charterkit.history.comparing.changes import Change, Kind, Move, Place, Renumbering, Row
from charterkit.history.comparing.fields import changed_attributes, changed_texts
from charterkit.history.comparing.order import weave
from charterkit.history.comparing.pairing import Pairing
from charterkit.history.comparing.trees import ROOT, Tree, is_list, level_of, path_of
from charterkit.model.provisions import Node, Part

_GONE: Final = "-"
"""Stands before an old key in a row of keys, where it has no place among the new ones."""


class Side(NamedTuple):
    """One of the two charters: its tree and its numbers."""

    tree: Tree
    numbers: dict[str, Number]

    def node(self, key: str) -> Node | Part | None:
        """Return what a key stands for; None for a list."""
        return self.tree.node(key) or self.tree.parts.get(key)

    def part(self, key: str) -> str:
        """Return the id of the part or list that a key stands in, or is."""
        while level_of(key) != "part":
            key = self.tree.parents[key]
        return path_of(key)

    def place(self, key: str) -> Place:
        """Return where a key stands."""
        before = self.tree.before(key)
        container = path_of(self.tree.parents[key]) if self.tree.parents[key] != ROOT else ""
        return Place(container, None if before is None else path_of(before), self.numbers.get(key))


class Rows(NamedTuple):
    """Makes the rows of a comparison."""

    old: Side
    new: Side
    pairing: Pairing
    moved: frozenset[str]
    equal: frozenset[str]
    made: dict[tuple[str | None, str | None], Change | None]
    """What was found of pairs before: a thing that moved is asked for at both its places."""

    def below(self, old: str | None, new: str | None) -> Iterator[Row]:
        """Yield the rows below a pair of keys, or below the one of them that there is."""
        was = [] if old is None else [self._label(key) for key in self.old.tree.below(old)]
        now = [] if new is None else list(self.new.tree.below(new))
        for key in weave(was, now):
            yield self._gone(key.removeprefix(_GONE)) if key.startswith(_GONE) else self._present(key)

    def _label(self, old: str) -> str:
        """Return the new key where the old one is still in its place, else the old one marked as gone from here."""
        new = self.pairing.new_of.get(old)
        return _GONE + old if new is None or new in self.moved else new

    def _gone(self, old: str) -> Row:
        new = self.pairing.new_of.get(old)
        if new is None:
            return self._row(old, None)
        return self._plain_row(old, new, departed=True)

    def _present(self, new: str) -> Row:
        return self._row(self.pairing.old_of.get(new), new)

    def _row(self, old: str | None, new: str | None) -> Row:
        equal = new in self.equal
        return self._plain_row(old, new, rows=() if equal else tuple(self.below(old, new)), equal=equal)

    def _plain_row(
        self,
        old: str | None,
        new: str | None,
        rows: tuple[Row, ...] = (),
        *,
        departed: bool = False,
        equal: bool = False,
    ) -> Row:
        key = new or old or ""
        return Row(
            level=level_of(key),
            path=path_of(key),
            old_path=_path(old),
            new_path=_path(new),
            change=self._change(old, new),
            departed=departed,
            rows=rows,
            equal=equal,
            old_number=self.old.numbers.get(old or ""),
            new_number=self.new.numbers.get(new or ""),
        )

    def _change(self, old: str | None, new: str | None) -> Change | None:
        if is_list(new or old or "") or (new in self.equal and new not in self.moved):
            return None
        if (old, new) not in self.made:
            self.made[old, new] = self._made(old, new)
        return self.made[old, new]

    def _made(self, old: str | None, new: str | None) -> Change | None:
        before = None if old is None else self.old.node(old)
        after = None if new is None else self.new.node(new)
        same = before is not None and before == after
        texts = () if same else changed_texts(before, after)
        attributes = changed_attributes(before, after) if before and after and not same else ()
        move = Move(self.old.place(old), self.new.place(new)) if old and new and new in self.moved else None
        kinds = _kinds(old, new, move=bool(move), words=bool(texts), rest=bool(attributes))
        if not kinds:
            return None
        key, side = (new, self.new) if new is not None else (old or "", self.old)
        return Change(
            level_of(key),
            kinds,
            path_of(key),
            _path(old),
            _path(new),
            side.part(key),
            self.old.numbers.get(old or ""),
            self.new.numbers.get(new or ""),
            texts,
            move,
            attributes,
            self.pairing.likeness.get(new or ""),
        )

    def renumbered(self) -> Iterator[Renumbering]:
        """Yield the numbers that changed, in the new reading order, but for those that changed with what is above."""
        for new in self.new.tree.walk():
            old = self.pairing.old_of.get(new)
            was, now = self.old.numbers.get(old or ""), self.new.numbers.get(new)
            if old is None or was is None or now is None or was == now:
                continue
            if new in self.moved or (was.own, was.series) != (now.own, now.series):
                yield Renumbering(level_of(new), path_of(old), path_of(new), was, now)


def _kinds(old: str | None, new: str | None, *, move: bool, words: bool, rest: bool) -> tuple[Kind, ...]:
    if old is None:
        return ("added",)
    if new is None:
        return ("deleted",)
    flags: tuple[tuple[Kind, bool], ...] = (("moved", move), ("changed", words), ("metadata", rest))
    return tuple(kind for kind, holds in flags if holds)


def _path(key: str | None) -> str | None:
    return None if key is None else path_of(key)
