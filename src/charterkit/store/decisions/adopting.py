"""Adopt a text, or a module of it: one decision with the digests of its words and all consents, in one commit.

What blocks an adoption is worked out in ``charterkit.drafting.readiness``; here it is refused, or written down.
"""

from __future__ import annotations

from dataclasses import dataclass

from charterkit.drafting.adoption import adopted_words, adoption
from charterkit.drafting.readiness import Readiness, readiness
from charterkit.errors import UsageError
from charterkit.model.charter import Charter
from charterkit.store.decisions.deciding import Deciding, begun, decision_on
from charterkit.store.decisions.record import Circumstances, charter_files
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Adopting:
    """An adoption worked out on a commit; ``deciding`` is None where something blocks it."""

    ready: Readiness
    deciding: Deciding | None


def prepare(workspace: Workspace, level: str, when: Circumstances, moment: str, module: str | None = None) -> Adopting:
    """Work out the adoption of the core of a charter, or of a module.

    Args:
        workspace: the workspace.
        level: who adopts it: heads-of-state, ministers and so on.
        when: the circumstances; those who take part on their date are asked.
        moment: the present minute in UTC, by which silence procedures have expired or not.
        module: the module; None for all that is in no module.

    Raises:
        UsageError: it was adopted before, and nothing of it was opened again.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    charter = before.charter
    ready = readiness(before, when.date, moment, module, level)
    if ready.adopted:
        what = f"the module '{module}'" if module else "the text"
        hint = "its words are corrected with charterkit correct, or opened again by a participant"
        raise UsageError(f"{what} was adopted on {ready.adopted.date} (decision {ready.adopted.id})", hint)
    if ready.blockers:
        return Adopting(ready, None)
    record = adoption(charter, ready, level)
    decision = decision_on(before, when, action="adopt", units=(module,) if module else (), adoption=record,
                           result=adopted_words(charter, ready))  # fmt: skip
    files = charter_files(charter, _with_status(charter)) if module is None else {}
    consents = tuple(("Consent", each.participant) for each in record.consents)
    trailers = (("Level", level), *((("Module", module),) if module else ()), *consents)
    what = f"module {module}" if module else f"the charter ({charter.settings.symbol})"
    return Adopting(ready, Deciding(before, head, (decision,), f"Adopt {what}", files, trailers))


def _with_status(charter: Charter) -> Charter:
    """Return the charter with the status that adoption gives its text."""
    settings = charter.settings.model_copy(update={"status": "adopted"})
    return charter.model_copy(update={"settings": settings})
