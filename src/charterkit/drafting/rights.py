"""Rights by class: who proposes, who only informs, whose objection counts, whose consent is asked, who speaks for whom.

| class | its changes | its objection | its consent |
|---|---|---|---|
| participant (in worked examples: fictional) | proposals | blocks | asked |
| observer, expert body | information, until a participant joins them | noted | not asked |
| secretariat | proposals, as drafter | noted | not asked |
| named in a source | none | none | never asked |

A group is never asked itself: its members are, and it may speak for those of them that have not spoken themselves.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from charterkit.drafting.modules import module_named
from charterkit.model.charter import Charter
from charterkit.model.registry import Participant, Registry, Role

DECIDING: Final[frozenset[Role]] = frozenset({"participant", "fictional"})
"""The classes whose members consent and object; the others inform."""


INFORMING: Final[frozenset[Role]] = frozenset({"observer", "expert_body"})
"""The classes whose changes are information until a participant joins them."""


def informing(registry: Registry) -> frozenset[str]:
    """Return the participants whose changes are information until one that may propose joins them."""
    return frozenset(each.id for each in registry.participants if each.role in INFORMING)


def secretariat(registry: Registry) -> frozenset[str]:
    """Return the codes under which the secretariat acts."""
    return frozenset(each.id for each in registry.participants if "secretariat" in (each.kind, each.role))


def decides(participant: Participant) -> bool:
    """Tell whether a participant's class lets it consent and object."""
    return participant.role in DECIDING


def may_reopen(participant: Participant, on: datetime.date) -> bool:
    """Tell whether a participant may open agreed words again on a day."""
    return decides(participant) and participant.takes_part(on)


def asked(charter: Charter, on: datetime.date, module: str | None = None) -> tuple[str, ...]:
    """Return whose consent adoption asks for on a day, in the order of the register.

    Those that the settings name (``consent_of``), or else all who decide; of these, those that take part on the day,
    and for a module those that are parties to it. A group stands for its members.
    """
    registry = charter.registry
    named = set(_expanded(registry, charter.settings.consent_of))
    return tuple(
        each.id
        for each in registry.participants
        if decides(each)
        and each.kind != "group"
        and each.takes_part(on)
        and (not named or each.id in named)
        and (module is None or module_named(charter, module) is None or each.has_joined(module, on))
    )


def groups_of(registry: Registry, code: str, on: datetime.date) -> tuple[str, ...]:
    """Return the groups that may speak for a participant on a day, in the order of the register."""
    return tuple(
        each.id
        for each in registry.participants
        if code != each.id and decides(each) and each.takes_part(on) and code in set(_expanded(registry, each.members))
    )


def _expanded(registry: Registry, codes: tuple[str, ...]) -> Iterator[str]:
    """Yield codes, those of groups with their members in their place."""
    waiting, seen = list(codes), set[str]()
    while waiting:
        code = waiting.pop(0)
        if code in seen:
            continue
        seen.add(code)
        participant = registry.participant(code)
        if participant is not None and participant.kind == "group" and participant.members:
            waiting += participant.members
        else:
            yield code
