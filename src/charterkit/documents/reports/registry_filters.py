"""Choosing records of the registry by organisation, status, kind, role or participant.

A filter that a list does not have, or a value that nothing in the registry has, is refused with the nearest one
rather than answered with nothing. How the chosen records print is left to ``registry_tables``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import UsageError
from charterkit.model.record import Record
from charterkit.model.registry import (
    REGISTRY_LISTS,
    Instrument,
    Membership,
    Organisation,
    Participant,
    Registry,
    Session,
)

_NO_STATUS: Final = ("none", "blank")


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; None keeps all.

    Values are taken in any case; an organisation by id or abbreviation, a participant by code or name, a status or
    kind with ``-``, ``_`` or a space between its words.
    """

    organisation: str | None = None
    status: str | None = None
    kind: str | None = None
    role: str | None = None
    participant: str | None = None

    def asked(self) -> dict[str, str]:
        """Return the filters that are set, by name."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in named.items() if value is not None}


FILTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "participants": ("organisation", "status", "kind", "role", "participant"),
    "organisations": ("organisation", "status", "kind", "participant"),
    "memberships": ("organisation", "status", "participant"),
    "instruments": ("organisation", "kind", "participant"),
    "sources": ("kind",),
    "topics": (),
    "terms": ("status",),
    "sessions": ("organisation", "kind", "participant"),
}
"""The filters that each list has."""


def chosen(registry: Registry, what: str, filters: Filters) -> tuple[Record, ...]:
    """Return the records of one list that pass all filters, in the order of the file.

    Raises:
        UsageError: there is no such list, the list has no such filter, or nothing has the value that is asked for.
    """
    if what not in REGISTRY_LISTS:
        raise UsageError(f"there is no list '{what}' in the registry", _way_out(what, REGISTRY_LISTS))
    wanted = _resolved(registry, what, filters)
    keeps = _KEEPS.get(what, _keeps_plain)
    cells = tuple(_cells(registry, wanted))
    return tuple(record for record in getattr(registry, what) if keeps(record, wanted, cells))


def _resolved(registry: Registry, what: str, filters: Filters) -> Filters:
    for name, value in filters.asked().items():
        if name not in FILTERS[what]:
            have = ", ".join(f"--{known}" for known in FILTERS[what]) or "no filters"
            raise UsageError(f"{what} cannot be filtered by {name}", f"this list has {have}")
        filters = replace(filters, **{name: _known_value(registry, what, name, value)})
    return filters


def _known_value(registry: Registry, what: str, name: str, value: str) -> str:
    spellings = {spelling.casefold(): known for spelling, known in _spellings(registry, what, name)}
    key = value.strip().casefold()
    found = spellings.get(key) or spellings.get(key.replace("-", "_").replace(" ", "_"))
    if found is None:
        raise UsageError(f"no {name} '{value}' among the registry's {what}", _way_out(key, spellings))
    return found


def _spellings(registry: Registry, what: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield each spelling under which a value may be asked for, with the value as the records have it."""
    if name == "participant":
        for party in registry.participants:
            yield from ((spelling, party.id) for spelling in (*party.name.values(), party.id))
    elif name == "organisation":
        for body in registry.organisations:
            yield from (
                (spelling, body.id) for spelling in (body.abbreviation or body.id, *body.name.values(), body.id)
            )
    else:
        held: Iterable[Record] = getattr(registry, "memberships" if name == "status" and what != "terms" else what)
        yield from ((value, value) for value in dict.fromkeys(getattr(record, name) for record in held))


def _cells(registry: Registry, wanted: Filters) -> Iterator[Membership]:
    """Yield the membership cells that the filters speak of; dashes and blanks only where their status is asked for."""
    for cell in registry.memberships:
        status_fits = cell.status == wanted.status if wanted.status else cell.status not in _NO_STATUS
        if status_fits and _is(wanted.organisation, cell.organisation) and _is(wanted.participant, cell.participant):
            yield cell


def _is(wanted: str | None, *held: str | None) -> bool:
    return wanted is None or wanted in held


def _keeps_participant(record: Participant, wanted: Filters, cells: Collection[Membership]) -> bool:
    in_cells = any(cell.participant == record.id for cell in cells)
    fits = _is(wanted.kind, record.kind) and _is(wanted.role, record.role) and _is(wanted.participant, record.id)
    return fits and (in_cells or not (wanted.organisation or wanted.status))


def _keeps_organisation(record: Organisation, wanted: Filters, cells: Collection[Membership]) -> bool:
    in_cells = any(cell.organisation == record.id for cell in cells)
    fits = _is(wanted.kind, record.kind) and _is(wanted.organisation, record.id)
    return fits and (in_cells or not (wanted.participant or wanted.status))


def _keeps_membership(record: Membership, wanted: Filters, _cells: Collection[Membership]) -> bool:
    fits = _is(wanted.organisation, record.organisation) and _is(wanted.participant, record.participant)
    return fits and _is(wanted.status, record.status)


def _keeps_instrument(record: Instrument, wanted: Filters, _cells: Collection[Membership]) -> bool:
    parties = (*record.parties, *record.joined_by, *record.proposed_by)
    bodies = (record.organisation, record.forum, *parties)
    return _is(wanted.kind, record.kind) and _is(wanted.participant, *parties) and _is(wanted.organisation, *bodies)


def _keeps_session(record: Session, wanted: Filters, _cells: Collection[Membership]) -> bool:
    fits = _is(wanted.kind, record.kind) and _is(wanted.participant, *record.by)
    return fits and _is(wanted.organisation, record.platform, *record.by)


def _keeps_plain(record: Record, wanted: Filters, _cells: Collection[Membership]) -> bool:
    return all(getattr(record, name) == value for name, value in wanted.asked().items())


_KEEPS: Final[Mapping[str, Callable[[Any, Filters, Collection[Membership]], bool]]] = {
    "participants": _keeps_participant,
    "organisations": _keeps_organisation,
    "memberships": _keeps_membership,
    "instruments": _keeps_instrument,
    "sessions": _keeps_session,
}


def _way_out(value: str, known: Collection[str]) -> str:
    return nearest(value, known) or (f"there are: {', '.join(sorted(known))}" if known else "it holds none")
