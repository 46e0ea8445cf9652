"""Carry out what the meetings of the worked negotiation decide, each by what the command of that name itself calls.

Lodging, and the repository around it, are left to ``build``; what is decided when stands in ``steps.yaml``.
"""

from __future__ import annotations

import datetime

from charterkit.demo.story import Step
from charterkit.errors import UsageError
from charterkit.model.agreements import Module
from charterkit.store.decisions import adopting, attending, deciding, merging, releasing, renumbering
from charterkit.store.decisions.deciding import Deciding, Words
from charterkit.store.decisions.record import Circumstances, message
from charterkit.store.records.layout import SETTINGS
from charterkit.store.workspace import Workspace
from charterkit.store.yaml.text import dump


def decide(workspace: Workspace, step: Step, when: Circumstances, time: datetime.datetime) -> None:
    """Take the decision of a step and commit it.

    Raises:
        UsageError: something is in its way; what blocks an adoption is named.
    """
    if step.merge:
        merging.carry_out(workspace, merging.prepare(workspace, step.merge), when, time)
    elif step.release:
        deciding.carry_out(workspace, releasing.prepare(workspace, step.release, None, when), time)
    elif step.modules:
        _set_modules(workspace, step, when, time)
    elif step.renumber:
        deciding.carry_out(workspace, renumbering.prepare(workspace, when).deciding, time)
    else:
        deciding.carry_out(workspace, _worked_out(workspace, step, when, time), time)


def _set_modules(workspace: Workspace, step: Step, when: Circumstances, time: datetime.datetime) -> None:
    """Write in the settings what is a module: a line that the secretariat changes by hand, no decision."""
    head = workspace.repository.head()
    settings = workspace.charter(head).settings
    changed = settings.model_copy(update={"modules": tuple(Module(id=name) for name in step.modules)})
    text = message(f"Modules: {', '.join(step.modules)}", when.note or "")
    workspace.repository.commit({SETTINGS: dump(changed).encode()}, text, expected=head, date=time)


def _worked_out(workspace: Workspace, step: Step, when: Circumstances, time: datetime.datetime) -> Deciding:
    """Return a decision that changes no words."""
    if step.close:
        return deciding.close(workspace, step.close, step.outcome, when)
    if step.agree:
        return deciding.agree(workspace, step.agree, step.level, when, Words(step.words))
    if step.reopen and step.by:
        return deciding.reopen(workspace, step.reopen, step.by, when)
    if step.silence and step.until:
        return deciding.silence(workspace, step.silence, step.until, when)
    if step.adopt:
        return _adoption(workspace, step.adopt, step.module, when, time)
    return _attendance(workspace, step, when)


def _attendance(workspace: Workspace, step: Step, when: Circumstances) -> Deciding:
    if step.admit:
        known = step.as_ and attending.Newcomer(step.as_.name, step.as_.role, step.as_.kind)
        return attending.admit(workspace, step.admit, known or attending.Newcomer(), when, step.module)
    if step.leave:
        return attending.leave(workspace, step.leave, when, step.module)
    raise UsageError(f"a step of the story on {when.date} decides nothing")


def _adoption(
    workspace: Workspace, level: str, module: str | None, when: Circumstances, time: datetime.datetime
) -> Deciding:
    ready = adopting.prepare(workspace, level, when, f"{time:%Y-%m-%dT%H:%MZ}", module)
    if ready.deciding is None:
        found = "; ".join(blocker.case for blocker in ready.ready.blockers)
        raise UsageError(f"the adoption of {module or 'the text'} is blocked: {found}")
    return ready.deciding
