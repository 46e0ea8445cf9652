"""What one change does, in lines for the terminal: a redline, the words that come or go, the way that a unit moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from charterkit.cli.redline import redline
from charterkit.drafting.numbering import Numbers, Vacancy, number
from charterkit.model.provisions import Part
from charterkit.model.submissions import Add, Amend, Change, Delete, Move, NewPart, Place
from charterkit.words import Segment

if TYPE_CHECKING:
    from charterkit.drafting.merging.outcomes import Outcome
    from charterkit.model.charter import Charter
    from charterkit.model.provisions import Node
    from charterkit.words.diff import Op


class Setting(NamedTuple):
    """The text that changes are made to, its numbers before and after them, and the language to show."""

    before: Charter
    numbers: Numbers
    after: Numbers
    language: str

    @classmethod
    def of(cls, before: Charter, after: Charter | None, language: str) -> Setting:
        """Return the setting of changes that make one charter of another, None where they collide."""
        return cls(before, number(before), number(after or before), language)


def outcome_lines(outcome: Outcome, setting: Setting, indent: str = "  ") -> Iterator[str]:
    """Yield what a change did in a merge: the redline of an amendment, otherwise as ``change_lines``."""
    if outcome.segments:
        yield redline(outcome.segments, indent)
    elif not isinstance(outcome.entry.change, Amend):
        yield from change_lines(outcome.entry.change, outcome.path, setting, indent)


def change_lines(change: Change, path: str, setting: Setting, indent: str = "  ") -> Iterator[str]:
    """Yield the words that an addition or deletion of a path brings or takes, the way of a move, a change's note."""
    match change:
        case Add():
            yield f"{indent}{place_words(change, setting.numbers)}"
            yield from node_lines(change.add, path, setting.after, setting.language, indent=indent, op="insert")
        case Delete():
            gone = setting.before.standing(path)
            if gone is not None:
                yield from node_lines(gone, path, setting.numbers, setting.language, indent=indent, op="delete")
        case Move():
            yield f"{indent}{place_words(change, setting.numbers)}"
    if change.note:
        yield f"{indent}note: {change.note}"


def place_words(place: Place, numbers: Numbers, *, paths: bool = True) -> str:
    """Return where something goes: ``after Article 3 (meetings)``; without ``paths``, ``after Article 3``."""
    there = place.neighbour or place.container or ""
    words = named(there, numbers) if paths else numbers.cite(there)
    if place.neighbour is not None:
        return f"{'after' if place.after else 'before'} {words}"
    return f"{'first' if place.at_start else 'last'} in {words}"


def named(path: str, numbers: Numbers) -> str:
    """Return a place by its number and path: ``Article 3(2) (meetings/notice)``; by its path where it has no number."""
    cited = numbers.cite(path)
    return path if cited == path else f"{cited} ({path})"


def node_lines(
    node: Node | Part | NewPart,
    path: str,
    numbers: Numbers,
    language: str,
    *,
    indent: str = "",
    op: Op = "keep",
    agreed: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield the words of a part, provision or unit and of everything below it, marked as kept, put in or taken out.

    ``agreed`` gives the letter that says how far the words at a path are agreed.
    """
    letter = (agreed or {}).get(path, "")
    heading = node.heading.get(language, "")
    if heading:
        yield redline([Segment(op, heading)], indent)
    if isinstance(node, Part | NewPart):
        return
    text = node.text.get(language, "")
    here = numbers.by_path.get(path)
    label = (f"{here.own} " if here and "/" in path else "") + (f"[{letter}] " if letter else "")
    if text:
        yield redline([Segment("keep", label), Segment(op, text)], indent)
    deeper = f"{indent}  " if heading or text else indent
    vacant = numbers.vacant_in(path) if op == "keep" else ()
    yield from (_tombstone(each, numbers, deeper) for each in vacant if each.after is None)
    for unit in node.units:
        below = f"{path}/{unit.id}"
        yield from node_lines(unit, below, numbers, language, indent=deeper, op=op, agreed=agreed)
        yield from (_tombstone(each, numbers, deeper) for each in vacant if each.after == below)


def _tombstone(vacancy: Vacancy, numbers: Numbers, indent: str) -> str:
    return f"{indent}[{vacancy.number}: {vacant_words(vacancy, numbers)}]"


def vacant_words(vacancy: Vacancy, numbers: Numbers) -> str:
    """Return what became of what bore a number that is vacant now."""
    return f"moved to {numbers.cite(vacancy.moved_to)}" if vacancy.moved_to else "deleted"
