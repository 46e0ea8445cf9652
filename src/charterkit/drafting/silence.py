"""Silence procedures: words laid open for objection until a moment, unit by unit, and what became of each.

A procedure speaks of words by their digest. It is broken for a unit by an objection to it, or by a proposal to change
it, of anyone who may consent and takes part, dated no earlier than the procedure and no later than the day of its
expiry; and it is void where the words have changed. A translation that is not authentic is no such proposal, and no
such change, as it asks nobody's consent. The orders of the provisions of the core and of every module are laid open
together and judged each by itself. An unbroken procedure that has expired gives the consent of those who said
nothing, where the charter's rule is ``silence`` and nowhere else. Nothing expires that was not opened so.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.ledger import Entry, decided
from charterkit.drafting.merging.reach import reached, translates
from charterkit.drafting.modules import is_order
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.orders import orders, orders_altered
from charterkit.drafting.positions import Stated
from charterkit.drafting.rights import decides
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.paths import within
from charterkit.model.submissions import Delete, Keep

State = Literal["running", "unbroken", "broken", "void"]


@dataclass(frozen=True, slots=True)
class Silence:
    """The last procedure on one unit, or on the order of the provisions."""

    path: str
    decision: str
    since: datetime.date
    until: str
    digest: str
    state: State = "running"
    broken_by: str = ""
    """The submission that broke it."""


def silences(now: Negotiation, stated: Sequence[Stated], moment: str) -> dict[str, Silence]:
    """Return the last silence procedure of every unit and order that had one; by ``moment`` (2026-10-29T18:00Z)."""
    found = _opened(now)
    if not found:
        return {}
    breaking = [*_objections(now.charter, stated), *_proposals(now)]
    words = {path: digest(node) for path, node in now.charter.walk()}
    words |= dict.fromkeys(orders(now.charter), outline_digest(now.charter))
    return {path: _state(each, words.get(path, ""), breaking, moment) for path, each in found.items()}


def _opened(now: Negotiation) -> dict[str, Silence]:
    """Return the last procedure on every unit and order, on the words that it has with what does not alter it since."""
    found: dict[str, Silence] = {}
    left: dict[str, str] = {}
    by_id = {decision.id: decision for decision in now.decisions}
    for decision in now.decisions:
        result = _by_place(decision, now.charter)
        if decision.action == "silence" and decision.until:
            for path, value in result.items():
                found[path] = Silence(path, decision.id, decision.date, decision.until, value)
        elif found and (merged := _merged([by_id.get(key) for key in decision.together or (decision.id,)], now)):
            for path in _unaltered(result, merged, now):
                if path in found and found[path].digest == left[path]:
                    found[path] = replace(found[path], digest=result[path])
        left |= result
    return found


def _by_place(decision: Decision, charter: Charter) -> dict[str, str]:
    """Return what a decision left, by unit, with the digest of the whole outline for the core's and each module's."""
    result = dict(decision.result)
    return result | dict.fromkeys(orders(charter), result[OUTLINE]) if OUTLINE in result else result


def _merged(decisions: Sequence[Decision | None], now: Negotiation) -> list[Entry]:
    """Return what decisions taken together merged; nothing where one of them did something else."""
    if any(each is None or each.action != "merge" for each in decisions):
        return []
    return [now.entries[ref] for each in decisions if each for ref in decided(each, now.entries)]


def _unaltered(paths: Iterable[str], merged: Sequence[Entry], now: Negotiation) -> Iterator[str]:
    """Yield the units that changes only translate, and the orders that they do not alter."""
    altering = [each for each in merged if not translates(each, now.charter)]
    altered = frozenset[str]().union(*(orders_altered(each, now) for each in altering))
    yield from (path for path in paths if not altering or (is_order(path) and path not in altered))


@dataclass(frozen=True, slots=True)
class _Breach:
    """Something that breaks procedures: by which submission, of which day, on which units."""

    submission: str
    date: datetime.date
    paths: tuple[str, ...]
    exact: bool
    """Whether it speaks of these units alone, not of what holds them or stands in them."""


def _objections(charter: Charter, stated: Sequence[Stated]) -> Iterator[_Breach]:
    for each in stated:
        if each.stance == "object" and each.words and _counts(charter, each.voice, each.date):
            yield _Breach(each.submission, each.date, tuple(each.words), exact=True)


def _proposals(now: Negotiation) -> Iterator[_Breach]:
    for entry in now.entries.values():
        base = now.bases.get(entry.submission.base)
        if base is None or isinstance(entry.change, Keep) or translates(entry, now.charter):
            continue
        if _counts(now.charter, entry.submission.by, entry.submission.date):
            paths = (*reached(entry, base, now.past), *orders_altered(entry, now))
            exact = not isinstance(entry.change, Delete)
            yield _Breach(entry.submission.id, entry.submission.date, paths, exact)


def _counts(charter: Charter, code: str, on: datetime.date) -> bool:
    participant = charter.registry.participant(code)
    return participant is not None and decides(participant) and participant.takes_part(on)


def _state(silence: Silence, present: str, breaking: Sequence[_Breach], moment: str) -> Silence:
    if present != silence.digest:
        return replace(silence, state="void")
    last = datetime.date.fromisoformat(silence.until[:10])
    for breach in breaking:
        if silence.since <= breach.date <= last and _reaches(breach, silence.path):
            return replace(silence, state="broken", broken_by=breach.submission)
    return replace(silence, state="running" if moment < silence.until else "unbroken")


def _reaches(breach: _Breach, path: str) -> bool:
    return any(path == each or (not breach.exact and within(path, each)) for each in breach.paths)
