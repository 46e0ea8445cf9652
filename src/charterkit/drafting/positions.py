"""Who holds what position on which words: the latest one counts, for the words that it was given to.

A position on the text speaks of the words of its submission's base: of a unit with all below it, of a part with its
provisions, or of the whole text with the order of its provisions. It lapses for every unit whose words have changed
since, references that only follow a move apart. Later positions take the place of earlier ones where both speak of a
unit; within one submission the narrower one counts. A revision takes the place of what it revises.

A position is that of whoever lodged the submission, or of the groups on whose behalf it did so; co-sponsors lodge their
own. What positions make of consent is worked out in ``consent``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from charterkit.drafting.digests import digest, in_languages
from charterkit.drafting.merging.past import Past
from charterkit.drafting.modules import arrangement, is_order, order_of_provisions
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.references import led
from charterkit.model.charter import Charter
from charterkit.model.paths import within
from charterkit.model.positions import WHOLE, Position, Stance
from charterkit.model.registry import Registry
from charterkit.model.submissions import Submission

_NUMBERS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """One position, as that of one participant or group; equal to nothing but itself."""

    voice: str
    speaker: str
    """Who lodged it."""
    submission: str
    date: datetime.date
    on: str
    """What it is on: a path of the present text, a change, or the whole text."""
    stance: Stance
    statement: str | None
    words: Mapping[str, str]
    """The digests of the units it speaks of, by their paths in the present text; of a change, nothing."""
    known: bool = True
    """Whether the text that it was written against is known."""
    language: str = ""
    """The language of the statement."""

    def broader(self, other: Stated) -> bool:
        """Tell whether it speaks of more than another one, which it covers."""
        return self.words.keys() > other.words.keys()


def order_key(submission: Submission) -> tuple[datetime.date, list[tuple[int, str]]]:
    """Return what submissions are ordered by in time: date, then id with its numbers counted."""
    return submission.date, [(int(number), "") for number in _NUMBERS.findall(submission.id)] + [(0, submission.id)]


def words_of(charter: Charter) -> dict[str, str]:
    """Return all that consent is given to: the authentic words of every unit, the order of the core and of modules."""
    authentic = charter.settings.authentic
    found = {path: digest(in_languages(node, authentic)) for path, node in charter.walk()}
    for module in (None, *(each.id for each in charter.settings.modules)):
        found[order_of_provisions(module)] = arrangement(charter, module)
    return found


def positions(now: Negotiation) -> tuple[Stated, ...]:
    """Return every position in the order in which they count: the later ones last, of one submission the narrower."""
    reading = _Reading(now.charter, now.bases, now.past)
    revised = {each.revises: each.by for each in now.submissions.values() if each.revises}
    found: list[Stated] = []
    for submission in sorted(now.submissions.values(), key=order_key):
        if revised.get(submission.id) != submission.by:
            stated = [each for position in submission.positions for each in reading.stated(submission, position)]
            found += sorted(stated, key=lambda each: -len(each.words))
    return tuple(found)


def voices(submission: Submission, registry: Registry) -> tuple[str, ...]:
    """Return as whose a submission's positions count: its participant's, or those of the groups it speaks for.

    A group is spoken for by itself and by its members.
    """
    if not submission.on_behalf_of:
        return (submission.by,)
    return tuple(code for code in submission.on_behalf_of if speaks_for(registry, submission.by, code))


def speaks_for(registry: Registry, by: str, code: str) -> bool:
    """Tell whether a participant may take positions on behalf of a code: its own, or that of a group it is in."""
    group = registry.participant(code)
    return by == code or (group is not None and by in group.members)


class _Reading:
    """Reads positions against the texts they were written against."""

    def __init__(self, charter: Charter, bases: Mapping[str, Charter], past: Past) -> None:
        self.registry = charter.registry
        self.modules = charter.settings.modules
        self.standing = {each: charter.settings.standing_of(each) for each in charter.settings.languages}
        self.bases = bases
        self.past = past
        self._words: dict[str, dict[str, str]] = {}
        self._below: dict[str, Mapping[str, Sequence[str]]] = {}
        """The paths of each base by the provision that they lie in."""

    def stated(self, submission: Submission, position: Position) -> Iterator[Stated]:
        base = submission.base
        known = base in self.bases
        words = {} if position.on_change or not known else dict(self._covered(position.on, base))
        on = position.on if position.on_change or position.on == WHOLE else self.past.present_path(position.on, base)
        for voice in voices(submission, self.registry):
            yield Stated(
                voice, submission.by, submission.id, submission.date, on, position.stance, position.statement, words,
                known, submission.language,
            )  # fmt: skip

    def _covered(self, on: str, base: str) -> Iterator[tuple[str, str]]:
        """Yield what a position on a base speaks of: present path and digest."""
        words = self._of(base)
        if on == WHOLE:
            yield from words.items()
            return
        part = self.bases[base].part(on)
        inside = [self.past.present_path(each, base) for each in (part.provisions if part else (on,))]
        for each in inside:
            yield from ((path, words[path]) for path in self._below[base].get(_top(each), ()) if within(path, each))
        if (order := order_of_provisions(on)) in words:
            yield order, words[order]

    def _of(self, base: str) -> dict[str, str]:
        """Return all words of a base by their present paths, references led to where they lead now."""
        if base not in self._words:
            then = self.bases[base]
            settings = then.settings.model_copy(update={"modules": self.modules, "language_standing": self.standing})
            then = then.model_copy(update={"settings": settings})
            self._words[base] = words_of(then) if not self._moved(base) else dict(self._carried(then, base))
            below: dict[str, list[str]] = {}
            for path in self._words[base]:
                below.setdefault(_top(path), []).append(path)
            self._below[base] = below
        return self._words[base]

    def _moved(self, base: str) -> bool:
        number = self.past.number(base)
        return any(step.decision > number for step in self.past.renames)

    def _carried(self, then: Charter, base: str) -> Iterator[tuple[str, str]]:
        carry = self.past.carrying(base)
        for path, value in words_of(led(then, carry)).items():
            yield (path if is_order(path) else carry(path)), value


class OnChanges:
    """The last position of every voice on every change; read once, asked many times."""

    def __init__(self, now: Negotiation) -> None:
        spoken = any(submission.positions for submission in now.submissions.values())
        self._found = on_changes(positions(now)) if spoken else {}

    def of(self, ref: str) -> tuple[Stated, ...]:
        """Return the positions on a change, those on its whole submission first."""
        return (*self._found.get(ref.partition("#")[0], ()), *self._found.get(ref, ()))


def _top(path: str) -> str:
    return path.partition("/")[0]


def on_changes(stated: Iterable[Stated]) -> dict[str, list[Stated]]:
    """Return the last position of every voice on every change or submission, by what it is on."""
    last: dict[tuple[str, str], Stated] = {(each.on, each.voice): each for each in stated if each.on[:1].isupper()}
    found: dict[str, list[Stated]] = {}
    for (on, _), each in sorted(last.items()):
        found.setdefault(on, []).append(each)
    return found
