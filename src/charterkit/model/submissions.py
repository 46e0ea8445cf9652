"""Submissions: what a participant says: changes, withdrawals, co-sponsorship; positions are in ``positions``.

Whether a submission fits the text it was written against is decided in ``charterkit.drafting``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from charterkit.model.base import Code, Day, Id, Language, LanguageTexts, Path, Prose
from charterkit.model.positions import ChangeRef, Position, SubmissionId
from charterkit.model.provisions import Part, Provision, Unit
from charterkit.model.record import Before, ChosenBy, Matches, Record, Shortest, Tagged, field, refusal

BASE_PATTERN: Final = r"^(?:[a-z0-9][a-z0-9.-]{0,63}|[0-9a-f]{40})$"

Base = Annotated[str, Matches(BASE_PATTERN)]
"""The version, or the full commit id, that a submission was written against."""

Operation = Literal["ADD", "MOD", "SUP", "MOVE", "NOC"]


def _end(value: Any) -> Any:
    """Take ``true`` and ``false`` as such; no number stands for them."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value, value)
    if value is None or isinstance(value, bool):
        return value
    raise refusal("bad_place", "give the container, or 'true' beside 'in'")


End = Annotated[Path | bool | None, Before(_end)]
"""The container at whose end something goes; or ``true``, where ``in`` names it."""


class Place(Record):
    """Where an addition or a move goes; exactly one of ``after``, ``before``, ``in``, ``first`` and ``last`` leads."""

    after: Path | None = None
    before: Path | None = None
    inside: Path | None = field(default=None, alias="in")
    first: End = None
    last: End = None

    def check(self) -> None:
        """Refuse several places, or none."""
        ends = [end for end in (self.first, self.last) if end]
        leads = [self.after, self.before, self.inside, *(end for end in ends if isinstance(end, str))]
        if sum(lead is not None for lead in leads) != 1 or len(ends) > 1:
            raise refusal("bad_place", "give one place: after, before, in, first or last")
        if True in ends and self.inside is None:
            raise refusal("bad_place", "'first: true' and 'last: true' go with 'in'")

    @property
    def container(self) -> str | None:
        """The part, list or unit to put it in, where the place is one; None beside a neighbour."""
        ends = (end for end in (self.first, self.last) if isinstance(end, str))
        return self.inside or next(ends, None)

    @property
    def neighbour(self) -> str | None:
        """The provision or unit to put it next to, where the place is one."""
        return self.after or self.before

    @property
    def at_start(self) -> bool:
        """Whether it comes first in its container."""
        return bool(self.first)


class Amend(Record):
    """Change words: those of ``replace``, which must stand exactly once, or the whole text, or the heading."""

    amend: Path
    language: Language | None = None
    replace: Annotated[str, Shortest(1)] | None = None
    with_: str | None = field(default=None, alias="with")
    text: Prose | None = None
    heading: Prose | None = None
    note: Prose | None = None

    def check(self) -> None:
        """Refuse an amendment of several forms, or of none."""
        if (self.replace is None) != (self.with_ is None):
            raise refusal("bad_amend", "'replace' and 'with' go together; to take words out, write with: ''")
        if sum(form is not None for form in (self.replace, self.text, self.heading)) != 1:
            raise refusal("bad_amend", "give one of: 'replace' and 'with', 'text', 'heading'")


class NewPart(Record):
    """A part that a submission adds."""

    id: Id
    kind: Literal["part"]
    heading: LanguageTexts


