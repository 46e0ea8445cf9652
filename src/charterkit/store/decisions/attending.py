"""Record who comes to take part and who leaves: the register and a decision, in one commit.

The register says how things stand; the decisions say how they came to. What taking part gives is decided in
``charterkit.drafting.rights``.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_core import ValidationError

from charterkit.drafting.attendance import joining, leaving, relying, unmet, with_participant
from charterkit.drafting.modules import require_module
from charterkit.drafting.validate.nearest import nearest, nearest_participant
from charterkit.drafting.validate.rules import REGISTER
from charterkit.errors import UsageError
from charterkit.model.agreements import Participation
from charterkit.model.charter import Charter
from charterkit.model.registry import Participant, ParticipantKind, Registry, Role
from charterkit.store.decisions.deciding import Deciding, begun, decision_on
from charterkit.store.decisions.record import Circumstances
from charterkit.store.workspace import Workspace
from charterkit.store.yaml.text import dump


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What the register is to say of a participant; None leaves what it says."""

    name: str | None = None
    role: Role | None = None
    kind: ParticipantKind | None = None
    members: tuple[str, ...] = ()


def admit(
    workspace: Workspace, code: str, newcomer: Newcomer, when: Circumstances, module: str | None = None
) -> Deciding:
    """Work out that a participant joins: the charter, or one module of it.

    Raises:
        UsageError: it takes part already, is not known and has no name, or has not joined what the module relies on.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    charter = before.charter
    if module is None:
        participant = _joined(charter, code, newcomer, when)
        subject = f"Admit {code}"
    else:
        participant = joining(_party(charter, code, module, when), module, when.date)
        subject = f"Admit {code} to {module}"
    participation = Participation(participant=code, joined=when.date, module=module)
    decision = decision_on(before, when, action="admit", participation=participation)
    files = _register(charter.registry, participant)
    return Deciding(before, head, (decision,), subject, files, (("Participant", code),))


def leave(workspace: Workspace, code: str, when: Circumstances, module: str | None = None) -> Deciding:
    """Work out that a participant leaves: one module, or the charter with all its modules.

    Raises:
        UsageError: it does not take part, or a module that it stays in relies on the one it leaves.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    participant = _present(before.charter, code, when)
    if module is not None:
        require_module(before.charter, module)
        if not participant.has_joined(module, when.date):
            raise UsageError(f"{code} is no party to module '{module}'", "see: charterkit show participants")
        if staying := list(relying(before.charter, participant, module, when.date)):
            hint = f"leave it first: charterkit leave {code} --module {staying[0]}"
            raise UsageError(f"{code} has joined module '{staying[0]}', which relies on '{module}'", hint)
    participation = Participation(participant=code, left=when.date, module=module)
    decision = decision_on(before, when, action="leave", participation=participation)
    files = _register(before.charter.registry, leaving(participant, when.date, module))
    subject = f"{code} leaves {module or 'the negotiation'}"
    return Deciding(before, head, (decision,), subject, files, (("Participant", code),))


def _joined(charter: Charter, code: str, newcomer: Newcomer, when: Circumstances) -> Participant:
    """Return the record of a participant that joins the charter, or takes part in another class from now on."""
    known = charter.registry.participant(code)
    if known is None and newcomer.name is None:
        near = nearest(code, [each.id for each in charter.registry.participants])
        hint = f"give the name of a new one with --name{f'; {near}' if near else ''}"
        raise UsageError(f"the register has no participant '{code}'", hint)
    for member in newcomer.members:
        if charter.registry.participant(member) is None:
            raise UsageError(f"the register has no participant '{member}'", "members of a group stand in the register")
    role = newcomer.role or (known.role if known is not None and known.role != "named" else "participant")
    stays = known is not None and known.role == role and known.takes_part(when.date)
    fields = {} if known is None else dict(known)
    given = {
        "id": code, "role": role, "joined": known.joined if known is not None and stays else when.date, "left": None,
        "kind": newcomer.kind or fields.get("kind", "group" if newcomer.members else "state"),
        "members": newcomer.members or fields.get("members", ()),
        "name": {charter.settings.drafting_language: newcomer.name} if newcomer.name else fields.get("name"),
    }  # fmt: skip
    try:
        made = Participant.model_validate(fields | given)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        hint = "a code is two to eight capital letters and digits, such as XAA; a name is not empty"
        raise UsageError(f"'{code[:40]}' cannot be registered so: {wrong['msg']}", hint) from None
    if made == known:
        raise UsageError(f"{code} takes part already, as {role}", "a module is joined with --module")
    return made


def _party(charter: Charter, code: str, module: str, when: Circumstances) -> Participant:
    """Return a participant that may join a module."""
    participant = _present(charter, code, when)
    require_module(charter, module)
    if participant.has_joined(module, when.date):
        raise UsageError(f"{code} has joined module '{module}' already")
    if missing := unmet(charter, participant, module, when.date):
        hint = f"join it first: charterkit admit {code} --module {missing[0]}"
        raise UsageError(f"module '{module}' relies on module '{missing[0]}', which {code} has not joined", hint)
    return participant


def _present(charter: Charter, code: str, when: Circumstances) -> Participant:
    participant = charter.registry.participant(code)
    if participant is None:
        hint = nearest_participant(code, charter.registry)
        raise UsageError(f"the register has no participant '{code}'", hint)
    if participant.role == "named" or not participant.takes_part(when.date):
        raise UsageError(f"{code} does not take part on {when.date}", f"charterkit admit {code}")
    return participant


def _register(registry: Registry, participant: Participant) -> dict[str, bytes | None]:
    changed = with_participant(registry, participant)
    return {REGISTER: dump(Registry(participants=changed.participants)).encode()}
