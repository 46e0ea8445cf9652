"""Check what settings and register say of consent, votes and modules: names that exist, requirements that are met.

Who consented is told by ``readiness``; the form of records was checked when they were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from charterkit.drafting.modules import missing_requirements, module_named, provisions_of
from charterkit.drafting.rights import DECIDING
from charterkit.drafting.validate.nearest import nearest, nearest_participant
from charterkit.errors import Finding
from charterkit.model.agreements import ModuleMembership
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.registry import Participant

SETTINGS: Final = "charter/charter.yaml"
REGISTER: Final = "charter/registry/participants.yaml"


def rules_findings(charter: Charter, decisions: Sequence[Decision] = ()) -> Iterator[Finding]:
    """Yield what is wrong with whose consent is asked, with shares of votes, with modules and their parties.

    Whoever joined or left by the register without a decision that records it is warned of.
    """
    yield from _consent(charter)
    yield from _votes(charter)
    yield from _modules(charter)
    for index, participant in enumerate(charter.registry.participants):
        yield from _memberships(charter, participant, index)
        yield from _unrecorded(participant, decisions, index)


def _unrecorded(participant: Participant, decisions: Sequence[Decision], index: int) -> Iterator[Finding]:
    """Yield a warning for every day of joining or leaving that no decision records."""
    recorded = {
        (each.participation.module, name, getattr(each.participation, name))
        for each in decisions
        if each.participation is not None and each.participation.participant == participant.id
        for name in ("joined", "left")
    }
    records: list[tuple[str | None, tuple[str | int, ...], Participant | ModuleMembership]] = [(None, (), participant)]
    records += [(each.module, ("modules", n), each) for n, each in enumerate(participant.modules)]
    for module, where, record in records:
        for name in ("joined", "left"):
            day = getattr(record, name)
            named = (module, name, day) in recorded or (name == "left" and (None, name, day) in recorded)
            if day is not None and not named:
                what = f"{participant.id} {name}{f' {module}' if module else ''} on {day}"
                hint = "joining and leaving are recorded by charterkit admit and leave"
                message = f"{what}, and no decision records it"
                yield Finding(REGISTER, ("participants", index, *where, name), "unrecorded", message, hint, "warning")


def _consent(charter: Charter) -> Iterator[Finding]:
    for index, code in enumerate(charter.settings.consent_of):
        where = ("consent_of", index)
        participant = charter.registry.participant(code)
        if participant is None:
            hint = nearest_participant(code, charter.registry)
            yield Finding(SETTINGS, where, "unknown-participant", f"no participant '{code}'", hint)
        elif participant.role not in DECIDING:
            message = f"{code} has the role '{participant.role}', whose consent is not asked"
            yield Finding(SETTINGS, where, "no-right-to-consent", message, "name participants, or groups of them")


def _votes(charter: Charter) -> Iterator[Finding]:
    voting = charter.settings.voting
    for name in ("majority", "quorum") if voting else ():
        share = getattr(voting, name)
        if Fraction(share) > 1:
            yield Finding(SETTINGS, ("voting", name), "bad-share", f"{share} is more than all", "such as 2/3")


def _modules(charter: Charter) -> Iterator[Finding]:
    modules = charter.settings.modules
    known = [*(part.id for part in charter.settings.outline.parts), *charter.provisions]
    names = [module.id for module in modules]
    taken: dict[str, str] = {}
    for index, module in enumerate(modules):
        where = ("modules", index)
        if module.id not in known:
            message = f"'{module.id}' is no part or provision"
            yield Finding(SETTINGS, (*where, "id"), "unknown-module", message, nearest(module.id, known))
        if names.index(module.id) < index:
            yield Finding(SETTINGS, (*where, "id"), "repeated-id", f"the module '{module.id}' stands twice", "keep one")
            continue
        for key in provisions_of(charter, module.id):
            if taken.setdefault(key, module.id) != module.id:
                message = f"'{key}' is in the modules '{taken[key]}' and '{module.id}'"
                yield Finding(SETTINGS, (*where, "id"), "module-overlap", message, "a provision is in one module")
        for number, name in enumerate(module.requires):
            found = module_named(charter, name)
            if found is None:
                message = f"there is no module '{name}'"
                yield Finding(SETTINGS, (*where, "requires", number), "unknown-module", message, nearest(name, names))
            elif name == module.id or module.id in missing_requirements(charter, found, ()):
                message = f"the modules '{module.id}' and '{name}' rely on each other"
                yield Finding(SETTINGS, (*where, "requires", number), "cycle", message, "let one rely on the other")


def _memberships(charter: Charter, participant: Participant, index: int) -> Iterator[Finding]:
    now = [each.module for each in participant.modules if each.left is None]
    for number, each in enumerate(participant.modules):
        where = ("participants", index, "modules", number, "module")
        module = module_named(charter, each.module)
        if module is None:
            names = [known.id for known in charter.settings.modules]
            message = f"there is no module '{each.module}'"
            hint = nearest(each.module, names) or f"modules stand in {SETTINGS}"
            yield Finding(REGISTER, where, "unknown-module", message, hint)
            continue
        for name in missing_requirements(charter, module, now) if each.left is None else ():
            message = f"{participant.id} has joined '{each.module}', but not '{name}', on which it relies"
            hint = f"charterkit admit {participant.id} --module {name}, or leave '{each.module}'"
            yield Finding(REGISTER, where, "module-requirement", message, hint)