def _kind_of_addition(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return "unit" if kind is None else "part" if kind == "part" else "provision"


Addition = Annotated[
    Annotated[Provision, Tagged("provision")] | Annotated[NewPart, Tagged("part")] | Annotated[Unit, Tagged("unit")],
    ChosenBy(_kind_of_addition),
]


class Add(Place):
    """A new provision, part or unit, and its place."""

    add: Addition
    note: Prose | None = None


class Delete(Record):
    """Take a provision or unit out of the text; its id is never used again."""

    delete: Path
    note: Prose | None = None


class Move(Place):
    """Put a provision or unit elsewhere; its words stay as they are."""

    move: Path
    note: Prose | None = None


class Keep(Record):
    """No change here: a position with the weight of a proposal, which collides with every change of its unit."""

    keep: Path
    note: Prose | None = None


CHANGE_KEYS: Final = ("amend", "add", "delete", "move", "keep")


def _operation_key(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((key for key in CHANGE_KEYS if key in value), None)
    return type(value).__name__.lower()


Change = Annotated[
    Annotated[Amend, Tagged("amend")]
    | Annotated[Add, Tagged("add")]
    | Annotated[Delete, Tagged("delete")]
    | Annotated[Move, Tagged("move")]
    | Annotated[Keep, Tagged("keep")],
    ChosenBy(
        _operation_key,
        kind="unknown_change",
        message="a change starts with one of: amend, add, delete, move, keep",
    ),
]

OPERATIONS: Final[dict[type[Record], Operation]] = {Amend: "MOD", Add: "ADD", Delete: "SUP", Move: "MOVE", Keep: "NOC"}
"""The abbreviations that documents print, as at conferences of the ITU."""


class Submission(Record):
    """One file of a participant: ``submissions/<by>/<id>.yaml``. It is never edited once lodged."""

    id: SubmissionId
    by: Code
    on_behalf_of: tuple[Code, ...] = ()
    with_: tuple[Code, ...] = field(default=(), alias="with")
    date: Day
    base: Base
    language: Language = "en"
    title: Prose
    reasons: Prose | None = None
    changes: tuple[Change, ...] = ()
    positions: tuple[Position, ...] = ()
    withdraws: tuple[ChangeRef, ...] = ()
    joins: tuple[ChangeRef, ...] = ()
    revises: SubmissionId | None = None
    resolves: tuple[ChangeRef, ...] = ()
    requires: tuple[ChangeRef, ...] = ()
    note: Prose | None = None

    def check(self) -> None:
        """Refuse a submission that says nothing."""
        if not (self.changes or self.positions or self.withdraws or self.joins):
            raise refusal("empty_submission", "it holds no change, position, withdrawal or co-sponsorship")

    @property
    def sponsors(self) -> tuple[str, ...]:
        """Who lodged it, then the co-sponsors in the order of the file."""
        return (self.by, *(code for code in self.with_ if code != self.by))

    def numbered(self) -> Iterator[tuple[str, Change]]:
        """Yield each change with its reference: ``XAA-2026-003#1`` and so on."""
        for number, change in enumerate(self.changes, start=1):
            yield f"{self.id}#{number}", change


def target(change: Change) -> str:
    """Return the path that a change speaks of; for an addition, the path that it would get."""
    match change:
        case Amend():
            return change.amend
        case Delete():
            return change.delete
        case Move():
            return change.move
        case Keep():
            return change.keep
    if isinstance(change.add, Provision | NewPart):
        return change.add.id
    parent = change.container or (change.neighbour or "").rpartition("/")[0]
    return f"{parent}/{change.add.id}" if parent else change.add.id


def operation(change: Change) -> Operation:
    """Return the printed abbreviation of a change: ADD, MOD, SUP, MOVE or NOC."""
    return OPERATIONS[type(change)]


__all__ = [
    "Add",
    "Addition",
    "Amend",
    "Base",
    "Change",
    "Delete",
    "Keep",
    "Move",
    "NewPart",
    "Operation",
    "Part",
    "Place",
    "Submission",
    "operation",
    "target",
]


def is_commit(base: str) -> bool:
    """Tell whether a base is written as a commit id rather than a version's name."""
    return len(base) == 40 and not set(base) - set("0123456789abcdef")  # noqa: PLR2004  the length of a SHA-1 id


def base_shown(base: str) -> str:
    """Return a base as a reader is told it: a version's name, or the first digits of a commit id."""
    return base[:12] if is_commit(base) else base
