"""Who takes part, and in which modules: the register before and after somebody joins or leaves.

Joining and leaving change nothing else: whoever leaves, its words stay, and so do its proposals.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from charterkit.drafting.modules import missing_requirements, module_named
from charterkit.model.agreements import ModuleMembership
from charterkit.model.charter import Charter
from charterkit.model.registry import Participant, Registry


def with_participant(registry: Registry, participant: Participant) -> Registry:
    """Return a register with a participant in its place, or at the end where it is new."""
    if registry.participant(participant.id) is None:
        return registry.model_copy(update={"participants": (*registry.participants, participant)})
    changed = tuple(participant if each.id == participant.id else each for each in registry.participants)
    return Registry.model_construct(**(dict(registry) | {"participants": changed}))


def joining(participant: Participant, module: str, on: datetime.date) -> Participant:
    """Return a participant that has joined a module."""
    kept = tuple(each for each in participant.modules if each.module != module)
    return participant.model_copy(update={"modules": (*kept, ModuleMembership(module=module, joined=on))})


def leaving(participant: Participant, on: datetime.date, module: str | None = None) -> Participant:
    """Return a participant that has left a module, or the charter and all its modules (None)."""
    modules = tuple(
        each.model_copy(update={"left": on}) if each.left is None and module in (None, each.module) else each
        for each in participant.modules
    )
    fields = {"modules": modules} if module else {"modules": modules, "left": on}
    return participant.model_copy(update=fields)


def joined_modules(charter: Charter, participant: Participant, on: datetime.date) -> set[str]:
    """Return the modules that a participant is a party to on a day."""
    return {each.id for each in charter.settings.modules if participant.has_joined(each.id, on)}


def unmet(charter: Charter, participant: Participant, module: str, on: datetime.date) -> tuple[str, ...]:
    """Return the modules that a module relies on and a participant has not joined."""
    found = module_named(charter, module)
    return tuple(missing_requirements(charter, found, joined_modules(charter, participant, on))) if found else ()


def relying(charter: Charter, participant: Participant, module: str, on: datetime.date) -> Iterator[str]:
    """Yield the modules that a participant has joined and that rely on one of them."""
    joined = joined_modules(charter, participant, on)
    for each in charter.settings.modules:
        if each.id in joined - {module} and module in missing_requirements(charter, each, joined - {module}):
            yield each.id
