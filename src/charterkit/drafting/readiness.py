"""Whether a text could be adopted now: what is agreed, who has yet to speak, what blocks it and whose move it is.

One value for the core of a charter or for a module. Adopting it is the business of ``store.decisions.adopting``; what
``status`` tells of open changes is in ``standing``.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from charterkit.drafting.agreement import Agreement
from charterkit.drafting.blockers import MEETING, SECRETARIAT, Blocker, Scope, sorted_blockers
from charterkit.drafting.consent import Attitude, View, Views, under_rule
from charterkit.drafting.modules import module_of, order_of_provisions, provisions_of
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.numbering import number
from charterkit.drafting.obstacles import module_blockers, open_changes, place_of, reopened, unfinished
from charterkit.drafting.positions import Stated, positions, words_of
from charterkit.drafting.rights import asked, groups_of
from charterkit.drafting.silence import Silence, silences
from charterkit.drafting.withheld import Held, withheld
from charterkit.model.agreements import Rule
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.paths import within

GRAVITY: Mapping[Attitude, int] = {
    "objects": 0, "withholds": 1, "none": 2, "silent": 3, "lapsed": 4, "reserves": 5, "consents": 6,
}  # fmt: skip
"""How far an attitude is from consent: the smaller, the further."""


@dataclass(frozen=True, slots=True)
class Row:
    """One provision, or the order of all: what is agreed of it, what each participant thinks of it, what is open."""

    path: str
    agreed: tuple[Agreement, ...]
    """The agreements on it, on units in it and on single words, whether they stand or not."""
    units: int
    attitudes: Mapping[str, Attitude]
    """Of each whose consent is asked, its gravest attitude to any unit of the provision."""
    open: tuple[str, ...]
    """The open changes on it."""
    silence: tuple[Silence, ...] = ()

    def with_attitude(self, *wanted: Attitude) -> tuple[str, ...]:
        """Return the participants that have one of some attitudes."""
        return tuple(code for code, attitude in self.attitudes.items() if attitude in wanted)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a text, or a module of it, could be adopted, and all that bears on it."""

    module: str | None
    rule: Rule
    asked: tuple[str, ...]
    rows: tuple[Row, ...]
    blockers: tuple[Blocker, ...]
    held: Held
    scope: Scope
    said: tuple[Stated, ...]
    """The reservations and statements that stand: the last of each participant on each unit, whoever it is."""
    adopted: Decision | None = None
    """The decision that adopted it, where that still stands."""

    @property
    def adoptable(self) -> bool:
        """Whether nothing keeps it from being adopted, and it is not yet."""
        return not self.blockers and not self.adopted

    def within(self, place: str) -> tuple[str, ...]:
        """Return the paths of what is at a place; the heading of a part is consented to with the order."""
        part = self.scope.charter.part(place)
        inside = {*part.provisions, self.scope.order} if part else set()
        return tuple(path for path in self.scope.paths if within(path, place) or path.partition("/")[0] in inside)

    def waited_for(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Return the participants that have yet to speak on some provisions, or on some units of one."""
        by_provision = groupby(paths, key=lambda path: path.partition("/")[0])
        gravest = [_gravest([self.held[path] for path in members]) for _, members in by_provision]
        return tuple(code for code in self.asked if any(each[code] in ("silent", "lapsed", "none") for each in gravest))


def readiness(
    now: Negotiation, on: datetime.date, moment: str, module: str | None = None, level: str | None = None
) -> Readiness:
    """Return whether a text could be adopted.

    Args:
        now: the negotiation.
        on: the day of adoption: who takes part then is asked.
        moment: the present minute in UTC (2026-10-29T18:00Z), by which silence procedures have expired or not.
        module: the module that is to be adopted; None for the core.
        level: the level at which it is to be adopted, where that is known.
    """
    charter, rule = now.charter, now.charter.settings.rule
    stated = tuple(each for each in _stated(now) if each.date <= on)
    parties = asked(charter, on, module)
    everyone = [each.id for each in charter.registry.participants]
    views = Views(words_of(charter), stated, {code: groups_of(charter.registry, code, on) for code in everyone})
    scope = _scope(now, module)
    silent = silences(now, stated, moment)
    held = {
        path: {code: under_rule(rule, views.of(code, path), spoken) for code in parties}
        for path, spoken in ((path, silent.get(path)) for path in scope.paths)
    }
    standing = adoption_standing(now, module)
    found = [
        *_formal(now, parties, standing, level),
        *(module_blockers(now, module, parties, on) if module else ()),
        *open_changes(now, module, on),
        *unfinished(now, scope),
        *reopened(now, scope, views),
        *withheld(now, scope, held, silent, rule),
    ]
    blockers = () if standing else sorted_blockers(found, scope)
    rows = tuple(_rows(now, scope, held, silent))
    return Readiness(
        module, rule, parties, rows, blockers, held, scope, standing_words(stated, views, scope.paths), standing
    )


def adoption_standing(now: Negotiation, module: str | None) -> Decision | None:
    """Return the decision that adopted the core or a module, if nothing of it was opened again or changed since."""
    last = next((d for d in reversed(now.decisions) if d.adoption and d.adoption.module == module), None)
    if last is None:
        return None
    found = now.agreements().values()
    own = {each.path for each in found if each.decision == last.id and each.standing and each.span is None}
    words = {path for path in last.result if path != OUTLINE}
    return last if words | {order_of_provisions(module)} <= own else None


def standing_said(now: Negotiation) -> tuple[Stated, ...]:
    """Return the reservations and statements that stand on anything in a text, of core and modules."""
    stated, words = _stated(now), words_of(now.charter)
    return standing_words(stated, Views(words, stated, {}), words)


def _stated(now: Negotiation) -> tuple[Stated, ...]:
    """Return all positions; those that an adoption counted are on its words as they were corrected since.

    A correction is no amendment: the corrected text stands from the beginning (VCLT, article 79(4)).
    """
    counted = {each.id: each.adoption.counted for each in now.decisions if each.adoption}
    found = [each for each in now.agreements().values() if each.standing and each.worded and each.span is None]
    corrected = {each.path: counted[each.decision] for each in found if each.decision in counted}
    if not corrected:
        return positions(now)
    present = words_of(now.charter)
    return tuple(
        replace(each, words={
            path: present.get(path, words) if each.submission in corrected.get(path, ()) else words
            for path, words in each.words.items()
        })
        for each in positions(now)
    )  # fmt: skip


def standing_words(stated: Sequence[Stated], views: Views, paths: Collection[str]) -> tuple[Stated, ...]:
    """Return the reservations and statements whose words still stand, the last of each voice on each object.

    They come by voice, and for each in the order of time.
    """
    last = {(each.voice, each.on): each for each in stated if each.words}
    inside = set(paths)
    return tuple(
        each
        for each in sorted(last.values(), key=lambda each: (each.voice, each.date, each.submission))
        if (each.statement or each.stance == "reserve")
        and any(path in inside and views.words.get(path) == value for path, value in each.words.items())
        and _speaks_still(each, views, inside)
    )


def _speaks_still(stated: Stated, views: Views, inside: set[str]) -> bool:
    """Tell whether no later position of the same voice has taken the place of one everywhere."""
    return any(views.last(stated.voice, path) == stated for path in stated.words if path in inside)


def _scope(now: Negotiation, module: str | None) -> Scope:
    order = order_of_provisions(module)
    inside = set(provisions_of(now.charter, module))
    paths = [path for path, _ in now.charter.walk() if path.partition("/")[0] in inside]
    return Scope(now.charter, number(now.charter), (*paths, order), order)


def _formal(
    now: Negotiation, parties: Sequence[str], standing: Decision | None, level: str | None
) -> Iterator[Blocker]:
    if standing is not None:
        return
    settings = now.charter.settings
    if level is not None and settings.adoption_level not in (None, level):
        said = {"asked": settings.adoption_level or "", "level": level}
        command = f"charterkit adopt --level {settings.adoption_level}"
        yield Blocker("level", "level", SECRETARIAT, said=said, command=command)
    if not parties:
        yield Blocker("nobody", "nobody", SECRETARIAT, command="charterkit admit CODE --role participant")
    if not now.charter.provisions:
        yield Blocker("nobody", "no_provisions", MEETING)


def _rows(now: Negotiation, scope: Scope, held: Held, silent: Mapping[str, Silence]) -> Iterator[Row]:
    """Yield the standing of every provision, then of the order of them all."""
    places: dict[str, list[str]] = {}
    for path in scope.paths:
        places.setdefault(path.partition("/")[0], []).append(path)
    agreed = now.agreements().values()
    waiting = [(entry.ref, place_of(entry, now)) for entry in now.undecided()]
    for first, paths in places.items():
        order = first == scope.order
        yield Row(
            path=first,
            agreed=tuple(a for a in agreed if within(a.path, first) or (order and a.path == first)),
            units=len(paths),
            attitudes=_gravest([held[path] for path in paths]),
            open=tuple(
                ref for ref, path in waiting if within(path, first) or (order and _structural(path, now, scope))
            ),
            silence=tuple(silent[path] for path in paths if path in silent),
        )


def _structural(path: str, now: Negotiation, scope: Scope) -> bool:
    """Tell whether a change at a path concerns a part or list as such, rather than a provision or what was in one."""
    if path.partition("/")[0] in now.charter.provisions:
        return False
    return module_of(now.charter, path) == (scope.order.partition(":")[2] or None)


def _gravest(views: Sequence[Mapping[str, View]]) -> dict[str, Attitude]:
    found: dict[str, Attitude] = {}
    for each in views:
        for code, view in each.items():
            found[code] = min(found.get(code, view.attitude), view.attitude, key=GRAVITY.__getitem__)
    return found
