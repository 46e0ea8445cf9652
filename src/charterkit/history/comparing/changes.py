"""The values that a comparison is made of: changes with their words, places and numbers, and the rows they stand in.

Only what a change *is*. Finding the changes is left to ``compare``, counting them to ``tally``, showing them to
``charterkit.documents``: every view prints these values, and none compares again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from charterkit.drafting.numbering import Number
from charterkit.model.charter import Charter
from charterkit.words import Change as Passage
from charterkit.words import Segment, quiet

Level = Literal["part", "provision", "unit"]
Kind = Literal["added", "deleted", "moved", "changed", "metadata"]
"""All kinds, in the order in which a change names its own."""

Field = Literal["heading", "text"]

UNPLACED: Final = ""
"""The section of provisions that no outline names; such a charter has problems, but its words are compared too."""


class TextChange(NamedTuple):
    """The words of one field in one language.

    Attributes:
        field: heading or text.
        language: its language.
        segments: kept and deleted joined are the old text, kept and inserted the new one.
        moves: the same redline in which sentences that moved are told apart from deletions and insertions; empty where
            none moved.
    """

    field: Field
    language: str
    segments: tuple[Segment, ...]
    moves: tuple[Passage, ...] = ()

    @property
    def shown(self) -> tuple[Segment, ...] | tuple[Passage, ...]:
        """The redline for a reader: with moves where there are any, and without changes of white space alone."""
        return tuple(quiet(self.moves)) if self.moves else tuple(quiet(self.segments))

    @property
    def rewrapped(self) -> bool:
        """Whether a reader sees no change: lines were wrapped anew, and nothing else."""
        words = any(part.op != "keep" and part.text.strip() for part in self.segments)
        return not words and all(part.op == "keep" for part in self.shown)


class Attribute(NamedTuple):
    """Something other than words that changed, such as ``topics``; the entries taken out and put in, as printed."""

    name: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


class Place(NamedTuple):
    """Where something stands: in which part, list, provision or unit, and after which of its neighbours there."""

    container: str
    after: str | None
    number: Number | None


class Move(NamedTuple):
    """A change of place that is not the mere effect of others coming or going."""

    origin: Place
    goal: Place


class Change(NamedTuple):
    """All that happened to one part, provision or unit.

    Attributes:
        level: what it is.
        kinds: what happened, in the order of ``KINDS``; an addition or a deletion stands alone.
        path: its id path in the new charter, or in the old one where it was deleted.
        old_path: its path in the old charter, None for an addition.
        new_path: its path in the new charter, None for a deletion.
        part: the part or list it stands in (in the old charter where it was deleted).
        old_number: its printed number before, None where it had none.
        new_number: its printed number now, None where it has none.
        texts: the fields whose words changed; all its words for an addition or deletion.
        move: from where to where, for one that moved.
        attributes: what else changed.
        likeness: None where the two are one by their ids; else how alike their words are, over 0 and up to 1.
        shares_with: for an addition, the old path that most of its words were cut from (a split); for a deletion,
            the new path that most of its words went into (a joining). None otherwise.
    """

    level: Level
    kinds: tuple[Kind, ...]
    path: str
    old_path: str | None
    new_path: str | None
    part: str
    old_number: Number | None
    new_number: Number | None
    texts: tuple[TextChange, ...] = ()
    move: Move | None = None
    attributes: tuple[Attribute, ...] = ()
    likeness: float | None = None
    shares_with: str | None = None

    @property
    def kinds_seen(self) -> tuple[Kind, ...]:
        """What happened as a reader sees it: lines wrapped anew change nothing."""
        seen = self.kinds != ("changed",) or not self.texts or not all(text.rewrapped for text in self.texts)
        return self.kinds if seen else ()


class Renumbering(NamedTuple):
    """A printed number that became another: a line of the concordance."""

    level: Level
    old_path: str
    new_path: str
    old: Number
    new: Number


class Setting(NamedTuple):
    """A setting of the charter as a whole that changed, such as ``title.en`` or ``status``, as printed."""

    name: str
    old: str
    new: str


class RegistryChange(NamedTuple):
    """What changed in one list of the registry: ids, and how many records it holds."""

    name: str
    old_count: int
    new_count: int
    added: tuple[str, ...]
    deleted: tuple[str, ...]
    changed: tuple[str, ...]


class Row(NamedTuple):
    """One part, provision or unit of either charter, in its place in the reading order of both together.

    Attributes:
        level: what it is.
        path: as in ``Change``: the new path, or the old one of what was deleted.
        old_path: its path in the old charter, None for an addition.
        new_path: its path in the new charter, None for a deletion.
        change: what happened to it, None where it is the same and no more than its number changed.
        departed: True for the place that something moved away from; its words stand in the row at its new place.
        rows: the rows below it; empty where the whole is ``equal``.
        equal: True where everything below it is the same in both charters, id for id.
        old_number: its printed number before, None where it had none.
        new_number: its printed number now, None where it has none.
    """

    level: Level
    path: str
    old_path: str | None
    new_path: str | None
    change: Change | None = None
    departed: bool = False
    rows: tuple[Row, ...] = ()
    equal: bool = False
    old_number: Number | None = None
    new_number: Number | None = None

    def walk(self) -> Iterator[Row]:
        """Yield this row and all below it, in reading order; what is below an equal provision has no rows."""
        yield self
        for row in self.rows:
            yield from row.walk()


class Comparison(NamedTuple):
    """What became of one charter in another.

    Attributes:
        old: the earlier charter.
        new: the later charter.
        rows: the parts and lists with all that stands in them, in the reading order of both charters together.
        renumbered: the numbers that became others, by themselves or because something moved; below something
            renumbered only what would have another number even so.
        settings: the settings that changed.
        registry: the lists of the registry that changed.
    """

    old: Charter
    new: Charter
    rows: tuple[Row, ...]
    renumbered: tuple[Renumbering, ...]
    settings: tuple[Setting, ...]
    registry: tuple[RegistryChange, ...]

    def walk(self) -> Iterator[Row]:
        """Yield the rows of parts, provisions and units in reading order; see ``Row.walk``."""
        for row in self.rows:
            yield from row.walk()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The change list: every change of a part, provision or unit, in reading order."""
        return tuple(row.change for row in self.walk() if row.change and not row.departed)

    @property
    def empty(self) -> bool:
        """Whether the two charters say the same."""
        return not (self.settings or self.registry or self.changes)

    def pairs(self) -> Iterator[tuple[str | None, str | None]]:
        """Yield (old path, new path) of every part, list, provision and unit of either charter, each of them once."""
        for row in self.walk():
            if not row.departed:
                yield row.old_path, row.new_path
            if row.equal and row.old_path is not None:
                yield from _pairs_below(self.old, row.old_path, row.new_path or row.old_path)


def _pairs_below(charter: Charter, old_path: str, new_path: str) -> Iterator[tuple[str, str]]:
    node = charter.find(old_path)
    for unit in node.units if node else ():
        yield f"{old_path}/{unit.id}", f"{new_path}/{unit.id}"
        yield from _pairs_below(charter, f"{old_path}/{unit.id}", f"{new_path}/{unit.id}")
