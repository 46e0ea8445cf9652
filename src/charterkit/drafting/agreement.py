"""The ladder of agreement: which words are agreed, at which rung, by which decision, and whether they still stand.

Agreement is given to a digest. A unit's words are agreed with the ids of the units directly in it; when they change
without having been opened again the agreement lapses. Only a named participant opens agreed words, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from charterkit.drafting.digests import digest
from charterkit.drafting.outcomes import Collision, Outcome
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision, Level
from charterkit.model.provisions import walk
from charterkit.model.submissions import Add, Amend, Delete, Move


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed of one unit: the rung, the decision, and whether it holds of the words that stand now."""

    path: str
    level: Level
    decision: str
    digest: str
    standing: bool = True
    reopened_by: str = ""
    """Who opened the words again; empty where nobody did."""


def agreements(charter: Charter, decisions: Sequence[Decision]) -> dict[str, Agreement]:
    """Return the last agreement on every unit that was ever agreed: those of the text in its order first."""
    found: dict[str, Agreement] = {}
    for decision in decisions:
        if decision.action == "agree" and decision.level is not None:
            for path, digest_ in decision.result.items():
                found[path] = Agreement(path, decision.level, decision.id, digest_)
        elif decision.action == "reopen":
            for path in _covered(found, decision.units):
                found[path] = replace(found[path], standing=False, reopened_by=decision.by or "")
    present = {path: digest(node) for path, node in charter.walk() if path in found}
    order = [*(path for path in present), *(path for path in found if path not in present)]
    return {path: replace(found[path], standing=_stands(found[path], present)) for path in order}


def units_below(charter: Charter, path: str) -> dict[str, str]:
    """Return the digest of a provision or unit and of everything below it: what an agreement on it covers.

    Raises:
        KeyError: the path leads to no provision or unit.
    """
    node = charter.find(path)
    if node is None:
        raise KeyError(path)
    return {where: digest(each) for where, each in walk(node, path)}


def against_agreed(outcomes: Iterable[Outcome], agreed: Mapping[str, Agreement]) -> Iterator[Collision]:
    """Yield a collision for every change that would alter words whose agreement stands."""
    for outcome in outcomes:
        if outcome.result not in ("clean", "rewritten"):
            continue
        for path in _touched(outcome, agreed):
            agreement = agreed[path]
            reason = f"the words of {path} are {LEVELS[agreement.level]} (decision {agreement.decision})"
            yield Collision(outcome.entry.ref, path, f"{reason}; only a participant opens them again")


LEVELS: Mapping[Level, str] = {
    "informals": "agreed in informals",
    "ad_referendum": "agreed ad referendum",
    "agreed": "agreed",
}
"""How the rungs are called."""


def _stands(agreement: Agreement, present: Mapping[str, str]) -> bool:
    return agreement.standing and present.get(agreement.path) == agreement.digest


def _covered(found: Iterable[str], units: Iterable[str]) -> list[str]:
    return [path for path in found for unit in units if path == unit or path.startswith(f"{unit}/")]


def _touched(outcome: Outcome, agreed: Mapping[str, Agreement]) -> list[str]:
    """Return the units with standing agreement whose words or members a change alters."""
    change, path = outcome.entry.change, outcome.path
    above = path.rpartition("/")[0]
    match change:
        case Amend():
            touched = {path}
        case Add():
            touched = {above}
        case Delete() | Move():
            touched = {above, path, *(below for below in agreed if below.startswith(f"{path}/"))}
        case _:
            touched = set()
    return [each for each in sorted(touched) if each in agreed and agreed[each].standing]
